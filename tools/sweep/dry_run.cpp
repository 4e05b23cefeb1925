#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <nlohmann/json.hpp>
#include <numeric>

#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/sweep/crew.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double longest_sample = 0.5;  // s, after which no further point is begun
constexpr std::size_t most_sampled = 32;

// What a few points took, those of middling length first.
struct Sample {
    std::vector<PointResult> results;
    double seconds = 0;
    double work = 0;
};

Sample timed_sample(const Plan& plan, const Plan::Order& order)
{
    Sample sample;
    const std::size_t count = order.numbers.size();
    const auto began = Clock::now();
    for (std::size_t i = 0; i < std::min(count, most_sampled); ++i) {
        // fractions 1/2, 1/4, 3/4, 1/8, ... of the way from the longest to the shortest
        const std::size_t power = std::size_t{1} << (std::bit_width(i + 1) - 1);
        const std::size_t place = count * (2 * (i + 1 - power) + 1) / (2 * power);
        sample.results.push_back(answer_point(plan, order.numbers[place], 1));
        sample.work += order.work[place];
        sample.seconds = std::chrono::duration<double>(Clock::now() - began).count();
        if (sample.seconds > longest_sample) break;
    }
    return sample;
}

struct Forecast {
    std::uint64_t outside = 0;
    double seconds = 0;
    double bytes = 0;
    std::uint64_t runs = 0;  // least number of replications of `run`
    std::size_t sampled = 0;
    double sample_seconds = 0;
    std::string failure;  // of a point of the sample
};

std::uint64_t count_outside(const Plan& plan, const Plan::Order& order)
{
    if (!plan.known().any()) return 0;
    std::uint64_t outside = 0;
    std::vector<Value> values;
    for (const std::uint32_t number : order.numbers) {
        plan.points().at(number, values);
        outside += !plan.known().beyond(plan.design(), values).empty();
    }
    return outside;
}

Forecast forecast(const Plan& plan, int threads)
{
    const Plan::Order order = plan.order({});
    const Sample sample = timed_sample(plan, order);
    Forecast forecast;
    forecast.outside = count_outside(plan, order);
    forecast.sampled = sample.results.size();
    forecast.sample_seconds = sample.seconds;
    const double work = std::accumulate(order.work.begin(), order.work.end(), 0.0);
    if (sample.work > 0) forecast.seconds = work / sample.work * sample.seconds / threads;
    const auto points = static_cast<double>(plan.size());
    forecast.bytes = bytes_of_a_point(plan.design(), plan.question(), sample.results) * points;
    std::size_t platforms = 0;
    for (const PointResult& result : sample.results) {
        platforms = std::max(platforms, result.answers.size());
        if (forecast.failure.empty()) forecast.failure = result.failure;
    }
    if (plan.question().runs) {
        forecast.runs =
            plan.size() * platforms * static_cast<std::uint64_t>(plan.design().replications.least);
    }
    return forecast;
}

std::string unknown_ranges(const Plan& plan)
{
    std::string keys;
    for (std::size_t i = 0; i < plan.design().factors.size(); ++i) {
        if (plan.known().knows(i)) continue;
        keys += (keys.empty() ? "" : ", ") + plan.design().factors[i].key;
    }
    return keys;
}

std::string points_text(const Plan& plan)
{
    const std::uint64_t left_out = plan.points().count() - plan.admitted();
    std::string text = grouped(plan.size());
    if (plan.size() != plan.admitted()) text += fmt::format(" of {}", grouped(plan.admitted()));
    if (left_out > 0) text += fmt::format(", {} left out by `where`", grouped(left_out));
    return text;
}

Table forecast_table(const Plan& plan, const Forecast& forecast, int threads)
{
    const SweepQuestion& question = plan.question();
    Table table({{plan.design().name, Style::bold}, ""});
    table.align_left(1);
    table.add({"points", points_text(plan)});
    if (question.runs) {
        table.add({"runs", (question.of < 0 ? "" : "at least ") + grouped(forecast.runs)});
    }
    if (question.capacities || question.comparisons) {
        table.add({"searches", grouped(plan.size())});
    }
    table.add({"time", fmt::format("about {} on {}, from {} in {}", duration(forecast.seconds),
                                   counted(threads, "thread"),
                                   counted(static_cast<long>(forecast.sampled), "point"),
                                   duration(forecast.sample_seconds))});
    table.add({"store", "about " + figure(forecast.bytes, models::Dimension::bytes)});
    if (plan.known().any()) {
        table.add({"beyond the calibrated range", grouped(forecast.outside)});
    }
    return table;
}

std::string forecast_text(const Plan& plan, const Forecast& forecast, const Arguments& arguments)
{
    const Terminal shown = terminal(arguments.colour);
    std::string text = forecast_table(plan, forecast, arguments.threads).text(shown);
    const std::string unknown = unknown_ranges(plan);
    if (!unknown.empty()) {
        text += wrapped("Note: ",
                        "Nothing says in what range the calibration holds of " + unknown + ".");
    }
    if (!forecast.failure.empty()) {
        text += wrapped("Warning: ", "a point of the sample failed: " + forecast.failure);
    }
    return text + "\nNext: bbbcap sweep " + shell_word(plan.design().path) + '\n';
}

std::string forecast_document(const Plan& plan, const Forecast& forecast,
                              const Arguments& arguments)
{
    Json document = heading("sweep");
    document["name"] = plan.design().name;
    document["points"] = plan.size();
    document["left_out"] = plan.points().count() - plan.admitted();
    document["runs"] = forecast.runs;
    document["seconds"] = number(forecast.seconds);
    document["threads"] = arguments.threads;
    document["sampled_points"] = forecast.sampled;
    document["sample_seconds"] = number(forecast.sample_seconds);
    document["store_bytes"] = number(forecast.bytes);
    document["beyond_calibrated_range"] =
        plan.known().any() ? Json(forecast.outside) : Json(nullptr);
    Json& unknown = document["range_not_known"] = Json::array();
    for (std::size_t i = 0; i < plan.design().factors.size(); ++i) {
        if (!plan.known().knows(i)) unknown.push_back(plan.design().factors[i].key);
    }
    return text_of(document);
}

}  // namespace

ExitCode dry_run(const Plan& plan, const Arguments& arguments)
{
    const Forecast found = forecast(plan, arguments.threads);
    print(arguments.json ? forecast_document(plan, found, arguments)
                         : forecast_text(plan, found, arguments));
    return ExitCode::done;
}

}  // namespace tools
