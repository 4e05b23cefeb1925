#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json.hpp"
#include "tools/json_parts.hpp"
#include "tools/run_answer.hpp"

namespace tools {
namespace {

Json series(const RunSummary& summary)
{
    Json minutes = Json::array();
    for (const Minute& minute : summary.series) {
        minutes.push_back({{"minute", minute.minute},
                           {"users", number(minute.users)},
                           {"mean_users", number(minute.mean_users)},
                           {"cpu_utilization", number(minute.cpu_utilization)},
                           {"cpu_cores", number(minute.cpu_cores)},
                           {"memory_bytes", number(minute.memory_bytes)},
                           {"uplink_bit_s", number(minute.uplink_bit_s)},
                           {"webcam_fps_per_viewer", number(minute.webcam_fps_per_viewer)},
                           {"bit_rate_delivered", number(minute.bit_rate_delivered)},
                           {"audio_mos", number(minute.audio_mos)},
                           {"video_mos", number(minute.video_mos)}});
    }
    return minutes;
}

Json run_object(const RunSummary& summary, bool intervals_known)
{
    Json totals = Json::object();
    Json intervals = Json::object();
    for (const RunFigure& figure : summary.totals) {
        totals[figure.name] = number(figure.value.mean);
        intervals[figure.name] = interval(figure.value);
    }
    Json object = {{"platform", summary.platform},
                   {"uplink", summary.uplink},
                   {"series", series(summary)},
                   {"totals", totals}};
    if (intervals_known) object["intervals"] = intervals;
    object["fingerprint"] = hexadecimal(summary.fingerprint);
    return object;
}

}  // namespace

std::string run_document(const RunAnswer& answer)
{
    Json document = heading("run", answer.scenario);
    document["resolution"] = models::to_string(answer.scenario.resolution);
    std::size_t most = 0;
    for (const auto& analysis : answer.analyses) most = std::max(most, analysis.runs.size());
    document["replications"] = most;
    Json& platforms = document["platforms"] = Json::array();
    for (std::size_t i = 0; i < answer.summaries.size(); ++i) {
        const models::RunAnalysis& analysis = answer.analyses[i];
        const bool intervals = analysis.runs.size() > 1 || !analysis.batch_means.empty();
        platforms.push_back(run_object(answer.summaries[i], intervals));
    }
    document["analysis"] = run_analysis_object(answer);
    if (answer.validation) document["validation"] = validation_rows(*answer.validation);
    return text_of(document);
}

std::string study_document(const models::Scenario& scenario, const Validation& validation)
{
    Json document = heading("validate", scenario);
    document["study"] = validation.study.name;
    const calibration::ValidationScore score = calibration::score_of(validation.rows);
    document["predictions"] = score.predictions;
    document["bias"] = number(score.bias);
    document["mean_absolute_error"] = number(score.mean_absolute_error);
    document["null_mean_absolute_error"] = number(score.null_error);
    document["skill"] = score.skill ? number(*score.skill) : Json(nullptr);
    document["validation"] = validation_rows(validation);
    return text_of(document);
}

}  // namespace tools
