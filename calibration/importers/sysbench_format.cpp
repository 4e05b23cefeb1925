#include "calibration/importers/sysbench_format.hpp"

#include <string>
#include <utility>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

struct Mark {
    std::string_view beginning;
    std::string_view test;
};

constexpr Mark marks[] = {
    {"Prime numbers limit:", "cpu"},
    {"Maximum prime number checked in CPU test:", "cpu"},
    {"CPU speed:", "cpu"},
    {"Doing CPU performance benchmark", "cpu"},
    {"Running memory speed test", "memory"},
    {"Doing memory operations speed test", "memory"},
    {"Extra file open flags:", "fileio"},
    {"Creating files for the test", "fileio"},
    {"Doing mutex performance test", "mutex"},
    {"Doing thread subsystem performance test", "threads"},
};

// A number behind the beginning of a line.
struct Quantity {
    std::string_view beginning;
    std::string_view condition;
};

constexpr Quantity counts[] = {
    {"Number of threads:", "threads"},
    {"Prime numbers limit:", "prime_limit"},
    {"Maximum prime number checked in CPU test:", "prime_limit"},
    {"Read/Write ratio for combined random IO test:", "read_write_ratio"},
};

constexpr Quantity sizes[] = {
    {"block size:", "block_size"},
    {"Memory block size:", "block_size"},
    {"Block size", "block_size"},
    {"total size:", "total_size"},
    {"Memory transfer size:", "total_size"},
};

constexpr Quantity texts[] = {
    {"operation:", "operation"},
    {"Memory operations type:", "operation"},
    {"scope:", "scope"},
    {"Memory scope type:", "scope"},
};

// A rate behind a label.
struct Label {
    std::string_view label;
    std::string_view metric;
    std::string_view unit;
};

constexpr Label labels[] = {
    {"events per second:", "event_rate", "events per second"},
    {"events/s (eps):", "event_rate", "events per second"},
    {"reads/s:", "read_rate", "reads/s"},
    {"writes/s:", "write_rate", "writes/s"},
    {"fsyncs/s:", "sync_rate", "fsyncs/s"},
    {"read, MiB/s:", "read_throughput", "MiB/s"},
    {"written, MiB/s:", "write_throughput", "MiB/s"},
};

// A rate in brackets behind a phrase, with a unit of its own.
struct Bracket {
    std::string_view phrase;
    std::string_view metric;
    std::string_view unit;
};

constexpr Bracket brackets[] = {
    {"Total operations:", "operation_rate", "per second"},
    {"Operations performed:", "operation_rate", "ops/sec"},
    {"MiB transferred", "throughput", "MiB/sec"},
    {"MB transferred", "throughput", "MB/sec"},
    {"bytes written in", "prepare_throughput", "MiB/sec"},
    {"Total transferred", "throughput", "Mb/sec"},
};

Sample result(std::string_view metric, double value, std::string_view unit, std::size_t line)
{
    return {std::string(metric), value, std::string(unit), Better::higher, {}, line};
}

// "read:  IOPS=3459.32 54.05 MiB/s (56.68 MB/s)" of sysbench 1.1.
void add_iops(const TextLine& line, std::vector<Sample>& found)
{
    struct Direction {
        std::string_view label;
        std::string_view name;
    };
    for (const auto& [label, name] :
         {Direction{"read:", "read"}, Direction{"write:", "write"}, Direction{"fsync:", "sync"}}) {
        const auto rest = after(line.text, label);
        const auto iops = rest ? after(*rest, "IOPS=") : std::nullopt;
        const auto rate = iops ? whole_number(*iops, line) : std::nullopt;
        if (!rate) continue;
        const std::string begin(name);
        found.push_back(result(begin + "_rate", *rate, "IOPS", line.number));
        const auto behind_rate = behind(*iops, " ");
        const auto speed = behind_rate ? whole_number(*behind_rate, line) : std::nullopt;
        if (speed && behind_rate->find("MiB/s") != std::string_view::npos) {
            found.push_back(result(begin + "_throughput", *speed, "MiB/s", line.number));
        }
    }
}

// "128 files, 1.1719GiB each" with "150GiB total file size", or "128 files, 8192Kb each, 1024Mb
// total"
void set_file_conditions(std::string_view text, Conditions& conditions)
{
    const auto parts = words(text);
    const auto first = parts.empty() ? std::nullopt : binary_size(parts[0]);
    if (first && parts.size() >= 2 && parts[1] == "files,") {
        set_condition(conditions, "files", *first);
        const bool has_total = parts.size() == 6 && parts[5] == "total";
        const auto total = has_total ? binary_size(parts[4]) : std::nullopt;
        if (total) set_condition(conditions, "total_size", *total);
    }
    if (first && text.ends_with("total file size")) set_condition(conditions, "total_size", *first);
}

