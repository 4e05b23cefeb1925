#include "models/capacity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/scenario_yaml.hpp"
#include "models/suggestion.hpp"
#include "tools/asked.hpp"
#include "tools/capacity_text.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/progress.hpp"
#include "tools/searching.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

std::string names_of(const models::Scenario& scenario)
{
    std::vector<std::string> names;
    for (const models::Platform& platform : scenario.platforms) names.push_back(platform.name);
    return models::enumerated(names);
}

}  // namespace

models::CapacityOptions search_options(const Arguments& arguments)
{
    models::CapacityOptions options;
    options.threads = arguments.threads;
    options.level = arguments.level;
    options.precision = arguments.precision;
    options.maximum = std::min(options.maximum, arguments.budget);
    const double error = std::round((1 - arguments.level) * 1e9) / 1e9;  // 0.05 from 0.95
    options.decision = {arguments.held, error, arguments.precision, arguments.budget};
    options.draws.calibration_error = arguments.calibration_error;
    return options;
}

std::vector<models::Capacity> search(const models::Scenario& scenario,
                                     models::CapacityOptions options, bool quiet)
{
    if (options.progress) return models::find_capacities(scenario, options);
    Progress progress(quiet);
    const std::string what = "searching the capacity on " + names_of(scenario) + " ...";
    progress.show(what);
    options.progress = [&](const models::SearchProgress& found) {
        progress.show(fmt::format("{} {}: about {} users after {}", what, found.platform,
                                  found.users, counted(found.replications, "replication")));
    };
    return models::find_capacities(scenario, options);
}

ExitCode exit_code_of(const std::vector<models::Capacity>& capacities)
{
    const auto nobody = [](const models::Capacity& one) { return one.users == 0; };
    const auto imprecise = [](const models::Capacity& one) {
        return !one.precise || (one.prediction && !one.prediction->precise);
    };
    if (std::any_of(capacities.begin(), capacities.end(), nobody)) return ExitCode::answer_is_no;
    if (std::any_of(capacities.begin(), capacities.end(), imprecise)) return ExitCode::imprecise;
    return ExitCode::done;
}

ExitCode capacity(const Arguments& arguments)
{
    const std::string& file = arguments.operands.front();
    const std::string library = library_folder(arguments.library);
    const auto scenario = models::read_scenario(file, arguments.overrides, library);
    models::CapacityOptions options = search_options(arguments);
    options.curve = arguments.curve;
    options.gains = arguments.gains;
    const std::vector<models::Capacity> capacities = search(scenario, options, arguments.quiet);
    print(arguments.json ? capacity_document(scenario, asked_words(arguments), capacities)
                         : capacity_text(scenario, capacities, file, terminal(arguments.colour)));
    return exit_code_of(capacities);
}

}  // namespace tools
