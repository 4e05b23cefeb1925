#include "tools/import_document.hpp"

#include <nlohmann/json.hpp>

#include "tools/json_parts.hpp"

namespace tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

Json text_or_null(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json run_object(const calibration::Run& run)
{
    Json samples = Json::array();
    for (const calibration::Sample& sample : run.samples) {
        samples.push_back({{"metric", sample.metric},
                           {"value", plain_number<Json>(sample.value)},
                           {"unit", sample.unit},
                           {"better", calibration::to_string(sample.better)},
                           {"conditions", conditions_object<Json>(sample.conditions)},
                           {"line", sample.line}});
    }
    return {{"complete", run.complete}, {"samples", std::move(samples)}, {"flags", run.flags}};
}

}  // namespace

std::string import_document(const std::vector<calibration::Imported>& files)
{
    Json document = {{"schema_version", schema_version}, {"command", "import"}};
    document["files"] = Json::array();
    for (const calibration::Imported& file : files) {
        document["files"].push_back({{"file", file.file},
                                     {"tool", text_or_null(file.tool)},
                                     {"version", text_or_null(file.version)},
                                     {"runs", list_of(file.runs, run_object)},
                                     {"diagnosis", text_or_null(file.diagnosis)}});
    }
    return text_of(document);
}

}  // namespace tools
