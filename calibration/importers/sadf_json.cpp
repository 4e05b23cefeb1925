#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calibration/importers/clock_time.hpp"
#include "calibration/importers/sar_columns.hpp"
#include "calibration/importers/sar_formats.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

// Older releases write numbers with the comma of the locale: "user": 24,88. That is no JSON.
std::string with_decimal_points(std::string_view text)
{
    constexpr std::string_view digits = "0123456789";
    std::string repaired(text);
    for (std::size_t at = repaired.find(": "); at != std::string::npos;
         at = repaired.find(": ", at + 2)) {
        std::size_t place = at + 2;
        if (place < repaired.size() && repaired[place] == '-') ++place;
        const std::size_t comma = repaired.find_first_not_of(digits, place);
        const bool number = comma != std::string::npos && comma > place && repaired[comma] == ',';
        if (!number) continue;
        const bool cut = comma + 1 == repaired.size();
        const bool decimal = cut || digits.find(repaired[comma + 1]) != std::string_view::npos;
        if (decimal) repaired[comma] = '.';
    }
    return repaired;
}

bool is_sysstat(const JsonDocument& document)
{
    return document.root.find("sysstat") != nullptr;
}

struct Moment {
    double time = 0;  // s
    bool utc = true;
};

// {"date": "2026-11-23", "time": "03:14:39", "utc": 1}, or "tz": "UTC"
std::optional<Moment> moment_of(const JsonNode* node)
{
    if (node == nullptr) return std::nullopt;
    const auto date = days_of_iso_date(node->text_at("date"));
    const auto clock = seconds_of_clock(node->text_at("time"));
    if (!date || !clock) return std::nullopt;
    const std::string_view zone = node->text_at("tz");
    const bool utc = zone == "UTC" || zone == "GMT" || node->number_at("utc") == 1;
    return Moment{static_cast<double>(*date) * day + *clock, utc};
}

struct Start {
    double time = 0;  // s
    double cpus = 0;
};

// The restarts that tell how many CPUs there were from then on.
std::vector<Start> starts_of(const JsonNode& host)
{
    std::vector<Start> starts;
    const JsonNode* restarts = host.find("restarts");
    if (restarts == nullptr) return starts;
    for (const JsonNode& restart : restarts->items) {
        const JsonNode* boot = restart.find("boot");
        const auto moment = moment_of(boot);
        const auto cpus = moment ? boot->number_at("cpu_count") : std::nullopt;
        if (cpus) starts.push_back({moment->time, *cpus});
    }
    std::stable_sort(starts.begin(), starts.end(),
                     [](const Start& one, const Start& other) { return one.time < other.time; });
    return starts;
}

// Reads the statistics of one host.
class Reader {
public:
    Reader(const JsonNode& host, bool complete, Imported& imported)
        : host_(host),
          starts_(starts_of(host)),
          cpus_(host.number_at("number-of-cpus")),
          complete_(complete),
          imported_(imported)
    {
    }

    void read()
    {
        if (const JsonNode* statistics = host_.find("statistics")) {
            for (const JsonNode& one : statistics->items) take(one);
        }
        if (!complete_) {
            run_.complete = false;
            run_.flag(cut_short);
        }
        imported_.add_run(std::move(run_));
    }

private:
    void take(const JsonNode& statistics)
    {
        const JsonNode* timestamp = statistics.find("timestamp");
        const auto moment = moment_of(timestamp);
        if (!moment) return;
        count_cpus(moment->time);
        SeriesHead head;
        if (host_.text_at("nodename").size() <= 100) {
            head.add_label("host", host_.text_at("nodename"));
        }
        if (cpus_) set_condition(head.labels, "guest_cpus", *cpus_);
        const auto interval = timestamp->number_at("interval");
        if (interval && *interval > 0) set_condition(head.labels, "interval", *interval);
        if (!moment->utc) run_.flag(sar_local_time);
        for (const JsonNode& group : statistics.items) {
            if (group.key == "network") {
                for (const JsonNode& part : group.items) take_group(part, head, moment->time);
            } else {
                take_group(group, head, moment->time);
            }
        }
    }

    // Another number of CPUs is another machine.
    void count_cpus(double time)
    {
        std::optional<double> cpus = cpus_;
        while (next_start_ < starts_.size() && starts_[next_start_].time <= time) {
            cpus = starts_[next_start_++].cpus;
        }
        if (cpus_ == cpus) return;
        if (!run_.samples.empty()) imported_.add_run(std::exchange(run_, {}));
        cpus_ = cpus;
    }

    void take_group(const JsonNode& group, const SeriesHead& head, double time)
    {
        std::string_view name = group.key;
        if (name == "cpu-load-all") name = "cpu-load";
        if (!is_sar_group(name)) return;
        if (group.is_object()) take_members(group, name, head, time);
        if (!group.is_array()) return;
        for (const JsonNode& device : group.items) take_members(device, name, head, time);
    }

    void take_members(const JsonNode& node, std::string_view group, SeriesHead head, double time)
    {
        for (const JsonNode& member : node.items) {
            if (sar_label(member.key).empty()) continue;
            const std::string value =
                member.is_text() ? member.text : fmt::format("{}", member.number);
            set_sar_label(head.labels, member.key, value);
        }
        for (const JsonNode& member : node.items) {
            const SarColumn* column = sar_column(group, member.key);
            if (column == nullptr || !member.is_number()) continue;
            head.metric = column->metric;
            head.unit = column->unit;
            run_.add(head.point_at(time, member.number, member.line));
        }
    }

    const JsonNode& host_;
    std::vector<Start> starts_;
    std::size_t next_start_ = 0;
    std::optional<double> cpus_;
    bool complete_;
    Imported& imported_;
    Run run_;
};

}  // namespace

bool is_sadf_json(const JsonDocuments& json)
{
    return std::any_of(json.documents.begin(), json.documents.end(), is_sysstat);
}

void read_sadf_json(const MeasurementText& text, Imported& imported)
{
    const JsonDocuments* json = &text.json();
    const auto is_broken = [](const JsonDocument& document) {
        return is_sysstat(document) && !document.complete;
    };
    JsonDocuments repaired;
    if (std::any_of(json->documents.begin(), json->documents.end(), is_broken)) {
        repaired = read_json(with_decimal_points(text.text()));
        json = &repaired;
    }
    for (const JsonDocument& document : json->documents) {
        const JsonNode* hosts = document.root.find_path({"sysstat", "hosts"});
        if (hosts == nullptr) continue;
        for (const JsonNode& host : hosts->items) {
            Reader(host, document.complete, imported).read();
        }
    }
}

}  // namespace calibration::importers
