#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calibration/importers.hpp"
#include "models/finding.hpp"
#include "tools/commands.hpp"
#include "tools/import_document.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using calibration::Imported;
using calibration::Run;
using calibration::Sample;

constexpr std::size_t most_rows = 40;  // samples of a run; of more, each metric has one row

// Those in which `others` differs, or has none of that name.
calibration::Conditions beside(const calibration::Conditions& conditions,
                               const calibration::Conditions& others)
{
    calibration::Conditions rest;
    for (const calibration::Condition& condition : conditions) {
        const bool shared = std::find(others.begin(), others.end(), condition) != others.end();
        if (!shared) rest.push_back(condition);
    }
    return rest;
}

calibration::Conditions shared_conditions(const std::vector<Sample>& samples)
{
    calibration::Conditions shared;
    if (!samples.empty()) shared = samples.front().conditions;
    for (const Sample& sample : samples) shared = beside(shared, beside(shared, sample.conditions));
    return shared;
}

Table sample_table(const Run& run, const calibration::Conditions& shared)
{
    Table table({"Line", "Metric", "Value", "Unit", "Conditions"});
    for (const std::size_t left : {1U, 3U, 4U}) table.align_left(left);
    for (const Sample& sample : run.samples) {
        table.add({std::to_string(sample.line), sample.metric, fmt::format("{:.12g}", sample.value),
                   models::printable(sample.unit),
                   calibration::in_words(beside(sample.conditions, shared))});
    }
    return table;
}

struct Extent {
    long count = 0;
    double low = 0;
    double high = 0;
};

Table metric_table(const Run& run)
{
    std::vector<std::pair<std::string, std::string>> order;  // metric and unit, as they come
    std::map<std::pair<std::string, std::string>, Extent> extents;
    for (const Sample& sample : run.samples) {
        Extent& extent = extents[{sample.metric, sample.unit}];
        if (extent.count++ == 0) {
            order.emplace_back(sample.metric, sample.unit);
            extent.low = extent.high = sample.value;
        }
        extent.low = std::min(extent.low, sample.value);
        extent.high = std::max(extent.high, sample.value);
    }
    Table table({"Metric", "Samples", "Lowest", "Highest", "Unit"});
    table.align_left(4);
    for (const auto& key : order) {
        const Extent& extent = extents[key];
        table.add({key.first, std::to_string(extent.count), fmt::format("{:.12g}", extent.low),
                   fmt::format("{:.12g}", extent.high), models::printable(key.second)});
    }
    return table;
}

std::string run_text(const Run& run, const std::string& title, const Arguments& arguments,
                     const Terminal& terminal)
{
    std::string text = "  " + title + (run.complete ? "" : ", incomplete") + '\n';
    const auto shared = shared_conditions(run.samples);
    const bool brief = run.samples.size() > most_rows && !arguments.verbose;
    if (!shared.empty()) text += wrapped("  All: ", calibration::in_words(shared));
    if (!run.samples.empty()) {
        text += (brief ? metric_table(run) : sample_table(run, shared)).text(terminal, "  ");
    }
    for (const std::string& flag : run.flags) text += wrapped("  Note: ", flag);
    return text;
}

std::string file_text(const Imported& file, const Arguments& arguments, const Terminal& terminal)
{
    std::string text = styled(models::printable(file.file), Style::bold, terminal) + ':';
    if (!file.tool.empty()) text += ' ' + file.tool;
    if (!file.version.empty()) text += ' ' + models::printable(file.version);
    if (!file.tool.empty() && !file.diagnosis.empty()) text += ';';
    if (!file.diagnosis.empty()) text += ' ' + styled(file.diagnosis, Style::caution, terminal);
    text += '\n';
    for (std::size_t i = 0; i < file.runs.size(); ++i) {
        const std::string title = fmt::format(
            "Run {}: {}", i + 1, counted(static_cast<long>(file.runs[i].samples.size()), "sample"));
        text += run_text(file.runs[i], title, arguments, terminal);
    }
    return text;
}

}  // namespace

ExitCode import(const Arguments& arguments)
{
    std::vector<Imported> files;
    for (const std::string& path : arguments.operands) {
        files.push_back(calibration::import_file(path));
    }
    std::string answer;
    if (arguments.json) {
        answer = import_document(files);
    } else {
        for (const Imported& file : files) {
            answer += (answer.empty() ? "" : "\n") +
                      file_text(file, arguments, terminal(arguments.colour));
        }
    }
    print(answer);
    const bool all_have_samples = std::all_of(
        files.begin(), files.end(), [](const Imported& file) { return file.has_samples(); });
    return all_have_samples ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace tools
