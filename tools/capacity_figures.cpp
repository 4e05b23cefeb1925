#include "tools/capacity_figures.hpp"

#include <algorithm>

namespace tools {
namespace {

using models::Capacity;
using Row = std::vector<Table::Cell>;

constexpr double least_use = 0.005;  // less is not shown

Style style_of(models::Verdict verdict)
{
    if (verdict == models::Verdict::met) return Style::good;
    return verdict == models::Verdict::missed ? Style::bad : Style::caution;
}

void add_section(Table& table, const std::string& name)
{
    table.add({{name, Style::bold}});
}

// The same limits in the same order on every platform.
void add_slo(Table& table, const std::vector<Capacity>& capacities)
{
    for (std::size_t i = 0; i < capacities.front().slo.size(); ++i) {
        const models::LimitFigure& first = capacities.front().slo[i];
        Row row = {"  " + std::string(models::to_string(first.metric)),
                   limit_text({first.metric, first.limit})};
        for (const Capacity& capacity : capacities) {
            const models::LimitFigure& found = capacity.slo.at(i);
            const bool met = found.verdict == models::Verdict::met;
            const std::string value = figure(found.value, models::dimension_of(found.metric));
            row.push_back({met ? value : value + " " + models::to_string(found.verdict),
                           style_of(found.verdict)});
        }
        table.add(row);
    }
}

void add_resources(Table& table, const std::vector<Capacity>& capacities)
{
    for (const auto& use : capacities.front().resources) {
        const bool idle =
            std::all_of(capacities.begin(), capacities.end(), [&](const Capacity& capacity) {
                return models::use_of(use.resource, capacity.resources) < least_use;
            });
        if (idle) continue;
        Row row = {"  " + use.resource, ""};
        for (const Capacity& capacity : capacities) {
            row.emplace_back(percent(models::use_of(use.resource, capacity.resources)));
        }
        table.add(row);
    }
}

std::string said_by(const models::CrossCheck& check)
{
    const std::string high = figure(check.high, check.dimension);
    if (check.low <= 0) return "at most " + high;
    return check.low == check.high ? high : figure(check.low, check.dimension) + " .. " + high;
}

// What a law or rule says beside what was simulated; in one row where it says the same everywhere.
void add_checks(Table& table, const std::vector<Capacity>& capacities)
{
    for (std::size_t i = 0; i < capacities.front().checks.size(); ++i) {
        const std::string said = said_by(capacities.front().checks[i]);
        const bool same = std::ranges::all_of(capacities, [&](const Capacity& capacity) {
            return said_by(capacity.checks[i]) == said;
        });
        Row law = {"  " + capacities.front().checks[i].name, ""};
        Row simulated = {same ? law.front() : "    simulated", same ? said : ""};
        for (const Capacity& capacity : capacities) {
            const models::CrossCheck& check = capacity.checks[i];
            law.emplace_back(said_by(check));
            simulated.push_back({figure(check.simulated.mean, check.dimension),
                                 check.agrees() ? Style::plain : Style::caution});
        }
        if (!same) table.add(law);
        table.add(simulated);
    }
}

}  // namespace

std::string figures_text(const models::Scenario& scenario, const std::vector<Capacity>& capacities,
                         const Terminal& terminal)
{
    Row header = {"At that many users", "limit"};
    for (const Capacity& capacity : capacities) header.emplace_back(capacity.platform);
    Table table(header);
    table.align_left(1);
    add_section(table, "SLO " + scenario.slo.name);
    add_slo(table, capacities);
    add_section(table, "Resources");
    add_resources(table, capacities);
    add_section(table, "Cross-checks");
    add_checks(table, capacities);
    return table.text(terminal);
}

}  // namespace tools
