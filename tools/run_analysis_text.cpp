#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "tools/run_answer.hpp"

namespace tools {
namespace {

using models::RunAnalysis;

std::string minutes(double seconds)
{
    return fmt::format("{:.6g} min", seconds / 60);
}

// Small shares, too.
std::string share(double of_one)
{
    return fmt::format("{:.2g} %", 100 * of_one);
}

const models::RunBatchMeans* batches_of_response(const RunAnswer& answer,
                                                 const RunAnalysis& analysis)
{
    const auto of_it = [&](const auto& one) { return one.value == answer.response.reading; };
    const auto found = std::ranges::find_if(analysis.batch_means, of_it);
    return found == analysis.batch_means.end() ? nullptr : &*found;
}

std::string known_to(const RunAnswer& answer, const RunAnalysis& analysis)
{
    return fmt::format("\"{}\" known to {}", answer.response.label,
                       share(relative_half_width(answer, analysis)));
}

std::string single_report(const RunAnswer& answer, const RunAnalysis& analysis)
{
    constexpr const char* way_out =
        "`--replications N` sets more, `--precision PERCENT` finds how many";
    const models::RunBatchMeans* batches = batches_of_response(answer, analysis);
    if (batches == nullptr) return fmt::format("1, so there are no intervals; {}", way_out);
    const sim::BatchMeans& means = batches->means;
    if (!means.found) return fmt::format("1, without intervals: {}; {}", means.report, way_out);
    return fmt::format(
        "1, in {} batches of {:g} s: {}, for this replication alone; peaks and quantiles have no "
        "interval",
        means.batches, static_cast<double>(means.batch_size) * models::reading_length,
        known_to(answer, analysis));
}

std::string between(const sim::QuantileInterval& interval,
                    const std::function<std::string(double)>& text)
{
    if (interval.low < 0) return "";
    return fmt::format(" ({} .. {})", text(interval.low), text(interval.high));
}

// "webcam_frame_rate", "webcam_frame_rate in 18, cpu_utilization in 2"
std::string first_limits(const models::SloViolations& violations)
{
    std::map<std::string, int> counts;
    for (const models::SloViolation& one : violations.by_replication) {
        if (!one.limit.empty()) ++counts[one.limit];
    }
    if (counts.size() == 1) return counts.begin()->first;
    std::string text;
    for (const auto& [limit, count] : counts) {
        text += fmt::format("{}{} in {}", text.empty() ? "" : ", ", limit, count);
    }
    return text;
}

std::string single_violation(const models::SloViolation& violation, double end)
{
    if (violation.limit.empty()) return "none within " + minutes(end);
    return fmt::format("{} after {}, at {:.0f} users", violation.limit, minutes(violation.time),
                       violation.users);
}

// One line for all platforms where they say the same.
std::string lines(const std::string& title, const RunAnswer& answer,
                  const std::function<std::string(const RunAnalysis&)>& report)
{
    std::vector<std::string> reports;
    for (const RunAnalysis& analysis : answer.analyses) reports.push_back(report(analysis));
    const auto differs = [&](const std::string& one) { return one != reports.front(); };
    if (std::ranges::none_of(reports, differs)) {
        const std::string& same = reports.front();
        return same.empty() ? "" : wrapped("  ", fmt::format("{}: {}.", title, same));
    }
    std::string text;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (reports[i].empty()) continue;
        const std::string& platform = answer.summaries[i].platform;
        text += wrapped("  ", fmt::format("{}, {}: {}.", title, platform, reports[i]));
    }
    return text;
}

}  // namespace

double relative_half_width(const RunAnswer& answer, const RunAnalysis& analysis)
{
    sim::ConfidenceInterval interval = analysis.response;
    const models::RunBatchMeans* batches = batches_of_response(answer, analysis);
    if (batches != nullptr && batches->means.found) interval = batches->means.interval;
    const double half = interval.half_width();
    return half > 0 ? half / std::abs(interval.mean) : half;
}

std::string replications_report(const RunAnswer& answer, const RunAnalysis& analysis)
{
    const std::size_t number = analysis.runs.size();
    if (number == 1) return single_report(answer, analysis);
    const std::string known = known_to(answer, analysis);
    if (answer.asked.precision <= 0) return fmt::format("{} as asked, {}", number, known);
    const std::string asked = share(answer.asked.precision);
    if (analysis.precise) return fmt::format("{}, {}, asked {}", number, known, asked);
    return fmt::format("{}, the budget is spent: {} only, asked {}; `--budget N` gives more",
                       number, known, asked);
}

std::string quantiles_report(const RunAnalysis& analysis)
{
    if (analysis.runs.size() > 1) return "over the replications, each with its own quantile";
    return "no interval from one replication, whose observations depend on each other";
}

std::string violations_report(const models::SloViolations& violations)
{
    const sim::FirstViolation& time = violations.time;
    if (time.replications == 1) {
        return single_violation(violations.by_replication.front(), time.end);
    }
    if (time.violated == 0) {
        return fmt::format("none within {} in any of {} replications", minutes(time.end),
                           time.replications);
    }
    const auto when = [&](double value) {
        return std::isinf(value) ? "later than " + minutes(time.end) : minutes(value);
    };
    const auto users = [](double value) {
        return std::isinf(value) ? std::string("more") : fmt::format("{:.0f}", value);
    };
    std::string text =
        fmt::format("in {} of {} replications, median {}{}", time.violated, time.replications,
                    when(time.median.value), between(time.median, when));
    if (std::isfinite(violations.users.value)) {
        text += fmt::format(" at {}{} users", users(violations.users.value),
                            between(violations.users, users));
    }
    if (time.median.low < 0) text += ", too few replications for an interval";
    return text + "; first to break: " + first_limits(violations);
}

std::string run_analysis_text(const RunAnswer& answer)
{
    return fmt::format("\nOutput analysis, intervals at the {} level\n",
                       fmt::format("{:.4g} %", 100 * answer.asked.level)) +
           lines("Replications", answer,
                 [&](const RunAnalysis& one) { return replications_report(answer, one); }) +
           lines("Warm-up", answer, [](const RunAnalysis& one) { return one.warm_up.report; }) +
           lines("First violation of " + answer.scenario.slo.name, answer,
                 [](const RunAnalysis& one) {
                     return one.violations ? violations_report(*one.violations) : "";
                 });
}

}  // namespace tools
