#include "tools/sweep/expectation.hpp"

#include <cmath>

#include "models/finding.hpp"

namespace tools {
namespace {

constexpr std::size_t most_levels = 50;  // that are looked at

// The values of a factor that are looked at.
std::vector<Value> looked_at(const Factor& factor)
{
    if (factor.range) return {{factor.range->low, 0}, {factor.range->high, 0}};
    std::vector<Value> values;
    if (factor.levels.size() > most_levels) return values;
    for (std::size_t i = 0; i < factor.levels.size(); ++i) {
        values.push_back({factor.levels[i].number, i});
    }
    return values;
}

double work_at(const SweepQuestion& question, const Points& points,
               const models::ScenarioVariants& scenario, const std::vector<Value>& values)
{
    try {
        return expected_work(question, scenario.with(points.changes(values)));
    } catch (const models::InputError&) {
        return 0;  // the point will fail, at once
    }
}

}  // namespace

Expectation::Expectation(const SweepQuestion& question, const Points& points,
                         const models::ScenarioVariants& scenario, const std::vector<Value>& first)
{
    const double base = work_at(question, points, scenario, first);
    for (std::size_t factor = 0; factor < first.size(); ++factor) {
        std::vector<double>& ratios = ratios_.emplace_back();
        for (const Value& value : looked_at(question.design->factors[factor])) {
            std::vector<Value> there = first;
            there[factor] = value;
            const double work = work_at(question, points, scenario, there);
            ratios.push_back(work > 0 && base > 0 ? work / base : 1);
        }
    }
}

double Expectation::of(const Design& design, const std::vector<Value>& values) const
{
    double product = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::vector<double>& ratios = ratios_[i];
        if (ratios.empty()) continue;
        if (!design.factors[i].range) {
            product *= ratios[values[i].level];
            continue;
        }
        const Range& range = *design.factors[i].range;
        const double share = (values[i].number - range.low) / (range.high - range.low);
        product *= ratios[0] + share * (ratios[1] - ratios[0]);
    }
    return product;
}

}  // namespace tools
