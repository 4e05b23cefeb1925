#include <cmath>

#include "tools/sweep/cells.hpp"
#include "tools/sweep/summary.hpp"

namespace tools {
namespace {

// Empty where there is no number.
std::string real(double value)
{
    return std::isfinite(value) ? csv_cell(value) : "";
}

std::string answers_table(const std::vector<ShownAnswer>& answers,
                          const std::vector<const Objective*>& objectives, const Summary& summary)
{
    std::string text = "point,contender";
    for (const ResultColumn& factor : summary.factors) text += ',' + csv_text(factor.name);
    for (const Objective* one : objectives) text += ',' + csv_text(one->formula.text);
    text += ",precise,outside,ties\n";
    for (const ShownAnswer& answer : answers) {
        text += std::to_string(answer.point) + ',' + std::to_string(answer.contender);
        for (const Cell& factor : answer.factors) text += ',' + csv_cell(factor);
        for (const double value : answer.values) text += ',' + real(value);
        text += answer.precise ? ",1" : ",0";
        text += answer.outside ? ",1," : ",0,";
        text += std::to_string(answer.ties) + '\n';
    }
    return text;
}

std::string effects_table(const std::vector<ResponseEffects>& responses)
{
    std::string text = "response,factor,share,level,answers,mean,effect,low,high,replications\n";
    for (const ResponseEffects& of : responses) {
        for (const MainEffect& effect : of.effects) {
            for (const LevelEffect& level : effect.levels) {
                text += csv_text(of.response) + ',' + csv_text(effect.factor) + ',' +
                        real(effect.share) + ',' + csv_text(level.level) + ',' +
                        std::to_string(level.answers) + ',' + real(level.mean) + ',' +
                        real(level.effect) + ',' +
                        (level.interval ? real(level.interval->low) : "") + ',' +
                        (level.interval ? real(level.interval->high) : "") + ',' +
                        std::to_string(of.replications) + '\n';
            }
        }
    }
    return text;
}

}  // namespace

std::string summary_table(const Summary& summary, const std::string& table)
{
    if (table == "effects") return effects_table(summary.effects);
    if (table == "best") {
        return answers_table(summary.best->shown, {&summary.best->objective}, summary);
    }
    const ParetoFront& front = *summary.front;
    return answers_table(front.shown, {&front.first, &front.second}, summary);
}

}  // namespace tools
