#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "sim/first_come_first_served.hpp"
#include "sim/processor_sharing.hpp"
#include "sim/random_stream.hpp"
#include "sim/simulation.hpp"
#include "sim/variates.hpp"

// A station of the kernel with Poisson arrivals from empty, and the response times of those who
// have left it, in the order of leaving.
namespace tests {

struct Offered {
    std::uint64_t seed;
    double rate;  // arrivals per second
    sim::Distribution size;
    double scale = 1;  // of the sizes: another speed of the same station under the same numbers
};

template <class Station>
class SimulatedLine {
public:
    SimulatedLine(int servers, const Offered& offered, std::uint64_t replication)
        : station_(simulation_, servers),
          arrival_(simulation_, sim::Callback::to<&SimulatedLine::arrive>(this)),
          gaps_({offered.seed, replication, "arrivals"},
                sim::Distribution::exponential(1 / offered.rate)),
          sizes_({offered.seed, replication, "sizes"}, offered.size),
          scale_(offered.scale)
    {
    }

    std::vector<double> response_times(std::size_t customers)
    {
        wanted_ = customers;
        times_.reserve(customers);
        arrival_.after(gaps_.next());
        simulation_.run_until(1e12);  // nobody comes after the last wanted has gone
        return std::move(times_);
    }

private:
    struct Customer {
        void leave() { line->gone(*this); }

        SimulatedLine* line;
        sim::Time arrived = 0;
    };

    void arrive()
    {
        arrival_.after(gaps_.next());
        if (outside_.empty()) outside_.push_back(&customers_.emplace_back(Customer{this}));
        Customer* const customer = outside_.back();
        outside_.pop_back();
        customer->arrived = simulation_.now();
        station_.enter(scale_ * sizes_.next(), sim::Callback::to<&Customer::leave>(customer));
    }
    void gone(Customer& customer)
    {
        outside_.push_back(&customer);
        if (times_.size() == wanted_) return;
        times_.push_back(simulation_.now() - customer.arrived);
        if (times_.size() == wanted_) arrival_.cancel();
    }

    sim::Simulation simulation_;
    Station station_;
    sim::Event arrival_;
    sim::Variates gaps_;
    sim::Variates sizes_;
    double scale_;
    std::size_t wanted_ = 0;
    std::vector<double> times_;
    std::deque<Customer> customers_;
    std::vector<Customer*> outside_;  // not in the station
};

}  // namespace tests
