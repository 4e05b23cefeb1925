#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/scratch_folder.hpp"

namespace tests {

// The program running beside the test, killed at the end if need be. Standard error is kept.
class Background {
public:
    explicit Background(std::vector<std::string> words)
    {
        words.insert(words.begin(), BBBCAP_BINARY);
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::string err = scratch_.path("err");
        process_ = fork();
        if (process_ < 0) throw std::runtime_error("no process");
        if (process_ > 0) return;
        std::signal(SIGINT, SIG_DFL);
        dup2(open("/dev/null", O_RDWR), STDOUT_FILENO);
        dup2(open(err.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
        if (chdir(BBBCAP_SOURCE_DIR) == 0) execv(BBBCAP_BINARY, arguments.data());
        _exit(127);
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    ~Background()
    {
        if (process_ <= 0) return;
        kill(process_, SIGKILL);
        wait();
    }

    void send(int signal) const { kill(process_, signal); }

    // The exit code, or minus the signal that ended it.
    int wait()
    {
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    std::string err() const { return scratch_.path("err"); }

private:
    ScratchFolder scratch_;
    pid_t process_ = 0;
};

}  // namespace tests
