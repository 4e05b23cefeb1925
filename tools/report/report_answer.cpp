#include "tools/report/report_answer.hpp"

#include <algorithm>

#include "models/unit.hpp"
#include "tools/searching.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

// The options that have a say in the answer, as they were given.
std::string command_of(const Arguments& arguments)
{
    std::string line = "bbbcap report " + shell_word(arguments.operands.front());
    for (const std::string& override : arguments.overrides) {
        line += " --set " + shell_word(override);
    }
    const auto add = [&](const char* option, const std::string& value) {
        if (arguments.has(option)) line += std::string(" --") + option + ' ' + shell_word(value);
    };
    const auto share = [](double value) {
        return models::print_quantity(value, models::Dimension::fraction);
    };
    add("library", arguments.library);
    add("level", share(arguments.level));
    add("precision", share(arguments.precision));
    add("held", share(arguments.held));
    add("budget", std::to_string(arguments.budget));
    add("calibration-error", arguments.calibration_error ? "on" : "off");
    return line + " -o report.html";
}

}  // namespace

std::vector<std::string> ReportAnswer::platforms() const
{
    std::vector<std::string> names;
    for (const models::Capacity& capacity : capacities) names.push_back(capacity.platform);
    return names;
}

const models::Capacity& ReportAnswer::tightest() const
{
    return *std::ranges::min_element(capacities, {}, &models::Capacity::users);
}

ReportAnswer answer_for_report(const models::Scenario& scenario, const Arguments& arguments)
{
    models::CapacityOptions options = search_options(arguments);
    options.curve = true;
    options.gains = true;
    const Entries entries{Compared::platforms, {{"", scenario}}, false};
    ReportAnswer answer{
        command_of(arguments), scenario, compare_entries(entries, options, arguments.quiet), {}};
    answer.capacities = capacities_of(answer.comparison);
    return answer;
}

}  // namespace tools
