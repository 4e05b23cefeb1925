#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "tools/serve/answer_stream.hpp"
#include "tools/serve/reply.hpp"
#include "tools/serve/request_frame.hpp"

namespace tools {

using Clock = std::chrono::steady_clock;

// How long a connection may take for what it is doing.
inline constexpr std::chrono::seconds time_to_ask{10};     // from the first byte to the last
inline constexpr std::chrono::seconds time_to_upload{60};  // idem, with a body above largest_body
inline constexpr std::chrono::seconds time_to_listen{30};  // to take a reply, or a part of one
inline constexpr std::chrono::seconds time_to_take{2};     // idem, where others need the place
inline constexpr std::chrono::seconds idle_time{30};       // between two requests
inline constexpr std::chrono::seconds time_to_hang_up{1};  // after the last reply

// One client's socket: receives a request, waits for its reply, sends that. Never blocks.
class Connection {
public:
    enum class State { receiving, answering, sending, streaming, hanging_up, gone };

    explicit Connection(int socket);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    State state() const { return state_; }
    int socket() const { return socket_; }
    short interest() const;  // events to poll for; 0: none
    Clock::time_point deadline() const { return deadline_; }
    bool has_asked() const { return has_asked_; }  // if only the first byte of something

    // What poll reported. Afterwards `take_request` may have one.
    void occur(short events);
    // The next whole request; one that is refused is answered here and now.
    bool take_request(const Admission& admission, std::string& request);
    void reply(Reply reply);
    // Sends on what the stream has; nothing while it has nothing.
    void pump();
    void give_up();

private:
    void enter(State state, Clock::duration time);
    void receive();
    void send();
    void sent();

    int socket_;
    State state_ = State::receiving;
    Clock::time_point begun_;  // the request that is being received
    Clock::time_point deadline_;
    bool has_asked_ = false;
    std::string received_;
    std::string unsent_;
    std::size_t position_ = 0;  // in unsent_
    bool ended_ = false;        // of the stream, nothing follows `unsent_`
    bool last_ = false;         // the other end is hung up on after this reply
    std::shared_ptr<AnswerStream> stream_;
};

}  // namespace tools
