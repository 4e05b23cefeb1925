#include <fmt/format.h>

#include <string>
#include <utility>

#include "calibration/importers/process_time.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view banner = "== version #";
constexpr std::string_view microseconds = "usec";  // the only unit of its times

class Reader {
public:
    void take(const TextLine& line)
    {
        if (const auto version = behind(line.text, banner)) {
            finish_run();
            begun_ = true;
            const std::size_t end = version->find(' ');
            if (end != std::string_view::npos) imported_.add_version(version->substr(0, end));
        }
        take_set_up(line);
        take_mean(line);
        take_order_statistic(line);
        take_throughput(line);
        take_messages(line);
        time_of_process_.take(line);
        take_trouble(line);
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    void take_set_up(const TextLine& line)
    {
        const auto port = behind(line.text, "PORT =");
        const auto protocol = port ? behind(*port, "#") : std::nullopt;
        if (protocol && (*protocol == "TCP" || *protocol == "UDP")) {
            protocol_ = lower_case(*protocol) + '_';
        }
        const auto size = behind(line.text, "msg-size=");
        const auto bytes = size ? whole_number(*size, line) : std::nullopt;
        if (bytes) set_condition(conditions_, "message_size", *bytes);
        const auto server = behind(line.text, "Printing statistics for Server No:");
        const auto which = server ? whole_number(*server, line) : std::nullopt;
        if (which && *which > 0) set_condition(conditions_, "server", *which);
        if (const auto duration = behind(line.text, "[Valid Duration]")) take_load(*duration, line);
    }

    // In a ping-pong each message is answered before the next is sent.
    void take_load(std::string_view text, const TextLine& line)
    {
        const auto sent_text = behind(text, "SentMessages=");
        const auto received_text = behind(text, "ReceivedMessages=");
        const auto sent = sent_text ? whole_number(*sent_text, line) : std::nullopt;
        const auto received = received_text ? whole_number(*received_text, line) : std::nullopt;
        const bool few_answers = sent && received && *received < 0.5 * *sent;
        if (few_answers) set_condition(conditions_, "mode", "under_load");
    }

    // "====> avg-latency=7.935 (std-dev=29.731)", "avg-lat=  8.698 (...)", "avg-rtt=79.274 (...)"
    void take_mean(const TextLine& line)
    {
        const auto text = behind(line.text, "====> avg-");
        const auto sides = text ? split_at(*text, '=') : std::nullopt;
        const auto mean = sides ? whole_number(sides->second, line) : std::nullopt;
        if (!mean) return;
        const bool round_trip = sides->first == "rtt";
        time_ = round_trip ? "round_trip" : "latency";
        if (round_trip) run_.flag("times are of the round trip, of which a latency is half");
        add_time("", *mean, line);
        const auto rest = behind(*text, "(std-dev=");
        const auto deviation = rest ? whole_number(*rest, line) : std::nullopt;
        if (deviation) add_time("_deviation", *deviation, line);
    }

    // "---> percentile 99.999 = 2115.220" and "---> <MAX> observation = 2131.885"
    void take_order_statistic(const TextLine& line)
    {
        const auto text = behind(line.text, "--->");
        const auto sides = text ? split_at(*text, '=') : std::nullopt;
        if (!sides || time_.empty()) return;
        if (sides->first.starts_with("<MIN>")) ended_ = true;
        const auto value = whole_number(sides->second, line);
        const auto rank = after(sides->first, "percentile");
        const auto percentile = rank ? number(*rank) : std::nullopt;
        if (!value) return;
        if (percentile) add_time("_percentile", *value, line, percentile);
        if (sides->first.starts_with("<MIN>")) add_time("_minimum", *value, line);
        if (sides->first.starts_with("<MAX>")) add_time("_maximum", *value, line);
    }

    // "Summary: Message Rate is 153464 [msg/sec]" and "Summary: BandWidth is 2.049 MBps (...)"
    void take_throughput(const TextLine& line)
    {
        if (const auto rate = behind(line.text, "Message Rate is")) {
            add_rate("message_rate", *rate, "[msg/sec]", line);
        }
        if (const auto bandwidth = behind(line.text, "BandWidth is")) {
            add_rate("throughput", *bandwidth, "MBps", line);
            run_.flag("MBps are 2^20 bytes per second here");
            ended_ = true;
        }
    }

    // All that were sent or answered while the process ran, the dummies of the warm-up but for few.
    void take_messages(const TextLine& line)
    {
        const auto load = behind(line.text, "[Total Run]");
        const auto sent = load ? behind(*load, "SentMessages=") : std::nullopt;
        const auto total = behind(line.text, "sockperf: Total ");
        const auto streamed = total ? behind(*total, "of ") : std::nullopt;
        if (sent) messages_ = whole_number(*sent, line);
        if (streamed && behind(*streamed, "messages sent")) {
            messages_ = whole_number(*streamed, line);
        }
        if (!total || !behind(*total, "messages received and handled")) return;
        messages_ = whole_number(*total, line);
        is_server_ = ended_ = true;
    }

    // What the system spends on packets outside of the process is not in it.
    void add_cpu_time()
    {
        const auto seconds = time_of_process_.seconds();
        if (!seconds || !(*seconds > 0) || !messages_ || !(*messages_ > 0)) return;
        run_.add({"sockperf_" + protocol_ + (is_server_ ? "server_" : "") + "cpu_per_message",
                  *seconds / *messages_, "s per message", Better::lower, conditions_,
                  time_of_process_.line()});
        run_.flag("CPU for each message is user and system time of the whole process");
    }

    void add_rate(std::string_view name, std::string_view text, std::string_view unit,
                  const TextLine& line)
    {
        const auto value = whole_number(text, line);
        const auto rest = behind(text, " ");
        if (!value || !(*value > 0) || !rest || !rest->starts_with(unit)) return;
        if (unit.starts_with('[')) unit = unit.substr(1, unit.size() - 2);
        run_.add({"sockperf_" + protocol_ + std::string(name), *value, std::string(unit),
                  Better::higher, conditions_, line.number});
    }

    void add_time(std::string_view statistic, double value, const TextLine& line,
                  std::optional<double> percentile = std::nullopt)
    {
        if (!(value > 0)) return;
        Sample sample{"sockperf_" + protocol_ + time_ + std::string(statistic),
                      value,
                      std::string(microseconds),
                      Better::lower,
                      conditions_,
                      line.number};
        if (percentile) set_condition(sample.conditions, "percentile", *percentile);
        run_.add(std::move(sample));
    }

    void take_trouble(const TextLine& line)
    {
        const auto text = behind(line.text, "sockperf:");
        if (!text) return;
        if (text->starts_with("ERROR") || text->starts_with("No ")) {
            run_.flag(fmt::format("line {}: sockperf says {}", line.number, models::quoted(*text)));
        }
        const auto dropped = after(*text, "# dropped messages =");
        const auto count = dropped ? whole_number(*dropped, line) : std::nullopt;
        if (count && *count > 0) {
            run_.flag(fmt::format("line {}: {} messages were lost", line.number, *count));
        }
    }

    void finish_run()
    {
        add_cpu_time();
        const bool empty = run_.samples.empty() && run_.flags.empty();
        if (begun_ || !empty) {
            run_.complete = ended_;
            if (!ended_) run_.flag("the run did not come to its end");
            imported_.add_run(std::exchange(run_, {}));
        }
        conditions_.clear();
        protocol_.clear();
        time_.clear();
        time_of_process_ = {};
        messages_.reset();
        begun_ = ended_ = is_server_ = false;
    }

    Imported imported_;
    Run run_;
    Conditions conditions_;
    std::string protocol_;  // "tcp_" or "udp_"; empty: not known
    std::string time_;      // what the times are of; empty before the mean
    ProcessTime time_of_process_;
    std::optional<double> messages_;  // of the whole run
    bool begun_ = false;
    bool ended_ = false;
    bool is_server_ = false;
};

bool recognizes(const MeasurementText& text)
{
    return text.has_line("sockperf:");
}

Imported read(const MeasurementText& text)
{
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// sockperf: ping-pong and under load (latency, half of the round trip unless --full-rtt),
// throughput; with what `time` printed below it, CPU time for each message.
const Importer sockperf = {"sockperf", recognizes, read};

}  // namespace calibration::importers
