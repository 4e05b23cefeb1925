#include "sim/processor_sharing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/expect.hpp"

namespace sim {

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
}

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
    JobClass added;
    added.weight = weight;
    added.cap = cap;
    classes_.push_back(std::move(added));
    by_saturation_.push_back(static_cast<Class>(classes_.size() - 1));
    std::ranges::stable_sort(by_saturation_, {},
                             [this](Class k) { return classes_[k].cap / classes_[k].weight; });
    return static_cast<Class>(classes_.size() - 1);
}

void ProcessorSharing::leave(Job job)
{
    advance();
    JobRecord& record = jobs_[job];
    EXPECT(record.count > 0, "a job that is not here cannot leave");
    JobClass& of = classes_[record.in];
    given_up_ += std::max(0.0, record.tag - of.clock.served()) * record.count;
    exit_times_ += simulation_.now() * record.count;
    of.present -= record.count;
    present_ -= record.count;
    record.count = 0;
    ++of.given_up;
    drop_given_up(of);
    if (of.present == 0) of.clock.restart();
    changed();
}

void ProcessorSharing::set_cores(double cores)
{
    EXPECT(cores > 0, "a processor-sharing station needs cores");
    advance();
    cores_ = cores;
    shared_among_ = none;
    changed();
}

// The classes that reach their cap first are served at it; what they leave is divided by weight.
void ProcessorSharing::share_by_class()
{
    double weights = 0;
    for (const JobClass& k : classes_) weights += k.weight * k.present;
    double left = cores_;
    for (const Class index : by_saturation_) {
        JobClass& k = classes_[index];
        k.rate = 0;
        if (k.present == 0) continue;
        k.rate = std::min(k.cap, k.weight * std::max(0.0, left) / weights);
        left -= k.rate * k.present;
        weights -= k.weight * k.present;
    }
    delivering_ = cores_ - std::max(0.0, left);
}

void ProcessorSharing::plan_by_class()
{
    double soonest = infinity;
    for (Class index = 0; index < classes_.size(); ++index) {
        JobClass& k = classes_[index];
        if (k.present == 0) continue;
        const double until = std::max(0.0, k.clock.earliest().at - k.clock.served()) / k.rate;
        if (until < soonest) {
            soonest = until;
            planned_ = index;
        }
    }
    if (soonest == infinity) return completion_.cancel();
    completion_.after(soonest);
}

// Own books first, others after: the job is gone when its owner hears of it. Whoever enters or
// leaves at that is planned for at the end, together.
void ProcessorSharing::occur()
{
    advance();
    const Callback done = finish(classes_[planned_]);
    in_completion_ = true;
    try {
        done();
    } catch (...) {
        in_completion_ = false;
        changed();
        throw;
    }
    in_completion_ = false;
    changed();
}

inline Callback ProcessorSharing::finish(JobClass& from)
{
    const FinishTags::Tag first = from.clock.earliest();
    from.clock.reach(first.at);
    from.clock.pop();
    JobRecord& record = jobs_[first.member];
    const std::uint32_t count = std::exchange(record.count, 0);
    const Callback done = record.done;
    give_record(first.member);
    from.present -= count;
    present_ -= count;
    finished_ += count;
    exit_times_ += simulation_.now() * double(count);
    if (from.given_up > 0) drop_given_up(from);
    if (from.present == 0) from.clock.restart();
    return done;
}

// Neither the earliest tag is that of a job that has left, nor are most of them.
void ProcessorSharing::drop_given_up(JobClass& in)
{
    if (in.present == 0 || in.given_up > 64 + in.clock.size() / 2) return sweep(in);
    while (jobs_[in.clock.earliest().member].count == 0) {
        give_record(in.clock.earliest().member);
        in.clock.pop();
        --in.given_up;
    }
}

void ProcessorSharing::sweep(JobClass& in)
{
    in.clock.erase_if([this](Job job) {
        if (jobs_[job].count > 0) return false;
        give_record(job);
        return true;
    });
    in.given_up = 0;
}

double ProcessorSharing::busy() const
{
    return busy_ + delivering_ * (simulation_.now() - last_);
}

double ProcessorSharing::response_sum() const
{
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
    const double accepted = offered_ - given_up_;
    const double scale = 1e-9 * (1 + accepted + busy_) + 1e-12 * offered_;
    EXPECT(std::abs(accepted - remaining() - busy_) <= scale,
           "work conservation: busy time differs from the work delivered");
    const double spent = response_sum();
    EXPECT(std::abs(number_ - spent) <= 1e-9 * (1 + exit_times_ + entry_times_),
           "Little's law: the area under the number present differs from the time spent present");
}

}  // namespace sim
