#include <fmt/format.h>

#include "models/finding.hpp"
#include "tools/demand_answer.hpp"

namespace tools {
namespace {

using calibration::DemandOrigin;
using calibration::RecordedDemand;
using calibration::RecordedDemands;

std::string origin_of(const RecordedDemand& demand, bool told)
{
    if (!told) return "noise";
    if (demand.demand.origin == DemandOrigin::prior) return "of the profile";
    return demand.demand.origin == DemandOrigin::at_zero ? "not below 0" : "fitted";
}

std::string demand_table(const RecordedDemands& fit, const Terminal& terminal)
{
    Table table({"Demand", "Value", "Error of the fit", "Between recordings", "Origin"});
    table.align_left(4);
    for (const RecordedDemand& one : fit.demands) {
        const auto print = [&](double value) { return figure(value, one.dimension); };
        table.add({one.demand.name, print(one.demand.value), print(one.demand.standard_error),
                   one.single.size() > 1 ? print(one.between_recordings) : "-",
                   origin_of(one, fit.fit.told())});
    }
    return table.text(terminal, "  ");
}

std::string told_text(const RecordedDemands& one, const Terminal& terminal)
{
    const calibration::DemandFit& fit = one.fit;
    std::string text =
        fmt::format(": {}, {} of them weighed down as under foreign load; left out {} saturated\n",
                    counted(static_cast<long>(fit.samples), "sample"), fit.foreign, fit.saturated);
    text += demand_table(one, terminal);
    for (const auto& group : fit.inseparable) {
        text += group.size() > 1
                    ? wrapped("  Note: ", fmt::format("the samples cannot tell {} apart",
                                                      fmt::join(group, ", ")))
                    : wrapped("  Note: ", fmt::format("the samples do not tell {}", group.front()));
    }
    return text;
}

std::string refused_text(const RecordedDemands& one, const Terminal& terminal)
{
    return '\n' + wrapped("  ", one.fit.refusal) +
           (one.demands.empty() ? "" : demand_table(one, terminal));
}

}  // namespace

std::string demand_text(const DemandAnswer& answer, const Terminal& terminal)
{
    std::string text;
    for (const RecordedDemands& one : answer.fits) {
        text += (text.empty() ? "" : "\n") + styled(one.response, Style::bold, terminal);
        text += one.fit.told() ? told_text(one, terminal) : refused_text(one, terminal);
    }
    if (!answer.notes.empty()) text += '\n';
    for (const std::string& note : answer.notes) text += wrapped("Note: ", note);
    if (!answer.written.empty()) {
        text += '\n' + wrapped("Written: ", models::printable(answer.written));
    }
    return text;
}

}  // namespace tools
