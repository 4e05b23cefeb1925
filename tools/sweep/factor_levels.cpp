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
    const std::string known = Results::answers() + " AND " + factor_.sql + " IS NOT NULL";
    const std::int64_t count = results.database().integer("SELECT count(*)" + known);
    Statement rows =
        results.database().prepare("SELECT " + factor_.sql + known + " ORDER BY " + factor_.sql);
    std::vector<double> to;
    for (std::int64_t row = 0; rows.next(); ++row) {
        const double value = rows.real(0);
        const std::int64_t range = row * ranges / count;
        const bool begins = row == 0 || range != (row - 1) * ranges / count;
        if (from_.empty() || (begins && value > from_.back())) {
            from_.push_back(value);
            to.push_back(value);
        }
        to.back() = value;
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
