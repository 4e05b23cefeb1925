#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace tools {

// Server-sent events on their way to one client, as chunks of a reply that goes on until `finish`.
// Whoever computes calls `send`; whoever owns the connection takes what there is. Neither waits for
// the other.
class AnswerStream {
public:
    static constexpr std::size_t most_unsent =
        4 << 20;  // bytes; a client that left more untaken is given up at the next event

    // `text` may have several lines.
    void send(std::string_view event, std::string_view text);
    void finish();

    // Nobody listens any more: what computes for it should end.
    void cancel() { stop_.request_stop(); }
    std::stop_token stop() const { return stop_.get_token(); }

    // Called, from any thread, when there is something to take, or the client is given up.
    void set_wake(std::function<void()> wake);
    // What has to be sent next; `finished` when nothing will follow.
    struct Part {
        std::string bytes;
        bool finished = false;
    };
    Part take();

private:
    void add(std::string_view bytes, bool last);

    mutable std::mutex mutex_;
    std::string unsent_;
    bool finished_ = false;
    std::function<void()> wake_;
    std::stop_source stop_;
};

}  // namespace tools
