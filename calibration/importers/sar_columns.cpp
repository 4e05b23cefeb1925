#include "calibration/importers/sar_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::array columns = std::to_array<SarColumn>({
    {"%user", "cpu-load", "user", "sar_cpu_user", "%"},
    {"%usr", "cpu-load", "usr", "sar_cpu_usr", "%"},
    {"%nice", "cpu-load", "nice", "sar_cpu_nice", "%"},
    {"%system", "cpu-load", "system", "sar_cpu_system", "%"},
    {"%sys", "cpu-load", "sys", "sar_cpu_sys", "%"},
    {"%iowait", "cpu-load", "iowait", "sar_cpu_iowait", "%"},
    {"%steal", "cpu-load", "steal", "sar_cpu_steal", "%"},
    {"%irq", "cpu-load", "irq", "sar_cpu_irq", "%"},
    {"%soft", "cpu-load", "soft", "sar_cpu_soft", "%"},
    {"%guest", "cpu-load", "guest", "sar_cpu_guest", "%"},
    {"%gnice", "cpu-load", "gnice", "sar_cpu_gnice", "%"},
    {"%idle", "cpu-load", "idle", "sar_cpu_idle", "%"},
    {"kbmemfree", "memory", "memfree", "sar_memory_free", "kB"},
    {"kbavail", "memory", "avail", "sar_memory_available", "kB"},
    {"kbmemused", "memory", "memused", "sar_memory_used", "kB"},
    {"%memused", "memory", "memused-percent", "sar_memory_used_share", "%"},
    {"kbbuffers", "memory", "buffers", "sar_memory_buffers", "kB"},
    {"kbcached", "memory", "cached", "sar_memory_cached", "kB"},
    {"kbcommit", "memory", "commit", "sar_memory_committed", "kB"},
    {"%commit", "memory", "commit-percent", "sar_memory_committed_share", "%"},
    {"kbactive", "memory", "active", "sar_memory_active", "kB"},
    {"kbinact", "memory", "inactive", "sar_memory_inactive", "kB"},
    {"kbdirty", "memory", "dirty", "sar_memory_dirty", "kB"},
    {"kbanonpg", "memory", "anonpg", "sar_memory_anonymous", "kB"},
    {"kbswpfree", "memory", "swpfree", "sar_swap_free", "kB"},
    {"kbswpused", "memory", "swpused", "sar_swap_used", "kB"},
    {"%swpused", "memory", "swpused-percent", "sar_swap_used_share", "%"},
    {"rxpck/s", "net-dev", "rxpck", "sar_network_received_packets", "pck/s"},
    {"txpck/s", "net-dev", "txpck", "sar_network_sent_packets", "pck/s"},
    {"rxkB/s", "net-dev", "rxkB", "sar_network_received", "kB/s"},
    {"txkB/s", "net-dev", "txkB", "sar_network_sent", "kB/s"},
    {"%ifutil", "net-dev", "ifutil-percent", "sar_network_utilization", "%"},
    {"rxdrop/s", "net-edev", "rxdrop", "sar_network_receive_drops", "drop/s"},
    {"txdrop/s", "net-edev", "txdrop", "sar_network_send_drops", "drop/s"},
    {"runq-sz", "queue", "runq-sz", "sar_run_queue", ""},
    {"ldavg-1", "queue", "ldavg-1", "sar_load_1", ""},
    {"ldavg-5", "queue", "ldavg-5", "sar_load_5", ""},
    {"ldavg-15", "queue", "ldavg-15", "sar_load_15", ""},
    {"blocked", "queue", "blocked", "sar_blocked", ""},
    {"cswch/s", "process-and-context-switch", "cswch", "sar_context_switches", "cswch/s"},
    {"rkB/s", "disk", "rkB", "sar_disk_read", "kB/s"},
    {"wkB/s", "disk", "wkB", "sar_disk_written", "kB/s"},
    {"%util", "disk", "util-percent", "sar_disk_utilization", "%"},
});

struct LabelColumn {
    std::string_view heading;
    std::string_view label;
};

constexpr std::array labels = std::to_array<LabelColumn>({{"CPU", "cpu"},
                                                          {"cpu", "cpu"},
                                                          {"IFACE", "iface"},
                                                          {"iface", "iface"},
                                                          {"DEV", "device"},
                                                          {"disk-device", "device"}});

template <class Condition>
const SarColumn* first_column(Condition&& condition)
{
    const auto found = std::find_if(columns.begin(), columns.end(), condition);
    return found == columns.end() ? nullptr : &*found;
}

// Of what --human writes for kB: "0.0B", "217.8k", "1.2M".
std::optional<double> kilobytes_in(std::string_view suffix)
{
    constexpr std::string_view prefixes = "BkMGTP";
    const std::size_t power = prefixes.find(suffix);
    if (suffix.size() != 1 || power == std::string_view::npos) return std::nullopt;
    return std::pow(1024.0, static_cast<double>(power) - 1);
}

}  // namespace

const SarColumn* sar_column(std::string_view heading)
{
    return first_column([&](const SarColumn& one) { return one.heading == heading; });
}

const SarColumn* sar_column(std::string_view group, std::string_view key)
{
    return first_column([&](const SarColumn& one) { return one.group == group && one.key == key; });
}

bool is_sar_group(std::string_view group)
{
    return first_column([&](const SarColumn& one) { return one.group == group; }) != nullptr;
}

std::string_view sar_label(std::string_view heading)
{
    for (const LabelColumn& column : labels) {
        if (column.heading == heading) return column.label;
    }
    return {};
}

void set_sar_label(Conditions& conditions, std::string_view heading, std::string_view value)
{
    const std::string_view label = sar_label(heading);
    const bool all = label == "cpu" && value == "-1";
    if (value.size() <= 100) set_condition(conditions, label, all ? "all" : value);
}

std::optional<double> sar_value(std::string_view cell, const SarColumn& column, bool& rounded)
{
    const auto found = leading_number(cell, Grouping::decimal_comma);
    if (!found) return std::nullopt;
    const std::string_view suffix = cell.substr(found->length);
    if (suffix.empty()) return found->value;
    const bool percent = suffix == "%" && column.unit == "%";
    const auto factor = column.unit.starts_with("kB") ? kilobytes_in(suffix) : std::nullopt;
    if (!percent && !factor) return std::nullopt;
    rounded = true;
    return found->value * factor.value_or(1);
}

}  // namespace calibration::importers
