#include "calibration/importers/monitored.hpp"

#include <fmt/format.h>

#include "calibration/label_set.hpp"

namespace calibration::importers {

bool SeriesHead::add_label(std::string_view name, std::string_view value)
{
    const bool too_long = name.size() > longest_label || value.size() > longest_label;
    if (too_long || labels.size() >= most_labels) return false;
    const bool taken = name == "time" || name == "interval" || name.starts_with("guest_");
    set_condition(labels, taken ? "label_" + std::string(name) : std::string(name), value);
    return true;
}

Sample SeriesHead::point(double value, std::size_t line) const
{
    return {metric, value, unit, Better::neither, labels, line};
}

Sample SeriesHead::point_at(double time, double value, std::size_t line) const
{
    Sample sample = point(value, line);
    set_condition(sample.conditions, "time", time);
    return sample;
}

void LeftOut::add(std::size_t line)
{
    if (count++ == 0) first_line = line;
}

void LeftOut::tell(std::string_view what, Run& run) const
{
    if (count == 0) return;
    run.flag(fmt::format("{}: {}, the first in line {}", what, count, first_line));
}

std::string in_words(std::string_view text)
{
    std::string name;
    for (const char character : text) {
        const bool upper = character >= 'A' && character <= 'Z';
        const bool plain = upper || (character >= 'a' && character <= 'z') ||
                           (character >= '0' && character <= '9');
        if (plain) name += upper ? static_cast<char>(character - 'A' + 'a') : character;
        if (!plain && !name.empty() && name.back() != '_') name += '_';
    }
    while (name.ends_with('_')) name.pop_back();
    return name;
}

}  // namespace calibration::importers
