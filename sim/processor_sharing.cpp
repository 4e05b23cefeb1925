#include "sim/processor_sharing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"

namespace sim {

ProcessorSharing::ProcessorSharing(Simulation& simulation, double cores)
    : simulation_(simulation),
      completion_(simulation, Callback::to<&ProcessorSharing::occur>(this)),
      cores_(cores)
{
    EXPECT(cores > 0, "a processor-sharing station needs cores");
    add_class(1, 1);
}

ProcessorSharing::Class ProcessorSharing::add_class(double weight, double cap)
{
    EXPECT(weight > 0 && cap > 0, "a class needs a positive weight and a positive cap");
    classes_.push_back({weight, cap, 0, 0, {}});
    by_saturation_.push_back(static_cast<Class>(classes_.size() - 1));
    std::ranges::stable_sort(by_saturation_, {},
                             [this](Class k) { return classes_[k].cap / classes_[k].weight; });
    return static_cast<Class>(classes_.size() - 1);
}

ProcessorSharing::Job ProcessorSharing::enter(double work, Callback done, Class in,
                                              std::uint32_t count)
{
    EXPECT(work >= 0 && std::isfinite(work),
           "work is a finite number of core-seconds, not negative");
    EXPECT(count > 0, "somebody has to enter");
    advance();
    Job job;
    if (free_.empty()) {
        job = static_cast<Job>(jobs_.size());
        jobs_.emplace_back();
    } else {
        job = free_.back();
        free_.pop_back();
    }
    JobClass& of = classes_[in];
    jobs_[job] = {of.clock.served() + work, done, in, count, simulation_.now()};
    of.clock.push(jobs_[job].tag, job);
    of.present += count;
    present_ += count;
    offered_ += work * count;
    accepted_ += work * count;
    entry_times_ += simulation_.now() * count;
    share();
    plan();
    return job;
}

void ProcessorSharing::leave(Job job)
{
    advance();
    JobRecord& record = jobs_[job];
    EXPECT(record.count > 0, "a job that is not here cannot leave");
    JobClass& of = classes_[record.in];
    accepted_ -= std::max(0.0, record.tag - of.clock.served()) * record.count;
    exit_times_ += simulation_.now() * record.count;
    of.present -= record.count;
    present_ -= record.count;
    record.count = 0;
    skip_given_up(of);
    share();
    plan();
}

void ProcessorSharing::set_cores(double cores)
{
    EXPECT(cores > 0, "a processor-sharing station needs cores");
    advance();
    cores_ = cores;
    share();
    plan();
}

void ProcessorSharing::advance()
{
    const double passed = simulation_.now() - last_;
    if (passed <= 0) return;
    last_ = simulation_.now();
    busy_ += delivering_ * passed;
    number_ += present_ * passed;
    for (JobClass& k : classes_) {
        if (k.present > 0) k.clock.advance(k.rate * passed);
    }
}

// The classes that reach their cap first are served at it; what they leave is divided by weight.
void ProcessorSharing::share()
{
    double weights = 0;
    for (const JobClass& k : classes_) weights += k.weight * k.present;
    double left = cores_;
    for (const Class index : by_saturation_) {
        JobClass& k = classes_[index];
        if (k.present == 0) continue;
        k.rate = std::min(k.cap, k.weight * std::max(0.0, left) / weights);
        left -= k.rate * k.present;
        weights -= k.weight * k.present;
    }
    delivering_ = cores_ - std::max(0.0, left);
}

void ProcessorSharing::plan()
{
    double soonest = std::numeric_limits<double>::infinity();
    for (Class index = 0; index < classes_.size(); ++index) {
        const JobClass& k = classes_[index];
        if (k.present == 0) continue;
        const double until = std::max(0.0, k.clock.earliest().at - k.clock.served()) / k.rate;
        if (until < soonest) {
            soonest = until;
            planned_ = index;
        }
    }
    if (std::isfinite(soonest)) {
        completion_.after(soonest);
    } else {
        completion_.cancel();
    }
}

void ProcessorSharing::occur()
{
    advance();
    JobClass& from = classes_[planned_];
    from.clock.reach(from.clock.earliest().at);
    finish(from, from.clock.earliest().member);
}

// Own books first, others after: the job is gone when its owner hears of it.
void ProcessorSharing::finish(JobClass& from, std::uint32_t job)
{
    from.clock.pop();
    const JobRecord record = jobs_[job];
    jobs_[job].count = 0;
    free_.push_back(job);
    from.present -= record.count;
    present_ -= record.count;
    finished_ += record.count;
    exit_times_ += simulation_.now() * record.count;
    skip_given_up(from);
    share();
    plan();
    record.done();
}

void ProcessorSharing::skip_given_up(JobClass& in)
{
    while (!in.clock.empty() && jobs_[in.clock.earliest().member].count == 0) {
        const Job job = in.clock.earliest().member;
        in.clock.pop();
        free_.push_back(job);
    }
    if (in.clock.empty()) in.clock.restart();
}

double ProcessorSharing::busy()
{
    advance();
    return busy_;
}

double ProcessorSharing::response_sum()
{
    advance();
    return exit_times_ + present_ * simulation_.now() - entry_times_;
}

double ProcessorSharing::remaining() const
{
    double work = 0;
    for (const JobRecord& job : jobs_) {
        if (job.count > 0) work += (job.tag - classes_[job.in].clock.served()) * job.count;
    }
    return work;
}

void ProcessorSharing::check_laws()
{
    advance();
    const double scale = 1e-9 * (1 + accepted_ + busy_) + 1e-12 * offered_;
    EXPECT(std::abs(accepted_ - remaining() - busy_) <= scale,
           "work conservation: busy time differs from the work delivered");
    const double spent = response_sum();
    EXPECT(std::abs(number_ - spent) <= 1e-9 * (1 + exit_times_ + entry_times_),
           "Little's law: the area under the number present differs from the time spent present");
}

}  // namespace sim
