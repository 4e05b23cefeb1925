#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

// Size LDA Align. Time(s) GFlops Residual Residual(norm) Check
constexpr std::size_t trial_words = 8;
// Size LDA Align. Average Maximal
constexpr std::size_t summary_words = 5;

bool all_numbers(const std::vector<std::string_view>& row, std::size_t count)
{
    return std::all_of(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(count),
                       [](std::string_view word) { return number(word).has_value(); });
}

struct Trials {
    std::vector<double> gflops;
    bool all_passed = true;
};

class Reader {
public:
    void take(const TextLine& line)
    {
        const auto row = words(line.text);
        if (take_header(line.text)) return;
        if (after(line.text, "Performance Summary")) in_summary_ = true;
        if (after(line.text, "End of tests")) ended_ = true;
        if (row.size() == trial_words && all_numbers(row, trial_words - 1)) {
            take_trial(row, line.number);
        } else if (in_summary_ && row.size() == summary_words && all_numbers(row, summary_words)) {
            compare(row, line.number);
        }
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    // "Number of threads: 32" and the like; after results they begin the next run.
    bool take_header(std::string_view line)
    {
        const auto parts = split_at(line, ':');
        if (!parts) return false;
        const auto& [key, value] = *parts;
        const bool begins = key == "Current date/time" || key == "CPU frequency";
        if (begins && (!trials_.empty() || in_summary_ || ended_)) finish_run();
        const auto found = leading_number(value);
        if (found && key == "CPU frequency" && value.ends_with("GHz")) {
            set_condition(header_, "guest_cpu_frequency", std::round(found->value * 1e6) * 1e3);
        }
        if (found && key == "Number of CPUs") set_condition(header_, "guest_cpus", found->value);
        if (found && key == "Number of cores") set_condition(header_, "guest_cores", found->value);
        if (found && key == "Number of threads") set_condition(header_, "threads", found->value);
        if (key.starts_with("Number of equations to solve")) asked_ = words(value);
        return begins || found.has_value();
    }

    void take_trial(const std::vector<std::string_view>& row, std::size_t line)
    {
        Trials& trials = trials_[*number(row[0])];
        if (row[7] != "pass") {
            trials.all_passed = false;
            run_.flag(fmt::format("line {}: the residual check says {}; the trial is left out",
                                  line, models::quoted(row[7])));
            return;
        }
        if (!(*number(row[4]) > 0)) return;
        Sample sample{"linpack", *number(row[4]), "GFlops", Better::higher, header_, line};
        set_condition(sample.conditions, "problem_size", *number(row[0]));
        set_condition(sample.conditions, "leading_dimension", *number(row[1]));
        set_condition(sample.conditions, "alignment", *number(row[2]) * 1024);
        trials.gflops.push_back(sample.value);
        run_.add(std::move(sample));
    }

    // Rows are rounded, so that the mean of the trials may be off by one in the fourth decimal.
    void compare(const std::vector<std::string_view>& row, std::size_t line)
    {
        Trials& trials = trials_[*number(row[0])];
        if (trials.gflops.empty() || !trials.all_passed) return;
        double sum = 0;
        for (const double gflops : trials.gflops) sum += gflops;
        const double mean = sum / static_cast<double>(trials.gflops.size());
        const double most = *std::max_element(trials.gflops.begin(), trials.gflops.end());
        const auto differs = [](double one, double other) {
            return std::abs(one - other) > std::max(0.01, 1e-4 * std::abs(other));
        };
        if (differs(mean, *number(row[3])) || differs(most, *number(row[4]))) {
            run_.flag(fmt::format(
                "line {}: average {} and maximum {} are not those of the trials, {:.4f} and {}",
                line, row[3], row[4], mean, most));
        }
        trials.gflops.clear();  // they are compared once
    }

    void flag_skipped()
    {
        std::string skipped;
        for (const std::string_view size : asked_) {
            const auto value = number(size);
            if (!value || trials_.contains(*value)) continue;
            skipped += (skipped.empty() ? "" : ", ") + std::string(size);
        }
        if (!skipped.empty()) run_.flag("problem sizes asked for without a trial: " + skipped);
    }

    void finish_run()
    {
        run_.complete = ended_ && in_summary_;
        if (!run_.complete) run_.flag("the run did not come to its end");
        if (run_.complete) flag_skipped();
        if (!header_.empty() || !trials_.empty()) imported_.add_run(std::move(run_));
        run_ = {};
        header_.clear();
        asked_.clear();
        trials_.clear();
        in_summary_ = ended_ = false;
    }

    Imported imported_;
    Run run_;
    Conditions header_;
    std::vector<std::string_view> asked_;
    std::map<double, Trials> trials_;  // by problem size
    bool in_summary_ = false;
    bool ended_ = false;
};

bool recognizes(const MeasurementText& text)
{
    return text.has_line("Intel(R) Optimized LINPACK Benchmark") ||
           text.has_line("Number of equations to solve (problem size)") ||
           text.has_line("Size   LDA    Align.");
}

Imported read(const MeasurementText& text)
{
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// xlinpack_* and runme_* of Intel's Optimized LINPACK Benchmark.
const Importer intel_linpack = {"intel_linpack", recognizes, read};

}  // namespace calibration::importers
