#include "tools/sweep/figures.hpp"

#include <algorithm>
#include <limits>

#include "models/slo.hpp"
#include "models/words.hpp"
#include "tools/run_summary.hpp"
#include "tools/run_totals.hpp"
#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

using models::Capacity;

const std::string slo_prefix = "capacity.slo.";
const std::string resource_prefix = "capacity.resources.";

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Cell whole(std::int64_t number)
{
    return number;
}

struct CapacityFigure {
    const char* name;  // as in the documents of --json, where it is there
    const char* type;
    const char* meaning;
    bool interval;
    Cell (*of)(const Capacity& capacity);
};

const CapacityFigure capacity_figures[] = {
    {"users", "INTEGER", "largest level known to hold the SLO", true,
     [](const Capacity& c) { return whole(c.users); }},
    {"limit", "TEXT", "the resource that gives out first", false,
     [](const Capacity& c) { return Cell(c.limit.resource); }},
    {"limit_utilization", "REAL", "how much of it is in use", false,
     [](const Capacity& c) { return Cell(c.limit.utilization); }},
    {"limited_metric", "TEXT", "the limit of the SLO that breaks", false,
     [](const Capacity& c) { return Cell(std::string(models::to_string(c.limited_metric))); }},
    {"bound", "INTEGER", "no more users by the asymptotic bounds", false,
     [](const Capacity& c) { return whole(c.bound); }},
    {"by_law", "INTEGER", "users at full quality by the utilization law", false,
     [](const Capacity& c) { return whole(c.by_law); }},
    {"law_cpu_utilization", "REAL", "CPU at the capacity by the utilization law", false,
     [](const Capacity& c) { return Cell(c.checks.front().low); }},
    {"simulated_cpu_utilization", "REAL", "CPU at the capacity as simulated", false,
     [](const Capacity& c) { return Cell(c.checks.front().simulated.mean); }},
    {"search_low", "INTEGER", "level known to hold", false,
     [](const Capacity& c) { return whole(c.bracket.low()); }},
    {"search_high", "INTEGER", "level above which none holds", false,
     [](const Capacity& c) { return whole(c.bracket.high()); }},
    {"search_decided", "INTEGER", "1: the search came to its end within the budget", false,
     [](const Capacity& c) { return whole(c.bracket.narrow()); }},
    {"search_replications", "INTEGER", "replications that the search took", false,
     [](const Capacity& c) { return whole(c.bracket.replications()); }},
    {"evaluations", "INTEGER", "levels simulated", false,
     [](const Capacity& c) { return whole(c.evaluations); }},
    {"beyond_search", "INTEGER", "1: held up to max_users, the capacity is larger", false,
     [](const Capacity& c) { return whole(c.beyond_search); }},
    {"doubt_workload", "REAL", "share of the workload in the variance of the interval", false,
     [](const Capacity& c) { return Cell(c.prediction ? c.prediction->workload : none); }},
    {"doubt_calibration", "REAL", "share of the calibration in it", false,
     [](const Capacity& c) { return Cell(c.prediction ? c.prediction->calibration : none); }},
    {"doubt_simulation", "REAL", "share of the simulation in it", false,
     [](const Capacity& c) { return Cell(c.prediction ? c.prediction->simulation : none); }},
};

struct ComparedFigure {
    const char* name;
    const char* type;
    const char* meaning;
    bool interval;
    sim::ConfidenceInterval (*of)(const ComparedCapacity& compared);
};

sim::ConfidenceInterval alone(double value)
{
    return {value, none, none, 0};
}

const ComparedFigure compared_figures[] = {
    {"users", "INTEGER", "largest level known to hold the SLO", true,
     [](const ComparedCapacity& c) {
         return sim::ConfidenceInterval{double(c.capacity.users), c.capacity.interval.low,
                                        c.capacity.interval.high, c.capacity.interval.level};
     }},
    {"difference", "REAL", "users more than on the first platform of the point", true,
     [](const ComparedCapacity& c) { return c.difference ? *c.difference : alone(none); }},
    {"cpu_utilization", "REAL", "CPU, mean of the whole workload, resolution flow", false,
     [](const ComparedCapacity& c) { return alone(total(c.run, "cpu_utilization")); }},
    {"cpu_ratio", "REAL", "that over the first platform's", false,
     [](const ComparedCapacity& c) { return alone(c.cpu_ratio); }},
};

