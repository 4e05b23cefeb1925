#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/run.hpp"
#include "sim/statistics/batch_means.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "sim/statistics/first_violation.hpp"
#include "sim/statistics/quantile_interval.hpp"

namespace models {

// What is asked of a run; NaN where nobody was there to measure it.
using RunResponse = std::function<double(const Run& run)>;

// An average over a run, as it is read on the way.
using ReadingValue = double Reading::*;

struct RunAnalysisOptions {
    // s to delete at the beginning, in whole minutes; 0: nothing; not given: where the workload has
    // a steady state MSER-5 decides.
    std::optional<double> warm_up;
    int replications = 1;  // where no precision is asked for
    double precision =
        0;             // relative half width of the response's interval to stop at; 0: not asked
    int budget = 500;  // replications at most, where a precision is asked for
    double level = 0.95;
    int threads = 1;
    RunResponse response = [](const Run& run) { return run.whole.cpu_utilization; };
    // Of what MSER-5 looks at; the response, where it is an average over time.
    ReadingValue reading = &Reading::cpu_utilization;
};

struct DeletedWarmUp {
    bool found = false;  // false: nothing was asked for, or MSER-5 could not decide
    double deleted = 0;  // s
    std::string report;  // one sentence
};

// The batch means of one replication, one of each member of Reading.
struct RunBatchMeans {
    ReadingValue value = nullptr;
    sim::BatchMeans means;
};

// The first minute of a replication in which the SLO did not hold.
struct SloViolation {
    double time = 0;    // s, end of that minute; infinite: none
    double users = 0;   // present then; infinite: none
    std::string limit;  // the first of the SLO's that broke; empty: none
};

struct SloViolations {
    std::vector<SloViolation> by_replication;
    sim::FirstViolation time;
    sim::QuantileInterval users;  // median
};

// The replications of one platform, and what was decided about them.
struct RunAnalysis {
    std::vector<Run> runs;  // without what was deleted
    DeletedWarmUp warm_up;
    sim::ConfidenceInterval response{};       // over the replications
    bool precise = true;                      // as asked
    bool unmeasured = false;                  // a replication has no such response
    std::vector<RunBatchMeans> batch_means;   // of one replication with a steady state, else empty
    std::optional<SloViolations> violations;  // of a load that has a course: ramp or timetable
};

// s; of the readings that MSER-5 and batch means are from.
inline constexpr double reading_length = 5;

// Whether a workload becomes steady: a ramp and a timetable never do.
bool has_steady_state(const Workload& workload);

// Each platform of the scenario, the same for any number of threads. The warm-up is decided by the
// replications that begin the analysis, averaged (Hoad, Robinson and Davies, Automating warm-up
// length estimation, Journal of the Operational Research Society 61, 2010), and holds for those
// that follow.
std::vector<RunAnalysis> analyse_runs(const Scenario& scenario, const RunAnalysisOptions& options);

}  // namespace models
