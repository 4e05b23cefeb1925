#include "calibration/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

void Run::add(Sample sample)
{
    if (samples.size() < most_samples) {
        samples.push_back(std::move(sample));
    } else if (flags.empty() || !flags.back().starts_with("more than")) {
        complete = false;
        flag(fmt::format("more than {} samples; the rest is left out", most_samples));
    }
}

void Run::flag(std::string sentence)
{
    if (std::find(flags.begin(), flags.end(), sentence) == flags.end()) {
        flags.push_back(std::move(sentence));
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
