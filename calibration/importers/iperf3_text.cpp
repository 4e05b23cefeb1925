#include "calibration/importers/iperf3_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view client_begins = "Connecting to host";
constexpr std::string_view server_begins = "Accepted connection from";
constexpr std::size_t most_rows = 10000;  // of a summary

// A row of the table:
// "[SUM][TX-C]   0.00-1.02   sec   554 MBytes  4.57 Gbits/sec    2             sender"
// "[  5]   0.00-2.00   sec  11.9 MBytes  50.1 Mbits/sec  0.321 ms  0/382 (0%)  receiver"
struct Row {
    bool is_sum = false;
    std::string_view direction;  // of --bidir; empty: there is only one
    std::string_view role;       // "sender" or "receiver"; empty: not printed
    double rate = 0;
    std::string_view unit;
    std::optional<double> retransmits;
    std::optional<double> jitter;  // ms
    std::optional<double> lost;    // per cent
    std::size_t line = 0;
};

// The server's sending is the client's receiving.
std::string_view direction_in(std::string_view ids)
{
    const auto has = [&](std::string_view id) { return ids.find(id) != std::string_view::npos; };
    if (has("[TX-C]") || has("[RX-S]")) return "forward";
    return has("[RX-C]") || has("[TX-S]") ? "reverse" : "";
}

void take_columns(const std::vector<std::string_view>& columns, Row& row)
{
    const std::string_view last = columns.empty() ? "" : columns.back();
    if (last == "sender" || last == "receiver") row.role = last;
    if (columns.size() >= 4 && columns[1] == "ms") {
        row.jitter = number(columns[0]);
        const std::string_view share = columns[3];  // "(0.65%)"
        if (share.starts_with('(') && share.ends_with("%)")) {
            row.lost = number(share.substr(1, share.size() - 3));
        }
    } else if (columns.size() == 2 && row.role == "sender") {
        row.retransmits = number(columns[0]);
    }
}

// Time stamps may stand before the row.
std::optional<Row> row_in(const TextLine& line)
{
    const std::size_t begin = line.text.find('[');
    const std::size_t end = line.text.rfind(']');
    if (!line.ended || end == std::string_view::npos || end < begin) return std::nullopt;
    const std::string_view ids = line.text.substr(begin, end + 1 - begin);
    const auto parts = words(line.text.substr(end + 1));
    if (parts.size() < 5 || parts[1] != "sec") return std::nullopt;
    const auto rate = number(parts[4]);
    if (!rate || parts.size() < 6 || !parts[5].ends_with("/sec")) return std::nullopt;
    Row row;
    row.is_sum = ids.find("[SUM]") != std::string_view::npos;
    row.direction = direction_in(ids);
    row.rate = *rate;
    row.unit = parts[5];
    row.line = line.number;
    take_columns(std::vector(parts.begin() + 6, parts.end()), row);
    return row;
}

class Reader {
public:
    explicit Reader(Imported& imported) : imported_(imported) {}

    void take(const TextLine& line)
    {
        const bool client = after(line.text, client_begins).has_value();
        if (client || after(line.text, server_begins)) {
            finish_run();
            begun_ = true;
            if (client) direction_ = "forward";
        }
        if (after(line.text, "Reverse mode")) direction_ = "reverse";
        take_set_up(line);
        take_row(line);
        take_cpu(line);
        take_trouble(line);
    }

    void finish() { finish_run(); }

private:
    void take_set_up(const TextLine& line)
    {
        const auto version = after(line.text, "iperf");
        if (version && version->starts_with("3.") && line.ended) imported_.add_version(*version);
        if (behind(line.text, "] local")) ++streams_;
        if (const auto target = after(line.text, "Target Bitrate:")) {
            const auto rate = whole_number(*target, line);
            if (rate) set_condition(conditions_, "target_rate", *rate);
        }
        if (const auto test = after(line.text, "Starting Test:")) take_test(*test);
    }

    // "protocol: UDP, 2 streams, 1460 byte blocks, omitting 1 seconds, 10 second test, tos 0"
    void take_test(std::string_view text)
    {
        while (!text.empty()) {
            const std::size_t comma = std::min(text.find(','), text.size());
            const auto parts = words(text.substr(0, comma));
            const auto value = number(parts.empty() ? "" : parts[0]);
            if (value && parts.size() > 1 && *value > 0) {
                if (parts[1] == "streams") set_condition(conditions_, "streams", *value);
                if (parts[1] == "byte") set_condition(conditions_, "block_size", *value);
                if (parts[1] == "second") set_condition(conditions_, "duration", *value);
            }
            text.remove_prefix(std::min(comma + 1, text.size()));
        }
    }

    // The summary stands below a heading of its own after a line of dashes.
    void take_row(const TextLine& line)
    {
        const auto text = trimmed(line.text);
        if (text.starts_with("- - -")) after_dashes_ = true;
        if (text.find("[ ID]") != std::string_view::npos) {
            in_summary_ = after_dashes_;
            after_dashes_ = false;
        }
        const auto row = row_in(line);
        if (!row || rows_.size() == most_rows) return;
        after_dashes_ = false;
        if (!row->role.empty() || (in_summary_ && row->jitter)) rows_.push_back(*row);
    }

