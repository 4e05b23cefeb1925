#include "calibration/importers/clock_time.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace calibration::importers {
namespace {

struct ThreeNumbers {
    std::array<long, 3> value = {};
    std::array<std::size_t, 3> digits = {};
};

// "17:35:31", "2026-11-23": two digits each, or four.
std::optional<ThreeNumbers> three_numbers(std::string_view text, char separator)
{
    ThreeNumbers numbers;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t length = i < 2 ? text.find(separator) : text.size();
        if (length != 2 && length != 4) return std::nullopt;
        const char* end = text.data() + length;
        const auto [read, error] = std::from_chars(text.data(), end, numbers.value[i]);
        if (error != std::errc() || read != end || numbers.value[i] < 0) return std::nullopt;
        numbers.digits[i] = length;
        text.remove_prefix(i < 2 ? length + 1 : length);
    }
    return numbers;
}

}  // namespace

std::optional<long> days_of(long year, long month, long day_of_month)
{
    if (year < 1970 || year > 2199 || month < 1 || month > 12) return std::nullopt;
    if (day_of_month < 1 || day_of_month > 31) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day_of_month)));
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<long> days_of_iso_date(std::string_view date)
{
    const auto parts = three_numbers(date, '-');
    if (!parts || parts->digits[0] != 4) return std::nullopt;
    return days_of(parts->value[0], parts->value[1], parts->value[2]);
}

std::string iso_date(long days)
{
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<LocalDate> days_of_local_date(std::string_view date, bool twelve_hours)
{
    const std::size_t at = date.find_first_of("/.-");
    const auto parts = at == std::string_view::npos ? std::nullopt : three_numbers(date, date[at]);
    if (!parts) return std::nullopt;
    const auto [first, second, third] = parts->value;
    std::optional<long> days;
    if (parts->digits[0] == 4) {
        days = days_of(first, second, third);
        return days ? std::optional(LocalDate{*days, false}) : std::nullopt;
    }
    const bool short_year = parts->digits[2] == 2;
    const long year = short_year ? 2000 + third : third;
    const bool either = date[at] == '/' && first <= 12 && second <= 12;
    const bool month_first = either ? twelve_hours || short_year : date[at] == '/' && first <= 12;
    days = month_first ? days_of(year, first, second) : days_of(year, second, first);
    if (!days) return std::nullopt;
    return LocalDate{*days, either && first != second && !twelve_hours};
}

std::optional<double> seconds_of_clock(std::string_view clock, std::string_view half)
{
    const auto parts = three_numbers(clock, ':');
    if (!parts || clock.size() != 8) return std::nullopt;
    auto [hours, minutes, seconds] = parts->value;
    if (half == "AM" || half == "PM") {
        if (hours < 1 || hours > 12) return std::nullopt;
        hours = hours % 12 + (half == "PM" ? 12 : 0);
    }
    if (hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
    return static_cast<double>(hours * 3600 + minutes * 60 + seconds);
}

}  // namespace calibration::importers
