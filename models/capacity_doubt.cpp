// What a capacity hangs on, and what to say about it.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "models/capacity.hpp"
#include "models/offered_load.hpp"
#include "models/scenario_yaml.hpp"
#include "models/unit.hpp"

namespace models {

namespace {

bool concerns(const Parameter& parameter, const Platform& platform)
{
    if (parameter.mark != Mark::assumed || parameter.low == parameter.high) return false;
    return !parameter.name.starts_with("platform.") ||
           parameter.name.starts_with("platform." + platform.name + ".");
}

// The scenario with one parameter changed, on the platform of that name.
template <class Function>
auto with(const Scenario& scenario, const Platform& platform, const std::string& name, double value,
          const Function& answer)
{
    Scenario changed = scenario;
    for_each_parameter(changed, [&](Parameter& parameter) {
        if (parameter.name == name) parameter.value = value;
    });
    const auto same = std::ranges::find(changed.platforms, platform.name, &Platform::name);
    return answer(changed, *same);
}

}  // namespace

std::vector<AssumedParameter> assumed_parameters(const Scenario& scenario, const Platform& platform,
                                                 int users)
{
    const double now = tightest_use(scenario, platform, users);
    std::vector<AssumedParameter> assumed;
    for (const Parameter* parameter : parameters_of(scenario)) {
        if (!concerns(*parameter, platform)) continue;
        const auto use = [users](const Scenario& changed, const Platform& on) {
            return tightest_use(changed, on, users);
        };
        const auto fit = [](const Scenario& changed, const Platform& on) {
            return users_by_law(changed, on);
        };
        const double low = with(scenario, platform, parameter->name, parameter->low, use);
        const double high = with(scenario, platform, parameter->name, parameter->high, use);
        AssumedParameter one;
        one.name = parameter->name;
        one.swing = std::max({low, high, now}) - std::min({low, high, now});
        if (one.swing <= 1e-9) continue;
        one.users_low = with(scenario, platform, parameter->name, parameter->low, fit);
        one.users_high = with(scenario, platform, parameter->name, parameter->high, fit);
        assumed.push_back(one);
    }
    std::ranges::stable_sort(assumed, std::ranges::greater(), &AssumedParameter::swing);
    return assumed;
}

std::vector<std::string> warnings_about(const Scenario& scenario, const Capacity& capacity,
                                        double mean)
{
    std::vector<std::string> warnings;
    if (capacity.beyond_search) {
        warnings.push_back(
            "the SLO still held at max_users = " + std::to_string(scenario.max_users) +
            ", where the search ends; raise max_users to search on");
    }
    if (!capacity.precise) {
        warnings.push_back("the asked precision was not reached: after " +
                           std::to_string(capacity.by_replication.size()) +
                           " replications the mean capacity of " +
                           print_quantity(mean, Dimension::count) +
                           " users is still less certain; ask for less with --precision");
    }
    const double off = capacity.law_cpu > 0 ? capacity.simulated_cpu / capacity.law_cpu - 1 : 0;
    if (std::abs(off) > 0.02 && capacity.simulated_cpu < 0.95) {
        warnings.push_back("the simulated cpu utilization is off the utilization law by " +
                           print_quantity(std::round(1000 * off) / 1000, Dimension::fraction));
    }
    if (capacity.users > capacity.bound && !capacity.beyond_search) {
        warnings.push_back("the answer is above the asymptotic bound of " +
                           std::to_string(capacity.bound) + " users; please report this");
    }
    return warnings;
}

}  // namespace models