    // "CPU Utilization: local/sender 25.4% (...), remote/receiver 22.5% (...)"; -V prints it.
    void take_cpu(const TextLine& line)
    {
        const auto text = after(line.text, "CPU Utilization:");
        if (!text || cpu_line_ > 0) return;
        const auto percent = [&](std::string_view end) {
            const auto rest = behind(*text, end);
            const auto value = rest ? behind(*rest, " ") : std::nullopt;
            return value ? whole_number(*value, line).value_or(0) : 0;
        };
        cpu_line_ = line.number;
        host_cpu_ = percent("local/");
        remote_cpu_ = percent("remote/");
    }

    void take_trouble(const TextLine& line)
    {
        const auto text = behind(line.text, "iperf3:");
        if (!text) return;
        begun_ = true;
        troubled_ = true;
        run_.flag(fmt::format("line {}: iperf3 says {}", line.number, models::quoted(*text)));
    }

    void finish_run()
    {
        const bool has_sum =
            std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.is_sum; });
        const bool bidirectional = std::any_of(
            rows_.begin(), rows_.end(), [](const Row& row) { return !row.direction.empty(); });
        if (find_condition(conditions_, "streams") == nullptr && streams_ > 0) {
            set_condition(conditions_, "streams", bidirectional ? streams_ / 2 : streams_);
        }
        set_condition(conditions_, "bidirectional", bidirectional ? 1 : 0);
        udp_ = std::any_of(rows_.begin(), rows_.end(),
                           [](const Row& row) { return row.jitter.has_value(); });
        for (const Row& row : rows_) {
            if (row.is_sum == has_sum) add(row);
        }
        if (!run_.samples.empty()) add_cpu(bidirectional);
        if (begun_ || !rows_.empty()) push_run();
        conditions_.clear();
        rows_.clear();
        direction_ = "";
        streams_ = 0;
        cpu_line_ = 0;
        begun_ = troubled_ = in_summary_ = after_dashes_ = false;
    }

    void push_run()
    {
        run_.complete = !run_.samples.empty() && !troubled_;
        if (!run_.complete) run_.flag("the run did not come to its end");
        imported_.add_run(std::exchange(run_, {}));
    }

    void add(const Row& row)
    {
        const bool sent = row.role == "sender";
        const bool limited = find_condition(conditions_, "target_rate") != nullptr;
        if (udp_ && !limited) {
            run_.flag(
                "the file does not tell to which rate UDP was limited; its throughput is "
                "left out");
        } else if (row.rate > 0 && !(udp_ && row.role.empty())) {
            add(row, sent ? "throughput_sent" : "throughput", row.rate, row.unit, Better::higher);
        }
        if (row.retransmits) add(row, "retransmits", *row.retransmits, "", Better::lower);
        if (!sent && row.jitter) add(row, "jitter", *row.jitter, "ms", Better::lower);
        if (!sent && row.lost) add(row, "lost", *row.lost, "%", Better::lower);
    }

    void add(const Row& row, std::string_view metric, double value, std::string_view unit,
             Better better)
    {
        const std::string_view direction = row.direction.empty() ? direction_ : row.direction;
        add(metric, value, unit, better, direction, row.line);
    }

    void add(std::string_view metric, double value, std::string_view unit, Better better,
             std::string_view direction, std::size_t line)
    {
        Sample sample{std::string(udp_ ? "iperf3_udp_" : "iperf3_tcp_") + std::string(metric),
                      value,
                      std::string(unit),
                      better,
                      conditions_,
                      line};
        if (!direction.empty()) set_condition(sample.conditions, "direction", direction);
        run_.add(std::move(sample));
    }

    void add_cpu(bool bidirectional)
    {
        if (cpu_line_ == 0) return;
        const std::string_view direction = bidirectional ? "both" : direction_;
        if (host_cpu_ > 0) add("host_cpu", host_cpu_, "%", Better::lower, direction, cpu_line_);
        if (remote_cpu_ > 0) {
            add("remote_cpu", remote_cpu_, "%", Better::lower, direction, cpu_line_);
        }
    }

    Imported& imported_;
    Run run_;
    Conditions conditions_;
    std::vector<Row> rows_;       // of the summary
    std::string_view direction_;  // empty: not known
    int streams_ = 0;             // connections
    std::size_t cpu_line_ = 0;    // 0: none
    double host_cpu_ = 0;
    double remote_cpu_ = 0;
    bool udp_ = false;
    bool begun_ = false;
    bool troubled_ = false;
    bool after_dashes_ = false;
    bool in_summary_ = false;
};

}  // namespace

bool is_iperf3_line(const TextLine& line)
{
    if (after(line.text, client_begins) || after(line.text, server_begins)) return true;
    if (after(line.text, "iperf3:") || after(line.text, "iperf Done.")) return true;
    const auto row = row_in(line);
    return row && !row->role.empty();
}

void read_iperf3_text(const MeasurementText& text, Imported& imported)
{
    Reader reader(imported);
    for (const TextLine& line : text.lines()) reader.take(line);
    reader.finish();
}

}  // namespace calibration::importers
