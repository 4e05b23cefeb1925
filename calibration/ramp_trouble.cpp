#include "calibration/ramp_trouble.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace calibration {
namespace {

using models::LevelPrediction;
using sim::ConfidenceInterval;
using Found = std::pair<std::size_t, std::size_t>;

constexpr double most_draws = 0.5;

const ConfidenceInterval& interval_of(const LevelPrediction& level, Measured quantity)
{
    if (quantity == Measured::cpu) return level.cpu_cores;
    return quantity == Measured::memory ? level.memory_bytes : level.sent_bit_rate;
}

// The two levels around a number of users, and how far it is from the first to the second.
struct Between {
    const LevelPrediction* low;
    const LevelPrediction* high;
    double part;

    double of(double at_low, double at_high) const { return at_low + part * (at_high - at_low); }
};

Between between(const std::vector<LevelPrediction>& levels, double users)
{
    const auto above = std::find_if(levels.begin(), levels.end(),
                                    [&](const auto& level) { return level.users >= users; });
    if (above == levels.begin()) return {&levels.front(), &levels.front(), 0};
    if (above == levels.end()) return {&levels.back(), &levels.back(), 0};
    const auto below = above - 1;
    return {&*below, &*above, (users - below->users) / (above->users - below->users)};
}

double broken_at(const std::vector<LevelPrediction>& levels, double users)
{
    const Between around = between(levels, users);
    return around.of(around.low->broken, around.high->broken);
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct Sign {
    Measured quantity;
    models::SloMetric metric;
    double all;  // of what there is; 0: not known
};

double limit_of(const Sign& sign, const models::Slo& slo)
{
    for (const models::Limit& limit : slo.limits) {
        if (limit.metric == sign.metric) return limit.value * sign.all;
    }
    return full * sign.all;
}

std::optional<Moment> first_where(const MeasuredRamp& ramp,
                                  const std::function<bool(const Found&)>& shows)
{
    for (const Found& stretch : stretches(ramp)) {
        if (shows(stretch)) return Moment{ramp.times[stretch.first], ramp.users[stretch.first]};
    }
    return std::nullopt;
}

Trouble trouble_of(const MeasuredRamp& ramp, const std::vector<LevelPrediction>& levels,
                   Measured quantity, double limit)
{
    const auto& values = ramp.values[static_cast<std::size_t>(quantity)];
    const auto where = [&](double ConfidenceInterval::*end) {
        return first_where(ramp, [&, end](const Found& stretch) {
            return predicted_at(levels, quantity, ramp.users[stretch.first]).*end >= limit;
        });
    };
    Trouble trouble;
    trouble.sign = to_string(quantity);
    trouble.limit = limit;
    trouble.measured = first_where(ramp, [&](const Found& stretch) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(stretch.first);
        const auto end = values.begin() + static_cast<std::ptrdiff_t>(stretch.second);
        return median({begin, end}) >= limit;
    });
    trouble.predicted = where(&ConfidenceInterval::mean);
    trouble.earliest = where(&ConfidenceInterval::high);
    trouble.latest = where(&ConfidenceInterval::low);
    return trouble;
}

// As the shares of the draws say.
Trouble slo_trouble(const MeasuredRamp& ramp, const std::vector<LevelPrediction>& levels)
{
    const double tail = (1 - levels.front().cpu_cores.level) / 2;
    const auto broken_in_more_than = [&](double share) {
        return first_where(ramp, [&, share](const Found& stretch) {
            return broken_at(levels, ramp.users[stretch.first]) > share;
        });
    };
    Trouble trouble;
    trouble.sign = "slo";
    trouble.measurable = false;
    trouble.predicted = broken_in_more_than(most_draws);
    trouble.earliest = broken_in_more_than(tail);
    trouble.latest = broken_in_more_than(1 - tail);
    return trouble;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> stretches(const MeasuredRamp& ramp)
{
    std::vector<Found> found;
    for (std::size_t i = 0; i < ramp.users.size(); ++i) {
        const bool same = i > 0 && std::lround(ramp.users[i]) == std::lround(ramp.users[i - 1]);
        if (same) {
            found.back().second = i + 1;
        } else {
            found.emplace_back(i, i + 1);
        }
    }
    return found;
}

ConfidenceInterval predicted_at(const std::vector<LevelPrediction>& levels, Measured quantity,
                                double users)
{
    const Between around = between(levels, users);
    const ConfidenceInterval& low = interval_of(*around.low, quantity);
    const ConfidenceInterval& high = interval_of(*around.high, quantity);
    return {around.of(low.mean, high.mean), around.of(low.low, high.low),
            around.of(low.high, high.high), low.level};
}

std::vector<Trouble> troubles_of(const std::vector<MeasuredRamp>& ramps,
                                 const std::vector<LevelPrediction>& levels,
                                 const models::ServerLimits& limits, const models::Slo& slo)
{
    const Sign signs[] = {
        {Measured::cpu, models::SloMetric::cpu_utilization, limits.cpu_cores},
        {Measured::memory, models::SloMetric::memory_utilization, limits.memory_bytes},
        {Measured::sent, models::SloMetric::link_utilization, limits.sent_bit_rate}};
    std::vector<Trouble> troubles;
    for (std::size_t i = 0; i < ramps.size(); ++i) {
        for (const Sign& sign : signs) {
            const bool recorded = !ramps[i].values[static_cast<std::size_t>(sign.quantity)].empty();
            if (!recorded || sign.all <= 0) continue;
            troubles.push_back(trouble_of(ramps[i], levels, sign.quantity, limit_of(sign, slo)));
            troubles.back().ramp = i;
        }
        troubles.push_back(slo_trouble(ramps[i], levels));
        troubles.back().ramp = i;
    }
    return troubles;
}

}  // namespace calibration
