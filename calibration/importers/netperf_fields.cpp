#include "calibration/importers/netperf_fields.hpp"

#include <algorithm>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

struct Name {
    std::string_view title;  // in a heading of -o
    std::string_view key;    // of -k
};

constexpr Name names[] = {
    {"Throughput", "THROUGHPUT"},
    {"Throughput Units", "THROUGHPUT_UNITS"},
    {"Local Send Throughput", "LOCAL_SEND_THROUGHPUT"},
    {"Remote Recv Throughput", "REMOTE_RECV_THROUGHPUT"},
    {"Protocol", "PROTOCOL"},
    {"Direction", "DIRECTION"},
    {"Local CPU Util %", "LOCAL_CPU_UTIL"},
    {"Remote CPU Util %", "REMOTE_CPU_UTIL"},
    {"Local Service Demand", "LOCAL_SD"},
    {"Remote Service Demand", "REMOTE_SD"},
    {"Service Demand Units", "SD_UNITS"},
    {"Round Trip Latency usec/tran", "RT_LATENCY"},
    {"Minimum Latency Microseconds", "MIN_LATENCY"},
    {"Maximum Latency Microseconds", "MAX_LATENCY"},
    {"Mean Latency Microseconds", "MEAN_LATENCY"},
    {"Stddev Latency Microseconds", "STDDEV_LATENCY"},
    {"50th Percentile Latency Microseconds", "P50_LATENCY"},
    {"90th Percentile Latency Microseconds", "P90_LATENCY"},
    {"99th Percentile Latency Microseconds", "P99_LATENCY"},
    {"Throughput Confidence Width (%)", "THROUGHPUT_CONFID"},
    {"Confidence Iterations Run", "CONFIDENCE_ITERATION"},
    {"Local Transport Retransmissions", "LOCAL_TRANSPORT_RETRANS"},
    {"Local Send Size", "LOCAL_SEND_SIZE"},
    {"Request Size Bytes", "REQUEST_SIZE"},
    {"Response Size Bytes", "RESPONSE_SIZE"},
    {"Initial Burst Requests", "BURST_SIZE"},
};

std::string_view key_of(std::string_view title)
{
    const std::string lower = lower_case(title);
    for (const Name& name : names) {
        if (lower_case(name.title) == lower) return name.key;
    }
    return {};
}

// The parts between commas; those in quotes stay whole.
std::vector<std::string_view> parts_of(std::string_view line)
{
    std::vector<std::string_view> parts;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"') quoted = !quoted;
        if (i < line.size() && (quoted || line[i] != ',')) continue;
        parts.push_back(trimmed(line.substr(begin, i - begin)));
        begin = i + 1;
    }
    return parts;
}

}  // namespace

std::optional<NetperfField> netperf_keyval(std::string_view line, std::size_t number)
{
    const auto sides = split_at(line, '=');
    if (!sides) return std::nullopt;
    for (const Name& name : names) {
        if (name.key == sides->first) {
            return NetperfField{name.key, std::string(sides->second), number};
        }
    }
    return std::nullopt;
}

bool is_netperf_heading(std::string_view line)
{
    const auto parts = parts_of(line);
    if (parts.size() < 2 || has_netperf_values(line)) return false;
    return std::any_of(parts.begin(), parts.end(),
                       [](std::string_view part) { return !key_of(part).empty(); });
}

bool has_netperf_values(std::string_view line)
{
    const auto parts = parts_of(line);
    return std::any_of(parts.begin(), parts.end(),
                       [](std::string_view part) { return number(part).has_value(); });
}

NetperfFields netperf_fields(std::string_view heading, std::string_view values, std::size_t line)
{
    const auto titles = parts_of(heading);
    const auto parts = parts_of(values);
    NetperfFields fields;
    // a value more than titles has been seen at the end
    if (parts.size() < titles.size() || parts.size() > titles.size() + 1) return fields;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const std::string_view key = key_of(titles[i]);
        if (!key.empty()) fields.push_back({key, std::string(parts[i]), line});
    }
    return fields;
}

}  // namespace calibration::importers
