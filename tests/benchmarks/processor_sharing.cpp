// W4, processor sharing: N jobs on a station of two cores, each comes back with new work of
// exponential length (mean 1 s of a core) as soon as it is done. The clock starts at the first
// completion. With `trace FILE` the jobs of the file (arrival in s, work in core-seconds) are run
// instead, and the time of each completion is printed.
#include <fmt/core.h>

#include <deque>
#include <fstream>
#include <string>

#include "sim/processor_sharing.hpp"
#include "sim/simulation.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/draws.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

class Jobs {
public:
    explicit Jobs(long count)
    {
        for (long number = 0; number < count; ++number) jobs_.emplace_back(*this);
    }
    void run_until(sim::Time end) { simulation_.run_until(end); }
    void check_laws() { station_.check_laws(); }
    std::uint64_t finished() const { return station_.finished(); }
    std::uint64_t fingerprint() const { return simulation_.fingerprint(); }
    double seconds() const { return watch_.seconds(); }

private:
    struct Job {
        explicit Job(Jobs& among) : jobs(among) { enter(); }
        void enter()
        {
            const double work = jobs.draws_.exponential(1);
            jobs.station_.enter(work, sim::Callback::to<&Job::finished>(this));
        }
        void finished()
        {
            if (jobs.station_.finished() == 1) jobs.watch_.restart();
            enter();
        }
        Jobs& jobs;
    };

    sim::Simulation simulation_;
    sim::ProcessorSharing station_{simulation_, 2};
    benchmarks::Draws draws_{"work"};
    benchmarks::StopWatch watch_;
    std::deque<Job> jobs_;
};

void run_for_ever(long count, double wanted)
{
    Jobs jobs(count);
    jobs.run_until(wanted / 2);  // two cores end two jobs a second
    const double seconds = jobs.seconds();
    jobs.check_laws();
    fmt::print(
        "workload=W4 program=bbbcap jobs={} completions={} seconds={:.6f} rate={:.1f} "
        "fingerprint={:016x}\n",
        count, jobs.finished(), seconds, static_cast<double>(jobs.finished() - 1) / seconds,
        jobs.fingerprint());
}

struct TracedJob {
    TracedJob(sim::Simulation& in, sim::ProcessorSharing& at, sim::Time arrival, double asked)
        : simulation(in),
          station(at),
          work(asked),
          arrive(in, sim::Callback::to<&TracedJob::enter>(this))
    {
        arrive.at(arrival);
    }
    void enter() { station.enter(work, sim::Callback::to<&TracedJob::finish>(this)); }
    void finish() { finished = simulation.now(); }

    sim::Simulation& simulation;
    sim::ProcessorSharing& station;
    double work;
    sim::Event arrive;
    sim::Time finished = 0;
};

void run_trace(const std::string& file)
{
    sim::Simulation simulation;
    sim::ProcessorSharing station(simulation, 2);
    std::deque<TracedJob> jobs;
    std::ifstream trace(file);
    double arrival = 0;
    double work = 0;
    while (trace >> arrival >> work) jobs.emplace_back(simulation, station, arrival, work);
    simulation.run_until(1e9);
    for (const TracedJob& job : jobs) fmt::print("{:.17g}\n", job.finished);
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv,
                                          "processor_sharing [JOBS [COMPLETIONS]] | trace FILE");
    if (arguments.word(1, "") == "trace") {
        run_trace(arguments.word(2, ""));
    } else {
        run_for_ever(arguments.whole(1, 340), arguments.number(2, 1000000));
    }
}
