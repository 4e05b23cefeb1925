#include "calibration/importers/netperf_omni.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

// Figures besides throughput and CPU; those not measured are -1.
struct Figure {
    std::string_view key;
    std::string_view metric;
    std::string_view unit;
    Better better;
    double percentile;  // 0: none
};

constexpr std::string_view microseconds = "Microseconds";

constexpr Figure figures[] = {
    {"RT_LATENCY", "round_trip", "usec/tran", Better::lower, 0},
    {"MEAN_LATENCY", "latency", microseconds, Better::lower, 0},
    {"STDDEV_LATENCY", "latency_deviation", microseconds, Better::lower, 0},
    {"MIN_LATENCY", "latency_minimum", microseconds, Better::lower, 0},
    {"MAX_LATENCY", "latency_maximum", microseconds, Better::lower, 0},
    {"P50_LATENCY", "latency_percentile", microseconds, Better::lower, 50},
    {"P90_LATENCY", "latency_percentile", microseconds, Better::lower, 90},
    {"P99_LATENCY", "latency_percentile", microseconds, Better::lower, 99},
    {"THROUGHPUT_CONFID", "confidence_width", "%", Better::lower, 0},
    {"LOCAL_TRANSPORT_RETRANS", "retransmits", "", Better::lower, 0},
    {"LOCAL_CPU_UTIL", "local_cpu", "%", Better::lower, 0},
    {"REMOTE_CPU_UTIL", "remote_cpu", "%", Better::lower, 0},
};

struct Setting {
    std::string_view key;
    std::string_view condition;
};

constexpr Setting settings[] = {
    {"LOCAL_SEND_SIZE", "message_size"},
    {"REQUEST_SIZE", "request_size"},
    {"RESPONSE_SIZE", "response_size"},
    {"BURST_SIZE", "burst"},
};

const NetperfField* find(const NetperfFields& fields, std::string_view key)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const NetperfField& field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

std::string_view text_of(const NetperfFields& fields, std::string_view key)
{
    const NetperfField* field = find(fields, key);
    return field != nullptr ? std::string_view(field->value) : std::string_view();
}

// The test of omni is told by protocol, direction and unit.
void name_omni_test(NetperfTest& test, const NetperfFields& fields)
{
    const std::string protocol = lower_case(text_of(fields, "PROTOCOL"));
    const bool known = protocol == "tcp" || protocol == "udp" || protocol == "sctp";
    if (!known || !(test.kind == NetperfTest::Kind::omni || test.name.empty())) return;
    const std::string direction = lower_case(text_of(fields, "DIRECTION"));
    const bool receives = test.name.find("receive") != std::string::npos || direction == "receive";
    test.name = protocol;
    if (text_of(fields, "THROUGHPUT_UNITS") == transactions) test.name += "_rr";
    if (receives) test.name += "_maerts";
    test.kind = protocol == "udp" ? NetperfTest::Kind::udp_stream : NetperfTest::Kind::stream;
}

class Result {
public:
    Result(NetperfTest test, const NetperfFields& fields, Run& run)
        : test_(std::move(test)), fields_(fields), run_(run)
    {
    }

    void add()
    {
        name_omni_test(test_, fields_);
        for (const Setting& setting : settings) {
            const auto value = number(text_of(fields_, setting.key));
            if (value && *value >= 0) set_condition(test_.conditions, setting.condition, *value);
        }
        add_throughput();
        add_demand("LOCAL_SD", "local_service_demand");
        add_demand("REMOTE_SD", "remote_service_demand");
        for (const Figure& figure : figures) add_figure(figure);
        const auto repeated = number(text_of(fields_, "CONFIDENCE_ITERATION"));
        if (repeated && *repeated > 1) {
            run_.flag(fmt::format("line {}: is a mean of {} repetitions inside netperf",
                                  find(fields_, "CONFIDENCE_ITERATION")->line, *repeated));
        }
    }

private:
    void add(std::string_view key, std::string_view metric, std::string_view unit, Better better,
             double percentile = 0)
    {
        const NetperfField* field = find(fields_, key);
        const auto value = field != nullptr ? number(field->value) : std::nullopt;
        const bool count = key == "LOCAL_TRANSPORT_RETRANS";
        if (!value || (count ? !(*value >= 0) : !(*value > 0))) return;
        Sample sample = netperf_sample(test_, metric, *value, unit, better, field->line);
        if (percentile > 0) set_condition(sample.conditions, "percentile", percentile);
        run_.add(std::move(sample));
    }

    // Where UDP tells both ends apart, what arrived is the throughput.
    void add_throughput()
    {
        const NetperfField* field = find(fields_, "THROUGHPUT");
        if (field == nullptr) return;
        const std::string_view unit = text_of(fields_, "THROUGHPUT_UNITS");
        if (unit.empty()) {
            run_.flag(
                fmt::format("line {}: the unit of the throughput is not in the file; let "
                            "netperf print THROUGHPUT_UNITS, too",
                            field->line));
            return;
        }
        if (unit == transactions) {
            add("THROUGHPUT", "transaction_rate", unit, Better::higher);
            return;
        }
        const bool udp = test_.kind == NetperfTest::Kind::udp_stream;
        const bool both_ends = udp && find(fields_, "REMOTE_RECV_THROUGHPUT") != nullptr;
        add(both_ends ? "REMOTE_RECV_THROUGHPUT" : "THROUGHPUT", "throughput", unit,
            Better::higher);
        if (both_ends) add("LOCAL_SEND_THROUGHPUT", "throughput_sent", unit, Better::higher);
        if (udp && !both_ends) {
            run_.flag("the file does not tell whether the throughput of UDP was sent or received");
        }
    }

    void add_demand(std::string_view key, std::string_view metric)
    {
        const std::string_view unit = text_of(fields_, "SD_UNITS");
        if (!unit.empty()) add(key, metric, unit, Better::lower);
    }

    void add_figure(const Figure& figure)
    {
        add(figure.key, figure.metric, figure.unit, figure.better, figure.percentile);
    }

    NetperfTest test_;
    const NetperfFields& fields_;
    Run& run_;
};

// The banner, heading and values of one result.
bool is_result(const JsonNode& node)
{
    return node.is_array() && node.items.size() >= 3 && node.items[0].is_text() &&
           node.items[1].is_text() && node.items[2].is_text() && netperf_banner(node.items[0].text);
}

Run read_result(const JsonNode& node)
{
    Run run;
    const JsonNode& values = node.items[2];
    const auto fields = netperf_fields(node.items[1].text, values.text, values.line);
    if (fields.empty()) {
        run.complete = false;
        run.flag(fmt::format("line {}: values and heading do not fit together", values.line));
    }
    add_netperf_fields(*netperf_banner(node.items[0].text), fields, run);
    return run;
}

}  // namespace

void add_netperf_fields(NetperfTest test, const NetperfFields& fields, Run& run)
{
    Result(std::move(test), fields, run).add();
}

std::vector<Run> read_netperf_list(const JsonDocuments& json)
{
    std::vector<Run> runs;
    for (const JsonDocument& document : json.documents) {
        if (is_result(document.root)) runs.push_back(read_result(document.root));
        if (!document.root.is_array()) continue;
        for (const JsonNode& item : document.root.items) {
            if (is_result(item)) runs.push_back(read_result(item));
        }
        if (!document.complete && !runs.empty()) {
            runs.back().complete = false;
            runs.back().flag("the list is cut after this result");
        }
    }
    return runs;
}

}  // namespace calibration::importers
