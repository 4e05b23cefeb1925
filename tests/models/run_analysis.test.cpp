#include "models/run_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "models/offered_load.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::RunAnalysis;
using models::RunAnalysisOptions;

namespace {

models::Scenario lecture(std::vector<std::string> overrides = {})
{
    overrides.insert(overrides.begin(), {"resolution=flow", "platform=native"});
    return shipped::scenario("lecture", overrides);
}

models::Scenario ramp(int users)
{
    return shipped::scenario("seed-2016", {"resolution=flow", "platform=native",
                                           "workload.users=" + std::to_string(users)});
}

// Meetings of 3 users begin once a minute and last 10 minutes.
models::Scenario meetings()
{
    return lecture({"workload=campus-poisson", "workload.duration=1h",
                    "workload.meetings_per_hour=60", "workload.meeting_size=3",
                    "workload.meeting_duration=10min", "workload.lateness=0s",
                    "workload.recorded=false", "workload.processed=false"});
}

double mean_users(const models::Run& run)
{
    return run.whole.mean_users;
}

RunAnalysis analysis(const models::Scenario& scenario, const RunAnalysisOptions& options)
{
    return models::analyse_runs(scenario, options).front();
}

}  // namespace

TEST_CASE("readings leave a run as it is and average to its minutes")
{
    const auto scenario = lecture({"workload.duration=150s"});
    const auto plain = models::run_once(scenario, scenario.platforms.front(), 0);
    const auto read = models::run_once(scenario, scenario.platforms.front(), 0, 5);
    CHECK(read.fingerprint == plain.fingerprint);
    CHECK(plain.readings.empty());
    REQUIRE(read.readings.size() == 30);
    for (std::size_t minute = 0; minute < 2; ++minute) {
        double sum = 0;
        for (std::size_t i = 0; i < 12; ++i) sum += read.readings[12 * minute + i].cpu_utilization;
        CHECK(sum / 12 == Approx(plain.series[minute].cpu_utilization).epsilon(1e-9));
        CHECK(read.series[minute].cpu_utilization ==
              Approx(plain.series[minute].cpu_utilization).epsilon(1e-9));
    }
}

TEST_CASE("what is deleted and what is counted make up the run")
{
    const auto scenario = ramp(80);
    const auto run = models::run_once(scenario, scenario.platforms.front(), 0);
    auto late = run;
    models::delete_beginning(late, 601);  // up to the next whole minute
    CHECK(late.counted_from == 660);
    CHECK(late.whole.begin == 660);
    CHECK(models::counted(late).size() == run.series.size() - 11);
    double busy = 0;
    double joins = 0;
    double dropped = 0;
    for (std::size_t i = 0; i < 11; ++i) {
        busy += 60 * run.series[i].cpu_utilization;
        joins += run.series[i].joins;
        dropped += run.series[i].frames_dropped * run.series[i].frames_offered;
    }
    const double left = late.whole.end - late.whole.begin;
    CHECK(busy + left * late.whole.cpu_utilization ==
          Approx(run.whole.end * run.whole.cpu_utilization));
    CHECK(joins + late.whole.joins == run.whole.joins);
    CHECK(run.whole.frames_dropped > 0.1);
    CHECK(dropped + late.whole.frames_dropped * late.whole.frames_offered ==
          Approx(run.whole.frames_dropped * run.whole.frames_offered));
    CHECK(late.whole.join_times.count() == run.whole.join_times.count() - joins);
}

TEST_CASE("users held present are there all the time, whatever the workload")
{
    for (const char* name : {"seed-2016", "seminar", "timetable-day"}) {
        const auto scenario = models::held_scenario(
            shipped::scenario(name, {"resolution=flow", "platform=native"}), 30);
        const auto run = models::run_once(scenario, scenario.platforms.front(), 0);
        INFO(name);
        CHECK(run.whole.end == 3600);
        CHECK(run.whole.mean_users == Approx(30).epsilon(0.05));
    }
}

TEST_CASE("of users held present the CPU after the warm-up is that of the utilization law")
{
    RunAnalysisOptions options;
    options.replications = 4;
    const auto scenario = models::held_scenario(ramp(340), 30);
    const auto found = analysis(scenario, options);
    CHECK(found.warm_up.found);
    CHECK(found.runs.front().series.size() == 60);
    const double law = models::offered_load(scenario, scenario.platforms.front(), 30).cpu;
    CHECK(found.response.mean == Approx(law).epsilon(0.02));
    CHECK_FALSE(found.violations);
    CHECK(found.batch_means.empty());
}

