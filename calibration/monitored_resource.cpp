#include "calibration/monitored_resource.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace calibration {
namespace {

using Resource = MonitoredResource;

constexpr double bits_in_byte = 8;

struct Rule {
    std::string_view metric;
    std::string_view item_key;  // of Zabbix, its beginning; empty: any
    Resource resource;
};

constexpr std::array rules = std::to_array<Rule>({
    {"sar_memory_used", "", Resource::memory_used},
    {"sar_memory_available", "", Resource::memory_available},
    {"sar_network_received", "", Resource::network_in},
    {"sar_network_sent", "", Resource::network_out},
    {"zabbix_vm_memory_size", "vm.memory.size[used]", Resource::memory_used},
    {"zabbix_vm_memory_size", "vm.memory.size[available]", Resource::memory_available},
    {"zabbix_net_if_in", "", Resource::network_in},
    {"zabbix_net_if_out", "", Resource::network_out},
    {"proxmox_cpu", "", Resource::cpu_busy},
    {"proxmox_mem", "", Resource::memory_used},
    {"proxmox_memused", "", Resource::memory_used},
    {"proxmox_netin", "", Resource::network_in},
    {"proxmox_netout", "", Resource::network_out},
    {"node_memory_MemAvailable_bytes", "", Resource::memory_available},
    {"node_network_receive_bytes_total", "", Resource::network_in},
    {"node_network_transmit_bytes_total", "", Resource::network_out},
});

std::optional<Resource> ruled(const Series& series)
{
    for (const Rule& rule : rules) {
        const bool fits =
            series.metric == rule.metric && label_of(series, "item_key").starts_with(rule.item_key);
        if (fits) return rule.resource;
    }
    return std::nullopt;
}

bool has_word(const Series& series, std::initializer_list<std::string_view> words)
{
    const std::string padded = '_' + series.metric + '_';
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return padded.find('_' + std::string(word) + '_') != std::string::npos;
    });
}

// By the words of its name.
std::optional<Resource> guessed(const Series& series)
{
    if (series.tool != "prometheus" || series.is_counter()) return std::nullopt;
    if (has_word(series, {"net", "network"})) {
        if (has_word(series, {"rx", "in", "receive", "received"})) return Resource::network_in;
        if (has_word(series, {"tx", "out", "transmit", "sent"})) return Resource::network_out;
    }
    if (has_word(series, {"mem", "memory"})) {
        if (has_word(series, {"available", "avail"})) return Resource::memory_available;
        if (has_word(series, {"used"})) return Resource::memory_used;
    }
    const bool cpu = has_word(series, {"cpu"}) && has_word(series, {"busy", "usage", "used"});
    return cpu ? std::optional(Resource::cpu_busy) : std::nullopt;
}

bool is_loopback(const Series& series)
{
    return label_of(series, "iface") == "lo" || label_of(series, "device") == "lo" ||
           label_of(series, "item_key").find("[lo") != std::string_view::npos;
}

// In SI, a counter as its rate. Nothing where the unit is not known.
std::optional<Series> prepared(const Series& series)
{
    std::size_t left_out = 0;
    Series result = series.is_counter() ? rate_of(series, left_out) : series;
    return to_si(result) ? std::optional(std::move(result)) : std::nullopt;
}

// Whether the unit is the one of the resource; bits become bytes.
bool fit_unit(Series& series, Resource resource)
{
    if (resource == Resource::cpu_busy) return series.unit == "1" || series.unit.empty();
    const bool network = resource == Resource::network_in || resource == Resource::network_out;
    if (network && series.unit == "bit/s") {
        for (Point& point : series.points) point.value /= bits_in_byte;
        series.unit = "B/s";
    }
    return series.unit == (network ? "B/s" : "B");
}

// The series of one machine that tell what its CPUs do not do for it.
struct Idleness {
    std::vector<Series> idle;   // of all CPUs together, or of each
    std::vector<Series> steal;  // likewise
};

enum class CpuState { idle, steal, other };

