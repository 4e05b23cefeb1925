#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "calibration/measurement_folder.hpp"
#include "models/finding.hpp"
#include "models/value_yaml.hpp"
#include "tools/calibration.hpp"
#include "tools/commands.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

const char* const usage =
    "write it like `bbbcap calibrate --native logs/native --guest "
    "kvm=logs/kvm -o platforms`";

const char* const native_name = "native";

struct GuestFolder {
    std::string name;
    std::string folder;
};

GuestFolder guest_folder(const std::string& text)
{
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    if (equals == std::string::npos || equals + 1 == text.size()) {
        throw UsageError(
            fmt::format("`--guest` must be a name and a folder, found {}; write it "
                        "like `--guest kvm=logs/kvm`",
                        models::quoted(text)));
    }
    if (!models::is_name(name)) {
        throw UsageError(
            fmt::format("the guest {} must be named in letters, digits, `.`, `_` and "
                        "`-`; rename it",
                        models::quoted(name)));
    }
    if (name == native_name) {
        throw UsageError(
            fmt::format("a guest cannot be named {}, as the machine itself is; rename it",
                        models::quoted(name)));
    }
    return {name, text.substr(equals + 1)};
}

// A folder compared with itself has no overhead, which is nothing to publish.
void expect_apart(const std::string& native, const GuestFolder& guest)
{
    std::error_code ignored;
    if (!std::filesystem::equivalent(native, guest.folder, ignored)) return;
    throw UsageError(fmt::format(
        "the guest {} has the folder of `--native`, {}; name the one with its own files",
        models::quoted(guest.name), models::quoted(guest.folder)));
}

std::vector<GuestFolder> guest_folders(const Arguments& arguments)
{
    if (arguments.native.empty() || arguments.guests.empty()) {
        const char* missing =
            arguments.native.empty() ? "`--native FOLDER`" : "`--guest NAME=FOLDER`";
        throw UsageError(fmt::format("`calibrate` needs {}; {}", missing, usage));
    }
    std::vector<GuestFolder> guests;
    for (const std::string& text : arguments.guests) {
        const GuestFolder guest = guest_folder(text);
        const bool known = std::any_of(guests.begin(), guests.end(), [&](const GuestFolder& one) {
            return one.name == guest.name;
        });
        if (known) {
            throw UsageError(fmt::format("the guest {} is given twice; rename one of the two",
                                         models::quoted(guest.name)));
        }
        expect_apart(arguments.native, guest);
        guests.push_back(guest);
    }
    return guests;
}

MeasuredSide measured_side(const std::string& name, const std::string& folder,
                           const std::string& option, models::Findings& findings)
{
    return {name, folder, calibration::import_folder(folder, {option, 0, 0}, findings)};
}

std::string path_of(const Arguments& arguments, const std::string& guest)
{
    return (std::filesystem::path(arguments.output) / (guest + ".yaml")).string();
}

CalibrationAnswer calibrated(const Arguments& arguments, const std::vector<GuestFolder>& guests)
{
    models::Findings findings;
    CalibrationAnswer answer;
    answer.level = arguments.level;
    answer.drop_outliers = arguments.drop_outliers;
    answer.native = measured_side(native_name, arguments.native, "--native", findings);
    for (const GuestFolder& guest : guests) {
        answer.guests.push_back(
            {measured_side(guest.name, guest.folder, "--guest", findings), {}, ""});
    }
    findings.throw_if_any();
    for (CalibratedGuest& guest : answer.guests) {
        guest.platform = calibration::calibrated_platform(
            guest.side.name, answer.native.files, guest.side.files, arguments.drop_outliers);
    }
    return answer;
}

void write_platforms(const Arguments& arguments, CalibrationAnswer& answer)
{
    std::vector<WrittenFile> files;
    for (CalibratedGuest& guest : answer.guests) {
        if (!guest.platform.is_measured()) continue;
        guest.written = path_of(arguments, guest.side.name);
        files.push_back({guest.written, calibration::platform_text(guest.platform)});
    }
    write_files(files);
}

}  // namespace

ExitCode calibrate(const Arguments& arguments)
{
    const std::vector<GuestFolder> guests = guest_folders(arguments);
    if (!arguments.output.empty()) {
        std::vector<std::string> paths;
        for (const GuestFolder& guest : guests) paths.push_back(path_of(arguments, guest.name));
        expect_places(paths, arguments.force);
    }
    CalibrationAnswer answer = calibrated(arguments, guests);
    if (!arguments.output.empty()) write_platforms(arguments, answer);
    print(arguments.json ? calibration_document(answer)
                         : calibration_text(answer, arguments.verbose, terminal(arguments.colour)));
    const bool all =
        std::all_of(answer.guests.begin(), answer.guests.end(),
                    [](const CalibratedGuest& guest) { return guest.platform.is_measured(); });
    return all ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace tools
