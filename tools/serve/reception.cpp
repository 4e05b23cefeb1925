#include "tools/serve/reception.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

namespace tools {
namespace {

constexpr std::size_t fixed_descriptors = 3;  // to end, to wake up, to accept

bool is_hung_up_on(const Connection& connection)
{
    return connection.state() == Connection::State::hanging_up;
}

bool waits_for_no_reply(const Connection& connection)
{
    return connection.state() == Connection::State::receiving;
}

bool never_asked(const Connection& connection)
{
    return waits_for_no_reply(connection) && !connection.has_asked();
}

bool takes_nothing(const Connection& connection)
{
    return connection.state() == Connection::State::sending &&
           connection.deadline() < Clock::now() + time_to_listen - time_to_take;
}

}  // namespace

Reception::Reception(int listening, int ending, Admission admission, int workers,
                     const std::function<Respond()>& make)
    : listening_(listening),
      ending_(ending),
      admission_(std::move(admission)),
      workers_(workers, make, [wake_up = wake_up_] { wake_up->call(); })
{
}

Reception::~Reception()
{
    close(listening_);
}

std::vector<pollfd> Reception::descriptors() const
{
    std::vector<pollfd> all = {
        {ending_, POLLIN, 0}, {wake_up_->descriptor(), POLLIN, 0}, {listening_, POLLIN, 0}};
    for (const auto& [number, connection] : connections_) {
        const short interest = connection->interest();
        all.push_back({interest == 0 ? -1 : connection->socket(), interest, 0});
    }
    return all;
}

// Milliseconds until the first connection is late.
int Reception::patience() const
{
    Clock::duration least = std::chrono::seconds(10);
    const Clock::time_point now = Clock::now();
    for (const auto& [number, connection] : connections_) {
        if (connection->state() == Connection::State::answering) continue;
        least = std::min(least, std::max(Clock::duration(0), connection->deadline() - now));
    }
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(least).count());
}

void Reception::run()
{
    for (;;) {
        std::vector<pollfd> all = descriptors();
        const int ready = poll(all.data(), all.size(), patience());
        if (ready < 0 && errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "poll");
        }
        if (all[0].revents != 0) return;
        if (all[1].revents != 0) wake_up_->clear();
        deliver();
        std::size_t place = fixed_descriptors;
        std::vector<std::pair<std::uint64_t, short>> occurred;
        for (const auto& [number, connection] : connections_) {
            if (ready > 0 && all[place].revents != 0)
                occurred.emplace_back(number, all[place].revents);
            ++place;
        }
        for (const auto& [number, events] : occurred) attend(number, events);
        if (all[2].revents != 0) accept_one();
        remove_late();
    }
}

void Reception::accept_one()
{
    const int socket = accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) {
        // out of descriptors: poll would call again at once
        if (errno == EMFILE || errno == ENFILE) (void)make_room();
        return;
    }
    const int on = 1;
    (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto connection = std::make_unique<Connection>(socket);
    if (connections_.size() >= most_connections && !make_room()) {
        connection->reply(refusal(503));
        return;
    }
    connections_.emplace(next_++, std::move(connection));
}

bool Reception::make_room()
{
    for (const auto may_go : {is_hung_up_on, never_asked, waits_for_no_reply, takes_nothing}) {
        const auto found = std::ranges::find_if(
            connections_, [&](const auto& entry) { return may_go(*entry.second); });
        if (found == connections_.end()) continue;
        connections_.erase(found);
        return true;
    }
    return false;
}

void Reception::attend(std::uint64_t number, short events)
{
    const auto found = connections_.find(number);
    if (found == connections_.end()) return;
    Connection& connection = *found->second;
    try {
        connection.occur(events);
        connection.pump();
        hand_over(number, connection);
    } catch (const std::bad_alloc&) {
        connection.give_up();  // and nobody else
    }
}

void Reception::hand_over(std::uint64_t number, Connection& connection)
{
    std::string request;
    if (!connection.take_request(admission_, request)) return;
    if (!workers_.offer(number, std::move(request))) connection.reply(refusal(503));
}

void Reception::deliver()
{
    for (Workers::Done& done : workers_.take()) {
        const auto found = connections_.find(done.connection);
        if (found == connections_.end()) continue;
        if (done.reply.stream) {
            done.reply.stream->set_wake([wake_up = wake_up_] { wake_up->call(); });
        }
        found->second->reply(std::move(done.reply));
        hand_over(done.connection, *found->second);
    }
    for (const auto& [number, connection] : connections_) {
        if (connection->state() != Connection::State::streaming) continue;
        connection->pump();
        hand_over(number, *connection);
    }
}

void Reception::remove_late()
{
    const Clock::time_point now = Clock::now();
    std::erase_if(connections_, [&](const auto& entry) {
        const Connection& connection = *entry.second;
        if (connection.state() == Connection::State::answering) return false;
        return connection.state() == Connection::State::gone || connection.deadline() <= now;
    });
}

}  // namespace tools
