#include "calibration/importers/hpl_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

// T/V N NB P Q Time Gflops
constexpr std::size_t result_words = 7;

bool is_variant(std::string_view word)
{
    return word.size() >= 4 && word[0] == 'W' && (word[1] == 'R' || word[1] == 'C') &&
           word[2] >= '0' && word[2] <= '9';
}

bool is_result(const std::vector<std::string_view>& row, const TextLine& line)
{
    if (row.size() < result_words || !is_variant(row[0])) return false;
    if (row.size() == result_words && !line.ended) return false;  // Gflops may lack its exponent
    for (std::size_t i = 1; i < result_words; ++i) {
        const auto value = number(row[i]);
        if (!value || !(*value > 0 || i == 5)) return false;
    }
    return true;
}

// Seconds of "Mon Mar  6 14:01:38 2017", in the clock of the machine.
std::optional<double> seconds_of(std::string_view stamp)
{
    static constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto parts = words(stamp);
    if (parts.size() != 5) return std::nullopt;
    const auto month = std::find(months.begin(), months.end(), parts[1]);
    const auto day = number(parts[2]);
    const auto year = number(parts[4]);
    double seconds = 0;
    std::string_view clock = parts[3];
    for (const double unit : {3600.0, 60.0, 1.0}) {
        const auto value = leading_number(clock);
        if (!value) return std::nullopt;
        seconds += unit * value->value;
        clock.remove_prefix(std::min(value->length + 1, clock.size()));
    }
    if (month == months.end() || !day || !year || !(*day >= 1 && *day <= 31) ||
        !(*year >= 1970 && *year <= 9999)) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{
        std::chrono::year(static_cast<int>(*year)),
        std::chrono::month(static_cast<unsigned>(month - months.begin() + 1)),
        std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return 86400.0 * static_cast<double>(days) + seconds;
}

}  // namespace

bool HplResults::is_banner(std::string_view line)
{
    return after(line, "HPLinpack ").has_value();
}

bool HplResults::is_heading(std::string_view line)
{
    static const std::vector<std::string_view> heading = {"T/V", "N",    "NB",    "P",
                                                          "Q",   "Time", "Gflops"};
    return words(line) == heading;
}

std::string HplResults::version_of(std::string_view banner)
{
    const auto parts = words(banner);
    return parts.size() > 1 ? std::string(parts[1]) : "";
}

void HplResults::take(const TextLine& line)
{
    const auto row = words(line.text);
    if (is_result(row, line)) {
        take_result(row, line);
    } else if (const auto start = after(line.text, "HPL_pdgesv() start time")) {
        take_stamp(*start, false);
    } else if (const auto end = after(line.text, "HPL_pdgesv() end time")) {
        take_stamp(*end, true);
    } else if (after(line.text, "||Ax-b||")) {
        take_residual(line.text);
    } else if (after(line.text, "End of Tests.")) {
        ended_ = true;
    } else if (row.size() > 4 && row[0] == "Finished" && row[2] == "tests" && row[3] == "with") {
        const auto tests = number(row[1]);
        if (tests && *tests != static_cast<double>(results_)) {
            run_.flag(fmt::format("line {}: says {} tests, but there are {} result lines",
                                  line.number, row[1], results_));
        }
    }
}

void HplResults::take_result(const std::vector<std::string_view>& row, const TextLine& line)
{
    settle();
    ++results_;
    last_.emplace();
    last_->speed = {"linpack", *number(row[6]), "Gflops", Better::higher, {}, line.number};
    last_->time = *number(row[5]);
    last_->time_text = row[5];
    Conditions& conditions = last_->speed.conditions;
    set_condition(conditions, "variant", row[0]);
    set_condition(conditions, "problem_size", *number(row[1]));
    set_condition(conditions, "blocking_factor", *number(row[2]));
    set_condition(conditions, "process_rows", *number(row[3]));
    set_condition(conditions, "process_columns", *number(row[4]));
}

// The stamps are whole seconds.
void HplResults::take_stamp(std::string_view stamp, bool is_end)
{
    if (!last_) return;
    if (!is_end) {
        last_->started = seconds_of(stamp);
        return;
    }
    const auto ended = seconds_of(stamp);
    if (!ended || !last_->started) return;
    const double between = *ended - *last_->started;
    if (std::abs(between - last_->time) > std::max(2.0, 0.02 * last_->time)) {
        run_.flag(
            fmt::format("line {}: Time is {} s, but {} s lie between start and end; Time is kept",
                        last_->speed.line, last_->time_text, between));
    }
}

// Older versions print three residuals; each must pass.
void HplResults::take_residual(std::string_view line)
{
    if (!last_) return;
    if (line.find("FAILED") != std::string_view::npos) last_->failed = true;
    if (line.find("PASSED") != std::string_view::npos) last_->passed = true;
}

void HplResults::settle()
{
    if (!last_) return;
    HplResult result = std::move(*last_);
    last_.reset();
    if (result.failed) {
        run_.flag(fmt::format("line {}: the residual is too large; the result is left out",
                              result.speed.line));
        return;
    }
    if (!result.passed) {
        run_.flag(fmt::format("line {}: the residual was not checked", result.speed.line));
    }
    Sample time = result.speed;
    time.metric = "linpack_time";
    time.value = result.time;
    time.unit = "s";
    time.better = Better::lower;
    run_.add(std::move(result.speed));
    if (time.value > 0) run_.add(std::move(time));
}

Run HplResults::finish()
{
    settle();
    run_.complete = ended_;
    if (!ended_) run_.flag("the run did not come to its end");
    results_ = 0;
    ended_ = false;
    return std::exchange(run_, {});
}

}  // namespace calibration::importers
