#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/finding.hpp"
#include "models/suggestion.hpp"
#include "tools/calibration.hpp"
#include "tools/calibration_notes.hpp"

namespace tools {
namespace {

using calibration::CalibratedPlatform;
using calibration::CalibratedQuantity;
using calibration::ComparedFactor;
using calibration::Imported;
using calibration::OverheadFactor;
using calibration::Run;
using calibration::ToolFactor;

constexpr std::size_t most_rows = 25;  // of a table, unless all are asked for
constexpr std::size_t most_notes = 12;
constexpr double microseconds = 1e6;  // in a second

std::string side_line(const MeasuredSide& side, std::size_t width)
{
    std::size_t samples = 0;
    std::set<std::string> tools;
    for (const Imported& file : side.files) {
        if (!file.tool.empty()) tools.insert(file.tool);
        for (const Run& run : file.runs) samples += run.samples.size();
    }
    const std::string of =
        tools.empty() ? "" : " of " + models::enumerated({tools.begin(), tools.end()});
    return fmt::format("{:<{}}  {}: {}, {}{}\n", side.name, width, models::printable(side.folder),
                       counted(static_cast<long>(side.files.size()), "file"),
                       counted(static_cast<long>(samples), "sample"), of);
}

std::string interval_text(const OverheadFactor& factor, double level,
                          models::Dimension dimension = models::Dimension::factor)
{
    if (!factor.has_interval()) return "unknown";
    const auto interval = factor.interval(level);
    if (dimension == models::Dimension::time) {
        return fmt::format("{:.1f} .. {:.1f} us", interval.low * microseconds,
                           interval.high * microseconds);
    }
    return fmt::format("{:.3f} .. {:.3f}", interval.low, interval.high);
}

std::string value_text(const models::Parameter& parameter)
{
    if (parameter.dimension == models::Dimension::factor) {
        return fmt::format("{:.3f}", parameter.value);
    }
    if (parameter.dimension == models::Dimension::time) {
        return fmt::format("{:.1f} us", parameter.value * microseconds);
    }
    return figure(parameter.value, parameter.dimension);
}

std::string runs_text(const OverheadFactor& factor)
{
    return fmt::format("{} + {}", factor.native.runs, factor.guest.runs);
}

std::string tools_text(const CalibratedQuantity& quantity)
{
    std::vector<std::string> tools;
    for (const ToolFactor& tool : quantity.tools) tools.push_back(tool.tool);
    return models::enumerated(tools);
}

std::string interval_title(double level)
{
    return fmt::format("{:g} % interval", 100 * level);
}

std::string quantities_text(const CalibratedGuest& guest, double level, const Terminal& terminal)
{
    Table table({"Quantity", "Value", interval_title(level), "Runs", "From"});
    table.align_left(4);
    std::vector<std::string> assumed;
    std::string notes;
    for (const CalibratedQuantity& one : guest.platform.quantities) {
        for (const std::string& note : one.notes) {
            notes += wrapped("  Note: ", one.key + ": " + note);
        }
        if (!one.is_measured()) {
            assumed.push_back(one.key);
            continue;
        }
        table.add({one.key,
                   {value_text(one.parameter), Style::bold},
                   interval_text(one.combined, level, one.parameter.dimension),
                   runs_text(one.combined),
                   tools_text(one)});
    }
    std::string text = table.empty() ? "" : table.text(terminal, "  ");
    if (!assumed.empty()) {
        text += wrapped("  Not measured, so assumed: ", models::enumerated(assumed));
    }
    return text + notes;
}

// "paired; 1 outlier"
std::string remarks(const ComparedFactor& compared)
{
    std::vector<std::string> parts;
    if (compared.comparison.paired) parts.emplace_back("paired");
    const long outliers = static_cast<long>(compared.outliers());
    if (outliers > 0) parts.push_back(counted(outliers, "outlier"));
    const bool two = compared.factor.native.modes || compared.factor.guest.modes;
    if (two) parts.emplace_back("two levels");
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string comparisons_text(const CalibratedPlatform& platform, double level, std::size_t most,
                             const Terminal& terminal)
{
    if (platform.compared.empty()) return "";
    Table table(
        {"Measured alike", "Factor", interval_title(level), "Runs", "Remarks", "Conditions"});
    table.align_left(4);
    table.align_left(5);
    const auto order = in_order(platform);
    for (std::size_t i = 0; i < std::min(order.size(), most); ++i) {
        const ComparedFactor& one = platform.compared[order[i]];
        table.add({one.comparison.metric, fmt::format("{:.3f}", one.factor.factor),
                   interval_text(one.factor, level), runs_text(one.factor), remarks(one),
                   calibration::in_words(one.comparison.conditions)});
    }
    return '\n' + table.text(terminal, "  ") + more_text(order.size(), most);
}

std::string guest_text(const CalibratedGuest& guest, double level, bool verbose,
                       const Terminal& terminal)
{
    const std::size_t rows = verbose ? guest.platform.compared.size() : most_rows;
    const std::size_t notes = verbose ? std::string::npos : most_notes;
    std::string text = '\n' + styled(guest.side.name, Style::bold, terminal) + '\n';
    if (!guest.platform.is_measured()) {
        text += wrapped("  ",
                        "Nothing of a platform was measured alike on both sides, so there is "
                        "no platform to write");
    } else {
        text += quantities_text(guest, level, terminal);
    }
    text += comparisons_text(guest.platform, level, rows, terminal);
    text += run_notes_text(guest.platform, notes);
    text += unpaired_text(guest.platform, notes);
    if (!guest.written.empty()) {
        text += fmt::format("\n  Wrote {}; use it with `--platform {}`\n", guest.written,
                            shell_word(guest.written));
    }
    return text;
}

}  // namespace

std::string calibration_text(const CalibrationAnswer& answer, bool verbose,
                             const Terminal& terminal)
{
    const std::size_t most = verbose ? std::string::npos : most_notes;
    std::size_t width = answer.native.name.size();
    for (const CalibratedGuest& guest : answer.guests) {
        width = std::max(width, guest.side.name.size());
    }
    std::string text = side_line(answer.native, width) + useless_text(answer.native, most);
    for (const CalibratedGuest& guest : answer.guests) {
        text += side_line(guest.side, width) + useless_text(guest.side, most);
    }
    for (const CalibratedGuest& guest : answer.guests) {
        text += guest_text(guest, answer.level, verbose, terminal);
    }
    return text;
}

}  // namespace tools
