#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/unit.hpp"
#include "tools/sensitivity_answer.hpp"

namespace tools {
namespace {

using models::ParameterEffect;
using models::Sensitivity;
using models::SensitivityMethod;

constexpr int bar_width = 24;
constexpr std::size_t most_shown = 10;

std::string range_text(const models::Parameter& parameter)
{
    return models::print_quantity(parameter.low, parameter.dimension) + " .. " +
           models::print_quantity(parameter.high, parameter.dimension);
}

// Ends of the bars: of all responses seen, or of 0 and the strongest.
std::pair<double, double> scale(const Sensitivity& sensitivity)
{
    if (sensitivity.options.method != SensitivityMethod::one_at_a_time) {
        return {0, sensitivity.effects.front().strength.mean};
    }
    std::pair<double, double> ends = {sensitivity.response, sensitivity.response};
    for (const ParameterEffect& effect : sensitivity.effects) {
        ends.first = std::min({ends.first, effect.at_low, effect.at_high});
        ends.second = std::max({ends.second, effect.at_low, effect.at_high});
    }
    return ends;
}

int column_of(double value, const std::pair<double, double>& ends)
{
    if (!(ends.second > ends.first)) return 0;
    const double share = (value - ends.first) / (ends.second - ends.first);
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * bar_width));
}

// One bar of a tornado, with a line where the response is as the parameters stand.
std::string bar(const Sensitivity& sensitivity, const ParameterEffect& effect, bool utf8)
{
    const auto ends = scale(sensitivity);
    const bool tornado = sensitivity.options.method == SensitivityMethod::one_at_a_time;
    const double from = tornado ? std::min(effect.at_low, effect.at_high) : 0;
    const double to = tornado ? std::max(effect.at_low, effect.at_high) : effect.strength.mean;
    const int middle = column_of(tornado ? sensitivity.response : 0, ends);
    const int first = std::min(column_of(from, ends), middle);
    const int last = std::max(column_of(to, ends), middle);
    std::string text;
    for (int column = 0; column <= bar_width; ++column) {
        if (column == middle) text += utf8 ? "│" : "|";
        if (column == bar_width) break;
        const bool filled = first <= column && column < last;
        text += filled ? (utf8 ? "█" : "#") : " ";
    }
    return text;
}

std::string index_figure(double index)
{
    return fmt::format("{:.2f}", std::round(100 * index) / 100 + 0.0);  // no "-0.00"
}

std::string between(const Sensitivity& sensitivity, const sim::ConfidenceInterval& interval)
{
    if (sensitivity.options.method == SensitivityMethod::sobol) {
        return index_figure(interval.low) + " .. " + index_figure(interval.high);
    }
    return response_figure(sensitivity, std::max(0.0, interval.low)) + " .. " +
           response_figure(sensitivity, interval.high);
}

std::vector<Table::Cell> header(const Sensitivity& sensitivity)
{
    const std::string level = fmt::format("{:.6g} % interval", 100 * sensitivity.options.level);
    switch (sensitivity.options.method) {
        case SensitivityMethod::one_at_a_time:
            return {"Assumed parameter", "Range", "at low", "at high", "Swing", level, "Bar"};
        case SensitivityMethod::morris:
            return {"Assumed parameter", "Range", "mu*", level, "mu", "sigma", "Bar"};
        case SensitivityMethod::sobol:
            return {"Assumed parameter", "Range", "Total", level, "First order", level, "Bar"};
    }
    return {};
}

std::vector<Table::Cell> row(const Sensitivity& sensitivity, const ParameterEffect& effect,
                             bool utf8)
{
    const auto shown = [&](double value) { return response_figure(sensitivity, value); };
    std::vector<Table::Cell> cells = {effect.parameter.name, range_text(effect.parameter)};
    const std::string interval = between(sensitivity, effect.strength);
    switch (sensitivity.options.method) {
        case SensitivityMethod::one_at_a_time:
            cells.insert(cells.end(), {shown(effect.at_low), shown(effect.at_high),
                                       shown(effect.strength.mean), interval});
            break;
        case SensitivityMethod::morris:
            cells.insert(cells.end(), {shown(effect.strength.mean), interval, shown(effect.mean),
                                       shown(effect.deviation)});
            break;
        case SensitivityMethod::sobol:
            cells.insert(cells.end(),
                         {index_figure(effect.strength.mean), interval,
                          index_figure(effect.first.mean), between(sensitivity, effect.first)});
            break;
    }
    cells.emplace_back(bar(sensitivity, effect, utf8));
    return cells;
}

}  // namespace

std::string sensitivity_table(const Sensitivity& sensitivity, bool all, const Terminal& shown)
{
    if (sensitivity.effects.empty()) return "";
    Table table(header(sensitivity));
    table.align_left(1);
    table.align_left(6);
    std::size_t moving = 0;
    std::size_t listed = 0;
    for (const ParameterEffect& effect : sensitivity.effects) {
        moving += models::moves(sensitivity, effect);
        if (!all && (listed == most_shown || !models::moves(sensitivity, effect))) continue;
        table.add(row(sensitivity, effect, shown.utf8));
        ++listed;
    }
    if (listed == 0) return wrapped("", "--verbose shows what each does.");
    const std::string text = table.text(shown);
    const auto less = static_cast<long>(moving - std::min(moving, listed));
    const auto still = static_cast<long>(sensitivity.effects.size() - moving);
    if (all || less + still == 0) return text;
    return text + wrapped("", fmt::format("Not listed: {} that {} it less, {} without effect; "
                                          "--verbose shows all.",
                                          less, less == 1 ? "moves" : "move", still));
}

}  // namespace tools
