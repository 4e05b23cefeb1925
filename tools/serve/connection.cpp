#include "tools/serve/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace tools {
namespace {

bool would_block()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

Connection::Connection(int socket) : socket_(socket), deadline_(Clock::now() + idle_time)
{
}

Connection::~Connection()
{
    if (stream_) {
        stream_->set_wake({});
        stream_->cancel();
    }
    close(socket_);
}

void Connection::enter(State state, Clock::duration time)
{
    state_ = state;
    deadline_ = Clock::now() + time;
}

void Connection::give_up()
{
    state_ = State::gone;
    if (stream_) stream_->cancel();
}

short Connection::interest() const
{
    switch (state_) {
        case State::receiving:
        case State::hanging_up:
            return POLLIN;
        case State::sending:
            return POLLOUT;
        case State::streaming:  // what the other end asks meanwhile waits, unread
            return position_ < unsent_.size() ? POLLRDHUP | POLLOUT : POLLRDHUP;
        default:
            return 0;
    }
}

void Connection::occur(short events)
{
    switch (state_) {
        case State::receiving:
        case State::hanging_up:
            return receive();
        case State::sending:
        case State::streaming:
            return (events & (POLLRDHUP | POLLHUP | POLLERR)) != 0 ? give_up() : send();
        default:
            return;
    }
}

void Connection::receive()
{
    char buffer[64 << 10];
    const ssize_t got = recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && would_block()) return;
    if (got <= 0) return give_up();
    if (state_ == State::hanging_up) return;
    if (received_.empty()) {
        begun_ = Clock::now();
        deadline_ = begun_ + time_to_ask;
    }
    has_asked_ = true;
    received_.append(buffer, static_cast<std::size_t>(got));
}

bool Connection::take_request(const Admission& admission, std::string& request)
{
    if (state_ != State::receiving || received_.empty()) return false;
    const RequestFrame frame = frame_of(received_, admission);
    if (frame.state == RequestFrame::State::refused) {
        received_.clear();
        reply(refusal(frame.status, frame.why));
        return false;
    }
    if (frame.state == RequestFrame::State::incomplete) {
        const bool upload = frame.length > largest_head + largest_body;
        deadline_ = begun_ + (upload ? time_to_upload : time_to_ask);
        return false;
    }
    request = std::exchange(received_, received_.substr(frame.length));
    request.resize(frame.length);
    state_ = State::answering;
    return true;
}

void Connection::reply(Reply reply)
{
    unsent_ = std::move(reply.bytes);
    position_ = 0;
    last_ = reply.last;
    ended_ = false;
    stream_ = std::move(reply.stream);
    enter(State::sending, time_to_listen);
    send();
}

void Connection::send()
{
    while (position_ < unsent_.size()) {
        const ssize_t went = ::send(socket_, unsent_.data() + position_, unsent_.size() - position_,
                                    MSG_DONTWAIT | MSG_NOSIGNAL);
        if (went < 0 && would_block()) return;
        if (went < 0) return give_up();
        position_ += static_cast<std::size_t>(went);
        deadline_ = Clock::now() + time_to_listen;
    }
    sent();
}

void Connection::sent()
{
    if (state_ == State::sending && stream_) {
        state_ = State::streaming;
        return pump();
    }
    if (state_ == State::streaming && !ended_) return;
    unsent_.clear();
    stream_.reset();
    if (!last_) {
        begun_ = Clock::now();
        return enter(State::receiving, received_.empty() ? idle_time : time_to_ask);
    }
    // closed at once, what came unread would have the other end lose the reply
    shutdown(socket_, SHUT_WR);
    enter(State::hanging_up, time_to_hang_up);
}

void Connection::pump()
{
    if (state_ != State::streaming) return;
    if (stream_->stop().stop_requested()) return give_up();
    if (position_ < unsent_.size()) return;
    AnswerStream::Part part = stream_->take();
    if (part.bytes.empty()) {
        deadline_ = Clock::time_point::max();
        return;
    }
    unsent_ = std::move(part.bytes);
    position_ = 0;
    ended_ = part.finished;
    deadline_ = Clock::now() + time_to_listen;
    send();
}

}  // namespace tools
