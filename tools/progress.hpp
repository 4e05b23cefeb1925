#pragma once

#include <string>

namespace tools {

// A line on the terminal that tells what is being done, and is gone when the answer comes. Shows
// nothing where standard error is no terminal.
class Progress {
public:
    explicit Progress(bool quiet);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    void show(const std::string& line);
    void clear();
    bool active() const { return active_; }  // there is a terminal to show it on

private:
    bool active_;
};

}  // namespace tools
