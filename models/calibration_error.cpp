#include "models/calibration_error.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/scenario_yaml.hpp"
#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace models {

namespace {

constexpr double farthest = 1000;

bool doubtful(const Parameter& parameter, const Platform& platform)
{
    return parameter.standard_error > 0 && concerns(parameter, platform);
}

// Of Student's t, with the same probability to be exceeded.
double with_degrees_of_freedom(double normal, double degrees)
{
    const double within = std::erf(std::abs(normal) / std::sqrt(2));
    if (degrees <= 0 || within <= 0 || within >= 1) return normal;
    return std::copysign(sim::student_t(degrees, within), normal);
}

double drawn_factor(const Parameter& parameter, double normal)
{
    const double sigma = parameter.standard_error / parameter.value;
    const double t = with_degrees_of_freedom(normal, parameter.degrees_of_freedom);
    return std::clamp(std::exp(sigma * t), 1 / farthest, farthest);
}

// A range of one value is none.
double within_range(double value, const Parameter& parameter, const ValueLimits& limits)
{
    if (parameter.low < parameter.high) value = std::clamp(value, parameter.low, parameter.high);
    return std::clamp(value, limits.low, limits.high);
}

}  // namespace

void keep_together(ServerProfile& profile)
{
    for (Component& component : profile.components) {
        Shares& shares = component.shares;
        const double sum = std::max(1.0, shares.compute.value + shares.memory.value);
        shares.compute.value /= sum;
        shares.memory.value /= sum;
    }
    Media& media = profile.media;
    if (media.socket_buffer_low.value > media.socket_buffer_high.value) {
        std::swap(media.socket_buffer_low.value, media.socket_buffer_high.value);
    }
}

bool concerns(const Parameter& parameter, const Platform& platform)
{
    return !parameter.name.starts_with("platform.") ||
           parameter.name.starts_with("platform." + platform.name + ".");
}

std::vector<const Parameter*> doubtful_parameters(const Scenario& scenario,
                                                  const Platform& platform)
{
    std::vector<const Parameter*> parameters;
    for (const Parameter* parameter : parameters_of(scenario)) {
        if (doubtful(*parameter, platform) && parameter->value > 0) parameters.push_back(parameter);
    }
    return parameters;
}

bool is_doubtful(const Scenario& scenario)
{
    return std::ranges::any_of(scenario.platforms, [&](const Platform& platform) {
        return !doubtful_parameters(scenario, platform).empty();
    });
}

std::vector<std::string> undrawable_parameters(const Scenario& scenario, const Platform& platform)
{
    std::vector<std::string> names;
    for (const Parameter* parameter : parameters_of(scenario)) {
        if (doubtful(*parameter, platform) && !(parameter->value > 0)) {
            names.push_back(parameter->name);
        }
    }
    return names;
}

std::vector<std::string> left_out_errors(const Scenario& scenario, const Platform& platform)
{
    std::vector<std::string> names;
    for (const Parameter* parameter : parameters_of(scenario)) {
        if (parameter->error_left_out && concerns(*parameter, platform)) {
            names.push_back(parameter->name);
        }
    }
    return names;
}

double standard_draw(std::uint64_t seed, std::uint64_t draw, const std::string& name)
{
    sim::RandomStream stream(seed, draw, "standard error/" + name);
    return sim::Distribution::normal(0, 1).next(stream);
}

Scenario drawn_scenario(const Scenario& scenario, const Platform& platform, std::uint64_t draw)
{
    Scenario drawn = scenario;
    for_each_limited_parameter(drawn, [&](Parameter& parameter, const ValueLimits& limits) {
        if (!doubtful(parameter, platform) || !(parameter.value > 0)) return;
        const double normal = standard_draw(scenario.seed, draw, parameter.name);
        const double value = parameter.value * drawn_factor(parameter, normal);
        parameter.value = within_range(value, parameter, limits);
    });
    keep_together(drawn.profile);
    return drawn;
}

}  // namespace models
