#include <fmt/format.h>

#include <algorithm>

#include "models/suggestion.hpp"
#include "tools/capacity_text.hpp"
#include "tools/comparison_text.hpp"
#include "tools/curve_text.hpp"
#include "tools/report/sections.hpp"

namespace tools {
namespace {

using models::Capacity;

std::string reason_of(const Capacity& capacity)
{
    if (capacity.beyond_search) {
        return fmt::format("The SLO still holds at the {} at which the search gave up.",
                           counted(capacity.users, "user"));
    }
    return fmt::format("What gives out first is `{}`; the limit of the SLO that breaks is `{}`.",
                       capacity.limit.resource, models::to_string(capacity.limited_metric));
}

// For all at once where they do not differ.
std::string reasons_html(const ReportAnswer& answer)
{
    const std::string first = reason_of(answer.capacities.front());
    const bool same = std::ranges::all_of(
        answer.capacities, [&](const Capacity& one) { return reason_of(one) == first; });
    if (same) return paragraph(first);
    std::string items;
    for (const Capacity& capacity : answer.capacities) {
        items += "<li><strong>" + escaped(capacity.platform) +
                 "</strong>: " + prose(reason_of(capacity)) + "</li>\n";
    }
    return "<ul>\n" + items + "</ul>\n";
}

std::string nobody_html(const ReportAnswer& answer)
{
    std::string html;
    for (const Capacity& capacity : answer.capacities) {
        if (capacity.users > 0) continue;
        html += paragraph(fmt::format("{}: no. The SLO {} does not even hold for one user, whose "
                                      "figures these are.",
                                      capacity.platform, answer.scenario.slo.name),
                          "warning");
    }
    return html;
}

// The step that gains most on the platform that carries the fewest users.
std::string next_step(const ReportAnswer& answer)
{
    const Capacity& capacity = answer.tightest();
    const auto best = std::ranges::max_element(
        capacity.gains, {}, [](const models::CapacityGain& gain) { return gain.little.mean; });
    if (best == capacity.gains.end() || best->little.mean <= 0) return "";
    return fmt::format("The next step that gains most{} is {} of `{}`: {} users.",
                       answer.capacities.size() > 1 ? " on " + capacity.platform : "", best->step,
                       best->resource, plus_or_minus(best->little));
}

std::string rests_on(const ReportAnswer& answer)
{
    const Capacity& capacity = answer.tightest();
    if (capacity.assumed.empty()) return "";
    const auto count = static_cast<long>(capacity.assumed.size());
    return fmt::format("The answer rests on {} that nobody measured{} `{}`.",
                       counted(count, "assumed number"), count == 1 ? ":" : "; the strongest is",
                       capacity.assumed.front().name);
}

// What the cross-checks found stands with them.
std::string warnings_html(const ReportAnswer& answer)
{
    std::string html;
    const std::vector<std::string> in_checks = disagreements(answer);
    for (const std::string& warning : warnings_in_words(answer.capacities)) {
        if (std::ranges::count(in_checks, warning) == 0)
            html += paragraph("Warning: " + warning, "warning");
    }
    if (!in_checks.empty()) {
        html +=
            "<p class=\"warning\">Not every law or documented rule agrees with the simulation: see "
            "<a href=\"#checks\">Cross-checks</a>.</p>\n";
    }
    if (!answer.scenario.note.empty()) html += paragraph("Note: " + answer.scenario.note, "note");
    return html;
}

std::string table_html(const ReportAnswer& answer)
{
    const double level = answer.comparison.level;
    HtmlTable table("Users that each platform carries",
                    {"Platform", "Users", fmt::format("{:.6g} % interval", 100 * level),
                     "Limited by", "In use", "No more than"});
    table.align_left(3);
    for (const Capacity& capacity : answer.capacities) {
        table.add({capacity.platform,
                   {users_text(capacity), Style::bold},
                   users_between(capacity.interval),
                   limit_name(capacity),
                   percent(capacity.limit.utilization),
                   std::to_string(capacity.bound)});
    }
    return table.html() +
           paragraph(
               "No more than: what the asymptotic bounds allow, whatever the queues do; the "
               "upright tick in the chart.",
               "quiet");
}

}  // namespace

std::string headline_of(const ReportAnswer& answer)
{
    const auto [least, most] = std::ranges::minmax_element(answer.capacities, {}, &Capacity::users);
    const std::string where = models::enumerated(answer.platforms());
    const bool beyond = std::ranges::any_of(answer.capacities, &Capacity::beyond_search);
    if (least->users == most->users) {
        return fmt::format("{}{} on {}{}", beyond ? "at least " : "", counted(most->users, "user"),
                           answer.capacities.size() > 1 ? "each of " : "", where);
    }
    return fmt::format("{} to {}{} users: {} carries the fewest, {} the most", least->users,
                       beyond ? "at least " : "", most->users, least->platform, most->platform);
}

std::string plus_or_minus(const sim::ConfidenceInterval& interval)
{
    if (interval.mean == 0 && interval.half_width() == 0) return "no gain";
    return fmt::format("{:+.1f} ± {:.1f}", interval.mean, interval.half_width());
}

Section answer_section(const ReportAnswer& answer)
{
    const Comparison& comparison = answer.comparison;
    std::string html = paragraph(headline_of(answer) + '.', "answer");
    html += nobody_html(answer) + reasons_html(answer);
    html += paragraph(search_text(answer.capacities));
    if (answer.capacities.size() > 1) {
        const std::string same = no_difference_text(answer.capacities);
        html += same.empty()
                    ? paragraph(best_in_words(comparison) + ' ' + pairs_in_words(comparison))
                    : paragraph(same);
    }
    html += paragraph(next_step(answer)) + paragraph(rests_on(answer)) +
            figure_html(capacity_chart(answer), table_html(answer)) + warnings_html(answer);
    return {"answer", "The answer", html};
}

}  // namespace tools
