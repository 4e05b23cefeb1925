#include "tools/sweep/known_ranges.hpp"

#include <algorithm>
#include <cmath>

#include "models/scenario_yaml.hpp"

namespace tools {

KnownRanges::KnownRanges(const Design& design, const models::Scenario& base)
    : ranges_(design.factors.size())
{
    const auto parameters = models::parameters_of(base);
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        for (const models::Parameter* parameter : parameters) {
            const bool it = parameter->name == design.factors[i].key;
            if (it && parameter->low < parameter->high) {
                ranges_[i] = {parameter->low, parameter->high};
            }
        }
    }
}

bool KnownRanges::any() const
{
    return std::any_of(ranges_.begin(), ranges_.end(),
                       [](const auto& range) { return range.has_value(); });
}

std::string KnownRanges::beyond(const Design& design, const std::vector<Value>& values) const
{
    constexpr double rounding = 1e-9;
    std::string keys;
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        if (!ranges_[i] || std::isnan(values[i].number)) continue;
        const double slack = rounding * (ranges_[i]->second - ranges_[i]->first);
        const bool inside = values[i].number >= ranges_[i]->first - slack &&
                            values[i].number <= ranges_[i]->second + slack;
        if (!inside) keys += (keys.empty() ? "" : ", ") + design.factors[i].key;
    }
    return keys;
}

}  // namespace tools
