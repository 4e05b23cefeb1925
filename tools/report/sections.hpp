#pragma once

#include <string>
#include <vector>

#include "tools/report/html.hpp"
#include "tools/report/report_answer.hpp"
#include "tools/report/vega_chart.hpp"

namespace tools {

// The parts of a report in its order; each reads by itself.
Section answer_section(const ReportAnswer& answer);
Section levels_section(const ReportAnswer& answer);
Section load_section(const ReportAnswer& answer);
Section gains_section(const ReportAnswer& answer);
Section platforms_section(const ReportAnswer& answer);
Section doubt_section(const ReportAnswer& answer);
Section checks_section(const ReportAnswer& answer);
Section assumed_section(const ReportAnswer& answer);
Section inputs_section(const ReportAnswer& answer);
Section command_section(const ReportAnswer& answer);

// The answer in one sentence: "48 users on each of native, kvm, openvz and lxc".
std::string headline_of(const ReportAnswer& answer);

// A chart where it can be drawn, and what stands under it.
std::string figure_html(const VegaChart& chart, const std::string& table);

// "+25.0 ± 0.3", "no gain"; where one of the two went beyond the search, a bound.
std::string plus_or_minus(const sim::ConfidenceInterval& interval);

// Of the warnings those that tell what a law or a documented rule says otherwise.
std::vector<std::string> disagreements(const ReportAnswer& answer);

// The whole file.
std::string report_page(const ReportAnswer& answer);

}  // namespace tools
