#include "models/capacity_level.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/capacity_search.hpp"
#include "models/slo_check.hpp"
#include "sim/statistics/tally.hpp"

namespace models {
namespace {

LimitFigure figure_of(const Limit& limit, CapacitySearch& search, int users, double level)
{
    sim::Tally values;
    std::size_t met = 0;
    for (LevelSearch& replication : search.replications) {
        const Sample& sample = replication.at(users).sample;
        const double value = value_of(limit.metric, sample);
        if (!std::isnan(value)) values.add(value);
        met += holds(limit, sample);
    }
    const Verdict verdict = met == search.replications.size() ? Verdict::met
                            : met == 0                        ? Verdict::missed
                                                              : Verdict::undecided;
    return {limit.metric, limit.value, values.mean(), sim::confidence_interval(values, level),
            verdict};
}

std::vector<ResourceUse> mean_resources(CapacitySearch& search, int users)
{
    std::vector<ResourceUse> mean;
    for (LevelSearch& replication : search.replications) {
        const Sample& sample = replication.at(users).sample;
        for (const ResourceUse& use : resources_of(*search.scenario, sample)) {
            const double part = use.utilization / static_cast<double>(search.replications.size());
            const auto known = std::ranges::find(mean, use.resource, &ResourceUse::resource);
            if (known == mean.end()) {
                mean.push_back({use.resource, part});
            } else {
                known->utilization += part;
            }
        }
    }
    std::ranges::stable_sort(mean, std::ranges::greater(), &ResourceUse::utilization);
    return mean;
}

// By what share of its limit a figure is on the wrong side of it.
double excess(const LimitFigure& figure)
{
    const double beyond =
        is_upper_limit(figure.metric) ? figure.value - figure.limit : figure.limit - figure.value;
    if (!(beyond > 0)) return 0;
    return figure.limit > 0 ? beyond / figure.limit : std::numeric_limits<double>::infinity();
}

}  // namespace

const char* to_string(Verdict verdict)
{
    constexpr const char* words[] = {"met", "missed", "undecided"};
    return words[static_cast<std::size_t>(verdict)];
}

CapacityLevel level_of(CapacitySearch& search, int users, double level)
{
    CapacityLevel found;
    found.users = users;
    found.replications = static_cast<int>(search.replications.size());
    for (LevelSearch& replication : search.replications) found.held += replication.at(users).held;
    for (const Limit& limit : search.scenario->slo.limits) {
        found.slo.push_back(figure_of(limit, search, users, level));
    }
    found.resources = mean_resources(search, users);
    return found;
}

std::vector<int> curve_levels(std::span<const double> shares, int capacity, int most)
{
    std::vector<int> levels;
    for (const double share : shares) {
        const int users = static_cast<int>(std::lround(share * capacity));
        const bool next = levels.empty() ? users > 0 : users > levels.back();
        if (next && users <= most) levels.push_back(users);
    }
    return levels;
}

double steepness(const std::vector<CapacityLevel>& curve)
{
    const auto beyond =
        std::ranges::find_if(curve, [](const CapacityLevel& level) { return level.share > 1; });
    if (beyond == curve.end()) return std::numeric_limits<double>::quiet_NaN();
    double worst = 0;
    for (const LimitFigure& figure : beyond->slo) worst = std::max(worst, excess(figure));
    return worst / (beyond->share - 1);
}

}  // namespace models
