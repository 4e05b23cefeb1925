#include "calibration/ramp_validation.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "calibration/ramp_trouble.hpp"
#include "sim/statistics/tally.hpp"

namespace calibration {
namespace {

constexpr double rounding = 1e-9;

// Of one ramp, the samples of its first stretch with users.
struct Stretch {
    std::size_t ramp = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::optional<Stretch> first_with_users(const std::vector<MeasuredRamp>& ramps)
{
    for (std::size_t ramp = 0; ramp < ramps.size(); ++ramp) {
        for (const auto& [begin, end] : stretches(ramps[ramp])) {
            if (std::lround(ramps[ramp].users[begin]) > 0) return Stretch{ramp, begin, end};
        }
    }
    return std::nullopt;
}

double mean_of(std::span<const double> values)
{
    sim::Tally tally;
    for (const double value : values) tally.add(value);
    return tally.mean();
}

class QuantityValidation {
public:
    QuantityValidation(const std::vector<MeasuredRamp>& ramps,
                       const std::vector<models::LevelPrediction>& levels, Measured quantity)
        : ramps_(ramps), levels_(levels), quantity_(quantity)
    {
    }

    bool recorded() const
    {
        return std::any_of(ramps_.begin(), ramps_.end(),
                           [this](const MeasuredRamp& ramp) { return !values_of(ramp).empty(); });
    }

    std::vector<ValidatedSample> samples() const
    {
        sim::Tally all;
        for (const MeasuredRamp& ramp : ramps_) {
            for (const double value : values_of(ramp)) all.add(value);
        }
        const auto per_user = measured_per_user();
        std::vector<ValidatedSample> samples;
        for (std::size_t ramp = 0; ramp < ramps_.size(); ++ramp) {
            for (std::size_t i = 0; i < values_of(ramps_[ramp]).size(); ++i) {
                samples.push_back(sample(ramp, i));
                samples.back().null_prediction = all.mean();
                if (per_user) samples.back().in_proportion = *per_user * samples.back().users;
            }
        }
        return samples;
    }

    ValidatedQuantity score(std::span<const ValidatedSample> samples) const
    {
        ValidatedQuantity score;
        score.quantity = quantity_;
        score.samples = samples.size();
        sim::Tally measured, error, absolute, covered, null;
        for (const ValidatedSample& one : samples) {
            measured.add(one.measured);
            error.add(one.predicted - one.measured);
            absolute.add(std::abs(one.predicted - one.measured));
            covered.add(one.low <= one.measured && one.measured <= one.high ? 1 : 0);
            null.add(std::abs(one.null_prediction - one.measured));
        }
        score.mean_measured = measured.mean();
        score.bias = error.mean();
        score.mean_absolute_error = absolute.mean();
        score.coverage = covered.mean();
        score.null = null_score(null, absolute, std::abs(measured.mean()));
        score.in_proportion = score_in_proportion(samples);
        return score;
    }

private:
    const std::vector<double>& values_of(const MeasuredRamp& ramp) const
    {
        return ramp.values[static_cast<std::size_t>(quantity_)];
    }

    ValidatedSample sample(std::size_t ramp, std::size_t i) const
    {
        const double users = ramps_[ramp].users[i];
        const auto predicted = predicted_at(levels_, quantity_, users);
        return {ramp,
                ramps_[ramp].times[i],
                users,
                quantity_,
                values_of(ramps_[ramp])[i],
                predicted.mean,
                predicted.low,
                predicted.high,
                0,
                std::nullopt};
    }

    std::optional<double> measured_per_user() const
    {
        const auto first = first_with_users(ramps_);
        if (!first || values_of(ramps_[first->ramp]).empty()) return std::nullopt;
        const std::size_t length = first->end - first->begin;
        const std::span<const double> values(values_of(ramps_[first->ramp]));
        const std::span<const double> users(ramps_[first->ramp].users);
        return mean_of(values.subspan(first->begin, length)) /
               mean_of(users.subspan(first->begin, length));
    }

    // `size` of what is measured: an error that is rounding is none.
    static NullScore null_score(const sim::Tally& null, const sim::Tally& model, double size)
    {
        NullScore score{static_cast<std::size_t>(null.count()), null.mean(), model.mean(), {}};
        if (score.error > rounding * size) score.skill = 1 - score.error_of_model / score.error;
        return score;
    }

    // The samples that the rule was made from are left out on both sides.
    std::optional<NullScore> score_in_proportion(std::span<const ValidatedSample> samples) const
    {
        const auto first = first_with_users(ramps_);
        if (!first || !measured_per_user()) return std::nullopt;
        const double last = ramps_[first->ramp].times[first->end - 1];
        sim::Tally null, model, size;
        for (const ValidatedSample& one : samples) {
            if (one.ramp == first->ramp && one.time <= last) continue;
            null.add(std::abs(*one.in_proportion - one.measured));
            model.add(std::abs(one.predicted - one.measured));
            size.add(std::abs(one.measured));
        }
        if (null.count() == 0) return std::nullopt;
        return null_score(null, model, size.mean());
    }

    const std::vector<MeasuredRamp>& ramps_;
    const std::vector<models::LevelPrediction>& levels_;
    Measured quantity_;
};

}  // namespace

std::vector<int> levels_of(const std::vector<MeasuredRamp>& ramps, std::size_t most)
{
    std::set<int> levels;
    for (const MeasuredRamp& ramp : ramps) {
        for (const double users : ramp.users) levels.insert(static_cast<int>(std::lround(users)));
    }
    if (levels.size() <= most) return {levels.begin(), levels.end()};
    const double low = *levels.begin();
    const double range = *levels.rbegin() - low;
    std::vector<int> spread;
    for (std::size_t i = 0; i < most; ++i) {
        const double part = static_cast<double>(i) / static_cast<double>(most - 1);
        spread.push_back(static_cast<int>(std::lround(low + part * range)));
    }
    return spread;
}

RampValidation validate(const std::vector<MeasuredRamp>& ramps,
                        const std::vector<models::LevelPrediction>& levels,
                        const models::ServerLimits& limits, const models::Slo& slo)
{
    RampValidation validation;
    for (const Measured quantity : {Measured::cpu, Measured::memory, Measured::sent}) {
        const QuantityValidation one(ramps, levels, quantity);
        if (!one.recorded()) continue;
        const auto samples = one.samples();
        validation.quantities.push_back(one.score(samples));
        validation.samples.insert(validation.samples.end(), samples.begin(), samples.end());
    }
    validation.troubles = troubles_of(ramps, levels, limits, slo);
    return validation;
}

}  // namespace calibration
