#include "calibration/importers/clock_time.hpp"

#include "tests/catch.hpp"

using namespace calibration::importers;

TEST_CASE("days are counted from 1970, and there is no 30th of February")
{
    CHECK(days_of(1970, 1, 1) == 0);
    CHECK(days_of(2000, 2, 29) == 11016);
    CHECK_FALSE(days_of(2023, 2, 29));
    CHECK_FALSE(days_of(2023, 13, 1));
    CHECK(days_of_iso_date("2026-11-23") == 20780);
    CHECK(iso_date(20780) == "2026-11-23");
    CHECK_FALSE(days_of_iso_date("23-11-2026"));
    CHECK_FALSE(days_of_iso_date("2026-11-2"));
}

TEST_CASE("dates are read as locales write them")
{
    const auto day_of = [](std::string_view date, bool twelve_hours = false) {
        const auto found = days_of_local_date(date, twelve_hours);
        return found && !found->ambiguous ? iso_date(found->days) : "";
    };
    CHECK(day_of("2023-05-06") == "2023-05-06");
    CHECK(day_of("2023/05/06") == "2023-05-06");
    CHECK(day_of("06.05.2023") == "2023-05-06");
    CHECK(day_of("06-05-23") == "2023-05-06");
    CHECK(day_of("21/05/2023") == "2023-05-21");
    CHECK(day_of("05/21/23") == "2023-05-21");
    CHECK(day_of("05/06/2023", true) == "2023-05-06");
    CHECK(day_of("05/05/2023") == "2023-05-05");
    CHECK(day_of("Tuesday") == "");
    CHECK(day_of("21/05/2023/1") == "");
}

TEST_CASE("a date that may be read in two ways is so marked")
{
    const auto british_or_american = days_of_local_date("05/06/2023", false);
    CHECK(british_or_american->ambiguous);
    CHECK(iso_date(british_or_american->days) == "2023-06-05");
    const auto of_the_c_locale = days_of_local_date("05/06/23", false);
    CHECK(of_the_c_locale->ambiguous);
    CHECK(iso_date(of_the_c_locale->days) == "2023-05-06");
}

TEST_CASE("clocks have 24 hours, or 12 with their half of the day")
{
    CHECK(seconds_of_clock("00:00:00") == 0);
    CHECK(seconds_of_clock("23:59:59") == 86399);
    CHECK(seconds_of_clock("12:00:01", "AM") == 1);
    CHECK(seconds_of_clock("12:00:01", "PM") == 43201);
    CHECK(seconds_of_clock("01:00:00", "PM") == 46800);
    for (const char* clock : {"24:00:00", "1:00:00", "10:00", "10:60:00", "10:00:00:00", "all"}) {
        INFO(clock);
        CHECK_FALSE(seconds_of_clock(clock));
    }
    CHECK_FALSE(seconds_of_clock("13:00:00", "PM"));
}
