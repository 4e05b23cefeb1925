#include "tools/comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/capacity_text.hpp"
#include "tools/prediction_text.hpp"

namespace tools {
namespace {

using Row = std::vector<Table::Cell>;

constexpr std::size_t most_pairs = 6;  // those of four; more with --verbose

std::string titles_text(const Entries& entries, const Terminal& terminal)
{
    std::string text;
    for (const Entry& entry : entries.list) {
        text += title_line(entry.scenario, terminal);
        if (entries.compared == Compared::platforms) return text;
        if (entries.compared == Compared::scenarios) continue;
        return text + "on " + entry.scenario.platforms.front().name + '\n';
    }
    return text;
}

std::string table_text(const Comparison& comparison, const Terminal& terminal)
{
    constexpr const char* firsts[] = {"Platform", "Variant", "Scenario"};
    const bool scenarios = comparison.compared == Compared::scenarios;
    const ComparedCapacity& first = comparison.contenders.front();
    Row header = {firsts[static_cast<std::size_t>(comparison.compared)]};
    if (scenarios) header.emplace_back("Platform");
    const std::string level = fmt::format("{:.6g} % interval", 100 * comparison.level);
    for (const std::string& title :
         {std::string("Users"), level, std::string("Limited by"), "Difference to " + first.name,
          std::string("CPU, whole run"), std::string("ratio")}) {
        header.emplace_back(title);
    }
    Table table(header);
    if (scenarios) table.align_left(1);
    table.align_left(scenarios ? 4 : 3);
    for (const ComparedCapacity& one : comparison.contenders) {
        Row row = {one.name};
        if (scenarios) row.emplace_back(one.capacity.platform);
        row.emplace_back(users_text(one.capacity), Style::bold);
        row.emplace_back(users_between(one.capacity.interval));
        row.emplace_back(limit_name(one.capacity));
        row.emplace_back(one.difference ? difference_text(*one.difference, one.capacity,
                                                          first.capacity, terminal)
                                        : "baseline");
        row.emplace_back(percent(total(one.run, "cpu_utilization")));
        row.emplace_back(fmt::format("{:.3f}", one.cpu_ratio));
        table.add(row);
    }
    return table.text(terminal);
}

// Of two there is one pair, which the table has.
std::string pairs_table(const Comparison& comparison, bool verbose, const Terminal& terminal)
{
    const std::size_t count = comparison.pairs.size();
    if (count == 1) return "";
    if (count > most_pairs && !verbose) {
        return wrapped("", fmt::format("--verbose lists the differences of all {} pairs.", count));
    }
    Table table({"All pairs at once", "Difference"});
    for (const sim::PairwiseDifference& pair : comparison.pairs) {
        const ComparedCapacity& one = comparison.contenders[pair.a];
        const ComparedCapacity& other = comparison.contenders[pair.b];
        table.add({one.name + " - " + other.name,
                   difference_text(pair.difference, one.capacity, other.capacity, terminal)});
    }
    return '\n' + table.text(terminal);
}

// Where the platform does not matter, nothing more has to be said about pairs.
std::string words_text(const Comparison& comparison, const std::vector<models::Capacity>& all)
{
    const bool differ = std::ranges::any_of(comparison.pairs, &sim::PairwiseDifference::differ);
    if (comparison.compared == Compared::platforms && !differ) {
        const std::string same = no_difference_text(all);
        if (!same.empty()) return same;
    }
    const std::string best = best_in_words(comparison);
    const bool said = differ && comparison.pairs.size() == 1;  // of two, by who is the best
    return (best.empty() ? "" : wrapped("", best)) +
           (said ? "" : wrapped("", pairs_in_words(comparison)));
}

std::string run_sentence(const Comparison& comparison)
{
    const double minutes = comparison.contenders.front().run.minutes;
    const bool same = std::ranges::all_of(comparison.contenders, [&](const ComparedCapacity& one) {
        return one.run.minutes == minutes;
    });
    return "CPU of the whole workload from one run" +
           (same ? fmt::format(" of {:.4g} min", minutes) : "") +
           " with rates in place of frames (resolution flow).";
}

std::string basis_text(const Comparison& comparison)
{
    std::string text = "Same random numbers for each";
    if (comparison.seeds_differed) text += ", with the seed of the first";
    text += fmt::format("; differences of means over {} {} at a {:.6g} % level",
                        comparison.observations, comparison.drawn ? "draws" : "replications",
                        100 * comparison.level);
    if (comparison.pairs.size() > 1) {
        text += fmt::format(", those of all {} pairs together", comparison.pairs.size());
    }
    if (comparison.compared == Compared::scenarios) {
        text += "; each scenario on the first of its platforms";
    }
    return wrapped("", text + ". " + run_sentence(comparison));
}

std::string predictions_text(const std::vector<models::Capacity>& capacities,
                             const Terminal& terminal)
{
    const std::string text = prediction_text(capacities, terminal);
    if (text.empty()) return "";
    return wrapped("",
                   "Where standard errors were drawn, differences are by draw, the same on "
                   "both sides, and span what the true values may be.") +
           '\n' + text;
}

std::string gain_text(const Comparison& comparison)
{
    std::string text;
    for (const ComparedCapacity& one : comparison.contenders) {
        if (!one.pairing_gain) continue;
        text += fmt::format("{}{} {:.3g} ({:.3g} .. {:.3g})", text.empty() ? "" : ", ", one.name,
                            one.pairing_gain->mean, one.pairing_gain->low, one.pairing_gain->high);
    }
    if (text.empty()) return "";
    return wrapped("", "Times as many replications without common random numbers: " + text + ".");
}

}  // namespace

std::string difference_text(const sim::ConfidenceInterval& difference, const models::Capacity& one,
                            const models::Capacity& other, const Terminal& terminal)
{
    if (one.beyond_search && other.beyond_search) return "not known";
    if (one.beyond_search) return fmt::format("at least {:+.1f}", difference.mean);
    if (other.beyond_search) return fmt::format("at most {:+.1f}", difference.mean);
    return fmt::format("{:+.1f} {} {:.1f}", difference.mean, plus_minus(terminal),
                       difference.half_width());
}

std::string comparison_text(const Entries& entries, const Comparison& comparison, bool verbose,
                            const Terminal& terminal)
{
    const auto capacities = capacities_of(comparison);
    std::string text = titles_text(entries, terminal) + '\n' + table_text(comparison, terminal);
    text += words_text(comparison, capacities);
    text += pairs_table(comparison, verbose, terminal) + basis_text(comparison);
    if (verbose) text += gain_text(comparison);
    return text + predictions_text(capacities, terminal) + warnings_text(capacities, terminal);
}

}  // namespace tools
