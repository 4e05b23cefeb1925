#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace calibration::importers {

// Days since 1970 of a date of the years 1970 to 2199, nothing for a day that there is not.
std::optional<long> days_of(long year, long month, long day);

// Days since 1970 of "2026-11-23".
std::optional<long> days_of_iso_date(std::string_view date);

// "2026-11-23"
std::string iso_date(long days);

// A date as locales write it, which may be read in two ways.
struct LocalDate {
    long days = 0;           // since 1970
    bool ambiguous = false;  // the day may be the month
};

// "05/21/2019", "05/21/19", "21.05.2019", "21-05-19", "2019/05/21" or "2019-05-21". Where both of
// the first two numbers may be the month, slashes mean the month first with `twelve_hours` or a
// year of two digits, as the locales en_US and C have it.
std::optional<LocalDate> days_of_local_date(std::string_view date, bool twelve_hours);

// Seconds since midnight of "17:35:31"; with `half`, "AM" or "PM", of a clock of twelve hours.
std::optional<double> seconds_of_clock(std::string_view clock, std::string_view half = {});

inline constexpr double day = 86400;  // s

}  // namespace calibration::importers
