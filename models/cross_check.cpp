#include "models/cross_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/bounds.hpp"
#include "models/capacity_search.hpp"
#include "models/demands.hpp"
#include "models/offered_load.hpp"
#include "models/seating.hpp"
#include "models/unit.hpp"
#include "sim/statistics/tally.hpp"

namespace models {
namespace {

constexpr double tolerance = 0.02;      // of the laws with the deliveries that were seen
constexpr double full_quality = 0.05;   // of the law that knows no queues
constexpr double saturated = 0.95;      // above it demands are no longer met within the window
constexpr double poisson_streams = 50;  // so many periodic streams together are nearly Poisson

using sim::ConfidenceInterval;

// Whether what is said lies outside the interval, widened by a share of it.
bool outside(const CrossCheck& check, double widened)
{
    const ConfidenceInterval& seen = check.simulated;
    return check.low > seen.high * (1 + widened) || check.high < seen.low * (1 - widened);
}

std::string in_words(double value, Dimension dimension)
{
    const double digits = std::pow(10, 2 - std::floor(std::log10(std::max(1e-9, value))));
    return print_quantity(std::round(value * digits) / digits, dimension);
}

std::string range_of(const CrossCheck& check)
{
    const std::string high = in_words(check.high, check.dimension);
    if (check.low == check.high) return high;
    return check.low <= 0 ? "at most " + high
                          : in_words(check.low, check.dimension) + " to " + high;
}

// Complains where the check is off: `reason` ends the sentence.
void judge(CrossCheck& check, double widened, const std::string& reason)
{
    if (!outside(check, widened)) return;
    check.disagreement =
        fmt::format("{} gives {}, the simulation {}: {}", check.name, range_of(check),
                    in_words(check.simulated.mean, check.dimension), reason);
}

CrossCheck utilization(CapacitySearch& search, int users, double level)
{
    sim::Tally law;
    sim::Tally simulated;
    for (LevelSearch& replication : search.replications) {
        const Sample& sample = replication.at(users).sample;
        simulated.add(sample.cpu_utilization);
        law.add(utilization_law(*search.scenario, *search.platform, users, sample));
    }
    CrossCheck check{"cpu by the utilization law", "Denning and Buzen, Computing Surveys 1978",
                     Dimension::fraction, law.mean(), law.mean()};
    check.simulated = sim::confidence_interval(simulated, level);
    if (simulated.mean() < saturated) judge(check, tolerance, "please report this");
    return check;
}

CrossCheck users_at_full_quality(const CapacitySearch& search, const ConfidenceInterval& interval)
{
    const double users = users_by_law(*search.scenario, *search.platform);
    CrossCheck check{"users at full quality by the utilization law",
                     "Denning and Buzen, Computing Surveys 1978",
                     Dimension::count,
                     users,
                     users,
                     interval};
    judge(check, full_quality, "queues, bursts or media sent at less than full quality");
    return check;
}

CrossCheck bound(const CapacitySearch& search, const ConfidenceInterval& interval)
{
    const double users = users_at_most(*search.scenario, *search.platform);
    CrossCheck check{"users by the asymptotic bounds",
                     "Denning and Buzen, Computing Surveys 1978",
                     Dimension::count,
                     0,
                     users,
                     interval};
    judge(check, 0, "please report this");
    return check;
}

bool without_media(const Scenario& scenario)
{
    return std::ranges::none_of(scenario.workload.personas, [](const Persona& persona) {
        return persona.webcam || persona.cameras > 0 || persona.desktop != Desktop::none ||
               persona.microphone != Microphone::none;
    });
}

// Requests alone, many and independent, on cores that all threads share: M/G/c processor sharing,
// whose number present is that of M/M/c whatever the demands.
bool reduces_to_mmc(const Scenario& scenario, int users)
{
    const CpuCapacity cpu = cpu_capacity(scenario.host, scenario.guest);
    const bool shared = std::ranges::none_of(scenario.profile.components, [&](const auto& one) {
        return one.threads > 0 && one.threads < cpu.cores;
    });
    return shared && without_media(scenario) && users >= poisson_streams &&
           cpu.cores == std::round(cpu.cores) && scenario.resolution == Resolution::frames;
}

CrossCheck jobs_at_cpu(CapacitySearch& search, int users, double level)
{
    const int cores =
        static_cast<int>(cpu_capacity(search.scenario->host, search.scenario->guest).cores);
    sim::Tally law;
    sim::Tally simulated;
    for (LevelSearch& replication : search.replications) {
        const Sample& sample = replication.at(users).sample;
        simulated.add(sample.cpu_jobs);
        law.add(jobs_present(cores * std::min(0.999, sample.cpu_utilization), cores));
    }
    CrossCheck check{"jobs at the cpu by M/M/c", "Erlang 1917; processor sharing is insensitive",
                     Dimension::factor, law.mean(), law.mean()};
    check.simulated = sim::confidence_interval(simulated, level);
    judge(check, 2 * full_quality, "requests come in bursts that the formula does not know");
    return check;
}

// What the documentation says of a server of a certain size, as large as this guest: users in
// proportion to what is scarcer, vCPUs or memory.
CrossCheck server_rule(const Scenario& scenario, const ConfidenceInterval& interval)
{
    const Rules& rules = *scenario.profile.rules;
    const double part = std::min(scenario.guest.vcpus / rules.server_vcpus.value,
                                 scenario.guest.memory / rules.server_memory.value);
    CrossCheck check{fmt::format("{:.4g} users on {:.4g} vCPUs and {}", rules.server_users.value,
                                 rules.server_vcpus.value,
                                 print_quantity(rules.server_memory.value, Dimension::bytes)),
                     rules.server_users.source,
                     Dimension::count,
                     std::floor(part * rules.server_users.low),
                     std::floor(part * rules.server_users.high),
                     interval};
    if (outside(check, 0)) {
        check.disagreement = fmt::format(
            "the rule of {} gives {} for this guest and does not agree: a rule of thumb knows "
            "neither the workload nor the objective",
            check.name, range_of(check));
    }
    return check;
}

CrossCheck room_rule(const Scenario& scenario, int users)
{
    const double largest = std::ranges::max(room_sizes(scenario.workload, users));
    CrossCheck check{"users in the largest room",
                     scenario.profile.rules->room_users.source,
                     Dimension::count,
                     0,
                     scenario.profile.rules->room_users.value,
                     {largest, largest, largest, 1}};
    if (largest > check.high) {
        check.disagreement = fmt::format(
            "the documentation of this version advises at most {} users in a room: what limits a "
            "room beyond CPU, memory and network is not in the model",
            in_words(check.high, Dimension::count));
    }
    return check;
}

CrossCheck cpu_rule(const Scenario& scenario, const ConfidenceInterval& simulated)
{
    CrossCheck check{"cpu before sound suffers",
                     scenario.profile.rules->cpu_utilization.source,
                     Dimension::fraction,
                     0,
                     scenario.profile.rules->cpu_utilization.value,
                     simulated};
    judge(check, 0, "by the documentation sound suffers there, which this objective allows");
    return check;
}

}  // namespace

std::vector<CrossCheck> cross_checks(CapacitySearch& search, int users,
                                     const ConfidenceInterval& interval, double level)
{
    const Scenario& scenario = *search.scenario;
    std::vector<CrossCheck> checks = {utilization(search, users, level)};
    checks.push_back(users_at_full_quality(search, interval));
    checks.push_back(bound(search, interval));
    if (reduces_to_mmc(scenario, users)) checks.push_back(jobs_at_cpu(search, users, level));
    if (scenario.profile.rules) {
        const ConfidenceInterval cpu = checks.front().simulated;
        checks.push_back(cpu_rule(scenario, cpu));
        checks.push_back(server_rule(scenario, interval));
        checks.push_back(room_rule(scenario, users));
    }
    return checks;
}

}  // namespace models
