#include "tools/sweep/main_effects.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

#include "sim/statistics/tally.hpp"
#include "tools/sweep/factor_levels.hpp"

namespace tools {
namespace {

// Bounds on memory: later replications do not count for the intervals, and of many responses a few
// at a time are summed.
constexpr std::size_t most_counted = 1000;
constexpr std::size_t most_sums = 4'000'000;

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
using Responses = std::vector<const ResultColumn*>;

// Of all, and of each level of each factor.
template <class Counted>
struct Parts {
    Counted all;
    std::vector<std::vector<Counted>> levels;

    explicit Parts(const Levels& factors)
    {
        for (const FactorLevels& one : factors) levels.emplace_back(one.size());
    }

    void add(double value, const std::vector<std::optional<std::size_t>>& at)
    {
        all.add(value);
        for (std::size_t i = 0; i < at.size(); ++i) {
            if (at[i]) levels[i][*at[i]].add(value);
        }
    }
};

// The answers, or their replications, of some responses.
class Rows {
public:
    Rows(const Results& results, const std::string& number, const std::string& from,
         std::span<const ResultColumn* const> responses, const Levels& factors)
        : factors_(factors),
          first_response_(3 + static_cast<int>(factors.size())),
          rows_(results.database().prepare(selected(number, responses, factors) + from))
    {
    }

    // The replications of an answer follow each other, and have its factors.
    bool next()
    {
        if (!rows_.next()) return false;
        const std::pair answer{rows_.integer(1), rows_.integer(2)};
        if (answer == answer_) return true;
        answer_ = answer;
        levels_.clear();
        for (std::size_t i = 0; i < factors_.size(); ++i) {
            levels_.push_back(factors_[i].level_of(rows_.cell(3 + static_cast<int>(i))));
        }
        return true;
    }

    std::size_t number() const { return static_cast<std::size_t>(rows_.integer(0)); }
    const std::vector<std::optional<std::size_t>>& levels() const { return levels_; }
    // Nothing where it was not measured.
    std::optional<double> value(std::size_t response) const
    {
        const Cell cell = rows_.cell(first_response_ + static_cast<int>(response));
        const auto* real = std::get_if<double>(&cell);
        return real != nullptr && std::isfinite(*real) ? std::optional(*real) : std::nullopt;
    }

private:
    static std::string selected(const std::string& number,
                                std::span<const ResultColumn* const> responses,
                                const Levels& factors)
    {
        std::string sql = "SELECT " + number + ", y.point, y.contender";
        for (const FactorLevels& one : factors) sql += ", " + one.factor().sql;
        for (const ResultColumn* one : responses) sql += ", " + one->sql;
        return sql;
    }

    const Levels& factors_;
    int first_response_;
    Statement rows_;
    std::optional<std::pair<std::int64_t, std::int64_t>> answer_;
    std::vector<std::optional<std::size_t>> levels_;  // of that answer
};

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

void add_effects(const Results& results, const Responses& responses, const Levels& factors,
                 std::vector<ResponseEffects>& effects)
{
    std::vector<Parts<sim::Tally>> tallies(responses.size(), Parts<sim::Tally>(factors));
    for (Rows rows(results, "0", Results::answers(), responses, factors); rows.next();) {
        for (std::size_t i = 0; i < responses.size(); ++i) {
            if (const auto value = rows.value(i)) tallies[i].add(*value, rows.levels());
        }
    }
    for (std::size_t i = 0; i < responses.size(); ++i) {
        const sim::Tally& all = tallies[i].all;
        effects[i].answers = all.count();
        effects[i].mean = all.mean();
        for (std::size_t j = 0; all.count() > 1 && j < factors.size(); ++j) {
            effects[i].effects.push_back(effect_of(factors[j], tallies[i].levels[j], all));
        }
    }
}

using Replicated = std::vector<Parts<Sum>>;  // by replication of the whole design

std::vector<Replicated> replicated(const Results& results,
                                   std::span<const ResultColumn* const> responses,
                                   const Levels& factors)
{
    std::vector<Replicated> sums(responses.size());
    for (Rows rows(results, "y.replication", Results::replications(), responses, factors);
         rows.next();) {
        if (rows.number() >= most_counted) continue;
        for (std::size_t i = 0; i < responses.size(); ++i) {
            const auto value = rows.value(i);
            if (!value) continue;
            if (rows.number() >= sums[i].size()) {
                sums[i].resize(rows.number() + 1, Parts<Sum>(factors));
            }
            sums[i][rows.number()].add(*value, rows.levels());
        }
    }
    return sums;
}

// Only replications that all answers have: in others an effect would be mixed with what is missing.
void add_intervals(const Replicated& sums, double level, ResponseEffects& effects)
{
    Replicated whole;
    std::copy_if(sums.begin(), sums.end(), std::back_inserter(whole),
                 [&](const Parts<Sum>& one) { return one.all.count == effects.answers; });
    effects.replications = whole.size();
    if (whole.size() < 2) return;
    for (std::size_t i = 0; i < effects.effects.size(); ++i) {
        for (std::size_t j = 0; j < effects.effects[i].levels.size(); ++j) {
            if (effects.effects[i].levels[j].answers == 0) continue;
            sim::Tally tally;
            for (const Parts<Sum>& one : whole) {
                tally.add(one.levels[i][j].mean() - one.all.mean());
            }
            effects.effects[i].levels[j].interval = sim::confidence_interval(tally, level);
        }
    }
}

void add_all_intervals(const Results& results, const Responses& responses, const Levels& factors,
                       double level, std::vector<ResponseEffects>& effects)
{
    std::size_t levels = 1;
    for (const FactorLevels& one : factors) levels += one.size();
    const std::size_t at_once = std::max<std::size_t>(1, most_sums / (levels * most_counted));
    std::vector<std::size_t> repeated;
    for (std::size_t i = 0; i < responses.size(); ++i) {
        if (responses[i]->by_replication) repeated.push_back(i);
    }
    for (std::size_t begin = 0; begin < repeated.size(); begin += at_once) {
        Responses some;
        for (std::size_t i = begin; i < std::min(begin + at_once, repeated.size()); ++i) {
            some.push_back(responses[repeated[i]]);
        }
        const std::vector<Replicated> sums = replicated(results, some, factors);
        for (std::size_t i = 0; i < some.size(); ++i) {
            add_intervals(sums[i], level, effects[repeated[begin + i]]);
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
    Responses responses;
    for (const ResultColumn* response : results.of(ResultColumn::Kind::response)) {
        if (response->number && !factors.empty()) responses.push_back(response);
    }
    std::vector<ResponseEffects> all;
    for (const ResultColumn* response : responses) {
        all.push_back({response->name, response->unit, 0, 0, 0, {}, left_out});
    }
    add_effects(results, responses, factors, all);
    add_all_intervals(results, responses, factors, level, all);
    for (ResponseEffects& one : all) {
        std::stable_sort(one.effects.begin(), one.effects.end(), larger);
    }
    return all;
}

}  // namespace tools
