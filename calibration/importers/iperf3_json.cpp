#include "calibration/importers/iperf3_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view rate_unit = "bits_per_second";

bool is_start(const JsonNode* start)
{
    if (start == nullptr || !start->is_object()) return false;
    return start->text_at("version").starts_with("iperf 3") ||
           start->find("connected") != nullptr || start->find("test_start") != nullptr;
}

// "start", "interval", "end" or "error" of a stream of events; empty: it is none.
std::string_view event_of(const JsonNode& value)
{
    const std::string_view event = value.text_at("event");
    return value.find("data") != nullptr ? event : std::string_view();
}

bool is_run(const JsonNode& value)
{
    return is_start(value.find("start"));
}

// A side of the results: what was sent or received, in one direction.
struct Sides {
    const JsonNode* sent;
    const JsonNode* received;
    const JsonNode* datagrams;  // jitter and loss of UDP
    std::string_view direction;
};

class RunReader {
public:
    RunReader(const JsonNode& root, bool complete) : root_(root)
    {
        run_.complete = complete;
        const JsonNode* start = root.find("start");
        start_ = start != nullptr ? start : &empty_;
        const JsonNode* test = start_->find("test_start");
        test_ = test != nullptr ? test : &empty_;
        const JsonNode* end = root.find("end");
        end_ = end != nullptr ? end : &empty_;
    }

    std::string_view version() const
    {
        return after(start_->text_at("version"), "iperf").value_or("");
    }

    Run finish()
    {
        take_error();
        protocol_ = lower_case(test_->text_at("protocol"));
        if (protocol_ == "tcp" || protocol_ == "udp" || protocol_ == "sctp") {
            set_conditions();
            take_sides();
            add_cpu("host");
            add_cpu("remote");
        }
        if (run_.samples.empty()) run_.complete = false;
        if (!run_.complete) run_.flag("the run did not come to its end");
        return std::move(run_);
    }

private:
    void take_error()
    {
        const JsonNode* error = root_.find("error");
        if (error == nullptr || !error->is_text()) return;
        run_.complete = false;
        run_.flag(fmt::format("line {}: iperf3 says {}", error->line, models::quoted(error->text)));
    }

    bool is_bidirectional() const
    {
        return end_->find("sum_sent_bidir_reverse") != nullptr ||
               end_->find("sum_bidir_reverse") != nullptr ||
               test_->number_at("bidir").value_or(0) != 0;
    }

    // Sent by each stream at most, bit/s; 0: as much as goes. Nothing: the file does not tell.
    std::optional<double> target_rate() const
    {
        const auto target = test_->number_at("target_bitrate");
        return target ? target : start_->number_at("target_bitrate");
    }

    void set_conditions()
    {
        const auto copy = [&](std::string_view key, std::string_view name) {
            const auto value = test_->number_at(key);
            if (value && *value > 0) set_condition(conditions_, name, *value);
        };
        copy("num_streams", "streams");
        copy("blksize", "block_size");
        copy("duration", "duration");
        copy("omit", "omit");
        set_condition(conditions_, "bidirectional", is_bidirectional() ? 1 : 0);
        const auto target = target_rate();
        const bool limited = target && (*target > 0 || protocol_ == "udp");
        if (limited) set_condition(conditions_, "target_rate", *target);
    }

    void take_sides()
    {
        const auto side = [&](std::string_view key) { return end_->find(key); };
        const bool reverse = test_->number_at("reverse").value_or(0) != 0;
        const JsonNode* received = side("sum_received");
        const JsonNode* sum = side("sum");
        const bool own = received != nullptr && received->find("jitter_ms") != nullptr;
        take({side("sum_sent"), received, own ? received : sum, reverse ? "reverse" : "forward"});
        const JsonNode* back = side("sum_received_bidir_reverse");
        take({side("sum_sent_bidir_reverse"), back, back, "reverse"});
    }

    // Without the rate to which UDP was limited its throughput tells nothing of the path.
    void take(const Sides& sides)
    {
        if (protocol_ == "udp") take_datagrams(sides);
        const bool unknown_limit = protocol_ == "udp" && !target_rate();
        if (unknown_limit) {
            run_.flag(
                "the file does not tell to which rate UDP was limited; its throughput is "
                "left out");
        } else {
            add(sides.received, "bits_per_second", "throughput", rate_unit, Better::higher, sides);
            add(sides.sent, "bits_per_second", "throughput_sent", rate_unit, Better::higher, sides);
            flag_limit(sides.received);
        }
        add(sides.sent, "retransmits", "retransmits", "", Better::lower, sides);
    }

