#include "models/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "models/assumed_range.hpp"
#include "models/changed_scenario.hpp"
#include "models/level_search.hpp"
#include "models/offered_load.hpp"
#include "models/slo_check.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/elementary_effects.hpp"
#include "sim/statistics/one_at_a_time.hpp"
#include "sim/statistics/sobol_indices.hpp"
#include "sim/statistics/tally.hpp"

namespace models {

namespace {

using Points = std::vector<std::vector<double>>;
constexpr double negligible = 1e-6;  // of a response: rounding, or as good as nothing

using Responses = std::vector<std::vector<double>>;  // by point, then by replication

// The response as a function of the point of the unit cube.
class ResponseSurface {
public:
    ResponseSurface(const Scenario& scenario, const Platform& platform,
                    const SensitivityOptions& options)
        : scenario_(with_rates(scenario)),
          platform_(platform.name),
          options_(&options),
          parameters_(assumed_ranges(scenario, platform)),
          by_law_(std::max(1, users_by_law(scenario_, same_platform(scenario_, platform_))))
    {
        const Platform& here = same_platform(scenario_, platform_);
        users_ = std::max(1, LevelSearch(scenario_, here, 0).largest(by_law_));
    }

    const std::vector<Parameter>& parameters() const { return parameters_; }
    int users() const { return users_; }  // capacity with the parameters as they stand, at least 1

    Responses at(const Points& points, int replications) const
    {
        const int jobs = static_cast<int>(points.size()) * replications;
        const auto found = sim::replicate(0, jobs, options_->threads, [&](int job) {
            const auto& point = points[static_cast<std::size_t>(job / replications)];
            return std::vector<double>{one(point, job % replications)};
        });
        Responses responses(points.size());
        for (std::size_t job = 0; job < found.size(); ++job) {
            responses[job / static_cast<std::size_t>(replications)].push_back(found[job].front());
        }
        return responses;
    }

private:
    double one(const std::vector<double>& point, int number) const
    {
        const Scenario there = at_point(scenario_, parameters_, point);
        const Platform& platform = same_platform(there, platform_);
        const auto replication = static_cast<std::uint64_t>(number);
        if (options_->response) {
            return value_of(*options_->response,
                            hold_level(there, platform, replication, users_).sample);
        }
        const double changed = std::max(1, users_by_law(there, platform));
        const double start = std::round(users_ * changed / by_law_);
        const double most = there.max_users;
        return LevelSearch(there, platform, replication)
            .largest(static_cast<int>(std::min(start, most)));
    }

