#include "calibration/importers/process_time.hpp"

#include <string_view>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr double seconds_in_minute = 60;

// "0.017", "0,017" or, of a shell, "1m0.017s"
std::optional<double> time_of(std::string_view word)
{
    double minutes = 0;
    const std::size_t minute = word.find('m');
    if (minute != std::string_view::npos) {
        const auto whole = number(word.substr(0, minute));
        if (!whole || !word.ends_with('s')) return std::nullopt;
        minutes = *whole;
        word = word.substr(minute + 1, word.size() - minute - 2);
    }
    const bool comma = word.find(',') != std::string_view::npos;
    const auto seconds = number(word, comma ? Grouping::decimal_comma : Grouping::none);
    if (!seconds || !(*seconds >= 0) || !(minutes >= 0)) return std::nullopt;
    return minutes * seconds_in_minute + *seconds;
}

// The number before `name`, "0.01" of "0.01user".
std::optional<double> before(std::string_view word, std::string_view name)
{
    if (!word.ends_with(name) || word == name) return std::nullopt;
    return time_of(word.substr(0, word.size() - name.size()));
}

}  // namespace

// Of a shell: "user 0m0.017s", "sys 0.41"; of perf: "0.017 seconds user"; of GNU time:
// "0.01user 0.62system 0:03.20elapsed", "User time (seconds): 0.01", "System time (seconds): 0.62".
void ProcessTime::take_words(const TextLine& line)
{
    const auto parts = words(line.text);
    if (parts.size() == 2) {
        if (parts[0] == "user") user_ = time_of(parts[1]);
        if (parts[0] == "sys") system_ = time_of(parts[1]);
    }
    if (parts.size() >= 3 && parts[1] == "seconds") {
        if (parts[2] == "user") user_ = time_of(parts[0]);
        if (parts[2] == "sys") system_ = time_of(parts[0]);
    }
    if (parts.size() >= 3 && parts[2].ends_with("elapsed")) {
        user_ = before(parts[0], "user");
        system_ = before(parts[1], "system");
    }
    if (const auto user = after(line.text, "User time (seconds):")) user_ = time_of(*user);
    if (const auto system = after(line.text, "System time (seconds):")) system_ = time_of(*system);
}

void ProcessTime::take(const TextLine& line)
{
    const bool may_be_cut = !line.ended && !line.text.ends_with('s');
    if (may_be_cut) return;
    const auto earlier = seconds();
    take_words(line);
    if (seconds() != earlier) line_ = line.number;
}

std::optional<double> ProcessTime::seconds() const
{
    if (!user_ || !system_) return std::nullopt;
    return *user_ + *system_;
}

}  // namespace calibration::importers
