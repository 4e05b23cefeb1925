#include <array>
#include <string>

#include "sim/first_come_first_served.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// Closed network of N users: think (mean Z), then the processor (shared, demand D1), then the disk
// (one line, exponential, demand D2). Exact mean value analysis, Reiser and Lavenberg, Journal of
// the ACM 27, 1980: R_k(n) = D_k (1 + Q_k(n - 1)), X(n) = n / (Z + sum of R), Q_k(n) = X(n) R_k(n).
// The laws of think time and processor demand do not matter (Baskett, Chandy, Muntz and Palacios,
// Journal of the ACM 22, 1975), so they are far from exponential here.

using namespace known_answers;

namespace {

const double think_time = 6;
const std::array<double, 2> demands{0.8, 0.5};

struct Solution {
    double throughput = 0;
    std::array<double, 2> present{};
};

Solution mean_value_analysis(int users)
{
    Solution solution;
    for (int n = 1; n <= users; ++n) {
        std::array<double, 2> responses{};
        double cycle = think_time;
        for (std::size_t k = 0; k < 2; ++k) {
            responses[k] = demands[k] * (1 + solution.present[k]);
            cycle += responses[k];
        }
        solution.throughput = n / cycle;
        for (std::size_t k = 0; k < 2; ++k) {
            solution.present[k] = solution.throughput * responses[k];
        }
    }
    return solution;
}

sim::Process user(sim::Simulation& simulation, sim::ProcessorSharing& cpu,
                  sim::FirstComeFirstServed& disk, std::uint64_t replication, std::string name)
{
    const sim::Distribution thinking = sim::Distribution::uniform(0, 2 * think_time);
    const sim::Distribution computing = sim::Distribution::gamma(demands[0], 2);
    const sim::Distribution reading = sim::Distribution::exponential(demands[1]);
    sim::RandomStream thoughts(1980, replication, name + "/think time");
    sim::RandomStream works(1980, replication, name + "/processor");
    sim::RandomStream reads(1980, replication, name + "/disk");
    for (;;) {
        const sim::Time thought = thinking.next(thoughts);
        co_await sim::Delay(simulation, thought);
        const double work = computing.next(works);
        co_await sim::Work(cpu, work);
        const sim::Time read = reading.next(reads);
        co_await sim::Service(disk, read);
    }
}

std::vector<double> replicate_network(int number, int users)
{
    const sim::Time warm_up = 300;
    const sim::Time end = 20'300;
    sim::Simulation simulation;
    sim::ProcessorSharing cpu(simulation, 1);
    sim::FirstComeFirstServed disk(simulation, 1);
    sim::ProcessGroup group(simulation);
    for (int i = 0; i < users; ++i) {
        group.start(user(simulation, cpu, disk, static_cast<std::uint64_t>(number),
                         "user " + std::to_string(i)));
    }
    simulation.run_until(warm_up);
    const double disk_number = disk.response_sum();
    const Averages at_cpu = average(simulation, cpu, warm_up, end);
    disk.check_laws();
    const double at_disk = (disk.response_sum() - disk_number) / (end - warm_up);
    return {at_cpu.throughput, at_cpu.number, at_disk, at_cpu.busy};
}

}  // namespace

TEST_CASE("a closed network keeps to exact mean value analysis")
{
    for (const int users : {1, 5, 20}) {
        const Solution theory = mean_value_analysis(users);
        const auto simulated =
            intervals(30, [=](int number) { return replicate_network(number, users); });
        INFO(users << " users");
        check("throughput", simulated[0], theory.throughput);
        check("at the processor", simulated[1], theory.present[0], 0.04);
        check("at the disk", simulated[2], theory.present[1], 0.03);
        check("utilization", simulated[3], theory.throughput * demands[0]);
    }
}
