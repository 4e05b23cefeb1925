#pragma once

namespace tools {

// A descriptor that poll finds readable after `call`, from any thread.
class WakeUp {
public:
    WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;
    ~WakeUp();

    int descriptor() const { return descriptor_; }
    void call() const;
    void clear() const;

private:
    int descriptor_;
};

}  // namespace tools
