#include "models/level_prediction.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/calibration_error.hpp"
#include "models/changed_scenario.hpp"
#include "models/slo_check.hpp"
#include "models/world.hpp"
#include "sim/replications.hpp"
#include "sim/statistics/tally.hpp"

namespace models {

namespace {

using Spans = std::vector<ServerUse>;

// The network card, on the way out: all that the server sends goes through it.
std::size_t card_out(const Links& links)
{
    return links.names.size() - 2;
}

ServerUse use_in(const Scenario& scenario, std::size_t card, const Sample& sample)
{
    const double goodput = scenario.profile.media.tcp_goodput.value;
    ServerUse use{sample.cpu_cores,
                  sample.memory_bytes,
                  sample.link_bit_rate[card] / goodput,
                  sample.refused,
                  {}};
    for (const Limit& limit : scenario.slo.limits) {
        use.by_limit.push_back(value_of(limit.metric, sample));
    }
    return use;
}

// Spans may be short: what their mean says.
bool breaks(const Spans& spans, const Slo& slo)
{
    for (std::size_t i = 0; i < slo.limits.size(); ++i) {
        sim::Tally values;
        for (const ServerUse& use : spans) {
            if (!std::isnan(use.by_limit[i])) values.add(use.by_limit[i]);
        }
        if (values.count() == 0) continue;
        const double beyond = values.mean() - slo.limits[i].value;
        if (is_upper_limit(slo.limits[i].metric) ? beyond > 0 : beyond < 0) return true;
    }
    return std::ranges::any_of(spans, [](const ServerUse& use) { return use.refused > 0; });
}

// For one further span of one further draw: the variance between draws, which holds a part of that
// between spans, and the rest of the latter.
sim::ConfidenceInterval interval_of(const std::vector<Spans>& draws, double ServerUse::*value,
                                    double level)
{
    sim::Tally means;
    double within = 0;
    for (const Spans& spans : draws) {
        sim::Tally of_draw;
        for (const ServerUse& use : spans) of_draw.add(use.*value);
        means.add(of_draw.mean());
        within += of_draw.variance() / static_cast<double>(draws.size());
    }
    const auto n = static_cast<double>(draws.size());
    const auto spans = static_cast<double>(draws.front().size());
    const double variance = means.variance() * (1 + 1 / n) + within * (1 - 1 / spans);
    const double half = sim::student_t(n - 1, level) * std::sqrt(variance);
    return {means.mean(), std::max(0.0, means.mean() - half), means.mean() + half, level};
}

LevelPrediction prediction_of(const std::vector<Spans>& draws, int users, const Slo& slo,
                              double level)
{
    LevelPrediction prediction;
    prediction.users = users;
    prediction.cpu_cores = interval_of(draws, &ServerUse::cpu_cores, level);
    prediction.memory_bytes = interval_of(draws, &ServerUse::memory_bytes, level);
    prediction.sent_bit_rate = interval_of(draws, &ServerUse::sent_bit_rate, level);
    const auto broken =
        std::ranges::count_if(draws, [&](const Spans& spans) { return breaks(spans, slo); });
    prediction.broken = static_cast<double>(broken) / static_cast<double>(draws.size());
    return prediction;
}

}  // namespace

std::vector<ServerUse> held_spans(const Scenario& scenario, const Platform& platform,
                                  std::uint64_t replication, int users, const LevelOptions& options)
{
    World world(scenario, platform, replication);
    const sim::Time all_there = world.hold(users);
    const double begin = std::max(scenario.warm_up, all_there);
    if (begin > 0) (void)world.observe(begin);
    Spans spans;
    for (int i = 1; i <= options.spans; ++i) {
        const Sample sample = world.observe(begin + i * options.span);
        spans.push_back(use_in(scenario, card_out(world.links), sample));
    }
    world.check_laws();
    return spans;
}

std::vector<LevelPrediction> predict_levels(const Scenario& scenario, const Platform& platform,
                                            const std::vector<int>& levels,
                                            const LevelOptions& options)
{
    const auto draws = static_cast<std::size_t>(options.draws);
    std::vector<std::vector<Spans>> found(levels.size(), std::vector<Spans>(draws));
    const int jobs = static_cast<int>(levels.size() * draws);
    // every job writes a place of its own
    (void)sim::replicate(0, jobs, options.threads, [&](int job) {
        const std::size_t level = static_cast<std::size_t>(job) / draws;
        const std::size_t draw = static_cast<std::size_t>(job) % draws;
        const Scenario drawn =
            options.calibration_error ? drawn_scenario(scenario, platform, draw) : scenario;
        const Platform& same = same_platform(drawn, platform.name);
        found[level][draw] = held_spans(drawn, same, draw, levels[level], options);
        return std::vector<double>{0};
    });
    std::vector<LevelPrediction> predictions;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        predictions.push_back(prediction_of(found[i], levels[i], scenario.slo, options.level));
    }
    return predictions;
}

ServerLimits server_limits(const Scenario& scenario, const Platform& platform)
{
    const World world(scenario, platform, 0);
    ServerLimits limits{world.server.cores(), world.server.memory_size(), 0};
    const double goodput = scenario.profile.media.tcp_goodput.value;
    const Network network(scenario.links);
    const auto from_server = [](const Network::DirectedLink& link) {
        return link.from == "server";
    };
    if (std::ranges::count_if(network.links(), from_server) != 1) return limits;
    const auto link = std::ranges::find_if(network.links(), from_server);
    const double card = 8 * world.links.capacities[card_out(world.links)] / goodput;
    limits.sent_bit_rate = std::min(link->rate, card);
    return limits;
}

}  // namespace models
