#include "calibration/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/finding.hpp"

namespace calibration {
namespace {

void set(Conditions& conditions, std::string_view name, std::variant<double, std::string> value)
{
    const auto comes_before = [](const Condition& one, std::string_view other) {
        return one.name < other;
    };
    const auto place = std::lower_bound(conditions.begin(), conditions.end(), name, comes_before);
    if (place != conditions.end() && place->name == name) {
        place->value = std::move(value);
    } else {
        conditions.insert(place, {std::string(name), std::move(value)});
    }
}

bool is_finite(const Sample& sample)
{
    const auto holds = [](const Condition& condition) {
        const double* value = std::get_if<double>(&condition.value);
        return value == nullptr || std::isfinite(*value);
    };
    return std::isfinite(sample.value) &&
           std::all_of(sample.conditions.begin(), sample.conditions.end(), holds);
}

}  // namespace

const char* to_string(Better better)
{
    static constexpr const char* words[] = {"higher", "lower", "neither"};
    return words[static_cast<std::size_t>(better)];
}

void set_condition(Conditions& conditions, std::string_view name, double value)
{
    set(conditions, name, value);
}

void set_condition(Conditions& conditions, std::string_view name, std::string_view value)
{
    set(conditions, name, std::string(value));
}

const Condition* find_condition(const Conditions& conditions, std::string_view name)
{
    const auto has_name = [&](const Condition& one) { return one.name == name; };
    const auto found = std::find_if(conditions.begin(), conditions.end(), has_name);
    return found == conditions.end() ? nullptr : &*found;
}

std::string in_words(const Condition& condition)
{
    const double* value = std::get_if<double>(&condition.value);
    return value != nullptr ? fmt::format("{:.12g}", *value)
                            : models::printable(std::get<std::string>(condition.value));
}

std::string in_words(const Conditions& conditions)
{
    std::string text;
    for (const Condition& condition : conditions) {
        text += (text.empty() ? "" : " ") + condition.name + '=' + in_words(condition);
    }
    return text;
}

void Run::add(Sample sample)
{
    if (!is_finite(sample)) {
        flag(fmt::format("line {}: has a number too large to be one; it is left out", sample.line));
    } else if (samples.size() < most_samples) {
        samples.push_back(std::move(sample));
    } else if (complete) {
        complete = false;
        flag(fmt::format("more than {} samples; the rest is left out", most_samples));
    }
}

void Run::flag(std::string sentence)
{
    if (flags.size() > most_flags) return;
    if (flags.size() == most_flags) sentence = "more remarks of this kind are left out";
    if (std::find(flags.begin(), flags.end(), sentence) == flags.end()) {
        flags.push_back(std::move(sentence));
    }
}

void Imported::add_run(Run run)
{
    if (runs.size() == most_runs || !diagnosis.empty()) return;
    std::size_t samples = run.samples.size();
    for (const Run& one : runs) samples += one.samples.size();
    if (samples <= most_samples) runs.push_back(std::move(run));
    if (samples > most_samples || runs.size() == most_runs) {
        diagnosis = fmt::format("has {} runs or {} samples, or more; the rest is left out",
                                most_runs, most_samples);
    }
}

void Imported::add_version(std::string_view one)
{
    constexpr std::size_t longest = 100;
    if (version.size() > longest || version.find(one) != std::string::npos) return;
    version += (version.empty() ? "" : ", ") + std::string(one.substr(0, longest));
}

bool Imported::has_samples() const
{
    return std::any_of(runs.begin(), runs.end(),
                       [](const Run& run) { return !run.samples.empty(); });
}

}  // namespace calibration
