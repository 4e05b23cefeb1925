#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "calibration/importers/monitored.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

struct Column {
    std::string_view key;
    std::string_view unit;
};

// What a point may hold. A fraction has no unit: `cpu` is of all CPUs.
constexpr std::array<Column, 15> columns = {{{"cpu", ""},
                                             {"iowait", ""},
                                             {"loadavg", ""},
                                             {"mem", "B"},
                                             {"memhost", "B"},
                                             {"memused", "B"},
                                             {"memavailable", "B"},
                                             {"arcsize", "B"},
                                             {"swapused", "B"},
                                             {"rootused", "B"},
                                             {"used", "B"},
                                             {"netin", "B/s"},
                                             {"netout", "B/s"},
                                             {"diskread", "B/s"},
                                             {"diskwrite", "B/s"}}};

// The shape of the machine, which a stopped guest has, too. Its `disk` is 0 for a KVM guest that
// runs, and no series.
constexpr std::array<std::string_view, 5> shape = {"maxcpu", "maxmem", "maxdisk", "memtotal",
                                                   "roottotal"};

// Of a node or a guest, or of a storage.
bool is_point(const JsonNode& node)
{
    const JsonNode* time = node.find("time");
    if (time == nullptr || !time->is_number()) return false;
    const bool of_storage = node.find("total") != nullptr && node.find("used") != nullptr;
    return of_storage || std::any_of(shape.begin(), shape.end(), [&](std::string_view key) {
               return node.find(key) != nullptr;
           });
}

// The array of points of {"data": [...]}, or the bare array; nullptr: it is another document.
const JsonNode* points_of(const JsonNode& root)
{
    const JsonNode* array = root.is_object() ? root.find("data") : &root;
    if (array == nullptr || !array->is_array()) return nullptr;
    return std::any_of(array->items.begin(), array->items.end(), is_point) ? array : nullptr;
}

// The least time between neighbouring points; nothing where there is but one.
std::optional<double> step_of(const JsonNode& points)
{
    std::optional<double> step;
    std::optional<double> before;
    for (const JsonNode& point : points.items) {
        const auto time = point.number_at("time");
        if (!time) continue;
        const double passed = std::abs(*time - before.value_or(*time));
        if (passed > 0) step = std::min(step.value_or(passed), passed);
        before = time;
    }
    return step;
}

Conditions shape_of(const JsonNode& point)
{
    Conditions conditions;
    const auto set = [&](std::string_view name, std::string_view key) {
        if (const auto value = point.number_at(key)) set_condition(conditions, name, *value);
    };
    set("guest_cpus", "maxcpu");
    set("guest_memory", "memtotal");
    set("guest_memory", "maxmem");
    return conditions;
}

std::string_view unit_of(std::string_view key)
{
    for (const Column& column : columns) {
        if (column.key == key) return column.unit;
    }
    return {};
}

bool is_read(std::string_view key)
{
    // a family of keys since Proxmox VE 9
    return key.starts_with("pressure") ||
           std::any_of(columns.begin(), columns.end(),
                       [&](const Column& column) { return column.key == key; });
}

// The samples of a point; returns how many.
std::size_t take_point(const JsonNode& point, double time, std::optional<double> step, Run& run)
{
    SeriesHead head;
    head.labels = shape_of(point);
    if (step) set_condition(head.labels, "interval", *step);
    std::size_t count = 0;
    for (const JsonNode& member : point.items) {
        const auto value = member.is_number() ? std::optional(member.number) : number(member.text);
        if (!value || !is_read(member.key)) continue;
        head.metric = "proxmox_" + in_words(member.key);
        head.unit = unit_of(member.key);
        run.add(head.point_at(time, *value, member.line));
        ++count;
    }
    return count;
}

Run read_points(const JsonDocument& document, const JsonNode& points)
{
    Run run;
    const auto step = step_of(points);
    LeftOut without;
    for (const JsonNode& point : points.items) {
        const bool may_be_cut = !document.complete && &point == &points.items.back();
        const auto time = point.number_at("time");
        if (!time || may_be_cut) continue;
        if (take_point(point, *time, step, run) == 0) without.add(point.line);
    }
    if (without.count > 0) {
        run.flag(fmt::format(
            "{} of {} points have no values, as of a guest that does not run, the first in line {}",
            without.count, points.items.size(), without.first_line));
    }
    if (!document.complete) {
        run.complete = false;
        run.flag(cut_short);
    }
    return run;
}

bool recognizes(const MeasurementText& text)
{
    const auto& documents = text.json().documents;
    return std::any_of(documents.begin(), documents.end(), [](const JsonDocument& document) {
        return points_of(document.root) != nullptr;
    });
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    for (const JsonDocument& document : text.json().documents) {
        const JsonNode* points = points_of(document.root);
        if (points != nullptr) imported.add_run(read_points(document, *points));
    }
    return imported;
}

}  // namespace

// Proxmox VE: rrddata of a node or guest, from the API or from pvesh, each document a run. What RRD
// does not know is absent or null.
const Importer proxmox = {"proxmox", recognizes, read};

}  // namespace calibration::importers
