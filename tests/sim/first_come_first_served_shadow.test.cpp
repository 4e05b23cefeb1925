#include <algorithm>
#include <cmath>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "sim/first_come_first_served.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"
#include "tests/sim/visit.hpp"

using sim::FirstComeFirstServed;
using sim::Simulation;
using sim::Time;

namespace {

// What is to happen at a time: somebody enters, or leaves without being served to the end.
struct Step {
    Time at;
    std::size_t customer;
    std::optional<Time> service_time;  // none: leaves
};

// `customers` customers at about `load` erlangs, every fifth with limited patience.
std::vector<Step> random_steps(std::size_t customers, double load, const char* name)
{
    sim::RandomStream random(31, 0, name);
    std::vector<Step> steps;
    Time now = 0;
    for (std::size_t i = 0; i < customers; ++i) {
        now -= std::log(random.uniform()) / load;
        steps.push_back({now, i, -std::log(random.uniform())});
        if (random.uniform() < 0.2) steps.push_back({now + 3 * random.uniform(), i, {}});
    }
    std::ranges::stable_sort(steps, {}, &Step::at);
    return steps;
}

// The same station without events: the next of c servers to finish is looked for each time.
class Shadow {
public:
    Shadow(std::size_t servers, std::size_t customers)
        : serving_(servers), finished_(customers, never)
    {
    }
    std::vector<Time> run(const std::vector<Step>& steps)
    {
        for (const Step& step : steps) {
            finish_until(step.at);
            if (step.service_time) {
                line_.push_back({step.customer, *step.service_time});
                serve(step.at);
            } else {
                leave(step);
            }
        }
        finish_until(std::numeric_limits<double>::max());
        return finished_;
    }

private:
    struct Waiting {
        std::size_t customer;
        Time service_time;
    };
    struct Server {
        std::size_t customer = 0;
        Time ends = never;
    };
    void finish_until(Time time)
    {
        for (;;) {
            Server& next = *std::ranges::min_element(serving_, {}, &Server::ends);
            if (next.ends > time) return;
            const Time now = next.ends;
            finished_[next.customer] = now;
            next.ends = never;
            serve(now);
        }
    }
    void serve(Time now)
    {
        for (Server& server : serving_) {
            if (line_.empty() || server.ends < never) continue;
            server = {line_.front().customer, now + line_.front().service_time};
            line_.pop_front();
        }
    }
    void leave(const Step& step)
    {
        std::erase_if(line_, [&](const Waiting& one) { return one.customer == step.customer; });
        for (Server& server : serving_) {
            if (server.customer == step.customer) server.ends = never;
        }
        serve(step.at);
    }

    std::vector<Server> serving_;
    std::deque<Waiting> line_;
    std::vector<Time> finished_;
};

std::vector<Time> simulate(int servers, std::size_t customers, const std::vector<Step>& steps)
{
    Simulation simulation;
    FirstComeFirstServed station(simulation, servers);
    std::vector<std::unique_ptr<Visit>> visits;
    std::vector<FirstComeFirstServed::Customer> numbers(customers);
    for (std::size_t i = 0; i < customers; ++i) {
        visits.push_back(std::make_unique<Visit>(simulation));
    }
    for (const Step& step : steps) {
        simulation.run_until(step.at);
        Visit& visit = *visits[step.customer];
        if (step.service_time) {
            numbers[step.customer] = station.enter(*step.service_time, visit.done());
        } else if (visit.finished == never) {
            station.leave(numbers[step.customer]);
        }
        if (step.customer % 100 == 0) station.check_laws();
    }
    simulation.run_until(simulation.now() + 1e4);
    station.check_laws();
    std::vector<Time> finished;
    for (const auto& visit : visits) finished.push_back(visit->finished);
    return finished;
}

}  // namespace

TEST_CASE("thousands of random customers are served as a plain recursion says")
{
    const std::size_t customers = 5000;
    for (const int servers : {1, 2, 7, 60}) {
        const std::vector<Step> steps = random_steps(customers, 0.95 * servers, "shadow");
        const auto simulated = simulate(servers, customers, steps);
        const auto expected = Shadow(static_cast<std::size_t>(servers), customers).run(steps);
        double worst = 0;
        for (std::size_t i = 0; i < customers; ++i) {
            if (simulated[i] == expected[i]) continue;
            worst = std::max(worst, std::abs(simulated[i] - expected[i]));
        }
        INFO(servers << " servers");
        CHECK(worst <= 1e-9);
        CHECK(std::ranges::count(expected, never) > 100);
    }
}