// "Doing random r/w test", "Using synchronous I/O mode", "Extra file open flags: directio"
void set_mode_conditions(std::string_view text, Conditions& conditions)
{
    const auto between = [&](std::string_view beginning, std::string_view end) {
        const auto rest = after(text, beginning);
        const std::size_t at = rest ? rest->find(end) : std::string_view::npos;
        return at == std::string_view::npos ? std::string_view() : rest->substr(0, at);
    };
    const std::string_view pattern = between("Doing", " test");
    const bool of_files = pattern.starts_with("random") || pattern.starts_with("sequential");
    if (of_files) set_condition(conditions, "pattern", pattern);
    const std::string_view mode = between("Using", " I/O mode");
    if (!mode.empty()) set_condition(conditions, "io_mode", mode);
    if (const auto flags = after(text, "Extra file open flags:")) {
        // 16384: O_DIRECT as sysbench 0.4 prints it
        const bool direct = flags->find("direct") != std::string_view::npos || *flags == "16384";
        set_condition(conditions, "direct", direct ? 1 : 0);
    }
    const auto sync = behind(text, "calling fsync() each");
    const auto requests = sync ? leading_number(*sync) : std::nullopt;
    if (requests) set_condition(conditions, "sync_every", requests->value);
}

}  // namespace

std::string_view sysbench_test_of(std::string_view line)
{
    for (const Mark& mark : marks) {
        if (after(line, mark.beginning)) return mark.test;
    }
    return {};
}

void set_sysbench_conditions(const TextLine& line, Conditions& conditions)
{
    if (!line.ended) return;
    for (const Quantity& count : counts) {
        const auto rest = after(line.text, count.beginning);
        const auto value = rest ? leading_number(*rest) : std::nullopt;
        if (value) set_condition(conditions, count.condition, value->value);
    }
    for (const Quantity& size : sizes) {
        const auto rest = after(line.text, size.beginning);
        const auto bytes = rest ? binary_size(*rest) : std::nullopt;
        if (bytes) set_condition(conditions, size.condition, *bytes);
    }
    for (const Quantity& text : texts) {
        const auto rest = after(line.text, text.beginning);
        if (rest) set_condition(conditions, text.condition, *rest);
    }
    set_file_conditions(trimmed(line.text), conditions);
    set_mode_conditions(line.text, conditions);
}

std::vector<Sample> sysbench_results(const TextLine& line)
{
    std::vector<Sample> found;
    for (const Label& label : labels) {
        const auto rest = after(line.text, label.label);
        const auto value = rest ? whole_number(*rest, line) : std::nullopt;
        if (value) found.push_back(result(label.metric, *value, label.unit, line.number));
    }
    for (const Bracket& bracket : brackets) {
        const auto rest = behind(line.text, bracket.phrase);
        const auto inside = rest ? behind(*rest, "(") : std::nullopt;
        const auto value = inside ? whole_number(*inside, line) : std::nullopt;
        if (value && inside->find(bracket.unit) != std::string_view::npos) {
            found.push_back(result(bracket.metric, *value, bracket.unit, line.number));
        }
    }
    const std::size_t requests = line.text.find("Requests/sec executed");
    if (requests != std::string_view::npos) {
        const auto value = leading_number(trimmed(line.text));
        if (value)
            found.push_back(result("request_rate", value->value, "Requests/sec", line.number));
    }
    add_iops(line, found);
    std::erase_if(found, [](const Sample& sample) { return !(sample.value > 0); });
    return found;
}

std::optional<Sample> sysbench_latency(const TextLine& line, std::string_view unit)
{
    const auto sides = split_at(line.text, ':');
    const auto value = sides ? whole_number(sides->second, line) : std::nullopt;
    if (!value) return std::nullopt;
    Sample sample{"", *value, std::string(unit), Better::lower, {}, line.number};
    const std::string_view name = sides->first;
    if (name == "avg") sample.metric = "latency";
    if (name == "min") sample.metric = "latency_minimum";
    if (name == "max") sample.metric = "latency_maximum";
    const auto parts = words(name);  // "95th percentile", "approx.  95 percentile"
    if (parts.size() >= 2 && parts.back() == "percentile") {
        const auto rank = leading_number(parts[parts.size() - 2]);
        if (!rank) return std::nullopt;
        sample.metric = "latency_percentile";
        set_condition(sample.conditions, "percentile", rank->value);
    }
    if (unit.empty()) {
        const std::size_t at = sides->second.find_first_not_of("0123456789.");
        if (at != std::string_view::npos) sample.unit = sides->second.substr(at);
    }
    return sample.metric.empty() ? std::nullopt : std::optional(std::move(sample));
}

}  // namespace calibration::importers
