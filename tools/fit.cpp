#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "calibration/fitted_profile.hpp"
#include "calibration/recorded_demands.hpp"
#include "models/library.hpp"
#include "models/section_yaml.hpp"
#include "models/yaml_text.hpp"
#include "tools/commands.hpp"
#include "tools/demand_answer.hpp"
#include "tools/folders.hpp"
#include "tools/option_values.hpp"
#include "tools/text.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

struct Profile {
    models::YamlNode tree;
    models::ServerProfile data;
};

Profile read_profile(const Arguments& arguments)
{
    models::Findings findings;
    models::YamlNode name;
    name.kind = models::YamlNode::Kind::scalar;
    name.text = arguments.profile;
    name.place = {"--profile " + models::printable(arguments.profile), 0, 0};
    auto tree =
        models::load_reference(name, "profile", {".", library_folder(arguments.library)}, findings);
    findings.throw_if_any();
    Profile profile{std::move(*tree), {}};
    profile.data = models::read_profile(profile.tree, findings);
    findings.throw_if_any();
    return profile;
}

calibration::RecordingSeries series_of(const Arguments& arguments)
{
    calibration::RecordingSeries series;
    series.users = read_series("--users", arguments.users).value();  // there, files_of saw to it
    series.streams = read_series("--streams", arguments.streams);
    series.cpu = read_series("--cpu", arguments.cpu);
    series.memory = read_series("--memory", arguments.memory);
    series.cores = arguments.cores;
    series.settle = arguments.settle;
    return series;
}

// The profile with the demands that the recordings tell in the place of its own.
std::string profile_text(models::YamlNode tree,
                         const std::vector<calibration::RecordedDemands>& fits)
{
    models::Findings findings;
    calibration::put_demands(fits, tree, findings);
    findings.throw_if_any();
    return models::yaml_text(tree);
}

std::vector<std::string> files_of(const Arguments& arguments)
{
    const char* missing = nullptr;
    if (arguments.users.empty()) missing = "the series of users; name it with `--users`";
    if (arguments.profile.empty())
        missing = "a profile whose demands are fitted; name it with `--profile`";
    std::vector<std::string> files = arguments.monitoring;
    files.insert(files.end(), arguments.operands.begin(), arguments.operands.end());
    if (files.empty()) missing = "files of monitoring; name them with `--monitoring`";
    if (missing != nullptr) throw UsageError(fmt::format("`fit` needs {}", missing));
    return files;
}

}  // namespace

ExitCode fit(const Arguments& arguments)
{
    const std::vector<std::string> files = files_of(arguments);
    std::vector<std::string> inputs = files;
    inputs.push_back(arguments.profile);
    expect_output(arguments, inputs);
    Profile profile = read_profile(arguments);
    models::Findings findings;
    DemandAnswer answer;
    answer.recordings =
        calibration::read_recordings(files, series_of(arguments), answer.notes, findings);
    findings.throw_if_any();
    answer.fits = calibration::fit_recordings(
        answer.recordings, profile.data, {arguments.cores, static_cast<double>(arguments.webcams)});
    const bool told =
        std::any_of(answer.fits.begin(), answer.fits.end(),
                    [](const calibration::RecordedDemands& one) { return one.fit.told(); });
    if (told && !arguments.output.empty()) {
        answer.written = arguments.output;
        write_files({{arguments.output, profile_text(std::move(profile.tree), answer.fits)}});
    }
    print(arguments.json ? demand_document(answer)
                         : demand_text(answer, terminal(arguments.colour)));
    return told ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace tools
