#include <fmt/format.h>

#include <algorithm>

#include "models/scenario_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"
#include "tools/capacity_text.hpp"
#include "tools/prediction_text.hpp"
#include "tools/report/sections.hpp"

namespace tools {
namespace {

using models::Capacity;
using models::CapacityGain;

bool gains_anywhere(const ReportAnswer& answer, std::size_t index)
{
    return std::ranges::any_of(answer.capacities,
                               [index](const Capacity& one) { return one.gains[index].gains(); });
}

std::string unlimited(const CapacityGain& gain)
{
    return (gain.beyond_search ? "at least " : "") + plus_or_minus(gain.all) +
           (gain.next.empty() ? "" : ", then " + gain.next);
}

void add_gain(HtmlTable& table, const ReportAnswer& answer, std::size_t index)
{
    const CapacityGain& first = answer.capacities.front().gains[index];
    HtmlTable::Row step = {first.resource, first.step};
    HtmlTable::Row all = {first.resource, "without limit"};
    for (const Capacity& capacity : answer.capacities) {
        step.emplace_back(plus_or_minus(capacity.gains[index].little));
        all.emplace_back(unlimited(capacity.gains[index]));
    }
    table.add(step);
    table.add(all);
}

std::string measured_with(const models::ErrorShare& error)
{
    return error.measured.empty() ? "-" : models::enumerated(error.measured);
}

std::string errors_html(const ReportAnswer& answer)
{
    HtmlTable table("Parameters with a standard error, strongest first",
                    {"Parameter", "Share of the variance", "Computed from", "Source"});
    table.align_left(2).align_left(3);
    for (const Capacity& capacity : answer.capacities) {
        if (!capacity.prediction) continue;
        table.group(capacity.platform);
        for (const models::ErrorShare& error : capacity.prediction->errors) {
            table.add(
                {'`' + error.name + '`', percent(error.share), measured_with(error), error.source});
        }
    }
    return table.html();
}

bool is_disagreement(const ReportAnswer& answer, const std::string& warning)
{
    return std::ranges::any_of(answer.capacities, [&](const Capacity& capacity) {
        return std::ranges::any_of(capacity.checks, [&](const models::CrossCheck& check) {
            return !check.agrees() && warning.ends_with(check.disagreement);
        });
    });
}

std::string said_by(const models::CrossCheck& check)
{
    const std::string high = figure(check.high, check.dimension);
    if (check.low <= 0) return "at most " + high;
    return check.low == check.high ? high : figure(check.low, check.dimension) + " .. " + high;
}

}  // namespace

Section gains_section(const ReportAnswer& answer)
{
    std::vector<std::string> header = {"Resource", "Step"};
    for (const std::string& platform : answer.platforms()) header.push_back(platform);
    HtmlTable table("Users more, by one step more of a resource and without any limit of it",
                    header);
    table.align_left(1);
    std::vector<std::string> without;
    const auto& gains = answer.capacities.front().gains;
    for (std::size_t i = 0; i < gains.size(); ++i) {
        if (gains_anywhere(answer, i)) {
            add_gain(table, answer, i);
        } else {
            without.push_back(gains[i].resource);
        }
    }
    std::string html = paragraph(
        "Everything else and the random numbers stay as they are; both sides with rates in place "
        "of frames (resolution flow).");
    html += figure_html(gains_chart(answer), table.empty() ? "" : table.html());
    if (!without.empty()) html += paragraph("No gain from " + models::enumerated(without) + '.');
    return {"gains", "Bottlenecks, and what more would buy", html};
}

Section doubt_section(const ReportAnswer& answer)
{
    const bool drawn = std::ranges::any_of(
        answer.capacities, [](const Capacity& one) { return one.prediction.has_value(); });
    if (!drawn) {
        return {"doubt", "Where the doubt comes from",
                paragraph("The interval contains the workload's randomness alone: no parameter of "
                          "this scenario has a standard error that was drawn. What its assumed "
                          "parameters may do is told below.")};
    }
    HtmlTable table("Shares of the variance behind the interval",
                    {"Platform", "Calibration", "Workload", "Simulation noise"});
    for (const Capacity& capacity : answer.capacities) {
        if (!capacity.prediction) continue;
        const models::CapacityPrediction& prediction = *capacity.prediction;
        table.add({capacity.platform, percent(prediction.calibration), percent(prediction.workload),
                   percent(prediction.simulation)});
    }
    const std::string html = paragraph(prediction_advice(answer.capacities));
    return {"doubt", "Where the doubt comes from",
            html + figure_html(doubt_chart(answer), table.html()) + errors_html(answer)};
}

std::vector<std::string> disagreements(const ReportAnswer& answer)
{
    std::vector<std::string> sentences = warnings_in_words(answer.capacities);
    std::erase_if(sentences, [&](const std::string& one) { return !is_disagreement(answer, one); });
    return sentences;
}

Section checks_section(const ReportAnswer& answer)
{
    HtmlTable table("What laws and documented rules say, beside what was simulated",
                    {"Law or rule", "Says", "Simulated", "Verdict", "Source"});
    table.align_left(3).align_left(4);
    for (const Capacity& capacity : answer.capacities) {
        table.group(capacity.platform);
        for (const models::CrossCheck& check : capacity.checks) {
            table.add({check.name, said_by(check), figure(check.simulated.mean, check.dimension),
                       check.agrees() ? Table::Cell("✓ agrees", Style::good)
                                      : Table::Cell("✗ differs", Style::caution),
                       check.source});
        }
    }
    std::string items;
    for (const std::string& sentence : disagreements(answer)) {
        items += "<li>" + prose(sentence) + "</li>\n";
    }
    if (!items.empty()) items = "<ul class=\"warning\">\n" + items + "</ul>\n";
    return {"checks", "Cross-checks", table.html() + items};
}

Section assumed_section(const ReportAnswer& answer)
{
    const Capacity& capacity = answer.tightest();
    if (capacity.assumed.empty()) {
        return {"assumed", "Assumed parameters",
                paragraph("No assumed parameter moves this answer.")};
    }
    HtmlTable table(fmt::format("Assumed parameters that move the answer on {}, strongest first; "
                                "as they stand, {} by the utilization law",
                                capacity.platform, counted(capacity.by_law, "user")),
                    {"Parameter", "Value", "Range it is assumed in", "Users at its low end",
                     "At its high end", "Swing"});
    const auto parameters = models::parameters_of(answer.scenario);
    for (const models::AssumedParameter& one : capacity.assumed) {
        const auto found = std::ranges::find(parameters, one.name,
                                             [](const auto* parameter) { return parameter->name; });
        const auto quantity = [&](double models::Parameter::*member) {
            return found == parameters.end()
                       ? ""
                       : models::print_quantity((*found)->*member, (*found)->dimension);
        };
        table.add({'`' + one.name + '`', quantity(&models::Parameter::value),
                   quantity(&models::Parameter::low) + " .. " + quantity(&models::Parameter::high),
                   std::to_string(one.users_low), std::to_string(one.users_high),
                   percent(one.swing)});
    }
    return {"assumed", "Assumed parameters, strongest first",
            paragraph("Each moved by itself over its range, the others as they stand. `bbbcap "
                      "sensitivity` simulates it.") +
                figure_html(assumed_chart(answer), table.html())};
}

}  // namespace tools
