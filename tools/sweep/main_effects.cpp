#include "tools/sweep/main_effects.hpp"

#include <algorithm>
#include <cmath>

#include "sim/statistics/tally.hpp"
#include "tools/sweep/factor_levels.hpp"

namespace tools {
namespace {

// A bound on memory: later replications do not count for the intervals.
constexpr std::size_t most_counted = 1000;

struct Sum {
    std::uint64_t count = 0;
    double sum = 0;

    void add(double value)
    {
        ++count;
        sum += value;
    }
    double mean() const { return sum / static_cast<double>(count); }
};

using Levels = std::vector<FactorLevels>;
using Sums = std::vector<Sum>;  // by level

// The response, then the factors.
std::string selected(const ResultColumn& response, const Levels& factors)
{
    std::string sql = response.sql;
    for (const FactorLevels& one : factors) sql += ", " + one.factor().sql;
    return sql;
}

// Calls `add(factor, level)` for each factor, whose values are in the columns from `first` on.
template <class Function>
void each_level(const Statement& row, int first, const Levels& factors, const Function& add)
{
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const auto level = factors[i].level_of(row.cell(first + static_cast<int>(i)));
        if (level) add(i, *level);
    }
}

double share_of(const std::vector<sim::Tally>& levels, const sim::Tally& all)
{
    const double squares = all.variance() * static_cast<double>(all.count() - 1);
    double between = 0;
    for (const sim::Tally& level : levels) {
        if (level.count() == 0) continue;
        between += static_cast<double>(level.count()) * std::pow(level.mean() - all.mean(), 2);
    }
    return squares > 0 ? std::min(1.0, between / squares) : 0;
}

MainEffect effect_of(const FactorLevels& factor, const std::vector<sim::Tally>& levels,
                     const sim::Tally& all)
{
    MainEffect effect{factor.factor().name, {}, share_of(levels, all)};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const bool some = levels[i].count() > 0;
        const double mean = some ? levels[i].mean() : std::nan("");
        effect.levels.push_back(
            {factor.label(i), levels[i].count(), mean, mean - all.mean(), std::nullopt});
    }
    return effect;
}

void add_effects(const Results& results, const ResultColumn& response, const Levels& factors,
                 ResponseEffects& effects)
{
    sim::Tally all;
    std::vector<std::vector<sim::Tally>> tallies;
    for (const FactorLevels& one : factors) tallies.emplace_back(one.size());
    Statement rows =
        results.database().prepare("SELECT " + selected(response, factors) + Results::answers() +
                                   " AND " + response.sql + " IS NOT NULL");
    while (rows.next()) {
        const double value = rows.real(0);
        if (!std::isfinite(value)) continue;
        all.add(value);
        each_level(rows, 1, factors,
                   [&](std::size_t i, std::size_t level) { tallies[i][level].add(value); });
    }
    effects.answers = all.count();
    effects.mean = all.mean();
    for (std::size_t i = 0; all.count() > 1 && i < factors.size(); ++i) {
        effects.effects.push_back(effect_of(factors[i], tallies[i], all));
    }
}

// Sums of the replications of the whole design.
struct Replicated {
    std::vector<Sum> all;                   // by replication
    std::vector<std::vector<Sums>> levels;  // by replication and factor
};

Replicated replicated(const Results& results, const ResultColumn& response, const Levels& factors)
{
    std::vector<Sums> empty;
    for (const FactorLevels& one : factors) empty.emplace_back(one.size());
    Replicated sums;
    Statement rows = results.database().prepare(
        "SELECT y.replication, " + selected(response, factors) + Results::replications() + " AND " +
        response.sql + " IS NOT NULL");
    while (rows.next()) {
        const double value = rows.real(1);
        const auto number = static_cast<std::size_t>(rows.integer(0));
        if (number >= most_counted || !std::isfinite(value)) continue;
        if (number >= sums.all.size()) {
            sums.all.resize(number + 1);
            sums.levels.resize(number + 1, empty);
        }
        sums.all[number].add(value);
        each_level(rows, 2, factors, [&](std::size_t i, std::size_t level) {
            sums.levels[number][i][level].add(value);
        });
    }
    return sums;
}

// Only replications that all answers have: in others an effect would be mixed with what is missing.
void add_intervals(const Replicated& sums, double level, ResponseEffects& effects)
{
    std::vector<std::size_t> whole;
    for (std::size_t number = 0; number < sums.all.size(); ++number) {
        if (sums.all[number].count == effects.answers) whole.push_back(number);
    }
    effects.replications = whole.size();
    if (whole.size() < 2) return;
    for (std::size_t i = 0; i < effects.effects.size(); ++i) {
        for (std::size_t j = 0; j < effects.effects[i].levels.size(); ++j) {
            if (effects.effects[i].levels[j].answers == 0) continue;
            sim::Tally tally;
            for (const std::size_t number : whole) {
                tally.add(sums.levels[number][i][j].mean() - sums.all[number].mean());
            }
            effects.effects[i].levels[j].interval = sim::confidence_interval(tally, level);
        }
    }
}

bool larger(const MainEffect& one, const MainEffect& other)
{
    return one.share > other.share;
}

}  // namespace

std::vector<ResponseEffects> main_effects(const Results& results, double level)
{
    Levels factors;
    std::vector<std::string> left_out;
    for (const ResultColumn* column : results.of(ResultColumn::Kind::factor)) {
        FactorLevels levels(results, *column);
        if (levels.too_many_words()) left_out.push_back(column->name);
        if (levels.size() > 1) factors.push_back(std::move(levels));
    }
    std::vector<ResponseEffects> all;
    for (const ResultColumn* response : results.of(ResultColumn::Kind::response)) {
        if (!response->number || factors.empty()) continue;
        ResponseEffects& effects = all.emplace_back();
        effects.response = response->name;
        effects.unit = response->unit;
        effects.left_out = left_out;
        add_effects(results, *response, factors, effects);
        if (response->by_replication) {
            add_intervals(replicated(results, *response, factors), level, effects);
        }
        std::stable_sort(effects.effects.begin(), effects.effects.end(), larger);
    }
    return all;
}

}  // namespace tools
