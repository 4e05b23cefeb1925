#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "calibration/importers/sysbench_format.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view prepare_mark = "bytes written in";

// Reads one run, whose test may show only while it is read.
class RunReader {
public:
    // `hint`: the test that a title or command before the run names; empty: none does.
    RunReader(std::string_view hint, std::optional<double> cpu) : hint_(hint)
    {
        if (cpu) set_condition(conditions_, "cpu", *cpu);
    }

    void take(const TextLine& line)
    {
        const std::string_view test = sysbench_test_of(line.text);
        if (!test.empty()) test_ = test;
        set_sysbench_conditions(line, conditions_);
        take_results(line);
        take_general(line);
        if (after(line.text, "FATAL:") || after(line.text, "FAILED")) {
            failed_ = true;
            run_.flag(fmt::format("line {}: sysbench says {}", line.number,
                                  models::quoted(trimmed(line.text))));
        }
        if (after(line.text, "Removing test files")) removes_ = true;
    }

    // Nothing for a run that only removed files.
    std::optional<Run> finish()
    {
        if (removes_ && run_.samples.empty()) return std::nullopt;
        if (test_.empty()) test_ = hint_;
        if (test_.empty() && !saw_queries_ && events_ && threads() == events_->value) {
            test_ = "mutex";
            run_.flag("the file does not name the test; one event for each thread is as of mutex");
        }
        if (test_.empty()) {
            run_.flag("the file does not name the test; its results are left out");
            run_.samples.clear();
        } else {
            add_totals();
        }
        for (Sample& sample : run_.samples) complete(sample);
        run_.complete = ended_ && !failed_;
        if (!ended_ && !failed_) run_.flag("the run did not come to its end");
        return std::move(run_);
    }

private:
    void take_results(const TextLine& line)
    {
        for (Sample& sample : sysbench_results(line)) run_.add(std::move(sample));
        const auto latency = sysbench_latency(line, latency_unit_);
        if (after(line.text, "Latency (ms):")) latency_unit_ = "ms";
        if (after(line.text, "per-request statistics:")) latency_unit_ = "";  // beside the value
        if (latency && latency->value > 0) run_.add(*latency);
        if (line.text.find(prepare_mark) != std::string_view::npos) ended_ = true;
    }

    void take_general(const TextLine& line)
    {
        const auto time = after(line.text, "total time:");
        const auto seconds = time ? whole_number(*time, line) : std::nullopt;
        if (seconds && time->ends_with('s')) total_time_ = Total{*seconds, line.number};
        const auto events = after(line.text, "total number of events:");
        const auto count = events ? whole_number(*events, line) : std::nullopt;
        if (count) events_ = Total{*count, line.number};
        if (after(line.text, "SQL statistics:")) saw_queries_ = true;
        if (after(line.text, "execution time (avg/stddev):")) ended_ = true;
    }

    double threads() const
    {
        const Condition* found = find_condition(conditions_, "threads");
        return found != nullptr ? std::get<double>(found->value) : std::nan("");
    }

    // What a test that prints no rate tells: the time it took, or the events in it.
    void add_totals()
    {
        if (test_ == "mutex" && total_time_ && total_time_->value > 0) {
            run_.add({"time", total_time_->value, "s", Better::lower, {}, total_time_->line});
        }
        const bool has_rate =
            std::any_of(run_.samples.begin(), run_.samples.end(),
                        [](const Sample& sample) { return sample.metric == "event_rate"; });
        const bool counts_events = test_ == "threads" || (test_ == "cpu" && !has_rate);
        if (!counts_events || !total_time_ || !events_ || !(total_time_->value > 0)) return;
        const double rate = events_->value / total_time_->value;
        if (rate > 0) {
            run_.add({"event_rate", rate, "events per second", Better::higher, {}, events_->line});
        }
    }

    void complete(Sample& sample) const
    {
        sample.metric = "sysbench_" + std::string(test_) + '_' + sample.metric;
        Conditions all = conditions_;
        const Condition* percentile = find_condition(sample.conditions, "percentile");
        if (percentile != nullptr) {
            set_condition(all, percentile->name, std::get<double>(percentile->value));
        }
        sample.conditions = std::move(all);
    }

    struct Total {
        double value = 0;
        std::size_t line = 0;
    };

    Run run_;
    Conditions conditions_;
    std::string_view hint_;
    std::string_view test_;
    std::string_view latency_unit_;
    std::optional<Total> total_time_;  // seconds
    std::optional<Total> events_;
    bool saw_queries_ = false;
    bool removes_ = false;
    bool failed_ = false;
    bool ended_ = false;
};

// "sysbench 1.0.20 (using ...)", perhaps after "CPU 3".
struct Banner {
    std::string_view version;
    std::optional<double> cpu;
};

std::optional<Banner> banner_in(std::string_view line)
{
    Banner banner;
    auto rest = after(line, "CPU");
    const auto cpu = rest ? leading_number(*rest) : std::nullopt;
    if (cpu) {
        banner.cpu = cpu->value;
        line = rest->substr(cpu->length);
    }
    rest = after(line, "sysbench");
    if (!rest || !leading_number(*rest)) return std::nullopt;
    banner.version = rest->substr(0, rest->find_first_of(": "));
    return banner;
}

// The test that a title, "MUTEX BENCHMARKS", or a command, "sysbench mutex run", names.
std::string_view hint_in(std::string_view line)
{
    constexpr std::size_t longest_title = 4;  // words
    const bool sentence = line.find_first_of(":!.") != std::string_view::npos;
    const std::string lower = lower_case(line);
    const auto parts = words(lower);
    const bool command = lower.find("sysbench") != std::string::npos;
    for (const std::string_view test : {"mutex", "threads"}) {
        const bool named = std::find(parts.begin(), parts.end(), test) != parts.end();
        const bool option = lower.find("--test=" + std::string(test)) != std::string::npos;
        const bool title = !sentence && parts.size() <= longest_title;
        if ((named && (title || command)) || option) return test;
    }
    return {};
}

bool recognizes(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(),
                       [](const TextLine& line) { return banner_in(line.text).has_value(); });
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    std::optional<RunReader> reader;
    std::string_view hint;
    const auto finish = [&] {
        auto run = reader ? reader->finish() : std::nullopt;
        if (run) imported.add_run(std::move(*run));
    };
    for (const TextLine& line : text.lines()) {
        if (const auto banner = banner_in(line.text)) {
            finish();
            imported.add_version(banner->version);
            reader.emplace(std::exchange(hint, {}), banner->cpu);
        } else {
            const std::string_view named = hint_in(line.text);
            if (!named.empty()) hint = named;
            if (reader) reader->take(line);
        }
    }
    finish();
    return imported;
}

}  // namespace

// sysbench 0.4 to 1.1: cpu, memory, fileio, mutex, threads.
const Importer sysbench = {"sysbench", recognizes, read};

}  // namespace calibration::importers
