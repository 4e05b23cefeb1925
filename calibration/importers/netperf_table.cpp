#include "calibration/importers/netperf_table.hpp"

#include <fmt/format.h>

#include <string>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

using Kind = NetperfTest::Kind;

// Numbers of a row without CPU columns, and the CPU columns.
constexpr std::size_t stream_columns = 5;
constexpr std::size_t rr_columns = 6;
constexpr std::size_t cpu_columns = 4;
constexpr std::size_t sender_columns = 6;
constexpr std::size_t receiver_columns = 4;
constexpr std::size_t udp_cpu_columns = 2;

// "10^6bits/sec", "MBytes/sec" in a heading.
std::string_view rate_unit(std::string_view line)
{
    for (const std::string_view word : words(line)) {
        const bool rate = word.ends_with("/s") || word.ends_with("/sec");
        const bool amount = word.find("bits") != std::string_view::npos ||
                            word.find("Bytes") != std::string_view::npos;
        if (rate && amount) return word;
    }
    return {};
}

// "us/KB" or "us/Tr" in a heading.
std::string_view demand_unit(std::string_view line)
{
    for (const std::string_view word : words(line)) {
        if (word.starts_with("us/")) return word;
    }
    return {};
}

}  // namespace

std::vector<double> netperf_numbers(const TextLine& line)
{
    std::vector<double> row;
    for (const std::string_view word : words(line.text)) {
        if (!number(word)) return {};
        const auto value = whole_number(word, line);
        if (value) row.push_back(*value);
    }
    return row;
}

void NetperfTable::take_heading(std::string_view line)
{
    if (results_ > 0) ended_ = true;  // what follows are the tables of -v 2
    const std::string_view rate = rate_unit(line);
    if (!rate.empty()) rate_unit_ = rate;
    const std::string_view demand = demand_unit(line);
    if (!demand.empty()) demand_unit_ = demand;
    set_netperf_burst(line, test_.conditions);  // of a banner that was wrapped
}

void NetperfTable::take_row(const std::vector<double>& row, std::size_t line, Run& run)
{
    const bool stream = test_.kind == Kind::stream || test_.kind == Kind::udp_stream;
    if (ended_) return;
    if (test_.kind == Kind::request_response) {
        take_request_response(row, line, run);
    } else if (!stream) {
        run.flag(fmt::format("line {}: is a table that is not read; let netperf print it with -k",
                             line));
    } else if (rate_unit_.empty()) {
        run.flag(
            fmt::format("line {}: a number without a heading, as netperf -v 0 prints it, does "
                        "not tell its unit",
                        line));
    } else if (test_.kind == Kind::stream) {
        take_stream(row, line, run);
    } else {
        take_udp_stream(row, line, run);
    }
}

void NetperfTable::take_stream(const std::vector<double>& row, std::size_t line, Run& run)
{
    const bool cpu = row.size() == stream_columns + cpu_columns;
    if (row.size() != stream_columns && !cpu) return;
    set_condition(test_.conditions, "receive_socket_size", row[0]);
    set_condition(test_.conditions, "send_socket_size", row[1]);
    set_condition(test_.conditions, "message_size", row[2]);
    add("throughput", row[4], rate_unit_, Better::higher, line, run);
    if (cpu) add_cpu(row, stream_columns, line, run);
    count_result(run);
}

// The first row is the sender's, the second the receiver's.
void NetperfTable::take_udp_stream(const std::vector<double>& row, std::size_t line, Run& run)
{
    const auto fits = [&](std::size_t columns) {
        return row.size() == columns || row.size() == columns + udp_cpu_columns;
    };
    if (!sender_seen_ && fits(sender_columns)) {
        set_condition(test_.conditions, "socket_size", row[0]);
        set_condition(test_.conditions, "message_size", row[1]);
        add("throughput_sent", row[5], rate_unit_, Better::higher, line, run);
        if (row.size() > sender_columns) add_cpu_of("local", row, sender_columns, line, run);
        sender_seen_ = true;
    } else if (sender_seen_ && fits(receiver_columns)) {
        add("throughput", row[3], rate_unit_, Better::higher, line, run);
        if (row.size() > receiver_columns) add_cpu_of("remote", row, receiver_columns, line, run);
        sender_seen_ = false;
        count_result(run);
    }
}

void NetperfTable::take_request_response(const std::vector<double>& row, std::size_t line, Run& run)
{
    const bool cpu = row.size() == rr_columns + cpu_columns;
    if (row.size() != rr_columns && !cpu) return;  // the row of the remote sockets
    set_condition(test_.conditions, "send_socket_size", row[0]);
    set_condition(test_.conditions, "receive_socket_size", row[1]);
    set_condition(test_.conditions, "request_size", row[2]);
    set_condition(test_.conditions, "response_size", row[3]);
    add("transaction_rate", row[5], transactions, Better::higher, line, run);
    if (cpu) add_cpu(row, rr_columns, line, run);
    count_result(run);
}

void NetperfTable::add_cpu(const std::vector<double>& row, std::size_t first, std::size_t line,
                           Run& run)
{
    add("local_cpu", row[first], "%", Better::lower, line, run);
    add("remote_cpu", row[first + 1], "%", Better::lower, line, run);
    add("local_service_demand", row[first + 2], demand_unit_, Better::lower, line, run);
    add("remote_service_demand", row[first + 3], demand_unit_, Better::lower, line, run);
}

void NetperfTable::add_cpu_of(std::string_view end, const std::vector<double>& row,
                              std::size_t first, std::size_t line, Run& run)
{
    const std::string name(end);
    add(name + "_cpu", row[first], "%", Better::lower, line, run);
    add(name + "_service_demand", row[first + 1], demand_unit_, Better::lower, line, run);
}

// -1 stands for what was not measured.
void NetperfTable::add(std::string_view metric, double value, std::string_view unit, Better better,
                       std::size_t line, Run& run) const
{
    if (value > 0) run.add(netperf_sample(test_, metric, value, unit, better, line));
}

void NetperfTable::count_result(Run& run)
{
    if (++results_ > 1) {
        run.flag("rows without a banner of their own are taken for the test of the one above");
    }
}

}  // namespace calibration::importers
