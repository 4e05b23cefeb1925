#pragma once

#include <coroutine>
#include <cstdint>
#include <vector>

#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "sim/virtual_clock.hpp"

namespace sim {

// A station of m cores shared by all jobs present. A job of class k is served at
// min(cap_k, weight_k * level) cores, where the level uses up the cores or satisfies every cap
// (weighted max-min fairness; with one class of cap 1 it is min(1, m/n)). A job may stand for
// `count` equal jobs that entered together. Rates change only when somebody enters or leaves, and
// then by class: the cost does not grow with the number of jobs but for the heap of their tags.
class ProcessorSharing {
public:
    using Class = std::uint32_t;
    using Job = std::uint32_t;

    ProcessorSharing(Simulation& simulation, double cores);  // weight 1, cap 1: class 0

    Class add_class(double weight, double cap);  // cap in cores per job; both > 0
    // `work` in core-seconds of each of `count` jobs; `done` is called once when all are finished.
    Job enter(double work, Callback done, Class in = 0, std::uint32_t count = 1);
    void leave(Job job);  // gives up what is left of it; `done` is not called
    void set_cores(double cores);

    double cores() const { return cores_; }
    std::uint32_t present() const { return present_; }
    double busy();          // core-seconds delivered until now
    double response_sum();  // time spent here by all jobs until now, those inside counted
    std::uint64_t finished() const { return finished_; }
    // Work conservation and Little's law on the books until now; throws LogicError if broken.
    void check_laws();

private:
    struct JobClass {
        double weight;
        double cap;
        double rate = 0;  // cores per job
        std::uint32_t present = 0;
        VirtualClock clock;
    };
    struct JobRecord {
        double tag = 0;
        Callback done;
        Class in = 0;
        std::uint32_t count = 0;  // 0: given up, its tag is still in the heap
        Time entered = 0;
    };

    void advance();
    void share();
    void plan();
    void occur();
    void finish(JobClass& from, std::uint32_t job);
    void skip_given_up(JobClass& in);
    double remaining() const;

    Simulation& simulation_;
    Event completion_;
    double cores_;
    std::vector<JobClass> classes_;
    std::vector<Class> by_saturation_;  // classes in order of cap / weight
    std::vector<JobRecord> jobs_;
    std::vector<Job> free_;
    Class planned_ = 0;  // class of the job that is to finish next
    std::uint32_t present_ = 0;
    std::uint64_t finished_ = 0;
    Time last_ = 0;
    double delivering_ = 0;   // cores in use
    double busy_ = 0;         // integral of cores in use
    double offered_ = 0;      // core-seconds entered
    double accepted_ = 0;     // the same, less what was given up
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

}  // namespace sim
