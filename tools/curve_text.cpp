#include "tools/curve_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/suggestion.hpp"

namespace tools {
namespace {

using models::Capacity;
using models::CapacityGain;
using models::CapacityLevel;
using Row = std::vector<Table::Cell>;

// For each level one cell.
template <class Cell>
Row row_of(const std::string& label, const std::vector<CapacityLevel>& curve, const Cell& cell)
{
    Row row = {label};
    for (const CapacityLevel& level : curve) row.push_back(cell(level));
    return row;
}

Style style_of(models::Verdict verdict)
{
    if (verdict == models::Verdict::met) return Style::plain;
    return verdict == models::Verdict::missed ? Style::bad : Style::caution;
}

// Rows of limits that are missed somewhere; the others would be a wall of numbers.
void add_figures(Table& table, const std::vector<CapacityLevel>& curve)
{
    for (std::size_t i = 0; i < curve.front().slo.size(); ++i) {
        const bool always_met = std::ranges::all_of(curve, [i](const CapacityLevel& level) {
            return level.slo[i].verdict == models::Verdict::met;
        });
        if (always_met) continue;
        const models::SloMetric metric = curve.front().slo[i].metric;
        table.add(row_of("  " + std::string(models::to_string(metric)), curve,
                         [&](const CapacityLevel& level) -> Table::Cell {
                             return {figure(level.slo[i].value, models::dimension_of(metric)),
                                     style_of(level.slo[i].verdict)};
                         }));
    }
}

std::string gain_cell(const sim::ConfidenceInterval& gain, const Terminal& terminal)
{
    if (std::isnan(gain.mean)) return "not known";
    if (gain.mean == 0) return "no gain";
    return fmt::format("{:+.1f} {} {:.1f}", gain.mean, plus_minus(terminal), gain.half_width());
}

std::string unlimited_cell(const CapacityGain& gain, const Terminal& terminal)
{
    return (gain.beyond_search ? "at least " : "") + gain_cell(gain.all, terminal);
}

// The step, infinity, and what gives out then.
void add_gain(Table& table, const std::vector<Capacity>& capacities, std::size_t index,
              const Terminal& terminal)
{
    const CapacityGain& first = capacities.front().gains[index];
    Row step = {"  " + first.resource, first.step};
    Row unlimited = {"", "without limit"};
    Row next = {"", "gives out then"};
    for (const Capacity& capacity : capacities) {
        const CapacityGain& gain = capacity.gains[index];
        step.emplace_back(gain_cell(gain.little, terminal));
        unlimited.emplace_back(unlimited_cell(gain, terminal));
        next.emplace_back(gain.next.empty() ? "-" : gain.next);
    }
    table.add(step);
    table.add(unlimited);
    table.add(next);
}

bool knows_gains(const Capacity& capacity)
{
    return capacity.gains.front().known();
}

bool gains_anywhere(const std::vector<Capacity>& capacities, std::size_t index)
{
    return std::ranges::any_of(
        capacities, [index](const Capacity& capacity) { return capacity.gains[index].gains(); });
}

}  // namespace

std::string shape_text(const Capacity& capacity)
{
    const double steep = models::steepness(capacity.curve);
    if (std::isnan(steep)) return "";
    if (std::isinf(steep)) {
        return wrapped("", "A cliff: beyond it happens what must not happen at all.");
    }
    return wrapped("", fmt::format("{}: for each per cent of users beyond it the worst figure is "
                                   "{:.1f} % further beyond its limit.",
                                   steep > 1 ? "A cliff" : "A slope", steep));
}

std::string curve_text(const Capacity& capacity, const Terminal& terminal)
{
    if (capacity.curve.empty() || capacity.users == 0) return "";
    Row header = {fmt::format("Around it ({})", capacity.platform)};
    for (const CapacityLevel& level : capacity.curve)
        header.emplace_back(counted(level.users, "user"));
    Table table(header);
    table.add(row_of("  of the capacity", capacity.curve, [](const CapacityLevel& level) {
        return Table::Cell(fmt::format("{:.0f} %", 100 * level.share));
    }));
    table.add(row_of("  SLO held in", capacity.curve, [](const CapacityLevel& level) {
        return Table::Cell(fmt::format("{} of {}", level.held, level.replications));
    }));
    add_figures(table, capacity.curve);
    return '\n' + table.text(terminal) + shape_text(capacity);
}

std::string gains_text(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    const auto& first = capacities.front().gains;
    if (first.empty()) return "";
    if (std::ranges::none_of(capacities, knows_gains)) {
        return wrapped("", "What more would buy is not known: the search ended at max_users.");
    }
    Row header = {"What the next step buys, in users", ""};
    for (const Capacity& capacity : capacities) header.emplace_back(capacity.platform);
    Table table(header);
    table.align_left(1);
    std::vector<std::string> without;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (gains_anywhere(capacities, i)) {
            add_gain(table, capacities, i, terminal);
        } else {
            without.push_back(first[i].resource);
        }
    }
    const std::string none =
        without.empty() ? "" : wrapped("", "No gain from " + models::enumerated(without) + ".");
    const std::string how = wrapped(
        "",
        "With rates in place of frames (resolution flow), the same random numbers on both sides.");
    return '\n' + (table.empty() ? "" : table.text(terminal)) + none + how;
}

}  // namespace tools
