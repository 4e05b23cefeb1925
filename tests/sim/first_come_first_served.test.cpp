#include "sim/first_come_first_served.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::Callback;
using sim::FirstComeFirstServed;
using sim::Process;
using sim::ProcessGroup;
using sim::Simulation;
using sim::Time;

namespace {

const Time never = std::numeric_limits<double>::infinity();

// A customer who writes down when the service is done.
struct Visit {
    explicit Visit(Simulation& of) : simulation(of) {}
    void finish() { finished = simulation.now(); }
    Callback done() { return Callback::to<&Visit::finish>(this); }

    Simulation& simulation;
    Time finished = never;
};

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

Process customer(Simulation& simulation, FirstComeFirstServed& station, Time seconds, Time& ends)
{
    co_await sim::Service(station, seconds);
    ends = simulation.now();
}

}  // namespace

TEST_CASE("one server serves in the order of arrival")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit first(simulation), second(simulation), third(simulation);
    disk.enter(5, first.done());
    disk.enter(1, second.done());
    simulation.run_until(2);
    disk.enter(3, third.done());
    CHECK(disk.present() == 3);
    simulation.run_until(20);
    CHECK(first.finished == 5);
    CHECK(second.finished == 6);
    CHECK(third.finished == 9);
    CHECK(disk.finished() == 3);
    CHECK(disk.busy() == 9);
    CHECK(disk.response_sum() == 5 + 6 + 7);
    disk.check_laws();
}

// Services of 4, 2 and 3 s on two servers: the third begins at 2 and ends at 5.
TEST_CASE("two servers share one line")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 2);
    Visit first(simulation), second(simulation), third(simulation);
    disk.enter(4, first.done());
    disk.enter(2, second.done());
    disk.enter(3, third.done());
    simulation.run_until(20);
    CHECK(first.finished == 4);
    CHECK(second.finished == 2);
    CHECK(third.finished == 5);
    CHECK(disk.busy() == 9);
    disk.check_laws();
}

TEST_CASE("who leaves the line or the server is not heard of and the next ones move up")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit served(simulation), waiting(simulation), last(simulation);
    const auto in_service = disk.enter(10, served.done());
    const auto in_line = disk.enter(10, waiting.done());
    disk.enter(2, last.done());
    simulation.run_until(1);
    disk.leave(in_line);
    simulation.run_until(3);
    disk.leave(in_service);
    CHECK(disk.present() == 1);
    simulation.run_until(20);
    CHECK(served.finished == never);
    CHECK(waiting.finished == never);
    CHECK(last.finished == 5);
    CHECK(disk.busy() == 5);
    CHECK(disk.response_sum() == 3 + 1 + 5);
    disk.check_laws();
}

TEST_CASE("a service of no length ends at once but after its turn")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Visit first(simulation), empty(simulation);
    disk.enter(1, first.done());
    disk.enter(0, empty.done());
    simulation.run_until(20);
    CHECK(empty.finished == 1);
    disk.check_laws();
}

TEST_CASE("a station without servers and a service time that is no time are refused")
{
    Simulation simulation;
    CHECK_THROWS_AS(FirstComeFirstServed(simulation, 0), sim::LogicError);
    FirstComeFirstServed disk(simulation, 1);
    CHECK_THROWS_AS(disk.enter(-1, {}), sim::LogicError);
    CHECK_THROWS_AS(disk.enter(std::nan(""), {}), sim::LogicError);
    CHECK_THROWS_AS(disk.enter(never, {}), sim::LogicError);
    CHECK_THROWS_AS(disk.leave(1), sim::LogicError);
    CHECK(disk.present() == 0);
    disk.check_laws();
}

TEST_CASE("a process that dies leaves the station")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Time patient = never;
    Time killed = never;
    ProcessGroup survivors(simulation);
    ProcessGroup doomed(simulation);
    doomed.start(customer(simulation, disk, 10, killed));
    survivors.start(customer(simulation, disk, 2, patient));
    doomed.start(customer(simulation, disk, 10, killed));
    simulation.run_until(1);
    doomed.end();
    CHECK(disk.present() == 1);
    simulation.run_until(20);
    CHECK(patient == 3);
    CHECK(killed == never);
    disk.check_laws();
}

TEST_CASE("a process that asks for an impossible service does no harm to others")
{
    Simulation simulation;
    FirstComeFirstServed disk(simulation, 1);
    Time sound = never;
    Time broken = never;
    ProcessGroup group(simulation);
    group.start(customer(simulation, disk, 2, sound));
    group.start(customer(simulation, disk, -1, broken));
    CHECK_THROWS_AS(simulation.run_until(10), sim::LogicError);
    simulation.run_until(10);
    CHECK(sound == 2);
    CHECK(broken == never);
    disk.check_laws();
}

TEST_CASE("thousands of random customers are served as a plain recursion says")
{
    const std::size_t customers = 5000;
    for (const int servers : {1, 2, 7}) {
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
