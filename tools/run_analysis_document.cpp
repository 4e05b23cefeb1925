// What was asked of the output analysis, what was decided and why.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/run_answer.hpp"

namespace tools {
namespace {

using models::RunAnalysis;

Json or_null(bool is_there, const Json& value)
{
    return is_there ? value : Json(nullptr);
}

Json asked_object(const RunAnswer& answer)
{
    const models::RunAnalysisOptions& asked = answer.asked;
    const bool precision = asked.precision > 0;
    Json warm_up = "auto";
    if (asked.warm_up) warm_up = *asked.warm_up > 0 ? Json(*asked.warm_up) : Json("off");
    return {{"hold", or_null(answer.hold > 0, answer.hold)},
            {"warm_up", warm_up},
            {"replications", or_null(!precision, asked.replications)},
            {"precision", or_null(precision, asked.precision)},
            {"budget", or_null(precision, asked.budget)},
            {"response", answer.response.name},
            {"level", asked.level}};
}

Json replications_object(const RunAnswer& answer, const RunAnalysis& analysis)
{
    return {{"number", analysis.runs.size()},
            {"precise", or_null(answer.asked.precision > 0, analysis.precise)},
            {"relative_half_width", number(relative_half_width(answer, analysis))},
            {"report", replications_report(answer, analysis)}};
}

Json batch_means_object(const RunAnalysis& analysis)
{
    Json object = Json::object();
    for (const RunTotal& total : run_totals()) {
        for (const models::RunBatchMeans& one : analysis.batch_means) {
            if (one.value != total.reading) continue;
            const double length =
                static_cast<double>(one.means.batch_size) * models::reading_length;
            object[total.name] = {{"found", one.means.found},
                                  {"batches", one.means.batches},
                                  {"batch_length", length},
                                  {"interval", interval(one.means.interval)},
                                  {"correlation", number(one.means.correlation)},
                                  {"report", one.means.report}};
        }
    }
    return object;
}

Json quantile_object(const sim::QuantileInterval& quantile)
{
    return {{"median", number(quantile.value)},
            {"low", number(quantile.low)},
            {"high", number(quantile.high)},
            {"level", quantile.level}};
}

Json quantiles_object(const RunSummary& summary, const RunAnalysis& analysis)
{
    const auto& totals = summary.totals;
    const auto join = std::ranges::find(totals, "join_time_p95", &RunFigure::name);
    return {{join->name,
             {{"interval", or_null(analysis.runs.size() > 1, interval(join->value))},
              {"report", quantiles_report(analysis)}}}};
}

Json violations_object(const models::SloViolations& violations)
{
    Json replications = Json::array();
    for (const models::SloViolation& one : violations.by_replication) {
        replications.push_back({{"time", number(one.time)},
                                {"users", number(one.users)},
                                {"limit", or_null(!one.limit.empty(), one.limit)}});
    }
    return {{"violated", violations.time.violated},
            {"censored", violations.time.replications - violations.time.violated},
            {"end", violations.time.end},
            {"time", quantile_object(violations.time.median)},
            {"users", quantile_object(violations.users)},
            {"by_replication", replications},
            {"report", violations_report(violations)}};
}

Json decided_object(const RunAnswer& answer, std::size_t platform)
{
    const RunAnalysis& analysis = answer.analyses[platform];
    const RunSummary& summary = answer.summaries[platform];
    const auto& violations = analysis.violations;
    return {{"platform", summary.platform},
            {"replications", replications_object(answer, analysis)},
            {"warm_up",
             {{"found", analysis.warm_up.found},
              {"deleted", analysis.warm_up.deleted},
              {"report", analysis.warm_up.report}}},
            {"batch_means", or_null(!analysis.batch_means.empty(), batch_means_object(analysis))},
            {"quantiles", quantiles_object(summary, analysis)},
            {"first_violation", violations ? violations_object(*violations) : Json(nullptr)}};
}

}  // namespace

Json run_analysis_object(const RunAnswer& answer)
{
    Json decided = Json::array();
    for (std::size_t i = 0; i < answer.analyses.size(); ++i) {
        decided.push_back(decided_object(answer, i));
    }
    return {{"asked", asked_object(answer)}, {"decided", decided}};
}

}  // namespace tools
