#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/report/vega_chart.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using models::Capacity;
using models::CapacityGain;

constexpr std::size_t most_assumed = 12;

void add_gain_rows(Json& rows, const ReportAnswer& answer, std::size_t index)
{
    for (const Capacity& capacity : answer.capacities) {
        const CapacityGain& gain = capacity.gains.at(index);
        rows.push_back(
            {{"step", gain.step.empty() ? gain.resource : gain.resource + ' ' + gain.step},
             {"platform", capacity.platform},
             {"users", short_number(gain.little.mean)},
             {"low", short_number(gain.little.low)},
             {"high", short_number(gain.little.high)}});
    }
}

bool step_gains(const ReportAnswer& answer, std::size_t index)
{
    return std::ranges::any_of(answer.capacities, [&](const Capacity& one) {
        return one.gains.at(index).little.mean > 0;
    });
}

Json from_low_to_high(const std::string& title)
{
    return {{"x", axis("low", title)}, {"x2", {{"field", "high"}}}};
}

Json joined(Json channels, const Json& more)
{
    channels.update(more);
    return channels;
}

}  // namespace

VegaChart gains_chart(const ReportAnswer& answer)
{
    Json rows = Json::array();
    for (std::size_t i = 0; i < answer.capacities.front().gains.size(); ++i) {
        if (step_gains(answer, i)) add_gain_rows(rows, answer, i);
    }
    if (rows.empty()) return {};
    const Json channels = {{"y", joined(on_rows("step"), {{"axis", {{"labelLimit", 260}}}})},
                           {"yOffset", by_platform(answer, false)}};
    const std::string title = "users more";
    const Json bars = {{"mark", {{"type", "bar"}}},
                       {"encoding", joined(channels, {{"x", axis("users", title)},
                                                      {"color", by_platform(answer)}})}};
    const Json whiskers = {{"mark", {{"type", "rule"}, {"style", "whisker"}}},
                           {"encoding", joined(channels, from_low_to_high(title))}};
    return chart(
        "gains", "What the next step of each resource buys",
        "A bar for each platform and resource: users gained by one step more of it, with "
        "intervals",
        {{"height", {{"step", 14}}}, {"data", {{"values", rows}}}, {"layer", {bars, whiskers}}});
}

VegaChart difference_chart(const ReportAnswer& answer)
{
    Json rows = Json::array();
    for (const ComparedCapacity& one : answer.comparison.contenders) {
        if (!one.difference) continue;
        rows.push_back({{"platform", one.name},
                        {"users", short_number(one.difference->mean)},
                        {"low", short_number(one.difference->low)},
                        {"high", short_number(one.difference->high)}});
    }
    if (rows.empty()) return {};
    const std::string title = "users more than " + answer.capacities.front().platform;
    const Json base = {{"y", on_rows("platform")}, {"color", by_platform(answer, false)}};
    const Json none = {{"users", 0}};
    const Json zero = {{"data", {{"values", Json::array({none})}}},
                       {"mark", {{"type", "rule"}, {"style", "zero"}}},
                       {"encoding", {{"x", axis("users", title)}}}};
    const Json intervals = {{"mark", {{"type", "rule"}, {"strokeWidth", 3}}},
                            {"encoding", joined(base, from_low_to_high(title))}};
    const Json points = {
        {"mark", {{"type", "point"}, {"filled", true}, {"size", 80}, {"opacity", 1}}},
        {"encoding",
         joined(base, {{"x", axis("users", title)}, {"shape", by_platform(answer, false)}})}};
    return chart("differences", "Difference to " + answer.capacities.front().platform,
                 "A point with its interval for each platform: users more or fewer than the first, "
                 "under the same random numbers",
                 {{"height", {{"step", 30}}},
                  {"data", {{"values", rows}}},
                  {"layer", {zero, intervals, points}}});
}

VegaChart doubt_chart(const ReportAnswer& answer)
{
    Json rows = Json::array();
    for (const Capacity& capacity : answer.capacities) {
        if (!capacity.prediction) continue;
        const models::CapacityPrediction& prediction = *capacity.prediction;
        const auto add = [&](const char* part, double share) {
            rows.push_back(
                {{"platform", capacity.platform}, {"part", part}, {"share", short_number(share)}});
        };
        add("calibration", prediction.calibration);
        add("workload", prediction.workload);
        add("simulation noise", prediction.simulation);
    }
    if (rows.empty()) return {};
    Json share = axis("share", "share of the variance behind the interval");
    share["axis"] = {{"format", ".0%"}};
    Json part = {{"field", "part"}, {"type", "nominal"}, {"title", nullptr}, {"sort", nullptr}};
    part["scale"] = {{"domain", {"calibration", "workload", "simulation noise"}}};
    return chart("doubt", "Where the doubt comes from",
                 "A bar for each platform, divided into calibration, workload and simulation noise",
                 {{"height", {{"step", 30}}},
                  {"data", {{"values", rows}}},
                  {"mark", {{"type", "bar"}}},
                  {"encoding", {{"y", on_rows("platform")}, {"x", share}, {"color", part}}}});
}

VegaChart assumed_chart(const ReportAnswer& answer)
{
    const Capacity& capacity = answer.tightest();
    Json rows = Json::array();
    for (const models::AssumedParameter& one : capacity.assumed) {
        if (rows.size() == most_assumed) break;
        rows.push_back({{"parameter", one.name}, {"low", one.users_low}, {"high", one.users_high}});
    }
    if (rows.empty()) return {};
    const std::string title = "users by the utilization law";
    Json x = axis("low", title);
    x["scale"] = {{"zero", false}};
    const Json y = joined(on_rows("parameter"), {{"axis", {{"labelLimit", 330}}}});
    const Json bars = {{"mark", {{"type", "bar"}, {"style", "range"}}},
                       {"encoding", {{"y", y}, {"x", x}, {"x2", {{"field", "high"}}}}}};
    const Json as_it_stands = {{"users", capacity.by_law}};
    const Json law = {{"data", {{"values", Json::array({as_it_stands})}}},
                      {"mark", {{"type", "rule"}, {"style", "zero"}}},
                      {"encoding", {{"x", joined(x, {{"field", "users"}})}}}};
    return chart(
        "assumed", "What assumed parameters do to the answer",
        fmt::format("A bar for each assumed parameter, strongest first: from the users that "
                    "{} carries with it at the low end of its range to those at the high "
                    "end; the upright line is {} as it stands",
                    capacity.platform, counted(capacity.by_law, "user")),
        {{"height", {{"step", 22}}}, {"data", {{"values", rows}}}, {"layer", {bars, law}}});
}

}  // namespace tools
