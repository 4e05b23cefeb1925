#include <string_view>

#include "tools/report/embedded.hpp"
#include "tools/report/sections.hpp"

namespace tools {
namespace {

constexpr std::string_view beginning = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
)";

std::vector<Section> sections_of(const ReportAnswer& answer)
{
    return {answer_section(answer), levels_section(answer),    load_section(answer),
            gains_section(answer),  platforms_section(answer), doubt_section(answer),
            checks_section(answer), assumed_section(answer),   inputs_section(answer),
            command_section(answer)};
}

// The page asks for nothing from anywhere, and runs this script and no other.
std::string policy()
{
    const std::string script = chart_runtime().empty()
                                   ? "'none'"
                                   : "'sha256-" + std::string(chart_runtime_sha256()) + '\'';
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'; script-src " +
           script + "; base-uri 'none'; form-action 'none'\">\n";
}

std::string head_html(const ReportAnswer& answer)
{
    return std::string(beginning) + policy() + "<meta name=\"generator\" content=\"bbbcap " +
           BBBCAP_VERSION + "\">\n<title>" + escaped(answer.scenario.name) +
           ": capacity report</title>\n<style>\n" + std::string(report_style()) +
           "</style>\n</head>\n";
}

std::string header_html(const ReportAnswer& answer)
{
    const models::Scenario& scenario = answer.scenario;
    const std::string title = scenario.title.empty() ? scenario.name : scenario.title;
    return "<header>\n<p class=\"kind\">Capacity report · " + escaped(scenario.name) +
           "</p>\n<h1>" + escaped(title) +
           "</h1>\n<p class=\"question\">How many BigBlueButton users does this "
           "server carry, and what gives out first?</p>\n</header>\n";
}

std::string contents_html(const std::vector<Section>& sections)
{
    std::string items;
    for (const Section& section : sections) {
        items += "<li><a href=\"#" + section.id + "\">" + escaped(section.title) + "</a></li>\n";
    }
    return "<nav aria-label=\"Contents\">\n<ol>\n" + items + "</ol>\n</nav>\n";
}

std::string without_charts()
{
    if (!chart_runtime().empty()) return "";
    return paragraph(
        "The charts are left out: this bbbcap was built without Node.js. Install nodejs "
        "and npm, configure and build it again; or draw them elsewhere from what "
        "`bbbcap report SCENARIO --format vega-lite` writes. Every number is in the "
        "tables.",
        "warning");
}

std::string section_html(const Section& section)
{
    return "<section id=\"" + section.id + "\" aria-labelledby=\"" + section.id +
           "-title\">\n<h2 id=\"" + section.id + "-title\">" + escaped(section.title) + "</h2>\n" +
           section.html + "</section>\n";
}

std::string script_html()
{
    if (chart_runtime().empty()) return "";
    return "<script>" + std::string(chart_runtime()) + "</script>\n";
}

}  // namespace

std::string figure_html(const VegaChart& chart, const std::string& table)
{
    if (chart.spec.empty() || chart_runtime().empty()) return table;
    return "<figure id=\"chart-" + escaped(chart.name) + "\">\n<figcaption>" +
           escaped(chart.title) + "</figcaption>\n<div class=\"chart\" role=\"img\" aria-label=\"" +
           escaped(chart.label) + "\"></div>\n<script type=\"application/json\">" +
           script_json(chart.spec) + "</script>\n" + table + "</figure>\n";
}

std::string report_page(const ReportAnswer& answer)
{
    const std::vector<Section> sections = sections_of(answer);
    std::string body;
    for (const Section& section : sections) body += section_html(section);
    return head_html(answer) + "<body>\n<a class=\"skip\" href=\"#answer\">To the answer</a>\n" +
           header_html(answer) + contents_html(sections) + "<main>\n" + without_charts() + body +
           "</main>\n<footer>\n<p>Made by bbbcap " + BBBCAP_VERSION +
           ". A simulation says what its "
           "assumptions make of the server; they are listed above.</p>\n</footer>\n" +
           script_html() + "</body>\n</html>\n";
}

}  // namespace tools
