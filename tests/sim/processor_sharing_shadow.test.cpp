#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "sim/processor_sharing.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// The station against the definition of processor sharing: every job is carried along by itself and
// all rates are worked out anew at every change.

using sim::ProcessorSharing;
using sim::Simulation;
using sim::Time;

namespace {

const double infinity = std::numeric_limits<double>::infinity();

struct JobClass {
    double weight;
    double cap;
};
const std::vector<JobClass> classes{{1, 1}, {3, 0.7}, {0.5, 2.5}};

enum class Kind { enter, leave, set_cores };

struct Step {
    Time at;
    Kind kind;
    std::size_t job;
    double amount;  // of work, or cores
    std::uint32_t in;
    std::uint32_t count;
};

std::vector<Step> random_steps(std::size_t jobs, double cores, const char* name)
{
    sim::RandomStream random(41, 0, name);
    std::vector<Step> steps;
    Time now = 0;
    for (std::size_t job = 0; job < jobs; ++job) {
        // three classes, 1.5 jobs on average: a load of about 95 %, much more for a while
        const bool rush = job % 1000 < 100;
        now -= std::log(random.uniform()) * 1.5 / (0.95 * cores) * (rush ? 0.3 : 1.0);
        const auto in = static_cast<std::uint32_t>(3 * random.uniform());
        const auto count = static_cast<std::uint32_t>(1 + 2 * random.uniform());
        const double work = random.uniform() < 0.02 ? 0 : -std::log(random.uniform());
        steps.push_back({now, Kind::enter, job, work, in, count});
        if (random.uniform() < 0.15) {
            steps.push_back({now + 4 * random.uniform(), Kind::leave, job, 0, 0, 0});
        }
        if (random.uniform() < 0.02) {
            const double changed = cores * (0.6 + 0.8 * random.uniform());
            steps.push_back({now, Kind::set_cores, 0, changed, 0, 0});
        }
    }
    std::ranges::stable_sort(steps, {}, &Step::at);
    return steps;
}

class Naive {
public:
    Naive(std::size_t jobs, double cores) : cores_(cores), finished_(jobs, infinity) {}

    std::vector<Time> run(const std::vector<Step>& steps)
    {
        for (const Step& step : steps) {
            advance_to(step.at);
            if (step.kind == Kind::enter) {
                present_.push_back({step.job, step.amount, double(step.count), step.in});
            } else if (step.kind == Kind::leave) {
                std::erase_if(present_, [&](const Job& one) { return one.number == step.job; });
            } else {
                cores_ = step.amount;
            }
        }
        advance_to(std::numeric_limits<double>::max());
        return finished_;
    }

private:
    struct Job {
        std::size_t number;
        double remaining;
        double count;
        std::uint32_t in;
        double rate = 0;
        bool capped = false;
    };

    void advance_to(Time time)
    {
        while (!present_.empty()) {
            set_rates();
            const auto ends_after = [](const Job& job) { return job.remaining / job.rate; };
            const auto next = std::ranges::min_element(present_, {}, ends_after);
            const double until = ends_after(*next);
            if (now_ + until > time) break;
            const std::size_t number = next->number;
            pass(until);
            finished_[number] = now_;
            std::erase_if(present_, [&](const Job& one) { return one.number == number; });
        }
        pass(time - now_);
    }
    void pass(double seconds)
    {
        for (Job& job : present_) job.remaining -= job.rate * seconds;
        now_ += seconds;
    }
    // min(cap, weight x level) for the level that uses up the cores: whoever is above the cap at
    // the level of the rest is fixed there, until nobody is.
    void set_rates()
    {
        for (Job& job : present_) job.capped = false;
        for (bool settled = false; !settled;) {
            double left = cores_;
            double weights = 0;
            for (const Job& job : present_) {
                if (job.capped) left -= classes[job.in].cap * job.count;
                if (!job.capped) weights += classes[job.in].weight * job.count;
            }
            settled = true;
            for (Job& job : present_) {
                if (job.capped) continue;
                job.rate = classes[job.in].weight * left / weights;
                if (job.rate < classes[job.in].cap) continue;
                job.rate = classes[job.in].cap;
                job.capped = true;
                settled = false;
            }
        }
    }

    double cores_;
    Time now_ = 0;
    std::vector<Job> present_;
    std::vector<Time> finished_;
};

struct Visit {
    explicit Visit(Simulation& of) : simulation(of) {}
    void finish() { finished = simulation.now(); }

    Simulation& simulation;
    Time finished = infinity;
    ProcessorSharing::Job job = 0;
};

std::vector<Time> simulate(const std::vector<Step>& steps, std::size_t jobs, double cores)
{
    Simulation simulation;
    ProcessorSharing cpu(simulation, cores);
    for (std::size_t i = 1; i < classes.size(); ++i) {
        cpu.add_class(classes[i].weight, classes[i].cap);
    }
    std::vector<std::unique_ptr<Visit>> visits;
    for (std::size_t i = 0; i < jobs; ++i) visits.push_back(std::make_unique<Visit>(simulation));
    for (const Step& step : steps) {
        simulation.run_until(step.at);
        Visit& visit = *visits[step.job];
        if (step.kind == Kind::enter) {
            const auto done = sim::Callback::to<&Visit::finish>(&visit);
            visit.job = cpu.enter(step.amount, done, step.in, step.count);
        } else if (step.kind == Kind::leave) {
            if (visit.finished == infinity) cpu.leave(visit.job);
        } else {
            cpu.set_cores(step.amount);
        }
        if (step.job % 10 == 0) cpu.check_laws();
    }
    simulation.run_until(simulation.now() + 1e4);
    cpu.check_laws();
    std::vector<Time> finished;
    for (const auto& visit : visits) finished.push_back(visit->finished);
    return finished;
}

}  // namespace

TEST_CASE("thousands of random jobs of three classes finish when naive integration says")
{
    const std::size_t jobs = 6000;
    for (const double cores : {1.0, 4.0, 16.0}) {
        const std::vector<Step> steps = random_steps(jobs, cores, "steps");
        const std::vector<Time> simulated = simulate(steps, jobs, cores);
        const std::vector<Time> expected = Naive(jobs, cores).run(steps);
        double worst = 0;
        for (std::size_t i = 0; i < jobs; ++i) {
            if (simulated[i] == expected[i]) continue;  // also: neither was finished
            worst = std::max(worst, std::abs(simulated[i] - expected[i]));
        }
        INFO(cores << " cores");
        CHECK(worst <= 1e-9);
        CHECK(std::ranges::count(expected, infinity) > 100);
    }
}

TEST_CASE("the laws hold also when nearly all the work that entered is given up")
{
    sim::RandomStream random(41, 0, "given up");
    Simulation simulation;
    ProcessorSharing cpu(simulation, 2);
    for (int i = 0; i < 1000; ++i) {
        const auto job = cpu.enter(1e9 * random.uniform(), {});
        simulation.run_until(simulation.now() + 1e-3 * random.uniform());
        cpu.leave(job);
        cpu.check_laws();
    }
    CHECK(cpu.busy() == Approx(simulation.now()).epsilon(1e-12));
}
