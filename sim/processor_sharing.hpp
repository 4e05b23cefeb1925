#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "sim/virtual_clock.hpp"

namespace sim {

// A station of m cores shared by all jobs present. A job of class k is served at
// min(cap_k, weight_k * level) cores, where the level uses up the cores or satisfies every cap
// (weighted max-min fairness; with one class of cap 1 it is min(1, m/n)). A job may stand for
// `count` equal jobs that entered together. Rates change only when somebody enters or leaves, and
// then by class: the cost does not grow with the number of jobs but for the queue of their tags.
class ProcessorSharing {
public:
    using Class = std::uint32_t;
    using Job = std::uint32_t;  // at most 2^24 at a time

    ProcessorSharing(Simulation& simulation, double cores);  // weight 1, cap 1: class 0

    Class add_class(double weight, double cap);  // cap in cores per job; both > 0
    // `work` in core-seconds of each of `count` jobs; `done` is called once when all are finished.
    Job enter(double work, Callback done, Class in = 0, std::uint32_t count = 1);
    void leave(Job job);  // gives up what is left of it; `done` is not called
    void set_cores(double cores);

    double cores() const { return cores_; }
    std::uint32_t present() const { return present_; }
    double busy() const;          // core-seconds delivered until now
    double response_sum() const;  // time spent here by all jobs until now, those inside counted
    std::uint64_t finished() const { return finished_; }
    // Work conservation and Little's law on the books until now; throws LogicError if broken.
    void check_laws();

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    struct JobClass {
        double weight;
        double cap;
        double rate = 0;  // cores per job
        std::uint32_t present = 0;
        std::uint32_t given_up = 0;  // tags of jobs that have left
        VirtualClock clock;
    };
    struct JobRecord {
        double tag = 0;
        Callback done;
        std::uint32_t in = 0;     // class; of a record that is free, the next free one
        std::uint32_t count = 0;  // 0: given up, its tag is still in the queue
    };

    void advance();
    void changed();
    void share_in_one_class();
    void share_by_class();
    void plan_in_one_class();
    void plan_by_class();
    void occur();
    Callback finish(JobClass& from);
    Job take_record();
    void give_record(Job job);
    void drop_given_up(JobClass& in);
    void sweep(JobClass& in);
    double remaining() const;

    Simulation& simulation_;
    Event completion_;
    double cores_;
    std::vector<JobClass> classes_;
    std::vector<Class> by_saturation_;  // classes in order of cap / weight
    std::vector<JobRecord> jobs_;
    Job free_ = none;                    // record to use next; each knows the one after it
    std::uint32_t shared_among_ = none;  // what the rate of a single class was worked out for
    Class planned_ = 0;                  // class of the job that is to finish next
    bool in_completion_ = false;         // whoever enters or leaves now is planned for at its end
    std::uint32_t present_ = 0;
    std::uint64_t finished_ = 0;
    Time last_ = 0;
    double delivering_ = 0;   // cores in use
    double busy_ = 0;         // integral of cores in use
    double offered_ = 0;      // core-seconds entered
    double given_up_ = 0;     // of these
    double number_ = 0;       // integral of jobs present
    double entry_times_ = 0;  // sum over jobs
    double exit_times_ = 0;
};

// `co_await Work(cpu, seconds);` gives the job up when the process dies.
class Work {
public:
    Work(ProcessorSharing& station, double work, ProcessorSharing::Class in = 0)
        : station_(station), work_(work), in_(in)
    {
    }
    ~Work()
    {
        if (waiting_) station_.leave(job_);
    }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> process)
    {
        job_ = station_.enter(work_, resume(process), in_);
        waiting_ = true;
    }
    void await_resume() { waiting_ = false; }

private:
    ProcessorSharing& station_;
    double work_;
    ProcessorSharing::Class in_;
    ProcessorSharing::Job job_ = 0;
    bool waiting_ = false;
};

inline void ProcessorSharing::advance()
{
    const double passed = simulation_.now() - last_;
    if (passed <= 0) return;
    last_ = simulation_.now();
    busy_ += delivering_ * passed;
    number_ += present_ * passed;
    for (JobClass& k : classes_) k.clock.advance(k.rate * passed);
}

inline void ProcessorSharing::changed()
{
    if (in_completion_) return;
    if (classes_.size() == 1) {
        share_in_one_class();
        plan_in_one_class();
    } else {
        share_by_class();
        plan_by_class();
    }
}

inline void ProcessorSharing::share_in_one_class()
{
    if (present_ == shared_among_) return;  // one came for one who went
    shared_among_ = present_;
    JobClass& only = classes_[0];
    only.rate = present_ > 0 ? std::min(only.cap, cores_ / present_) : 0;
    delivering_ = std::min(cores_, only.rate * present_);
}

inline void ProcessorSharing::plan_in_one_class()
{
    if (present_ == 0) return completion_.cancel();
    JobClass& only = classes_[0];
    const FinishTags::Tag first = only.clock.earliest();
    __builtin_prefetch(&jobs_[first.member]);
    completion_.after(std::max(0.0, first.at - only.clock.served()) / only.rate);
}

inline void ProcessorSharing::give_record(Job job)
{
    jobs_[job].in = free_;
    free_ = job;
}

inline ProcessorSharing::Job ProcessorSharing::take_record()
{
    if (free_ != none) {
        const Job job = free_;
        free_ = jobs_[job].in;
        return job;
    }
    EXPECT(jobs_.size() < std::size_t{1} << key_index_bits, "too many jobs are present at once");
    jobs_.emplace_back();
    return static_cast<Job>(jobs_.size() - 1);
}

inline ProcessorSharing::Job ProcessorSharing::enter(double work, Callback done, Class in,
                                                     std::uint32_t count)
{
    EXPECT(work >= 0 && work < std::numeric_limits<double>::infinity(),
           "work is a finite number of core-seconds, not negative");
    EXPECT(count > 0, "somebody has to enter");
    advance();
    const Job job = take_record();
    JobClass& of = classes_[in];
    const double tag = of.clock.served() + work;
    jobs_[job] = {tag, done, in, count};
    of.clock.push(tag, job);
    of.present += count;
    present_ += count;
    const double jobs = count;
    offered_ += work * jobs;
    entry_times_ += simulation_.now() * jobs;
    changed();
    return job;
}

}  // namespace sim
