#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calibration/importers/clock_time.hpp"
#include "calibration/importers/sar_columns.hpp"
#include "calibration/importers/sar_formats.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

using Words = std::vector<std::string_view>;

// A line that begins with a time of day.
struct TimedLine {
    double seconds = 0;  // since midnight
    bool twelve_hours = false;
    Words rest;
};

std::optional<TimedLine> timed_line(std::string_view line)
{
    Words parts = words(line);
    if (parts.size() < 2) return std::nullopt;
    TimedLine found;
    found.twelve_hours = parts[1] == "AM" || parts[1] == "PM";
    const auto seconds = seconds_of_clock(parts[0], found.twelve_hours ? parts[1] : "");
    if (!seconds) return std::nullopt;
    found.seconds = *seconds;
    found.rest.assign(parts.begin() + (found.twelve_hours ? 2 : 1), parts.end());
    return found.rest.empty() ? std::nullopt : std::optional(std::move(found));
}

// "CPU %user %nice": words alone. Rows have numbers; pidstat, which begins its lines alike, has
// columns for processes.
bool is_heading(const Words& row)
{
    const bool has_number = std::any_of(row.begin(), row.end(), [](std::string_view word) {
        return leading_number(word).has_value();
    });
    return !row.empty() && !has_number;
}

bool is_sar_heading(const Words& row)
{
    const bool known = std::any_of(
        row.begin(), row.end(), [](std::string_view word) { return sar_column(word) != nullptr; });
    return is_heading(row) && known && std::find(row.begin(), row.end(), "PID") == row.end();
}

// "Linux 6.1.0 (host) 	11/23/2026 	_x86_64_	(2 CPU)"
struct Banner {
    std::string_view host;
    std::string_view date;
    std::optional<double> cpus;
};

std::optional<Banner> banner_in(std::string_view line)
{
    if (!after(line, "Linux ")) return std::nullopt;
    const std::size_t open = line.find('(');
    const std::size_t close = line.find(')', open);
    if (close == std::string_view::npos) return std::nullopt;
    const Words rest = words(line.substr(close + 1));
    if (rest.empty()) return std::nullopt;
    Banner banner{line.substr(open + 1, close - open - 1), rest[0], std::nullopt};
    if (rest.back() == "CPU)" && rest.size() > 2) {
        banner.cpus = number(rest[rest.size() - 2].substr(1));
    }
    return banner;
}

// The time of the rows under one heading, which runs on over midnight.
struct BlockClock {
    double seconds = 0;  // of the last row
    double days = 0;     // since the date of the banner
    double time = 0;     // of the last row
    double before = 0;   // of the row of another time before

    double at() const { return days * day + seconds; }
};

class Reader {
public:
    explicit Reader(Imported& imported) : imported_(imported) {}

    void take(const TextLine& line)
    {
        if (const auto banner = banner_in(line.text)) {
            if (begun_) finish();
            take_banner(*banner);
        } else if (const auto timed = timed_line(line.text)) {
            take_timed(*timed, line);
        }
    }

    void finish()
    {
        unread_.tell("rows that do not fit their heading and are left out", run_);
        if (rounded_) run_.flag("values were rounded by --human");
        imported_.add_run(std::exchange(run_, {}));
        unread_ = {};
        rounded_ = false;
    }

private:
    struct Column {
        std::string_view heading;
        const SarColumn* statistic = nullptr;
    };

    void take_banner(const Banner& banner)
    {
        begun_ = true;
        host_ = banner.host.substr(0, 100);
        cpus_ = banner.cpus;
        date_ = banner.date;
        first_day_.reset();
        clocks_.clear();
        clock_ = nullptr;
        columns_.clear();
    }

    void take_timed(const TimedLine& timed, const TextLine& line)
    {
        const Words& rest = timed.rest;
        const bool restart = rest.size() > 1 && rest[0] == "LINUX" && rest[1] == "RESTART";
        if (restart) {
            take_restart(rest);
        } else if (rest[0] == "COM") {
            return;  // a remark of the user's
        } else if (is_heading(rest) && line.ended) {
            take_heading(timed);
        } else if (clock_ != nullptr) {
            take_row(timed, line);
        }
    }

