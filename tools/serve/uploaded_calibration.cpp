#include "tools/serve/uploaded_calibration.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "calibration/calibrated_platform.hpp"
#include "calibration/importers.hpp"
#include "models/finding.hpp"
#include "models/library.hpp"
#include "models/value_yaml.hpp"
#include "tools/calibration.hpp"

namespace tools {
namespace {

constexpr std::size_t most_uploaded = 200;  // files of a side
constexpr std::size_t longest_name = 60;    // bytes

MeasuredSide side_in(const Json& upload, const char* side, const std::string& name)
{
    const auto files = upload.find(side);
    if (files == upload.end() || !files->is_array() || files->empty()) {
        throw BadQuestion("choose the files that were measured " +
                          std::string(side == std::string("native") ? "natively" : "in the guest"));
    }
    if (files->size() > most_uploaded) throw BadQuestion("more than 200 files of one side");
    MeasuredSide measured{name, side, {}};
    for (const Json& file : *files) {
        // a name to show, never one to open
        const std::string shown = models::printable(text_in(file, "name"));
        measured.files.push_back(
            calibration::import_text(calibration::MeasurementText(text_in(file, "text"), shown)));
        measured.files.back().file = shown;
    }
    return measured;
}

std::string name_in(const Offer& offer, const Json& upload)
{
    const std::string name = text_in(upload, "name");
    if (name.size() > longest_name || !models::is_name(name) ||
        name.find('.') != std::string::npos) {
        throw BadQuestion("name the platform in letters, digits, `_` and `-`");
    }
    for (const Offered& scenario : offer.scenarios()) {
        for (const Offered& platform : offer.platforms(scenario.name)) {
            if (platform.name == name && !offer.is_measured(name)) {
                throw BadQuestion("there is a platform " + models::key_quoted(name) +
                                  " already; choose another name");
            }
        }
    }
    return name;
}

}  // namespace

Json calibration_of_upload(Offer& offer, const Json& upload)
{
    const std::string name = name_in(offer, upload);
    CalibrationAnswer answer;
    answer.native = side_in(upload, "native", "native");
    answer.guests.push_back({side_in(upload, "guest", name), {}, ""});
    CalibratedGuest& guest = answer.guests.front();
    guest.platform =
        calibration::calibrated_platform(name, answer.native.files, guest.side.files, false);
    Json document = Json::parse(calibration_document(answer));
    document["text"] = calibration_text(answer, false, {});
    document["platform"] = nullptr;
    if (guest.platform.is_measured()) {
        const std::string text = calibration::platform_text(guest.platform);
        offer.add_platform(name, text);
        document["platform"] = text;
    }
    return document;
}

}  // namespace tools
