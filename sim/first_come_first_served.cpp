#include "sim/first_come_first_served.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/expect.hpp"

namespace sim {

FirstComeFirstServed::FirstComeFirstServed(Simulation& simulation, int servers)
    : simulation_(simulation)
{
    EXPECT(servers > 0, "a station needs a server");
    for (int i = 0; i < servers; ++i) servers_.emplace_back(*this);
    for (auto server = servers_.rbegin(); server != servers_.rend(); ++server) rest(*server);
}

FirstComeFirstServed::Customer FirstComeFirstServed::enter(Time service_time, Callback done)
{
    EXPECT(service_time >= 0 && service_time <= std::numeric_limits<Time>::max(),
           "a service time is a finite number of seconds, not negative");
    advance();
    ++present_;
    entry_times_ += simulation_.now();
    const Customer customer = ++last_customer_;
    if (idle_ != nullptr) {
        ++serving_;
        begin(*std::exchange(idle_, idle_->next_idle), customer, service_time, done);
    } else {
        if (line_.full()) line_.set_capacity(2 * line_.capacity() + 16);
        line_.push_back({customer, service_time, done});
    }
    return customer;
}

void FirstComeFirstServed::leave(Customer customer)
{
    advance();
    EXPECT(leave_line(customer) || leave_service(customer),
           "a customer who is not here cannot leave");
    --present_;
    exit_times_ += simulation_.now();
}

bool FirstComeFirstServed::leave_line(Customer customer)
{
    const auto place = std::ranges::lower_bound(line_, customer, {}, &Waiting::customer);
    if (place == line_.end() || place->customer != customer) return false;
    line_.erase(place);
    return true;
}

bool FirstComeFirstServed::leave_service(Customer customer)
{
    const auto server = std::ranges::find(servers_, customer, &Server::customer);
    if (customer == 0 || server == servers_.end()) return false;
    server->completion.cancel();
    release(*server);
    return true;
}

inline void FirstComeFirstServed::begin(Server& server, Customer customer, Time service_time,
                                        Callback done)
{
    server.customer = customer;
    server.done = done;
    server.began = simulation_.now();
    server.completion.after(service_time);
}

// Ends a service and begins the next, if anybody waits.
inline void FirstComeFirstServed::release(Server& server)
{
    given_ += simulation_.now() - server.began;
    if (line_.empty()) {
        --serving_;
        rest(server);
    } else {
        const Waiting& next = line_.front();
        begin(server, next.customer, next.service_time, next.done);
        line_.pop_front();
    }
}

inline void FirstComeFirstServed::rest(Server& server)
{
    server.customer = 0;
    server.next_idle = std::exchange(idle_, &server);
}

void FirstComeFirstServed::Server::occur()
{
    station.advance();
    --station.present_;
    ++station.finished_;
    station.exit_times_ += station.simulation_.now();
    const Callback told = done;
    station.release(*this);
    told();
}

inline void FirstComeFirstServed::advance()
{
    const double passed = simulation_.now() - last_;
    last_ = simulation_.now();
    busy_ += static_cast<double>(serving_) * passed;
    number_ += static_cast<double>(present_) * passed;
}

double FirstComeFirstServed::busy()
{
    advance();
    return busy_;
}

double FirstComeFirstServed::response_sum()
{
    advance();
    return exit_times_ + static_cast<double>(present_) * simulation_.now() - entry_times_;
}

void FirstComeFirstServed::check_laws()
{
    advance();
    double given = given_;
    for (const Server& server : servers_) {
        if (server.customer != 0) given += simulation_.now() - server.began;
    }
    EXPECT(std::abs(given - busy_) <= 1e-9 * (1 + busy_ + exit_times_),
           "work conservation: busy time differs from the service given");
    EXPECT(std::abs(number_ - response_sum()) <= 1e-9 * (1 + exit_times_ + entry_times_),
           "Little's law: the area under the number present differs from the time spent present");
}

}  // namespace sim
