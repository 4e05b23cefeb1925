#include "calibration/repetition.hpp"

#include <charconv>

namespace calibration {
namespace {

// "disk/fio.3" -> "disk/fio" and 3
std::optional<Repetition> numbered(std::string_view stem)
{
    const std::size_t point = stem.find_last_of("./");
    if (point == std::string_view::npos || stem[point] != '.' || point == 0) return std::nullopt;
    Repetition repetition{std::string(stem.substr(0, point)), 0};
    const char* end = stem.data() + stem.size();
    const auto [stopped, error] = std::from_chars(stem.data() + point + 1, end, repetition.number);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return repetition;
}

}  // namespace

std::optional<Repetition> repetition_of(std::string_view file)
{
    if (auto whole = numbered(file)) return whole;
    const std::size_t point = file.find_last_of("./");
    if (point == std::string_view::npos || file[point] != '.') return std::nullopt;
    return numbered(file.substr(0, point));
}

}  // namespace calibration
