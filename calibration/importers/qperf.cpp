#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr std::array<std::string_view, 10> transports = {"tcp", "udp", "sctp", "sdp", "rds",
                                                         "rc",  "uc",  "ud",   "xrc", "ver"};
constexpr std::array<std::string_view, 3> kinds = {"_bw", "_lat", "_mr"};  // of tests

constexpr std::size_t most_blocks = 10000;  // of a run
constexpr std::size_t most_figures = 100;   // of a block

bool is_name(std::string_view word)
{
    return !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                                std::string_view::npos;
}

struct TestName {
    std::string_view test;       // "tcp_bw"
    std::string_view transport;  // "tcp"
};

// Of the line "tcp_bw:".
std::optional<TestName> test_name(std::string_view line)
{
    std::string_view test = trimmed(line);
    if (!test.ends_with(':')) return std::nullopt;
    test.remove_suffix(1);
    const std::string_view first = test.substr(0, test.find('_'));
    const bool known = std::find(transports.begin(), transports.end(), first) != transports.end();
    if (!known || !is_name(test)) return std::nullopt;
    for (const std::string_view kind : kinds) {
        if (test.ends_with(kind)) return TestName{test, test.substr(0, test.size() - kind.size())};
    }
    return std::nullopt;
}

struct Figure {
    std::string_view name;
    double value = 0;
    std::string_view unit;
    std::size_t line = 0;
};

// Whether a line with which the file ends cannot go on after this unit.
bool is_whole(std::string_view name, std::string_view unit)
{
    if (name != "latency") return unit.ends_with("/sec");
    return unit == "ns" || unit == "us" || unit == "ms" || unit == "sec";
}

// "    recv_msgs         =  32,540 " and "    bw  =  1.04 MB/sec"
std::optional<Figure> figure_in(const TextLine& line)
{
    const auto sides = split_at(line.text, '=');
    if (!sides) return std::nullopt;
    const auto value = leading_number(sides->second, Grouping::thousands_comma);
    if (!value || !is_name(sides->first)) return std::nullopt;
    const std::string_view unit = trimmed(sides->second.substr(value->length));
    if (!line.ended && !is_whole(sides->first, unit)) return std::nullopt;
    return Figure{sides->first, value->value, unit, line.number};
}

// Bytes of "64 KiB (65,536)" or "1 bytes".
std::optional<double> message_size(const Figure& figure)
{
    const auto exact = behind(figure.unit, "(");
    const auto bytes = exact ? leading_number(*exact, Grouping::thousands_comma) : std::nullopt;
    if (bytes) return bytes->value;
    const bool plain = figure.unit == "bytes" || figure.unit == "byte";
    return plain ? std::optional(figure.value) : std::nullopt;
}

// How a figure is judged, or nothing: it is no result.
std::optional<Better> better_of(std::string_view name)
{
    const auto has = [&](std::string_view part) {
        return name.find(part) != std::string_view::npos;
    };
    if (name == "bw" || name == "send_bw" || name == "recv_bw" || name == "msg_rate") {
        return Better::higher;
    }
    const bool cost = name == "latency" || has("_cost") || has("_cpus_") || has("_cpu_time");
    if (cost) return Better::lower;
    const bool count = name.ends_with("_msgs") || name.ends_with("_bytes");
    return count ? std::optional(Better::neither) : std::nullopt;
}

// What one test printed.
struct Block {
    TestName name;
    std::vector<Figure> figures;

    const Figure* find(std::string_view wanted) const
    {
        const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) {
            return figure.name == wanted;
        });
        return found == figures.end() ? nullptr : &*found;
    }

    // What was received is what arrived: it stands for the throughput of a test that prints both.
    std::string metric(std::string_view figure) const
    {
        const std::string begin = "qperf_" + std::string(name.transport);
        if (figure == "bw" || figure == "recv_bw") return begin + "_throughput";
        if (figure == "send_bw") return begin + "_throughput_sent";
        if (figure == "latency") return begin + "_latency";
        return "qperf_" + std::string(name.test) + '_' + std::string(figure);
    }

    Conditions conditions() const
    {
        Conditions all;
        const Figure* size = find("msg_size");
        const auto bytes = size != nullptr ? message_size(*size) : std::nullopt;
        if (bytes) set_condition(all, "message_size", *bytes);
        const Figure* time = find("time");
        if (time != nullptr && time->unit == "sec") set_condition(all, "duration", time->value);
        return all;
    }
};

class Reader {
public:
    void take(const TextLine& line)
    {
        if (const auto name = test_name(line.text)) {
            begin_block(*name);
        } else if (!blocks_.empty()) {
            take_line(line);
        }
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    // A test that comes again after another belongs to the next run; again and again in a row it is
    // one over which qperf loops.
    void begin_block(const TestName& name)
    {
        const bool looped = !blocks_.empty() && blocks_.back().name.test == name.test;
        const bool again = !looped && known_.contains(name.test);
        if (again || blocks_.size() == most_blocks) finish_run();
        known_.insert(name.test);
        blocks_.push_back({name, {}});
    }

    void take_line(const TextLine& line)
    {
        const std::string_view text = trimmed(line.text);
        if (const auto figure = figure_in(line)) {
            auto& figures = blocks_.back().figures;
            if (figures.size() < most_figures) figures.push_back(*figure);
        } else if (text.find("failed") != std::string_view::npos) {
            run_.flag(fmt::format("line {}: qperf says {}", line.number, models::quoted(text)));
        }
    }

    void finish_run()
    {
        std::map<std::string_view, int> unsized;  // blocks of a test without a message size
        for (const Block& block : blocks_) {
            if (!find_condition(block.conditions(), "message_size")) ++unsized[block.name.test];
        }
        std::map<std::string_view, int> position;
        for (const Block& block : blocks_) {
            const bool ambiguous = unsized[block.name.test] > 1;
            add(block, ambiguous ? ++position[block.name.test] : 0);
        }
        for (const auto& [test, count] : unsized) {
            if (count < 2) continue;
            run_.flag(fmt::format(
                "{} was printed {} times without its message size; these may be different sizes "
                "and are not taken for repetitions; -v prints the size",
                test, count));
        }
        if (!blocks_.empty()) imported_.add_run(std::exchange(run_, {}));
        blocks_.clear();
        known_.clear();
    }

    void add(const Block& block, int position)
    {
        Conditions conditions = block.conditions();
        if (position > 0) set_condition(conditions, "position", position);
        bool has_result = false;
        for (const Figure& figure : block.figures) {
            const auto better = better_of(figure.name);
            if (!better || !(figure.value > 0)) continue;
            has_result = true;
            run_.add({block.metric(figure.name), figure.value, std::string(figure.unit), *better,
                      conditions, figure.line});
        }
        if (has_result) return;
        run_.complete = false;
        run_.flag(fmt::format("{} has no result", block.name.test));
    }

    Imported imported_;
    Run run_;
    std::vector<Block> blocks_;         // of the present run
    std::set<std::string_view> known_;  // tests among them
};

bool recognizes(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(),
                       [](const TextLine& line) { return test_name(line.text).has_value(); });
}

Imported read(const MeasurementText& text)
{
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// qperf; its latency is one way, half of the round trip.
const Importer qperf = {"qperf", recognizes, read};

}  // namespace calibration::importers
