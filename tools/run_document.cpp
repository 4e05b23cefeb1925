#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json.hpp"
#include "tools/json_parts.hpp"

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

Json run_object(const RunSummary& summary, int replications)
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
    if (replications > 1) object["intervals"] = intervals;
    object["fingerprint"] = hexadecimal(summary.fingerprint);
    return object;
}

}  // namespace

std::string run_document(const models::Scenario& scenario, int replications,
                         const std::vector<RunSummary>& summaries,
                         const std::optional<Validation>& validation)
{
    Json document = heading("run", scenario);
    document["resolution"] = models::to_string(scenario.resolution);
    document["replications"] = replications;
    Json& platforms = document["platforms"] = Json::array();
    for (const auto& summary : summaries) platforms.push_back(run_object(summary, replications));
    if (validation) document["validation"] = validation_rows(*validation);
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