CpuState state_of(const Series& series)
{
    const auto state = [](std::string_view word) {
        if (word == "idle") return CpuState::idle;
        return word == "steal" ? CpuState::steal : CpuState::other;
    };
    constexpr std::string_view of_sar = "sar_cpu_";
    if (series.metric == "node_cpu_seconds_total") return state(label_of(series, "mode"));
    if (label_of(series, "item_key") == "system.cpu.util[,idle]") return CpuState::idle;
    if (label_of(series, "item_key") == "system.cpu.util[,steal]") return CpuState::steal;
    if (!series.metric.starts_with(of_sar)) return CpuState::other;
    if (label_of(series, "cpu") != "all") return CpuState::other;
    return state(std::string_view(series.metric).substr(of_sar.size()));
}

// Without the labels that tell the CPU and its state.
Conditions labels_of_machine(const Series& series)
{
    Conditions labels;
    std::copy_if(series.labels.begin(), series.labels.end(), std::back_inserter(labels),
                 [](const Condition& label) {
                     return label.name != "cpu" && label.name != "mode" &&
                            !label.name.starts_with("item");
                 });
    return labels;
}

std::string machine_of(const Series& series)
{
    Series machine;
    machine.metric = series.tool;
    machine.labels = labels_of_machine(series);
    return machine.name();
}

// 1 - (idle + steal) / number of CPUs, at the moments at which all of the series have a value.
Series busy(const Idleness& machine)
{
    Series result = machine.idle.front();
    result.metric = "cpu_busy";
    result.labels = labels_of_machine(result);
    result.points.clear();
    const auto cpus = static_cast<double>(machine.idle.size());
    const double reach = machine.idle.front().usual_step() / 2;
    for (const Point& point : machine.idle.front().points) {
        double share = 1;
        bool whole = true;
        for (const auto* all : {&machine.idle, &machine.steal}) {
            for (const Series& series : *all) {
                const auto value = value_near(series, point.time, reach);
                whole = whole && value.has_value();
                share -= value.value_or(0) / cpus;
            }
        }
        if (whole) result.points.push_back({point.time, share, point.interval});
    }
    return result;
}

}  // namespace

const char* to_string(MonitoredResource resource)
{
    static constexpr const char* words[] = {"CPU time", "memory used", "memory available",
                                            "network traffic in", "network traffic out"};
    return words[static_cast<std::size_t>(resource)];
}

std::vector<ResourceSeries> resource_series(const Monitoring& monitoring,
                                            std::vector<std::string>& notes)
{
    std::vector<ResourceSeries> found;
    std::map<std::string, Idleness> machines;
    for (const Series& series : monitoring.series) {
        if (is_loopback(series)) continue;
        const CpuState state = state_of(series);
        const auto rule = ruled(series);
        const auto resource = rule ? rule : guessed(series);
        auto ready = resource || state != CpuState::other ? prepared(series) : std::nullopt;
        if (!ready) continue;
        if (state != CpuState::other) {
            Idleness& idleness = machines[machine_of(series)];
            (state == CpuState::idle ? idleness.idle : idleness.steal).push_back(std::move(*ready));
        } else if (fit_unit(*ready, *resource)) {
            if (!rule) {
                notes.push_back(fmt::format("{} is taken for {}, by its name", series.name(),
                                            to_string(*resource)));
            }
            found.push_back({*resource, std::move(*ready)});
        }
    }
    for (const auto& [machine, idleness] : machines) {
        if (!idleness.idle.empty()) found.push_back({Resource::cpu_busy, busy(idleness)});
    }
    return found;
}

std::vector<const Series*> series_of(const std::vector<ResourceSeries>& known,
                                     MonitoredResource resource)
{
    std::vector<const Series*> found;
    for (const ResourceSeries& one : known) {
        if (one.resource == resource) found.push_back(&one.series);
    }
    return found;
}

void to_cores_busy(Series& share, double cores, std::vector<std::string>& notes)
{
    for (Point& point : share.points) point.value *= cores;
    if (cores != 1) return;
    notes.push_back(
        fmt::format("{} is taken for the share of a machine with one core; has it more, say "
                    "`--cores N`",
                    share.name()));
}

}  // namespace calibration