TEST_CASE("a server that begins empty is underestimated unless the warm-up is deleted", "[whole]")
{
    // Little's law: 3 users x 1 meeting/min x 10 min; the first ten minutes fill the server, which
    // takes 5 of 60 minutes off the mean
    RunAnalysisOptions options;
    options.replications = 120;
    options.threads = 2;
    options.level = 0.99;
    options.response = mean_users;
    options.reading = &models::Reading::users;
    const auto steady = analysis(meetings(), options);
    CHECK(steady.warm_up.found);
    CHECK(steady.warm_up.deleted >= 300);
    CHECK(steady.response.low < 30);
    CHECK(steady.response.high > 30);
    options.warm_up = 0;
    const auto all = analysis(meetings(), options);
    CHECK_FALSE(all.warm_up.found);
    CHECK(all.response.high < 30);
    CHECK(all.response.mean == Approx(27.5).epsilon(0.05));
}

TEST_CASE("a run too short for its warm-up is counted whole, and the report says why")
{
    const auto found = analysis(lecture({"workload.duration=2min"}), {});
    CHECK_FALSE(found.warm_up.found);
    CHECK(found.warm_up.deleted == 0);
    CHECK(found.warm_up.report.find("MSER-5 needs at least 50") != std::string::npos);
    CHECK(found.runs.front().whole.begin == 0);
}

TEST_CASE("a ramp has no warm-up to delete, but what is asked for is deleted")
{
    const auto whole = analysis(ramp(20), {});
    CHECK(whole.warm_up.deleted == 0);
    CHECK(whole.warm_up.report.find("a ramp has no steady state") != std::string::npos);
    CHECK(whole.batch_means.empty());
    RunAnalysisOptions options;
    options.warm_up = 120;
    const auto late = analysis(ramp(20), options);
    CHECK(late.runs.front().whole.begin == 120);
    CHECK(late.response.mean > whole.response.mean);
}

TEST_CASE("one run held at a level has batch means of every average")
{
    const auto found = analysis(lecture(), {});
    REQUIRE(found.batch_means.size() == 5);
    const models::Run& run = found.runs.front();
    for (const models::RunBatchMeans& one : found.batch_means) {
        INFO(one.means.report);
        if (one.value != &models::Reading::cpu_utilization) continue;
        REQUIRE(one.means.found);
        CHECK(one.means.batches >= 10);
        CHECK(one.means.interval.low < run.whole.cpu_utilization);
        CHECK(run.whole.cpu_utilization < one.means.interval.high);
    }
}

TEST_CASE("replications go on until the response is precise, or until the budget is spent")
{
    RunAnalysisOptions options;
    options.response = mean_users;
    options.reading = &models::Reading::users;
    options.precision = 0.05;
    options.threads = 2;
    const auto found = analysis(meetings(), options);
    CHECK(found.precise);
    CHECK(found.runs.size() > 10);  // one tells it to some 15 %
    CHECK(found.response.half_width() <= 0.05 * found.response.mean);
    options.precision = 0.01;
    options.budget = 14;
    const auto spent = analysis(meetings(), options);
    CHECK_FALSE(spent.precise);
    CHECK(spent.runs.size() == 14);
    CHECK(spent.warm_up.deleted == found.warm_up.deleted);  // decided by the first ones
}

TEST_CASE("a response that nobody was there to measure is told")
{
    RunAnalysisOptions options;
    options.precision = 0.1;
    options.response = [](const models::Run& run) {
        const int users = run.users_at_first_drop;
        return users < 0 ? std::nan("") : users;
    };
    CHECK(analysis(ramp(10), options).unmeasured);
}

TEST_CASE("a ramp breaks the SLO where a capacity search finds the limit")
{
    RunAnalysisOptions options;
    options.replications = 6;
    options.threads = 2;
    const auto scenario = ramp(80);
    const auto found = analysis(scenario, options);
    REQUIRE(found.violations);
    CHECK(found.violations->time.violated == 6);
    for (std::uint64_t i = 0; i < 6; ++i) {
        const auto& violation = found.violations->by_replication[i];
        models::LevelSearch search(scenario, scenario.platforms.front(), i);
        const int capacity = search.largest(40);
        INFO(violation.limit << " at " << violation.time << " s, capacity " << capacity);
        // two users join in a minute, and a minute is over before it is judged
        CHECK(violation.users > capacity);
        CHECK(violation.users <= capacity + 4);
        CHECK(violation.time == 60 * std::round(violation.users / 2));
    }
}

TEST_CASE("replications in which nothing broke are counted as later than the end")
{
    RunAnalysisOptions options;
    options.replications = 3;
    const auto found = analysis(ramp(20), options);
    REQUIRE(found.violations);
    CHECK(found.violations->time.violated == 0);
    CHECK(found.violations->time.end == 600);
    CHECK(std::isinf(found.violations->time.median.value));
    CHECK(std::ranges::all_of(found.violations->by_replication,
                              [](const auto& one) { return one.limit.empty(); }));
}
