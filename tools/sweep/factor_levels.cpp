#include "tools/sweep/factor_levels.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tools {

FactorLevels::FactorLevels(const Results& results, const ResultColumn& factor) : factor_(factor)
{
    Statement rows = results.database().prepare(
        "SELECT DISTINCT " + factor.sql + Results::answers() + " AND " + factor.sql +
        " IS NOT NULL LIMIT " + std::to_string(most_values + 1));
    while (rows.next()) values_.emplace(rows.cell(0), 0);
    if (values_.size() > most_values) {
        values_.clear();
        too_many_words_ = !factor.number;
        if (factor.number) cut(results);
        return;
    }
    for (auto& [value, level] : values_) {
        level = labels_.size();
        labels_.push_back(shown(value, factor.unit));
    }
}

void FactorLevels::cut(const Results& results)
{
    std::vector<double> values;
    Statement rows = results.database().prepare("SELECT " + factor_.sql + Results::answers() +
                                                " AND " + factor_.sql + " IS NOT NULL");
    while (rows.next()) values.push_back(rows.real(0));
    std::sort(values.begin(), values.end());
    std::vector<double> to;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool begins =
            i == 0 || i * ranges / values.size() != (i - 1) * ranges / values.size();
        if (from_.empty() || (begins && values[i] > from_.back())) {
            from_.push_back(values[i]);
            to.push_back(values[i]);
        }
        to.back() = values[i];
    }
    for (std::size_t i = 0; i < from_.size(); ++i) {
        labels_.push_back(shown(from_[i], factor_.unit) + " .. " + shown(to[i], factor_.unit));
    }
}

std::optional<std::size_t> FactorLevels::level_of(const Cell& value) const
{
    if (from_.empty()) {
        const auto found = values_.find(value);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }
    const auto* real = std::get_if<double>(&value);
    if (real == nullptr || !(*real >= from_.front())) return std::nullopt;
    return static_cast<std::size_t>(std::upper_bound(from_.begin(), from_.end(), *real) -
                                    from_.begin()) -
           1;
}

}  // namespace tools
