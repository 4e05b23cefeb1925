#include "tools/sweep/program.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "tools/text.hpp"

extern char** environ;

namespace tools {
namespace {

// A file without a name: a pipe would have to be read while the other is written.
class PassingFile {
public:
    PassingFile() : file_(std::tmpfile())
    {
        if (file_ == nullptr) give_up();
    }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    ~PassingFile() { std::fclose(file_); }

    int descriptor() const { return fileno(file_); }

    void write(const std::string& text)
    {
        const std::size_t written = std::fwrite(text.data(), 1, text.size(), file_);
        if (written != text.size() || std::fflush(file_) != 0) give_up();
        std::rewind(file_);
    }

    std::string text()
    {
        std::rewind(file_);
        std::string text;
        std::array<char, 4096> piece{};
        while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), file_)) {
            text.append(piece.data(), size);
        }
        return text;
    }

private:
    [[noreturn]] static void give_up()
    {
        throw WriteError(fmt::format("no temporary file: {}", std::strerror(errno)));
    }

    std::FILE* file_;
};

int exit_code_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::optional<ProgramOutput> run_program(const std::vector<std::string>& words,
                                         const std::string& input)
{
    std::array<PassingFile, 3> files;
    files[0].write(input);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < 3; ++i) {
        posix_spawn_file_actions_adddup2(&actions, files[std::size_t(i)].descriptor(), i);
    }
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int error =
        posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT) return std::nullopt;
    if (error != 0) {
        throw WriteError(fmt::format("`{}` could not be run: {}", words[0], std::strerror(error)));
    }
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    return ProgramOutput{exit_code_of(status), files[1].text(), files[2].text()};
}

}  // namespace tools