    Scenario scenario_;
    std::string platform_;
    const SensitivityOptions* options_;
    std::vector<Parameter> parameters_;
    int by_law_;
    int users_ = 1;
};

std::vector<double> single(const Responses& responses)
{
    std::vector<double> values;
    for (const std::vector<double>& at_point : responses) values.push_back(at_point.front());
    return values;
}

// There are no shares of a variance that is nothing but rounding.
std::vector<double> without_rounding(std::vector<double> responses)
{
    const auto [low, high] = std::ranges::minmax(responses);
    if (high - low <= negligible * std::max(std::abs(low), std::abs(high))) {
        std::ranges::fill(responses, low);
    }
    return responses;
}

// Counts what has to be told. Whether effects can be estimated.
bool take_stock(const Scenario& scenario, const Responses& responses, Sensitivity& sensitivity)
{
    for (const std::vector<double>& at_point : responses) {
        for (const double response : at_point) {
            ++sensitivity.evaluations;
            sensitivity.unmeasured += std::isnan(response);
            sensitivity.beyond += !sensitivity.options.response && response >= scenario.max_users;
        }
    }
    return sensitivity.unmeasured == 0;
}

void vary_one_at_a_time(const Scenario& scenario, const ResponseSurface& surface,
                        Sensitivity& sensitivity)
{
    const Points design = sim::one_at_a_time_design(place_in_ranges(surface.parameters()));
    const Responses responses = surface.at(design, sensitivity.options.samples);
    if (!take_stock(scenario, responses, sensitivity)) return;
    const auto effects = sim::one_at_a_time_effects(responses, sensitivity.options.level);
    for (std::size_t k = 0; k < effects.size(); ++k) {
        ParameterEffect& effect = sensitivity.effects.emplace_back();
        effect.parameter = surface.parameters()[k];
        effect.strength = effects[k].swing;
        effect.at_low = effects[k].low;
        effect.at_high = effects[k].high;
    }
}

void screen(const Scenario& scenario, const ResponseSurface& surface, Sensitivity& sensitivity)
{
    sim::RandomStream stream(scenario.seed, 0, "sensitivity/trajectories");
    const auto trajectories = static_cast<std::size_t>(sensitivity.options.samples);
    const Points design =
        sim::elementary_effects_design(surface.parameters().size(), trajectories, stream);
    const Responses responses = surface.at(design, 1);
    if (!take_stock(scenario, responses, sensitivity)) return;
    const auto effects =
        sim::elementary_effects(design, single(responses), sensitivity.options.level);
    for (std::size_t k = 0; k < effects.size(); ++k) {
        ParameterEffect& effect = sensitivity.effects.emplace_back();
        effect.parameter = surface.parameters()[k];
        effect.strength = effects[k].absolute;
        effect.mean = effects[k].mean;
        effect.deviation = effects[k].deviation;
    }
}

void split_variance(const Scenario& scenario, const ResponseSurface& surface,
                    Sensitivity& sensitivity)
{
    const std::size_t dimension = surface.parameters().size();
    const auto samples = static_cast<std::size_t>(sensitivity.options.samples);
    const Responses found = surface.at(sim::sobol_design(dimension, samples), 1);
    if (!take_stock(scenario, found, sensitivity)) return;
    sim::RandomStream stream(scenario.seed, 0, "sensitivity/bootstrap");
    const auto indices = sim::sobol_indices(without_rounding(single(found)), dimension,
                                            sensitivity.options.level, stream);
    for (std::size_t k = 0; k < dimension; ++k) {
        ParameterEffect& effect = sensitivity.effects.emplace_back();
        effect.parameter = surface.parameters()[k];
        effect.strength = indices[k].total;
        effect.first = indices[k].first;
    }
}

double mean_of(const std::vector<double>& values)
{
    sim::Tally tally;
    for (const double value : values) tally.add(value);
    return tally.mean();
}

}  // namespace

int default_samples(SensitivityMethod method)
{
    constexpr int samples[] = {10, 20, 256};
    return samples[static_cast<std::size_t>(method)];
}

Sensitivity find_sensitivity(const Scenario& scenario, const Platform& platform,
                             const SensitivityOptions& options)
{
    Sensitivity sensitivity;
    sensitivity.platform = platform.name;
    sensitivity.options = options;
    if (options.samples == 0) sensitivity.options.samples = default_samples(options.method);
    EXPECT(sensitivity.options.samples > 1, "a sensitivity needs two samples");
    const ResponseSurface surface(scenario, platform, options);
    if (options.response) sensitivity.users = surface.users();
    const bool each = options.method == SensitivityMethod::one_at_a_time;
    const Points here = {place_in_ranges(surface.parameters())};
    sensitivity.response =
        mean_of(surface.at(here, each ? sensitivity.options.samples : 1).front());
    if (surface.parameters().empty()) return sensitivity;
    constexpr decltype(&screen) methods[] = {vary_one_at_a_time, screen, split_variance};
    methods[static_cast<std::size_t>(options.method)](scenario, surface, sensitivity);
    std::ranges::stable_sort(sensitivity.effects, std::ranges::greater(),
                             [](const ParameterEffect& effect) { return effect.strength.mean; });
    return sensitivity;
}

// Beyond one at a time every response is of the same replication, and no change comes by chance.
bool moves(const Sensitivity& sensitivity, const ParameterEffect& effect)
{
    const SensitivityMethod method = sensitivity.options.method;
    const double whole = method == SensitivityMethod::sobol ? 1 : std::abs(sensitivity.response);
    const bool by_chance = method == SensitivityMethod::one_at_a_time && effect.strength.low <= 0;
    return effect.strength.mean > negligible * whole && !by_chance;
}

bool first_stands_out(const Sensitivity& sensitivity)
{
    const auto& effects = sensitivity.effects;
    if (effects.size() < 2) return !effects.empty();
    return effects[0].strength.low > effects[1].strength.high;
}

}  // namespace models