    void flag_limit(const JsonNode* received)
    {
        constexpr double nearly = 0.97;
        const auto rate =
            received != nullptr ? received->number_at("bits_per_second") : std::nullopt;
        const double streams = test_->number_at("num_streams").value_or(1);
        const double limit = target_rate().value_or(0) * streams;
        if (!rate || !(limit > 0) || *rate < nearly * limit) return;
        run_.flag(
            fmt::format("the rate was limited to {} bit/s, which arrived; the path may carry "
                        "more",
                        limit));
    }

    void take_datagrams(const Sides& sides)
    {
        const auto count =
            sides.datagrams != nullptr ? sides.datagrams->number_at("packets") : std::nullopt;
        if (!count || !(*count > 0)) return;
        add(sides.datagrams, "jitter_ms", "jitter", "ms", Better::lower, sides);
        add(sides.datagrams, "lost_percent", "lost", "%", Better::lower, sides);
    }

    // A rate of 0 is no result; jitter, loss and retransmissions may well be 0.
    void add(const JsonNode* side, std::string_view key, std::string_view metric,
             std::string_view unit, Better better, const Sides& sides)
    {
        const JsonNode* node = side != nullptr ? side->find(key) : nullptr;
        if (node == nullptr || !node->is_number()) return;
        if (better == Better::higher ? !(node->number > 0) : !(node->number >= 0)) return;
        Sample sample{"iperf3_" + protocol_ + '_' + std::string(metric),
                      node->number,
                      std::string(unit),
                      better,
                      conditions_,
                      node->line};
        set_condition(sample.conditions, "direction", sides.direction);
        run_.add(std::move(sample));
    }

    // Of one CPU, for all directions together.
    void add_cpu(std::string_view end)
    {
        const std::string name(end);
        const JsonNode* node = end_->find_path({"cpu_utilization_percent", name + "_total"});
        if (node == nullptr || !node->is_number() || !(node->number > 0)) return;
        const bool reverse = test_->number_at("reverse").value_or(0) != 0;
        Sample sample{"iperf3_" + protocol_ + '_' + name + "_cpu",
                      node->number,
                      "%",
                      Better::lower,
                      conditions_,
                      node->line};
        const char* direction = reverse ? "reverse" : "forward";
        set_condition(sample.conditions, "direction", is_bidirectional() ? "both" : direction);
        run_.add(std::move(sample));
    }

    const JsonNode& root_;
    const JsonNode empty_;
    const JsonNode* start_ = nullptr;
    const JsonNode* test_ = nullptr;
    const JsonNode* end_ = nullptr;
    Run run_;
    Conditions conditions_;
    std::string protocol_;
};

void read_run(const JsonNode& root, bool complete, Imported& imported)
{
    RunReader reader(root, complete);
    if (!reader.version().empty()) imported.add_version(reader.version());
    imported.add_run(reader.finish());
}

// Events of --json-stream, put together to the document of a run.
class Stream {
public:
    void take(std::string_view event, const JsonNode& value, Imported& imported)
    {
        if (event == "start") finish(imported);
        if (event != "start" && event != "end" && event != "error") return;
        JsonNode part = *value.find("data");
        part.key = event;
        run_.kind = JsonNode::Kind::object;
        run_.items.push_back(std::move(part));
    }

    void finish(Imported& imported)
    {
        if (!run_.items.empty()) read_run(run_, run_.find("end") != nullptr, imported);
        run_ = {};
    }

private:
    JsonNode run_;
};

}  // namespace

bool is_iperf3_json(const JsonNode& value)
{
    if (value.is_array()) {
        return std::any_of(value.items.begin(), value.items.end(), is_run);
    }
    const std::string_view event = event_of(value);
    return is_run(value) || (event == "start" && is_start(value.find("data")));
}

void read_iperf3_json(const JsonDocuments& json, Imported& imported)
{
    Stream stream;
    for (const JsonDocument& document : json.documents) {
        const JsonNode& root = document.root;
        if (root.is_array()) {
            for (const JsonNode& item : root.items) {
                const bool cut = !document.complete && &item == &root.items.back();
                if (is_run(item)) read_run(item, !cut, imported);
            }
        } else if (is_run(root)) {
            read_run(root, document.complete, imported);
        } else if (const std::string_view event = event_of(root); !event.empty()) {
            stream.take(event, root, imported);
        }
    }
    stream.finish(imported);
}

}  // namespace calibration::importers