std::vector<Figure> plain_figures()
{
    std::vector<Figure> figures;
    for (const RunTotal& total : run_totals()) {
        figures.push_back({std::string("run.") + total.name, Source::run, "REAL",
                           unit_of(total.dimension), total.label, true, true});
    }
    for (const CapacityFigure& one : capacity_figures) {
        const std::string name = one.name;
        figures.push_back({"capacity." + name, Source::capacity, one.type, "", one.meaning,
                           one.interval, name == "users"});
    }
    for (const std::string& metric : models::known_words<models::SloMetric>()) {
        const auto its = *models::from_word<models::SloMetric>(metric);
        figures.push_back({slo_prefix + metric, Source::capacity, "REAL",
                           unit_of(models::dimension_of(its)), "at the capacity", false, false});
    }
    for (const ComparedFigure& one : compared_figures) {
        figures.push_back({std::string("compare.") + one.name, Source::compare, one.type, "",
                           one.meaning, one.interval, false});
    }
    return figures;
}

double slo_value(const Capacity& capacity, const std::string& metric)
{
    for (const models::LimitFigure& figure : capacity.slo) {
        if (metric == models::to_string(figure.metric)) return figure.value;
    }
    return none;  // not of this SLO
}

// Not known where the scenario of the point has no such resource.
double resource_value(const Capacity& capacity, const std::string& resource)
{
    const auto found =
        std::find_if(capacity.resources.begin(), capacity.resources.end(),
                     [&](const models::ResourceUse& use) { return use.resource == resource; });
    return found == capacity.resources.end() ? none : found->utilization;
}

}  // namespace

std::optional<Figure> find_figure(const std::string& name)
{
    if (name.starts_with(resource_prefix) && name.size() > resource_prefix.size()) {
        return Figure{name, Source::capacity, "REAL", "", "in use at the capacity", false, false};
    }
    const std::vector<Figure> figures = plain_figures();
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [&](const Figure& figure) { return figure.name == name; });
    if (found == figures.end()) return std::nullopt;
    return *found;
}

std::vector<std::string> figure_names()
{
    std::vector<std::string> names;
    for (const Figure& figure : plain_figures()) names.push_back(figure.name);
    names.push_back(resource_prefix + "cpu");
    return names;
}

std::vector<std::string> columns_of(const Figure& figure)
{
    if (!figure.interval) return {figure.name};
    return {figure.name, figure.name + ".low", figure.name + ".high"};
}

void add_cells(const sim::ConfidenceInterval& interval, std::vector<Cell>& cells)
{
    cells.insert(cells.end(), {interval.mean, interval.low, interval.high});
}

void add_cells(const Figure& figure, const Capacity& capacity, std::vector<Cell>& cells)
{
    if (figure.name.starts_with(slo_prefix)) {
        cells.emplace_back(slo_value(capacity, figure.name.substr(slo_prefix.size())));
    }
    if (figure.name.starts_with(resource_prefix)) {
        cells.emplace_back(resource_value(capacity, resource_of(figure)));
    }
    for (const CapacityFigure& one : capacity_figures) {
        if (figure.name != std::string("capacity.") + one.name) continue;
        cells.push_back(one.of(capacity));
        if (!one.interval) continue;
        cells.emplace_back(capacity.interval.low);
        cells.emplace_back(capacity.interval.high);
    }
}

void add_cells(const Figure& figure, const ComparedCapacity& compared, std::vector<Cell>& cells)
{
    for (const ComparedFigure& one : compared_figures) {
        if (figure.name != std::string("compare.") + one.name) continue;
        const sim::ConfidenceInterval value = one.of(compared);
        if (figure.type == "INTEGER") {
            cells.push_back(whole(static_cast<std::int64_t>(value.mean)));
        } else {
            cells.emplace_back(value.mean);
        }
        if (!one.interval) continue;
        cells.emplace_back(value.low);
        cells.emplace_back(value.high);
    }
}

std::string resource_of(const Figure& figure)
{
    if (!figure.name.starts_with(resource_prefix)) return "";
    return figure.name.substr(resource_prefix.size());
}

std::vector<std::string> resources_of(const models::Scenario& scenario)
{
    std::vector<std::string> names = {"cpu", "memory", "disk", "network card"};
    for (const models::LinkSpec& link : scenario.links) names.push_back(link.name);
    for (const models::Component& component : scenario.profile.components) {
        names.push_back(component.name + " (single thread)");
    }
    return names;
}

}  // namespace tools
