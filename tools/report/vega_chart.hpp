#pragma once

#include <string>
#include <vector>

#include "tools/document.hpp"
#include "tools/report/report_answer.hpp"

namespace tools {

// A chart as a Vega-Lite specification, from the numbers of the table that stands under it.
struct VegaChart {
    std::string name;   // "slo-link_utilization", unique within a report
    std::string title;  // heading
    std::string label;  // what is to be seen, for those who do not
    std::string spec;   // JSON; empty: there is nothing to draw
};

// What gives the SLO of its limits a name to read: "link utilization".
std::string spoken(models::SloMetric metric);

VegaChart capacity_chart(const ReportAnswer& answer);
// One for each limit of the SLO, with nothing to draw where nobody was there to measure it.
std::vector<VegaChart> slo_charts(const ReportAnswer& answer);
VegaChart users_chart(const ReportAnswer& answer);
std::vector<VegaChart> resource_charts(const ReportAnswer& answer);  // one for each resource
VegaChart gains_chart(const ReportAnswer& answer);
VegaChart difference_chart(const ReportAnswer& answer);
VegaChart doubt_chart(const ReportAnswer& answer);
VegaChart assumed_chart(const ReportAnswer& answer);

// Those of a report in its order, without those that have nothing to draw.
std::vector<VegaChart> charts_of(const ReportAnswer& answer);

// One JSON document with the specification of each, by name.
std::string vega_lite_document(const ReportAnswer& answer);

// Parts of specifications.
Json axis(const std::string& field, const std::string& title);     // a quantitative channel
Json by_platform(const ReportAnswer& answer, bool legend = true);  // a channel, in their order
Json on_rows(const std::string& field);                            // a nominal y axis, as it comes
Json short_number(double value);                                   // six digits, null for none
VegaChart chart(const std::string& name, const std::string& title, const std::string& label,
                Json spec);

}  // namespace tools
