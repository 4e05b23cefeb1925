#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/tools/command_line.hpp"

namespace tests {

// A connection to the loopback address that sends and reads bytes as they are.
class RawConnection {
public:
    explicit RawConnection(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    }
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;
    ~RawConnection() { close(socket_); }

    bool connected() const { return connected_; }
    void send(const std::string& bytes) const
    {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t went =
                ::send(socket_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
            if (went <= 0) return;  // hung up, as the reply will tell
            done += static_cast<std::size_t>(went);
        }
    }
    // What comes until `enough` is in it, the end, or nothing for so long.
    std::string read(const std::string& enough = "", int milliseconds = 20000) const
    {
        std::string text;
        char buffer[4096];
        for (;;) {
            if (!enough.empty() && text.find(enough) != std::string::npos) return text;
            pollfd ready{socket_, POLLIN, 0};
            if (poll(&ready, 1, milliseconds) <= 0) return text + "[nothing more]";
            const ssize_t got = recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) return text;
            text.append(buffer, static_cast<std::size_t>(got));
        }
    }

private:
    int socket_;
    bool connected_ = false;
};

struct HttpReply {
    int status = 0;
    std::string head;
    std::string body;
    nlohmann::json json() const { return parsed(body); }
};

inline HttpReply reply_in(const std::string& text)
{
    const std::size_t end = text.find("\r\n\r\n");
    if (!text.starts_with("HTTP/1.1 ") || end == std::string::npos) return {0, text, ""};
    return {std::stoi(text.substr(9, 3)), text.substr(0, end + 2), text.substr(end + 4)};
}

// A question of the page about the scenario `quick`.
inline nlohmann::json asked(const std::string& platform,
                            const nlohmann::json& set = nlohmann::json::object())
{
    return {{"scenario", "quick"},
            {"platform", platform},
            {"set", set},
            {"platforms", {platform}},
            {"client", "test"}};
}

// `bbbcap serve` at a free port until the end of the test.
class Served {
public:
    explicit Served(const std::vector<std::string>& arguments = {"tests/browser/quick.yaml"})
    {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        child_ = fork();
        if (child_ == 0) execute(arguments, ends[1]);
        close(ends[1]);
        std::string line;
        for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
        close(ends[0]);
        if (!line.starts_with("http://")) throw std::runtime_error("no address: " + line);
        port = std::stoi(line.substr(line.rfind(':') + 1));
        const std::string page = get("/").body;
        const std::string before = "<meta name=\"token\" content=\"";
        const std::size_t begin = page.find(before) + before.size();
        token = page.substr(begin, page.find('"', begin) - begin);
    }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;
    ~Served()
    {
        if (child_ > 0) kill(child_, SIGTERM);  // killed at once it would leave its folder
        for (int i = 0; i < 1000 && child_ > 0; ++i) {
            if (waitpid(child_, nullptr, WNOHANG) == child_) child_ = -1;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        (void)end(SIGKILL);
    }

    std::string host() const { return "127.0.0.1:" + std::to_string(port); }

    HttpReply raw(const std::string& bytes) const
    {
        const RawConnection connection(port);
        connection.send(bytes);
        return reply_in(connection.read());
    }
    HttpReply get(const std::string& target) const
    {
        return raw("GET " + target + " HTTP/1.1\r\nHost: " + host() +
                   "\r\nConnection: close\r\n\r\n");
    }
    // The head of a POST as the page sends it, without what `left_out` names.
    std::string post_head(const std::string& target, std::size_t length,
                          const std::string& left_out = "") const
    {
        std::string head = "POST " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n";
        const std::vector<std::pair<std::string, std::string>> lines = {
            {"Origin", "http://" + host()},
            {"X-Token", token},
            {"Content-Type", "application/json"},
            {"Connection", "close"},
            {"Content-Length", std::to_string(length)}};
        for (const auto& [name, value] : lines) {
            if (name != left_out) head += name + ": " + value + "\r\n";
        }
        return head + "\r\n";
    }
    HttpReply post(const std::string& target, const nlohmann::json& body,
                   const std::string& left_out = "") const
    {
        const std::string text = body.dump();
        return raw(post_head(target, text.size(), left_out) + text);
    }

    // Its exit code after the signal, 0 for none; -1: it did not end by itself.
    int end(int signal)
    {
        if (child_ < 0) return ended_;
        kill(child_, signal);
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = -1;
        return ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    pid_t process() const { return child_; }

    int port = 0;
    std::string token;

private:
    [[noreturn]] static void execute(const std::vector<std::string>& arguments, int out)
    {
        dup2(out, STDOUT_FILENO);
        std::vector<std::string> words = {BBBCAP_BINARY, "serve", "--port", "0", "--quiet"};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        if (chdir(root.c_str()) == 0) execv(BBBCAP_BINARY, pointers.data());
        _exit(127);
    }

    pid_t child_ = -1;
    int ended_ = -1;
};

}  // namespace tests
