#include "tools/sweep/corners.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "models/finding.hpp"

namespace tools {
namespace {

constexpr std::size_t most_numbers = 1000;
constexpr std::size_t most_others = 20;  // levels of each other factor that are tried
constexpr int most_tries = 300;          // of all, then what fails counts as a finding

// Which levels have to be seen. Words that stand twice, in a list, need to be seen once.
std::vector<bool> wanted_levels(const Factor& factor)
{
    std::vector<bool> wanted(factor.levels.size(), true);
    if (factor.dimension && factor.levels.size() > most_numbers) {
        const auto [low, high] =
            std::minmax_element(factor.levels.begin(), factor.levels.end(),
                                [](const Level& a, const Level& b) { return a.number < b.number; });
        wanted.assign(wanted.size(), false);
        wanted[static_cast<std::size_t>(low - factor.levels.begin())] = true;
        wanted[static_cast<std::size_t>(high - factor.levels.begin())] = true;
        return wanted;
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        wanted[i] = seen.insert(factor.levels[i].text).second;
    }
    return wanted;
}

}  // namespace

Corners::Corners(const Design& design) : design_(&design)
{
    for (const Factor& factor : design.factors) {
        const auto& wanted = wanted_.emplace_back(wanted_levels(factor));
        left_ += static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), true));
    }
}

void Corners::see(const std::vector<Value>& values)
{
    if (left_ == 0 && !corners_.empty()) return;
    Corner corner{values, {}};
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (wanted_[i].empty() || !wanted_[i][values[i].level]) continue;
        wanted_[i][values[i].level] = false;
        --left_;
        corner.factors.push_back(i);
    }
    if (!corner.factors.empty() || corners_.empty()) corners_.push_back(std::move(corner));
}

// The first point with each range at its ends, where the conditions admit that.
void Corners::add_ends(std::vector<Corner>& corners) const
{
    for (std::size_t i = 0; i < design_->factors.size(); ++i) {
        const auto& range = design_->factors[i].range;
        if (!range) continue;
        for (const double end : {0.0, 1.0}) {
            Corner corner{first(), {i}};
            corner.values[i].number = value_at(*range, *design_->factors[i].dimension, end);
            if (admits(*design_, corner.values)) corners.push_back(corner);
        }
    }
}

bool Corners::reads(const Points& points, const models::ScenarioVariants& scenario,
                    const std::vector<Value>& values) const
{
    try {
        (void)scenario.with(points.changes(values));
        return true;
    } catch (const models::InputError&) {
        return false;
    }
}

bool Corners::reads_elsewhere(const Points& points, const models::ScenarioVariants& scenario,
                              const Corner& corner, std::size_t factor, int& tries) const
{
    for (const auto& coordinate : design_->coordinates) {
        if (std::find(coordinate.begin(), coordinate.end(), factor) != coordinate.end()) continue;
        const Factor& first = design_->factors[coordinate.front()];
        const std::size_t others = first.range ? 2 : std::min(first.levels.size(), most_others);
        for (std::size_t other = 0; other < others; ++other) {
            std::vector<Value> values = corner.values;
            for (const std::size_t index : coordinate) {
                const Factor& moved = design_->factors[index];
                if (moved.range) {
                    values[index].number = other == 0 ? moved.range->low : moved.range->high;
                } else {
                    values[index] = {moved.levels[other].number, other};
                }
            }
            if (!admits(*design_, values)) continue;
            if (--tries < 0) return false;
            if (reads(points, scenario, values)) return true;
        }
    }
    return false;
}

void Corners::check(const Points& points, const models::ScenarioVariants& scenario) const
{
    std::vector<Corner> corners = corners_;
    add_ends(corners);
    std::vector<models::Finding> findings;
    std::set<std::string> said;  // a wrong key is wrong with every value: once is enough
    int tries = most_tries;
    const auto is_said = [&](const models::Finding& finding) {
        return said.contains(finding.sentence);
    };
    for (const Corner& corner : corners) {
        try {
            (void)scenario.with(points.changes(corner.values));
        } catch (const models::InputError& error) {
            const auto& found = error.findings();
            if (std::all_of(found.begin(), found.end(), is_said)) continue;
            const bool combination =
                !corner.factors.empty() &&
                std::all_of(corner.factors.begin(), corner.factors.end(), [&](std::size_t factor) {
                    return reads_elsewhere(points, scenario, corner, factor, tries);
                });
            if (combination) continue;
            for (const models::Finding& finding : found) {
                if (!is_said(finding)) findings.push_back(finding);
                said.insert(finding.sentence);
            }
        }
    }
    if (!findings.empty()) throw models::InputError(findings);
}

}  // namespace tools