    double day_of_banner(bool twelve_hours)
    {
        const auto date = days_of_local_date(date_, twelve_hours);
        if (!date) {
            run_.flag("the file does not tell the date; times count from its first midnight");
            return 0;
        }
        if (date->ambiguous) {
            run_.flag(fmt::format("the date {} is read as {}", models::quoted(date_),
                                  iso_date(date->days)));
        }
        run_.flag(sar_local_time);
        return static_cast<double>(date->days);
    }

    // "LINUX RESTART	(9 CPU)"
    void take_restart(const Words& rest)
    {
        run_.flag("the machine was started again while sar ran");
        const auto cpus =
            rest.size() > 2 && rest[2].starts_with('(') ? number(rest[2].substr(1)) : std::nullopt;
        if (!cpus || cpus == cpus_) return;
        if (!run_.samples.empty()) finish();
        cpus_ = cpus;
    }

    // The time of a heading is that of the sample before its first row.
    void take_heading(const TimedLine& timed)
    {
        begun_ = true;
        std::string name;
        columns_.clear();
        for (const std::string_view word : timed.rest) {
            columns_.push_back({word, sar_column(word)});
            name += std::string(word) + ' ';
        }
        const auto [place, is_new] = clocks_.try_emplace(std::move(name));
        clock_ = &place->second;
        if (is_new) clock_->seconds = timed.seconds;
        advance(timed.seconds);
        clock_->time = clock_->before = clock_->at();
        read_ = is_sar_heading(timed.rest);
    }

    void advance(double seconds)
    {
        if (seconds < clock_->seconds - day / 2) ++clock_->days;
        clock_->seconds = seconds;
        if (clock_->at() == clock_->time) return;
        clock_->before = clock_->time;
        clock_->time = clock_->at();
    }

    void take_row(const TimedLine& timed, const TextLine& line)
    {
        advance(timed.seconds);
        if (!line.ended) {
            run_.complete = false;
            run_.flag(cut_short);
        }
        if (!read_) return;
        if (!first_day_) first_day_ = day_of_banner(timed.twelve_hours);
        if (timed.rest.size() != columns_.size()) {
            if (line.ended) unread_.add(line.number);
            return;
        }
        SeriesHead head;
        if (!host_.empty()) head.add_label("host", host_);
        if (cpus_) set_condition(head.labels, "guest_cpus", *cpus_);
        const double interval = clock_->time - clock_->before;
        if (interval > 0) set_condition(head.labels, "interval", interval);
        // the last word of a file that ends in this line may be cut
        const std::size_t whole = columns_.size() - (line.ended ? 0 : 1);
        take_cells(timed.rest, whole, std::move(head), line.number);
    }

    void take_cells(const Words& row, std::size_t whole, SeriesHead head, std::size_t line)
    {
        for (std::size_t i = 0; i < whole; ++i) {
            const auto& [heading, statistic] = columns_[i];
            if (!sar_label(heading).empty()) set_sar_label(head.labels, heading, row[i]);
            if (statistic == nullptr) continue;
            const auto value = sar_value(row[i], *statistic, rounded_);
            if (!value) {
                unread_.add(line);
                continue;
            }
            head.metric = statistic->metric;
            head.unit = statistic->unit;
            run_.add(head.point_at(*first_day_ * day + clock_->time, *value, line));
        }
    }

    Imported& imported_;
    Run run_;
    std::string_view host_;
    std::string_view date_;
    std::optional<double> cpus_;
    std::optional<double> first_day_;  // since 1970
    std::vector<Column> columns_;
    std::map<std::string, BlockClock> clocks_;  // by heading
    BlockClock* clock_ = nullptr;
    LeftOut unread_;
    bool begun_ = false;
    bool read_ = false;
    bool rounded_ = false;
};

}  // namespace

bool is_sar_text(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(), [](const TextLine& line) {
        const auto banner = banner_in(line.text);
        if (banner && banner->cpus) return true;
        const auto timed = timed_line(line.text);
        return timed && is_sar_heading(timed->rest);
    });
}

void read_sar_text(const MeasurementText& text, Imported& imported)
{
    Reader reader(imported);
    for (const TextLine& line : text.lines()) reader.take(line);
    reader.finish();
}

}  // namespace calibration::importers
