#include <fmt/format.h>

#include <algorithm>

#include "tools/capacity_text.hpp"
#include "tools/ramp_answer.hpp"

namespace tools {
namespace {

using calibration::Measured;
using calibration::Moment;
using calibration::NullScore;
using calibration::Trouble;
using calibration::ValidatedQuantity;

std::string value_text(double value, Measured quantity)
{
    if (quantity == Measured::cpu) return fmt::format("{:.3f} cores", value);
    return figure(value, dimension_of(quantity));
}

std::string name_of(Measured quantity)
{
    if (quantity == Measured::cpu) return "CPU";
    return quantity == Measured::memory ? "Memory" : "Sent";
}

std::string skill_text(const NullScore& score)
{
    return score.skill ? fmt::format("{:+.2f}", *score.skill) : "-";
}

std::string relative(double error, const ValidatedQuantity& one)
{
    return one.mean_measured > 0 ? percent(error / one.mean_measured) : "-";
}

std::string scores_text(const RampAnswer& answer, const Terminal& terminal)
{
    Table table({"Quantity", "Samples", "Measured, mean", "Bias", "Mean abs. error",
                 fmt::format("In {:.6g} % interval", 100 * answer.options.level), "Null error",
                 "Skill", "Over proportion"});
    for (const ValidatedQuantity& one : answer.validation.quantities) {
        const bool has_mean = one.mean_measured > 0;
        table.add({name_of(one.quantity), std::to_string(one.samples),
                   value_text(one.mean_measured, one.quantity),
                   has_mean ? signed_percent(one.bias / one.mean_measured) : "-",
                   relative(one.mean_absolute_error, one), percent(one.coverage),
                   relative(one.null.error, one), skill_text(one.null),
                   one.in_proportion ? skill_text(*one.in_proportion) : "-"});
    }
    return table.text(terminal);
}

std::string explanation(const RampAnswer& answer)
{
    const auto& quantities = answer.validation.quantities;
    std::string text = wrapped(
        "",
        "Errors are of the mean measured. The null prediction is that mean, whatever the users; "
        "the skill is the part of its error that the model takes away. The other rule takes "
        "the first time with users and multiplies by users; only the samples after it count.");
    const bool constant = std::any_of(quantities.begin(), quantities.end(),
                                      [](const auto& one) { return !one.null.skill; });
    if (constant) {
        text += wrapped("",
                        "Where nothing changed, the null prediction has no error and there is "
                        "no skill to tell.");
    }
    return text + wrapped("", fmt::format("Intervals are for one sample of {:.4g} s of one further "
                                          "server: {} of {} each; the error of the "
                                          "measurement itself is not in them.",
                                          answer.options.span,
                                          answer.options.calibration_error
                                              ? "parameters with standard errors drawn, "
                                                "replications"
                                              : "replications",
                                          counted(answer.options.spans, "span")));
}

std::string moment_text(const std::optional<Moment>& moment, const calibration::MeasuredRamp& ramp)
{
    if (!moment) return "not seen";
    return fmt::format("{:.6g} s, {}", moment->time - ramp.times.front(),
                       counted(std::lround(moment->users), "user"));
}

std::string sign_text(const Trouble& trouble)
{
    if (!trouble.measurable) return "SLO broken";
    const Measured quantity = trouble.sign == to_string(Measured::cpu)      ? Measured::cpu
                              : trouble.sign == to_string(Measured::memory) ? Measured::memory
                                                                            : Measured::sent;
    return fmt::format("{} at least {}", name_of(quantity), value_text(trouble.limit, quantity));
}

bool shows(const Trouble& trouble)
{
    return trouble.measured || trouble.predicted || trouble.earliest || trouble.latest;
}

// Signs that show on no ramp.
std::string quiet_text(const std::vector<Trouble>& troubles)
{
    std::vector<std::string> quiet;
    for (const Trouble& trouble : troubles) {
        const std::string sign = sign_text(trouble);
        const bool anywhere = std::any_of(troubles.begin(), troubles.end(), [&](const auto& one) {
            return shows(one) && sign_text(one) == sign;
        });
        const bool told = std::find(quiet.begin(), quiet.end(), sign) != quiet.end();
        if (!anywhere && !told) quiet.push_back(sign);
    }
    if (quiet.empty()) return "";
    return wrapped("", fmt::format("Neither measured nor predicted on {}: {}.",
                                   troubles.back().ramp == 0 ? "this ramp" : "these ramps",
                                   fmt::join(quiet, ", ")));
}

std::string troubles_text(const RampAnswer& answer, const Terminal& terminal)
{
    const auto& troubles = answer.validation.troubles;
    Table table({"First moment of trouble", "Ramp", "Measured", "Predicted", "At the earliest",
                 "At the latest"});
    for (const Trouble& trouble : troubles) {
        if (!shows(trouble)) continue;
        const auto& ramp = answer.ramps[trouble.ramp];
        table.add({sign_text(trouble), std::to_string(trouble.ramp + 1),
                   trouble.measurable ? moment_text(trouble.measured, ramp) : "cannot be",
                   moment_text(trouble.predicted, ramp), moment_text(trouble.earliest, ramp),
                   moment_text(trouble.latest, ramp)});
    }
    if (table.empty())
        return styled("First moment of trouble", Style::bold, terminal) + "\n" +
               quiet_text(troubles);
    return table.text(terminal) + quiet_text(troubles);
}

// Word by word, as a whole note would be cut.
std::string note_text(const std::string& note)
{
    std::string text;
    for (std::size_t begin = 0; begin <= note.size();) {
        const std::size_t end = std::min(note.find(' ', begin), note.size());
        text += (begin > 0 ? " " : "") + models::printable(note.substr(begin, end - begin));
        begin = end + 1;
    }
    return wrapped("Note: ", text);
}

std::string head_text(const RampAnswer& answer)
{
    std::size_t samples = 0;
    for (const auto& ramp : answer.ramps) samples += ramp.times.size();
    return fmt::format("Against {}, {} with {} to {} users; {} predicted\n\n",
                       counted(static_cast<long>(answer.ramps.size()), "ramp"),
                       counted(static_cast<long>(samples), "moment"), answer.levels.front().users,
                       answer.levels.back().users,
                       counted(static_cast<long>(answer.levels.size()), "level"));
}

}  // namespace

std::string ramp_text(const RampAnswer& answer, const Terminal& terminal)
{
    std::string text = title_line(answer.scenario, terminal) + head_text(answer) +
                       scores_text(answer, terminal) + explanation(answer) + '\n' +
                       troubles_text(answer, terminal);
    for (const std::string& note : answer.notes) {
        text += note_text(note);
    }
    return text;
}

}  // namespace tools
