#include "sim/first_come_first_served.hpp"

#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"

namespace sim {

FirstComeFirstServed::FirstComeFirstServed(Simulation& simulation, int servers)
    : simulation_(simulation)
{
    EXPECT(servers > 0, "a station needs a server");
    servers_.resize(static_cast<std::size_t>(servers));
    for (Server& server : servers_) {
        server.station = this;
        server.completion =
            &completions_.emplace_back(simulation, Callback::to<&Server::occur>(&server));
    }
}

FirstComeFirstServed::Customer FirstComeFirstServed::enter(Time service_time, Callback done)
{
    EXPECT(service_time >= 0 && std::isfinite(service_time),
           "a service time is a finite number of seconds, not negative");
    advance();
    ++present_;
    entry_times_ += simulation_.now();
    const Waiting next{++last_customer_, service_time, done};
    const auto idle = std::ranges::find(servers_, false, &Server::busy);
    if (idle == servers_.end()) {
        line_.push_back(next);
    } else {
        begin(*idle, next);
    }
    return next.customer;
}

void FirstComeFirstServed::leave(Customer customer)
{
    advance();
    const auto waiting = std::ranges::find(line_, customer, &Waiting::customer);
    const auto server = std::ranges::find_if(servers_, [customer](const Server& one) {
        return one.busy && one.serving.customer == customer;
    });
    EXPECT(waiting != line_.end() || server != servers_.end(),
           "a customer who is not here cannot leave");
    --present_;
    exit_times_ += simulation_.now();
    if (waiting != line_.end()) {
        line_.erase(waiting);
    } else {
        server->completion->cancel();
        release(*server);
    }
}

void FirstComeFirstServed::begin(Server& server, const Waiting& next)
{
    server.serving = next;
    server.began = simulation_.now();
    server.busy = true;
    ++serving_;
    server.completion->after(next.service_time);
}

void FirstComeFirstServed::release(Server& server)
{
    given_ += simulation_.now() - server.began;
    server.busy = false;
    --serving_;
    if (line_.empty()) return;
    const Waiting next = line_.front();
    line_.pop_front();
    begin(server, next);
}

void FirstComeFirstServed::Server::occur()
{
    station->advance();
    const Callback done = serving.done;
    --station->present_;
    ++station->finished_;
    station->exit_times_ += station->simulation_.now();
    station->release(*this);
    done();
}

void FirstComeFirstServed::advance()
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
        if (server.busy) given += simulation_.now() - server.began;
    }
    EXPECT(std::abs(given - busy_) <= 1e-9 * (1 + busy_ + exit_times_),
           "work conservation: busy time differs from the service given");
    EXPECT(std::abs(number_ - response_sum()) <= 1e-9 * (1 + exit_times_ + entry_times_),
           "Little's law: the area under the number present differs from the time spent present");
}

}  // namespace sim
