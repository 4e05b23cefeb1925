#pragma once

#include <poll.h>

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "tools/serve/connection.hpp"
#include "tools/serve/wake_up.hpp"
#include "tools/serve/workers.hpp"

namespace tools {

// All connections in one thread: whoever is slow costs a place here and no thread. Where there are
// too many, one that was hung up on makes room; else the oldest that never asked anything; else the
// oldest that waits for no reply; else one that has taken nothing of its reply for 2 s.
class Reception {
public:
    static constexpr std::size_t most_connections = 512;

    // Takes the listening socket. `ending`: a descriptor that becomes readable when it is time to
    // go.
    Reception(int listening, int ending, Admission admission, int workers,
              const std::function<Respond()>& make);
    Reception(const Reception&) = delete;
    Reception& operator=(const Reception&) = delete;
    ~Reception();

    void run();  // until `ending`; throws std::system_error

private:
    std::vector<pollfd> descriptors() const;
    int patience() const;
    void accept_one();
    bool make_room();
    void attend(std::uint64_t number, short events);
    void hand_over(std::uint64_t number, Connection& connection);
    void deliver();
    void remove_late();

    int listening_;
    int ending_;
    Admission admission_;
    std::shared_ptr<WakeUp> wake_up_ = std::make_shared<WakeUp>();
    std::map<std::uint64_t, std::unique_ptr<Connection>> connections_;  // oldest first
    std::uint64_t next_ = 0;
    Workers workers_;
};

}  // namespace tools
