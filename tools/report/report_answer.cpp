#include "tools/report/report_answer.hpp"

#include <algorithm>

#include "tools/asked.hpp"
#include "tools/text.hpp"

namespace tools {

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

ReportAnswer answer_for_report(const models::Scenario& scenario, const Arguments& arguments,
                               models::CapacityOptions options)
{
    options.curve = true;
    options.gains = true;
    const Entries entries{Compared::platforms, {{"", scenario}}, false};
    ReportAnswer answer{"bbbcap report " + shell_line(asked_words(arguments)) + " -o report.html",
                        scenario,
                        compare_entries(entries, options, arguments.quiet),
                        {}};
    answer.capacities = capacities_of(answer.comparison);
    return answer;
}

}  // namespace tools
