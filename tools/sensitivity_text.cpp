#include <fmt/format.h>

#include <algorithm>

#include "models/finding.hpp"
#include "models/unit.hpp"
#include "tools/capacity_text.hpp"
#include "tools/sensitivity_answer.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using models::ParameterEffect;
using models::Sensitivity;
using models::SensitivityMethod;

std::string with_users(const Sensitivity& sensitivity, double value)
{
    const char* unit = value == 1 ? " user" : " users";
    return response_figure(sensitivity, value) + (sensitivity.options.response ? "" : unit);
}

// "the capacity on kvm", "cpu_utilization of 48 users on kvm"
std::string response_words(const Sensitivity& sensitivity)
{
    if (!sensitivity.options.response) return "the capacity on " + sensitivity.platform;
    return fmt::format("{} of {} on {}", response_name(sensitivity.options),
                       counted(sensitivity.users, "user"), sensitivity.platform);
}

// What the parameter does over its range, as the end of a sentence.
std::string consequence(const Sensitivity& sensitivity, const ParameterEffect& effect)
{
    const std::string response = response_words(sensitivity);
    switch (sensitivity.options.method) {
        case SensitivityMethod::one_at_a_time:
            return fmt::format("takes {} from {} to {}, the others as they stand", response,
                               response_figure(sensitivity, effect.at_low),
                               with_users(sensitivity, effect.at_high));
        case SensitivityMethod::morris:
            return fmt::format("moves {} by {} in the mean (mu*), wherever the others are",
                               response, with_users(sensitivity, effect.strength.mean));
        case SensitivityMethod::sobol:
            return fmt::format("makes {} of the variance of {}, interactions included",
                               percent(std::min(1.0, effect.strength.mean)), response);
    }
    return "";
}

std::string doubt_about_first(const Sensitivity& sensitivity)
{
    if (models::first_stands_out(sensitivity)) return "";
    const bool exact = sensitivity.effects[0].strength.half_width() <= 0 &&
                       sensitivity.effects[1].strength.half_width() <= 0;
    const std::string next = models::key_quoted(sensitivity.effects[1].parameter.name);
    if (exact) return fmt::format(" {} moves it as much.", next);
    return fmt::format(
        " Whether {} comes first instead is not certain, the intervals overlap; more --samples may "
        "tell.",
        next);
}

std::string headline(const Sensitivity& sensitivity)
{
    if (sensitivity.effects.empty()) {
        return fmt::format("Nothing to measure first: no parameter on {} is assumed with a range.",
                           sensitivity.platform);
    }
    const ParameterEffect& first = sensitivity.effects.front();
    if (!models::moves(sensitivity, first)) {
        return fmt::format(
            "Nothing to measure first: none of {} moves {}, {} as they stand, over its range.",
            counted(static_cast<long>(sensitivity.effects.size()), "assumed parameter"),
            response_words(sensitivity), with_users(sensitivity, sensitivity.response));
    }
    const models::Parameter& parameter = first.parameter;
    return fmt::format("Measure {} first: from {} to {}, the range it is assumed in, it {}.{}",
                       models::key_quoted(parameter.name),
                       models::print_quantity(parameter.low, parameter.dimension),
                       models::print_quantity(parameter.high, parameter.dimension),
                       consequence(sensitivity, first), doubt_about_first(sensitivity));
}

std::string samples_words(const Sensitivity& sensitivity)
{
    constexpr const char* units[] = {"replication", "trajectory", "sample"};
    const auto method = static_cast<std::size_t>(sensitivity.options.method);
    const int samples = sensitivity.options.samples;
    if (method == 1) return fmt::format("{} trajectories", samples);
    return counted(samples, units[method]);
}

std::string how_text(const models::Scenario& scenario, const Sensitivity& sensitivity)
{
    const auto method = static_cast<std::size_t>(sensitivity.options.method);
    std::string text = fmt::format(
        "{}, {}, {} evaluations with rates in place of frames (resolution flow), the same random "
        "numbers in each.",
        models::sensitivity_methods[method], samples_words(sensitivity), sensitivity.evaluations);
    if (method != 0) text += " Every value in a range counts as equally likely.";
    if (scenario.platforms.size() > 1) {
        text += fmt::format(
            " {} alone, the first of the scenario's platforms; --platform names "
            "another.",
            sensitivity.platform);
    }
    return wrapped("", text);
}

std::string warning_line(const std::string& sentence, const Terminal& shown)
{
    const std::string mark = "Warning:";
    return styled(mark, Style::caution, shown) + wrapped(mark + ' ', sentence).substr(mark.size());
}

std::string warnings_text(const models::Scenario& scenario, const Sensitivity& sensitivity,
                          const Terminal& shown)
{
    std::string text;
    const models::SensitivityOptions& options = sensitivity.options;
    if (options.method == SensitivityMethod::sobol &&
        options.samples < models::default_samples(options.method)) {
        text += warning_line(
            fmt::format("with fewer than {} samples some parameters resemble each other in Sobol's "
                        "sequence, and no interval knows it; only for a first look",
                        models::default_samples(options.method)),
            shown);
    }
    if (sensitivity.beyond > 0) {
        text += warning_line(
            fmt::format("in {} of {} evaluations the SLO still held at max_users = {}; effects may "
                        "be larger, raise max_users",
                        sensitivity.beyond, sensitivity.evaluations, scenario.max_users),
            shown);
    }
    return text;
}

std::string next_text(const Sensitivity& sensitivity, const std::string& path)
{
    const std::string next = "\nNext: bbbcap ";
    const std::string file = shell_word(path);
    if (sensitivity.effects.empty()) return next + "capacity " + file + '\n';
    if (!models::moves(sensitivity, sensitivity.effects.front())) {
        // a capacity that the links limit hides what the CPU has to do
        const bool capacity = !sensitivity.options.response;
        const std::string response = capacity ? "cpu_utilization" : "capacity";
        return next + "sensitivity " + file + " --response " + response + '\n';
    }
    const bool simple = sensitivity.options.method == SensitivityMethod::one_at_a_time;
    return next + (simple ? "sensitivity " + file + " --method sobol" : "capacity " + file) + '\n';
}

}  // namespace

std::string response_name(const models::SensitivityOptions& options)
{
    return options.response ? models::to_string(*options.response) : "capacity";
}

std::string response_figure(const Sensitivity& sensitivity, double value)
{
    const auto& metric = sensitivity.options.response;
    return figure(value, metric ? models::dimension_of(*metric) : models::Dimension::count);
}

std::string sensitivity_text(const models::Scenario& scenario, const Sensitivity& sensitivity,
                             const Arguments& arguments)
{
    const Terminal shown = terminal(arguments.colour);
    std::string text = wrapped("", headline(sensitivity)) + '\n' + title_line(scenario, shown);
    text += sensitivity_table(sensitivity, arguments.verbose, shown);
    if (!sensitivity.effects.empty()) text += how_text(scenario, sensitivity);
    text += warnings_text(scenario, sensitivity, shown);
    return text + next_text(sensitivity, arguments.operands.front());
}

}  // namespace tools
