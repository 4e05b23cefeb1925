#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tools/serve/reply.hpp"

namespace tools {

// Answers one request; each worker has one of its own.
using Respond = std::function<Reply(const std::string& request)>;

// Threads that answer requests which are there as a whole, so that none waits for a client.
class Workers {
public:
    static constexpr std::size_t most_waiting = 256;

    // `wake` is called, by a worker, when a reply can be taken.
    Workers(int count, const std::function<Respond()>& make, std::function<void()> wake);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();

    // False when too many wait already. `connection` comes back with the reply.
    [[nodiscard]] bool offer(std::uint64_t connection, std::string request);

    struct Done {
        std::uint64_t connection = 0;
        Reply reply;
    };
    std::vector<Done> take();

private:
    struct Waiting {
        std::uint64_t connection = 0;
        std::string request;
    };
    void work(const Respond& respond);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> waiting_;
    std::vector<Done> done_;
    bool closing_ = false;
    std::function<void()> wake_;
    std::vector<std::jthread> threads_;
};

}  // namespace tools
