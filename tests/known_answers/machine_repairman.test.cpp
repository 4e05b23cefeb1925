#include <algorithm>
#include <string>

#include "sim/first_come_first_served.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// The machine repairman, M/M/c//N: N machines, each works for a time of mean 1/nu, then needs a
// repair of mean 1/mu by one of c repairmen. With n of them down, p(n+1) / p(n) =
// (N - n) nu / (min(n + 1, c) mu) (Kleinrock, Queueing Systems I, 1975, 3.8). It is also N users
// who think and then ask c cores; the law of the thinking does not matter.

using namespace known_answers;

namespace {

const int machines = 12;
const double working = 5;  // seconds, mean

double mean_down(int repairmen)
{
    double weight = 1;
    double all = 1;
    double down = 0;
    for (int n = 1; n <= machines; ++n) {
        weight *= (machines - n + 1) / (working * std::min(n, repairmen));
        all += weight;
        down += n * weight;
    }
    return down / all;
}

template <class Station, class Visit>
sim::Process machine(sim::Simulation& simulation, Station& repair, std::uint64_t replication,
                     std::string name, sim::Distribution lifetime)
{
    const sim::Distribution repair_time = sim::Distribution::exponential(1);
    sim::RandomStream lives(1947, replication, name + "/life");
    sim::RandomStream repairs(1947, replication, name + "/repair");
    for (;;) {
        const sim::Time life = lifetime.next(lives);
        co_await sim::Delay(simulation, life);
        const sim::Time needed = repair_time.next(repairs);
        co_await Visit(repair, needed);
    }
}

template <class Station, class Visit>
std::vector<double> replicate_machines(int number, int repairmen, const sim::Distribution& lifetime)
{
    sim::Simulation simulation;
    Station repair(simulation, repairmen);
    sim::ProcessGroup group(simulation);
    for (int i = 0; i < machines; ++i) {
        group.start(machine<Station, Visit>(simulation, repair, static_cast<std::uint64_t>(number),
                                            "machine " + std::to_string(i), lifetime));
    }
    const Averages means = average(simulation, repair, 200, 10'200);
    return {means.number, means.throughput, means.busy};
}

void check_repairmen(int repairmen, const std::vector<sim::ConfidenceInterval>& simulated)
{
    INFO(repairmen << " repairmen");
    const double down = mean_down(repairmen);
    check("down", simulated[0], down);
    check("throughput", simulated[1], (machines - down) / working);
    check("busy", simulated[2], (machines - down) / working);
}

}  // namespace

TEST_CASE("machines wait for repairmen as the birth-death process says")
{
    for (const int repairmen : {1, 2, 3}) {
        check_repairmen(repairmen, intervals(20, [=](int number) {
                            return replicate_machines<sim::FirstComeFirstServed, sim::Service>(
                                number, repairmen, sim::Distribution::exponential(working));
                        }));
    }
}

TEST_CASE("users who think and share cores do as the birth-death process says")
{
    for (const int cores : {1, 2, 3}) {
        check_repairmen(cores, intervals(20, [=](int number) {
                            return replicate_machines<sim::ProcessorSharing, sim::Work>(
                                number, cores, sim::Distribution::uniform(0, 2 * working));
                        }));
    }
}
