// What a capacity hangs on, and what to say about it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "models/calibration_error.hpp"
#include "models/capacity.hpp"
#include "models/finding.hpp"
#include "models/offered_load.hpp"
#include "models/scenario_yaml.hpp"
#include "models/unit.hpp"
#include "sim/statistics/tally.hpp"

namespace models {

namespace {

bool uncertain(const Parameter& parameter, const Platform& platform)
{
    return parameter.mark == Mark::assumed && parameter.low != parameter.high &&
           concerns(parameter, platform);
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
        if (!uncertain(*parameter, platform)) continue;
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

namespace {

// Why the precision asked for was not reached, and the way out.
std::vector<std::string> what_is_imprecise(const Capacity& capacity)
{
    if (capacity.precise) return {};
    sim::Tally found;
    for (const int users : capacity.by_replication) found.add(users);
    const sim::LevelBracket& bracket = capacity.bracket;
    if (bracket.narrow()) {
        return {fmt::format(
            "the asked precision was not reached: after {} replications the mean capacity of {} "
            "users is still less certain; ask for less with --precision",
            capacity.by_replication.size(), print_quantity(found.mean(), Dimension::count))};
    }
    return {fmt::format(
        "undecided: {} replications could not tell which of {} to {} users is the largest number "
        "that holds the SLO in {} of them; allow more with --budget, ask for less with "
        "--precision or --held",
        bracket.replications(), bracket.low(), bracket.high(),
        print_quantity(bracket.decision().probability, Dimension::fraction))};
}

}  // namespace

std::vector<std::string> warnings_about(const Scenario& scenario, const Capacity& capacity)
{
    std::vector<std::string> warnings;
    if (capacity.beyond_search) {
        warnings.push_back(
            "the SLO still held at max_users = " + std::to_string(scenario.max_users) +
            ", where the search ends; raise max_users to search on");
    }
    for (std::string& reason : what_is_imprecise(capacity)) {
        warnings.push_back(std::move(reason));
    }
    return warnings;
}

std::vector<std::string> warnings_about_errors(const Scenario& scenario, const Platform& platform,
                                               const std::optional<CapacityPrediction>& prediction)
{
    std::vector<std::string> warnings;
    for (const std::string& name : undrawable_parameters(scenario, platform)) {
        warnings.push_back(key_quoted(name) +
                           " is 0 and has a standard error, which a log-normal law cannot carry: "
                           "the interval leaves it out");
    }
    for (const std::string& name : left_out_errors(scenario, platform)) {
        warnings.push_back(fmt::format(
            "the value of {0} was set anew and its standard error, that of the old value, left "
            "out; set {1} as well to have one",
            key_quoted(name), key_quoted(name + ".standard_error")));
    }
    if (!prediction) return warnings;
    const int all = prediction->draws * prediction->replications;
    if (prediction->beyond > 0) {
        warnings.push_back(fmt::format(
            "in {} of {} replications with drawn parameters the SLO still held at max_users = {}; "
            "the interval ends too low, raise max_users",
            prediction->beyond, all, scenario.max_users));
    }
    if (!prediction->precise) {
        warnings.push_back(fmt::format(
            "after {} draws of the parameters with standard errors the mean capacity is less "
            "certain than asked; the interval is wider for it",
            prediction->draws));
    }
    return warnings;
}

}  // namespace models
