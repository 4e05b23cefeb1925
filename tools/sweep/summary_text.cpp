#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/sweep/summary.hpp"
#include "tools/sweep/sweep.hpp"

namespace tools {
namespace {

constexpr int bar_width = 8;  // to each side
constexpr std::size_t longest_cell = 40;

std::string cut(const std::string& text)
{
    return text.size() <= longest_cell ? text : text.substr(0, longest_cell - 3) + "...";
}

std::string shown_number(double value, const std::string& unit)
{
    return std::isfinite(value) ? shown(value, unit) : "-";
}

std::string signed_number(double value, const std::string& unit)
{
    const std::string text = shown_number(std::abs(value), unit);
    return (value < 0 ? "-" : "+") + text;
}

std::string level_text(double level)
{
    return fmt::format("{:.4g} %", 100 * level);
}

std::string heading_text(const Summary& summary)
{
    std::string text = fmt::format("{}: {} of {} points done, {} failed\n", summary.name,
                                   grouped(summary.counts.done), grouped(summary.points),
                                   grouped(summary.counts.failed));
    text += fmt::format("{}, {} not precise (~); {} outside of what is calibrated (*)\n",
                        counted(static_cast<long>(summary.answers), "answer"),
                        grouped(summary.imprecise),
                        counted(static_cast<long>(summary.outside), "point"));
    return text;
}

std::string constraints_text(const std::vector<std::string>& under)
{
    std::string text;
    for (const std::string& one : under) text += (text.empty() ? " under " : " and ") + one;
    return text;
}

std::string answers_table(const std::vector<ShownAnswer>& answers,
                          const std::vector<const Objective*>& objectives, const Summary& summary,
                          const Terminal& terminal)
{
    std::vector<Table::Cell> header = {"point"};
    for (const Objective* one : objectives) header.emplace_back(cut(one->formula.text));
    for (const ResultColumn& factor : summary.factors) {
        header.emplace_back(cut(printable(factor.name)));
    }
    header.emplace_back("same");
    Table table(std::move(header));
    for (std::size_t i = 0; i < std::min(answers.size(), summary.top); ++i) {
        const ShownAnswer& answer = answers[i];
        std::vector<Table::Cell> row = {fmt::format(
            "{}{}{}", answer.point, answer.precise ? "" : "~", answer.outside ? "*" : "")};
        for (std::size_t j = 0; j < objectives.size(); ++j) {
            row.emplace_back(shown_number(answer.values[j], objectives[j]->formula.unit));
        }
        for (std::size_t j = 0; j < summary.factors.size(); ++j) {
            row.emplace_back(cut(shown(answer.factors[j], summary.factors[j].unit)));
        }
        row.emplace_back(answer.ties > 0 ? fmt::format("+{}", grouped(answer.ties)) : "");
        table.add(std::move(row));
    }
    return table.text(terminal, "  ");
}

// What can be said of the first two, and of no others.
std::string lead_text(const BestPoints& best)
{
    const ShownAnswer& first = best.shown[0];
    const std::string& unit = best.objective.formula.unit;
    if (!best.objective.formula.by_replication) {
        return wrapped("  ",
                       "No replications of it are stored: nothing is known of the "
                       "difference between first and second.");
    }
    if (!best.lead) {
        return wrapped("  ",
                       "Fewer than two replications: nothing is known of the difference "
                       "between first and second.");
    }
    const double sign = best.objective.least ? -1 : 1;
    const double low = std::min(sign * best.lead->low, sign * best.lead->high);
    const double high = std::max(sign * best.lead->low, sign * best.lead->high);
    const std::string verdict = low > 0    ? "that one is better than the second."
                                : high < 0 ? "by replication the second is better."
                                           : "which of the two is better is not decided.";
    return wrapped(
        "  ",
        fmt::format("Point {} less the second: {}, {} interval {} .. {} from {} "
                    "under the same random numbers: {}",
                    first.point, signed_number(best.lead->mean, unit), level_text(best.lead->level),
                    signed_number(best.lead->low, unit), signed_number(best.lead->high, unit),
                    counted(static_cast<long>(best.pairs), "replication"), verdict));
}

std::string best_text(const BestPoints& best, const Summary& summary, const Terminal& terminal)
{
    std::string text =
        fmt::format("\n{}{}: {} of {}\n", best.objective.text(), constraints_text(best.under),
                    grouped(best.admitted), counted(static_cast<long>(best.answers), "answer"));
    if (best.shown.empty()) return text + "  none\n";
    text += answers_table(best.shown, {&best.objective}, summary, terminal);
    if (best.admitted < 2) return text;
    text += lead_text(best) + '\n';
    return text +
           wrapped("  ",
                   fmt::format("The best of {} by its estimate tends to look better than it is; "
                               "another seed tells.",
                               grouped(best.admitted)));
}

// From the middle, to the left where it is negative.
std::string bar(double effect, double largest, const Terminal& terminal)
{
    const double share = largest > 0 && std::isfinite(effect) ? effect / largest : 0;
    const int length = static_cast<int>(std::lround(std::abs(share) * bar_width));
    const char* block = terminal.utf8 ? "█" : "#";
    std::string blocks;
    for (int i = 0; i < length; ++i) blocks += block;
    const std::string axis = terminal.utf8 ? "│" : "|";
    const auto spaces = [](int count) { return std::string(static_cast<std::size_t>(count), ' '); };
    if (share < 0) return spaces(bar_width - length) + blocks + axis + spaces(bar_width);
    return spaces(bar_width) + axis + blocks + spaces(bar_width - length);
}

double largest_effect(const std::vector<MainEffect>& effects)
{
    double largest = 0;
    for (const MainEffect& effect : effects) {
        for (const LevelEffect& level : effect.levels) {
            if (std::isfinite(level.effect)) largest = std::max(largest, std::abs(level.effect));
        }
    }
    return largest;
}

void add_rows(const MainEffect& effect, const ResponseEffects& of, const Terminal& terminal,
              double largest, Table& table)
{
    bool first = true;
    for (const LevelEffect& level : effect.levels) {
        std::string interval = "-";
        if (level.interval) {
            interval = signed_number(level.interval->low, of.unit) + " .. " +
                       signed_number(level.interval->high, of.unit);
        }
        table.add({first ? cut(printable(effect.factor)) : "", first ? percent(effect.share) : "",
                   cut(level.level), grouped(level.answers), shown_number(level.mean, of.unit),
                   std::isfinite(level.effect) ? signed_number(level.effect, of.unit) : "-",
                   interval, bar(level.effect, largest, terminal)});
        first = false;
    }
}

std::string effects_text(const ResponseEffects& of, const Summary& summary,
                         const Terminal& terminal)
{
    std::string text = fmt::format("\nmain effects on {}, mean {} of {}\n", printable(of.response),
                                   shown_number(of.mean, of.unit),
                                   counted(static_cast<long>(of.answers), "answer"));
    if (of.effects.empty()) return text + "  none\n";
    Table table({"factor", "share", "level", "answers", "mean", "effect",
                 level_text(summary.level) + " interval", ""});
    for (std::size_t i = 0; i < std::min(of.effects.size(), summary.top); ++i) {
        add_rows(of.effects[i], of, terminal, largest_effect(of.effects), table);
    }
    text += table.text(terminal, "  ");
    if (of.effects.size() > summary.top) {
        text += fmt::format("  and {} weaker factors; --top tells more\n",
                            of.effects.size() - summary.top);
    }
    for (const std::string& factor : of.left_out) {
        text += fmt::format("  {} is left out: too many different words\n", printable(factor));
    }
    return text;
}

std::string effects_note(const Summary& summary)
{
    const bool any = std::any_of(summary.effects.begin(), summary.effects.end(),
                                 [](const ResponseEffects& one) { return !one.effects.empty(); });
    if (!any) return "";
    return wrapped("  ",
                   "An effect is the mean at a level less the mean of all, share what the "
                   "levels have of the variance between answers. Interactions are left "
                   "out; of factors that move together each has the effect of both.");
}

std::string front_text(const ParetoFront& front, const Summary& summary, const Terminal& terminal)
{
    std::string text =
        fmt::format("\nPareto front of {} and {}{}, by the estimates: {}\n", front.first.text(),
                    front.second.text(), constraints_text(front.under),
                    grouped(front.shown.size() + front.beyond));
    if (front.shown.empty()) return text + "  none\n";
    text += answers_table(front.shown, {&front.first, &front.second}, summary, terminal);
    if (front.shown.size() + front.beyond > summary.top) {
        text += fmt::format("  and {} more; --top or --format csv tells them\n",
                            grouped(front.shown.size() + front.beyond - summary.top));
    }
    return text;
}

}  // namespace

std::string summary_text(const Summary& summary, const Terminal& terminal)
{
    std::string text = heading_text(summary);
    if (summary.best) text += best_text(*summary.best, summary, terminal);
    if (summary.front) text += front_text(*summary.front, summary, terminal);
    for (const ResponseEffects& one : summary.effects) text += effects_text(one, summary, terminal);
    return text + effects_note(summary);
}

}  // namespace tools
