#include "calibration/importers.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>
#include <vector>

#include "calibration/importers/table.hpp"
#include "models/input_text.hpp"
#include "models/suggestion.hpp"

namespace calibration {
namespace {

// In this order: what holds the output of another comes before it. Each with what it goes by.
const Importer table[] = {
    importers::intel_linpack,  // banner, list of parameters
    importers::hpcc,           // banner, summary; before hpl and stream, whose output it holds
    importers::hpl,            // banner, heading
    importers::ramspeed,       // banner, results
    importers::stream,         // banner, heading
    importers::iozone,         // banner, heading, titles of reports, worksheet
    importers::prometheus,     // answers of its API, "# TYPE" of a metric
    importers::zabbix,         // answers of its API, lines of the page of plain text
    importers::proxmox,        // points with a time and the shape of a machine
    importers::sar,            // "sysstat", headings with their columns, banner
    importers::fio,            // JSON, terse lines, begin of a job
    importers::sockperf,       // name before its lines
    importers::qperf,          // names of tests
    importers::sysbench,       // banner
    importers::iperf3,         // JSON, begin of a run, summary
    importers::csv_series,     // a heading that begins with the time
    importers::netperf,        // banner, keys, heading; rows of numbers alone, so after others
};

std::string known_tools()
{
    std::vector<std::string> names;
    for (const Importer& importer : table) names.emplace_back(importer.tool);
    return models::enumerated(names);
}

std::string unknown(const MeasurementText& text)
{
    if (text.is_empty()) return "is empty; was the run killed before it printed anything?";
    const char* kind = text.binary().empty() ? "text" : "binary file";
    return fmt::format("is a {} that no importer recognizes; there are importers for {}", kind,
                       known_tools());
}

Imported read_with(const Importer& importer, const MeasurementText& text)
{
    Imported imported;
    if (text.lines().size() < most_lines) imported = importer.read(text);
    imported.tool = importer.tool;
    if (text.lines().size() == most_lines || text.json().too_many) {
        imported.diagnosis =
            fmt::format("has more than {} lines or {} JSON values; split it, or export less",
                        most_lines, most_json_values);
    }
    if (!imported.has_samples() && imported.diagnosis.empty()) {
        imported.diagnosis = fmt::format("is output of {} without a usable result", importer.tool);
        for (const Run& run : imported.runs) {
            if (!run.flags.empty()) imported.diagnosis += ": " + run.flags.front();
            if (!run.flags.empty()) break;
        }
    }
    return imported;
}

Imported read_file(const std::string& path)
{
    models::Findings findings;
    auto bytes = models::read_bytes(path, largest_measurement,
                                    "is longer than 64 MiB; split it, or export less", findings);
    if (bytes) return import_text(MeasurementText(std::move(*bytes), path));
    Imported unreadable;
    unreadable.file = path;
    unreadable.diagnosis = findings.list().front().sentence;
    return unreadable;
}

}  // namespace

std::span<const Importer> all_importers()
{
    return table;
}

Imported import_text(const MeasurementText& text)
{
    Imported imported;
    const Importer* found = nullptr;
    for (const Importer& importer : table) {
        if (found == nullptr && importer.recognizes(text)) found = &importer;
    }
    if (found != nullptr) {
        imported = read_with(*found, text);
    } else {
        imported.diagnosis = unknown(text);
    }
    imported.file = text.file();
    return imported;
}

Imported import_file(const std::string& path)
{
    try {
        return read_file(path);
    } catch (const std::exception& error) {
        Imported failed;
        failed.file = path;
        failed.diagnosis = fmt::format("could not be read: {}", error.what());
        return failed;
    }
}

}  // namespace calibration
