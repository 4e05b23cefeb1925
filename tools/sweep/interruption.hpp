#pragma once

namespace tools {

// While it lives, SIGINT and SIGTERM only leave a note, the first time.
class Interruption {
public:
    Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    bool asked() const;
};

// Ends the program at once, while threads are still computing what nobody will take. What was to be
// kept is in the store already.
[[noreturn]] void leave_at_once(int exit_code);

}  // namespace tools
