#include <fmt/format.h>

#include <algorithm>

#include "tools/capacity_text.hpp"
#include "tools/comparison_text.hpp"
#include "tools/report/sections.hpp"

namespace tools {
namespace {

using models::Capacity;

std::string first_table(const ReportAnswer& answer)
{
    const Comparison& comparison = answer.comparison;
    const ComparedCapacity& first = comparison.contenders.front();
    HtmlTable table("Platforms under the same random numbers",
                    {"Platform", "Users", "Difference to " + first.name, "Most users, probability",
                     "CPU, whole workload", "Ratio to " + first.name});
    for (const ComparedCapacity& one : comparison.contenders) {
        table.add({one.name,
                   {users_text(one.capacity), Style::bold},
                   one.difference ? difference_text(*one.difference, one.capacity, first.capacity,
                                                    {false, true})
                                  : "baseline",
                   fmt::format("{:.2f}", one.best_probability),
                   percent(total(one.run, "cpu_utilization")),
                   fmt::format("{:.3f}", one.cpu_ratio)});
    }
    return table.html();
}

std::string pairs_table(const ReportAnswer& answer)
{
    const Comparison& comparison = answer.comparison;
    HtmlTable table(fmt::format("All pairs; the intervals hold at once at the {:.6g} % level",
                                100 * comparison.level),
                    {"Pair", "Difference in users", "Verdict"});
    table.align_left(2);
    for (const sim::PairwiseDifference& pair : comparison.pairs) {
        const ComparedCapacity& one = comparison.contenders[pair.a];
        const ComparedCapacity& other = comparison.contenders[pair.b];
        table.add({one.name + " − " + other.name,
                   difference_text(pair.difference, one.capacity, other.capacity, {false, true}),
                   pair.differ() ? "differ" : "cannot be told apart"});
    }
    return table.html();
}

bool idle_on_all(const ReportAnswer& answer, const std::string& resource)
{
    constexpr double least_use = 0.005;
    return std::ranges::all_of(answer.capacities, [&](const Capacity& one) {
        return models::use_of(resource, one.resources) < least_use;
    });
}

// Resources at the capacity, side by side.
std::string resources_table(const ReportAnswer& answer)
{
    std::vector<std::string> header = {"Resource"};
    for (const std::string& platform : answer.platforms()) header.push_back(platform);
    HtmlTable table("Resources at the capacity of which 0.5 % or more is in use", header);
    for (const models::ResourceUse& use : answer.capacities.front().resources) {
        if (idle_on_all(answer, use.resource)) continue;
        HtmlTable::Row row = {use.resource};
        for (const Capacity& capacity : answer.capacities) {
            row.emplace_back(percent(models::use_of(use.resource, capacity.resources)));
        }
        table.add(row);
    }
    return table.html();
}

}  // namespace

Section platforms_section(const ReportAnswer& answer)
{
    const Comparison& comparison = answer.comparison;
    if (comparison.contenders.size() < 2) {
        return {
            "platforms", "Platforms",
            paragraph("One platform was asked for; `--platform native,kvm,openvz,lxc` sets several "
                      "side by side.") +
                resources_table(answer)};
    }
    std::string html = paragraph(best_in_words(comparison) + ' ' + pairs_in_words(comparison));
    html += paragraph(
        fmt::format("Differences are of means over {} {} under the same random numbers.",
                    comparison.observations, comparison.drawn ? "draws" : "replications"));
    html += figure_html(difference_chart(answer), first_table(answer) + pairs_table(answer));
    return {"platforms", "Platforms side by side", html + resources_table(answer)};
}

}  // namespace tools
