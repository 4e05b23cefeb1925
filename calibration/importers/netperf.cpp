#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "calibration/importers/netperf_omni.hpp"
#include "calibration/importers/netperf_table.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view no_server = "establish control";

class Reader {
public:
    void take(const TextLine& line)
    {
        take_command(line.text);
        if (auto test = netperf_banner(line.text)) {
            begin_test(std::move(*test));
        } else if (const auto field = netperf_keyval(line.text, line.number)) {
            take_keyval(*field, line);
        } else if (const auto total = after(line.text, "HIST_TOTAL:")) {
            take_total(*total, line);
        } else if (after(line.text, "!!! Desired confidence was not achieved")) {
            run_.flag(fmt::format("line {}: netperf calls the result too uncertain", line.number));
        } else if (line.text.find(no_server) != std::string_view::npos ||
                   after(line.text, "netperf:")) {
            run_.flag(fmt::format("line {}: netperf says {}", line.number,
                                  models::quoted(trimmed(line.text))));
        } else {
            take_line(line);
        }
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    // "netperf -H server -t UDP_STREAM &": clients that work at the same time.
    void take_command(std::string_view line)
    {
        const bool client = line.find("netperf ") != std::string_view::npos;
        if (client && trimmed(line).ends_with('&')) ++started_;
    }

    void begin_test(NetperfTest test)
    {
        if (client_ == 0 || client_ == clients_ || started_ > 0) {
            finish_run();
            clients_ = std::exchange(started_, 0);
        } else {
            finish_test();
        }
        if (clients_ > 1) {
            ++client_;
            set_condition(test.conditions, "clients", clients_);
            set_condition(test.conditions, "client", client_);
        }
        if (test.is_mean) {
            run_.flag("netperf was told to repeat; a result may be a mean of its repetitions");
        }
        table_ = NetperfTable(std::move(test));
        begun_ = true;
    }

    void take_keyval(const NetperfField& field, const TextLine& line)
    {
        if (!line.ended) return;
        const bool again =
            std::any_of(fields_.begin(), fields_.end(),
                        [&](const NetperfField& known) { return known.key == field.key; });
        if (again) add_fields(std::exchange(fields_, {}));
        fields_.push_back(field);
    }

    void take_total(std::string_view text, const TextLine& line)
    {
        const auto total = whole_number(text, line);
        if (!total || !(*total > 0)) return;
        run_.add(netperf_sample(table_.test(), "histogram_total", *total, "", Better::neither,
                                line.number));
    }

    void take_line(const TextLine& line)
    {
        const auto row = netperf_numbers(line);
        if (!row.empty() && !begun_) {
            run_.flag(
                fmt::format("line {}: numbers without a banner, as netperf -P 0 prints them, "
                            "do not tell the test nor the unit",
                            line.number));
        } else if (!row.empty()) {
            table_.take_row(row, line.number, run_);
        } else if (!heading_.empty() && has_netperf_values(line.text)) {
            take_values(line);
            heading_goes_on_ = false;
        } else if (heading_goes_on_ && heading_.size() < longest_heading) {
            heading_ += (heading_.ends_with(',') ? "" : " ") + std::string(trimmed(line.text));
        } else if (is_netperf_heading(line.text)) {
            heading_ = line.text;
            heading_goes_on_ = true;
        } else if (!trimmed(line.text).empty()) {
            table_.take_heading(line.text);
        }
    }

    void take_values(const TextLine& line)
    {
        if (!line.ended) return;
        const auto fields = netperf_fields(heading_, line.text, line.number);
        if (fields.empty()) {
            run_.flag(fmt::format("line {}: values and heading do not fit together", line.number));
        }
        add_fields(fields);
    }

    void add_fields(const NetperfFields& fields)
    {
        const std::size_t before = run_.samples.size();
        add_netperf_fields(table_.test(), fields, run_);
        has_fields_ = has_fields_ || run_.samples.size() > before;
    }

    void finish_test()
    {
        if (!fields_.empty()) add_fields(std::exchange(fields_, {}));
        if (begun_ && !has_fields_ && table_.results() == 0) run_.complete = false;
        if (table_.lacks_receiver()) {
            run_.complete = false;
            run_.flag("the receiver's row of a UDP test is missing");
        }
        table_ = {};
        heading_.clear();
        has_fields_ = heading_goes_on_ = false;
    }

    void finish_run()
    {
        finish_test();
        if (clients_ > 1) {
            run_.flag(fmt::format(
                "{} clients ran at the same time: what they carried adds up, and they are no "
                "repetitions",
                clients_));
            if (client_ < clients_) run_.complete = false;
        }
        const bool has_content = begun_ || !run_.samples.empty() || !run_.flags.empty();
        if (run_.samples.empty()) run_.complete = false;
        if (!run_.complete) run_.flag("the run did not come to its end");
        if (has_content) imported_.add_run(std::move(run_));
        run_ = {};
        clients_ = client_ = 0;
        begun_ = false;
    }

    static constexpr std::size_t longest_heading = 10000;

    Imported imported_;
    Run run_;
    NetperfTable table_;
    std::string heading_;   // of values between commas
    NetperfFields fields_;  // of -k
    int started_ = 0;       // clients, since the last result
    int clients_ = 0;       // of the present run, at the same time
    int client_ = 0;        // the present one of them, from 1
    bool begun_ = false;
    bool heading_goes_on_ = false;  // who copied it may have wrapped it
    bool has_fields_ = false;       // the present test has results of omni
};

// Rows as -P 0 prints them, and nothing else.
bool is_bare(const MeasurementText& text)
{
    constexpr std::array<std::size_t, 6> columns = {4, 5, 6, 8, 9, 10};
    bool found = false;
    for (const TextLine& line : text.lines()) {
        if (trimmed(line.text).empty()) continue;
        const std::size_t count = netperf_numbers(line).size();
        if (count == 0) return false;
        const bool fits = std::find(columns.begin(), columns.end(), count) != columns.end();
        found = found || fits;
    }
    return found;
}

bool recognizes(const MeasurementText& text)
{
    if (!read_netperf_list(text.json()).empty()) return true;
    const auto& lines = text.lines();
    const bool marked = std::any_of(lines.begin(), lines.end(), [](const TextLine& line) {
        const auto field = netperf_keyval(line.text, line.number);
        return netperf_banner(line.text) || (field && field->key == "THROUGHPUT_UNITS") ||
               line.text.find("are you sure there is a netserver") != std::string_view::npos;
    });
    return marked || text.text().find("Throughput,Throughput Units") != std::string_view::npos ||
           is_bare(text);
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    for (Run& run : read_netperf_list(text.json())) imported.add_run(std::move(run));
    if (!imported.runs.empty()) return imported;
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// netperf: its classic tables, and CSV, keys with values and lists of omni.
const Importer netperf = {"netperf", recognizes, read};

}  // namespace calibration::importers
