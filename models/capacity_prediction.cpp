#include "models/capacity_prediction.hpp"

#include <algorithm>
#include <cmath>

#include "models/calibration_error.hpp"
#include "models/level_search.hpp"
#include "models/offered_load.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/first_order_effects.hpp"
#include "sim/statistics/random_effects.hpp"
#include "sim/statistics/tally.hpp"

namespace models {

namespace {

double logarithm(double users)
{
    return std::log(users + 0.5);
}

// To a millionth of a user, so that a whole number comes back as it went in.
double users_of(double logarithm)
{
    return std::max(0.0, std::round((std::exp(logarithm) - 0.5) * 1e6) / 1e6);
}

Scenario with_rates(const Scenario& scenario)
{
    Scenario fluid = scenario;
    fluid.resolution = Resolution::flow;
    return fluid;
}

const Platform& same_platform(const Scenario& scenario, const Platform& platform)
{
    return *std::ranges::find(scenario.platforms, platform.name, &Platform::name);
}

double mean_of(const std::vector<double>& values)
{
    sim::Tally tally;
    for (const double value : values) tally.add(value);
    return tally.mean();
}

// Of all, 0 where there is nothing to divide.
double part(double of, double all)
{
    return all > 0 ? of / all : 0;
}

}  // namespace

struct CapacityDraws::Analysis {
    std::vector<const Parameter*> parameters;
    sim::RandomEffects effects;    // of the logarithms
    sim::FirstOrderEffects first;  // of the drawn standard normal numbers on their means
};

CapacityDraws::CapacityDraws(const Scenario& scenario, const Platform& platform,
                             const std::vector<int>& found, const CapacityOptions& options)
    : scenario_(&scenario), platform_(&platform), options_(&options), fluid_(with_rates(scenario))
{
    sim::Tally users;
    for (const int one : found) users.add(one);
    start_ = static_cast<int>(std::lround(users.mean()));
    by_law_ = std::max(1, users_by_law(fluid_, same_platform(fluid_, platform)));
    if (scenario.resolution != Resolution::flow) compare_resolutions(found);
    const DrawOptions& draws = options.draws;
    extend(draws.minimum);
    while (static_cast<int>(found_.size()) < draws.maximum && !precise(analyse())) {
        extend(std::min(draws.maximum, static_cast<int>(found_.size()) + draws.step));
    }
}

// What frames change, seen on the same random numbers with the parameters as they stand.
void CapacityDraws::compare_resolutions(const std::vector<int>& found)
{
    const Platform& platform = same_platform(fluid_, *platform_);
    const auto changes =
        sim::replicate(0, static_cast<int>(found.size()), options_->threads, [&](int number) {
            const auto replication = static_cast<std::size_t>(number);
            LevelSearch search(fluid_, platform, replication, options_->stop);
            const int rates = search.largest(start_);
            return std::vector<double>{logarithm(found[replication]) - logarithm(rates)};
        });
    sim::Tally shifts;
    for (const std::vector<double>& change : changes) shifts.add(change.front());
    const auto count = static_cast<double>(changes.size());
    if (changes.size() > 1) of_shift_ = shifts.variance() / count;
    // a few deviations from their own mean are smaller than those from the true one
    const double wider = changes.size() > 1 ? std::sqrt(count / (count - 1)) : 1;
    shifts_.clear();
    for (const std::vector<double>& change : changes) {
        shifts_.push_back(shifts.mean() + wider * (change.front() - shifts.mean()));
    }
}

void CapacityDraws::extend(int last)
{
    const int each = options_->draws.replications;
    const auto more =
        sim::replicate(static_cast<int>(found_.size()), last, options_->threads, [&](int draw) {
            const auto number = static_cast<std::uint64_t>(draw);
            const Scenario drawn = drawn_scenario(fluid_, *platform_, number);
            const Platform& platform = same_platform(drawn, *platform_);
            const double by_law = std::max(1, users_by_law(drawn, platform));
            int start = static_cast<int>(std::lround(start_ * by_law / by_law_));
            std::vector<double> found;
            for (int one = 0; one < each; ++one) {
                const auto replication = static_cast<std::uint64_t>(draw * each + one);
                start = LevelSearch(drawn, platform, replication, options_->stop).largest(start);
                found.push_back(start);
            }
            return found;
        });
    found_.insert(found_.end(), more.begin(), more.end());
}

DrawnCapacities CapacityDraws::logarithms() const
{
    DrawnCapacities all = found_;
    std::size_t number = 0;
    for (std::vector<double>& draw : all) {
        for (double& one : draw) one = logarithm(one) + shifts_[number++ % shifts_.size()];
    }
    return all;
}

DrawnCapacities CapacityDraws::users() const
{
    DrawnCapacities all = logarithms();
    for (std::vector<double>& draw : all) {
        for (double& one : draw) one = users_of(one);
    }
    return all;
}

CapacityDraws::Analysis CapacityDraws::analyse() const
{
    Analysis analysis;
    analysis.parameters = doubtful_parameters(*scenario_, *platform_);
    const DrawnCapacities all = logarithms();
    std::vector<double> means;
    for (const std::vector<double>& draw : all) means.push_back(mean_of(draw));
    std::vector<std::vector<double>> numbers;
    for (const Parameter* parameter : analysis.parameters) {
        std::vector<double>& of_parameter = numbers.emplace_back();
        for (std::size_t draw = 0; draw < found_.size(); ++draw) {
            of_parameter.push_back(standard_draw(scenario_->seed, draw, parameter->name));
        }
    }
    analysis.first = sim::first_order_effects(means, numbers);
    analysis.effects = sim::random_effects(all);
    analysis.effects.mean = analysis.first.expectation;
    analysis.effects.of_mean = analysis.first.of_expectation + of_shift_;
    return analysis;
}

bool CapacityDraws::precise(const Analysis& analysis) const
{
    const double t = sim::student_t(analysis.first.degrees, options_->level);
    const double half = t * std::sqrt(analysis.effects.of_mean);
    // half a user is as precise as a whole number of users can be
    return half <= std::max(options_->precision, 0.5 / std::exp(analysis.effects.mean));
}

CapacityPrediction CapacityDraws::prediction() const
{
    const Analysis analysis = analyse();
    const sim::RandomEffects& effects = analysis.effects;
    const auto logarithms = sim::further_observation(effects, options_->level);
    CapacityPrediction prediction;
    prediction.interval = {users_of(logarithms.mean), users_of(logarithms.low),
                           users_of(logarithms.high), options_->level};
    const double all = effects.between() + effects.within() + effects.of_mean;
    prediction.calibration = part(effects.between(), all);
    prediction.workload = part(effects.within(), all);
    prediction.simulation = part(effects.of_mean, all);
    for (std::size_t k = 0; k < analysis.parameters.size(); ++k) {
        const Parameter& parameter = *analysis.parameters[k];
        const double share =
            std::min(prediction.calibration, part(analysis.first.variances[k], all));
        prediction.errors.push_back({parameter.name, parameter.source, parameter.measured, share});
    }
    std::ranges::stable_sort(prediction.errors, std::ranges::greater(), &ErrorShare::share);
    prediction.draws = static_cast<int>(found_.size());
    prediction.replications = options_->draws.replications;
    for (const std::vector<double>& draw : found_) {
        prediction.beyond += static_cast<int>(
            std::ranges::count_if(draw, [&](double one) { return one >= fluid_.max_users; }));
    }
    prediction.precise = precise(analysis);
    return prediction;
}

}  // namespace models
