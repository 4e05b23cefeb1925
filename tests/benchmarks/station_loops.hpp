#pragma once

#include <deque>
#include <vector>

#include "sim/fair_sharing.hpp"
#include "sim/first_come_first_served.hpp"
#include "sim/process.hpp"
#include "sim/processor_sharing.hpp"
#include "tests/benchmarks/counted.hpp"

namespace benchmarks {

// 340 jobs on two cores, each comes back when it is done.
class Jobs {
public:
    Jobs() : jobs_(340, Job{this})
    {
        for (Job& job : jobs_) job.enter();
    }
    long run(long operations) { return count_of(simulation_, done_, operations); }

private:
    struct Job {
        Jobs* jobs;
        void enter()
        {
            jobs->station_.enter(jobs->times_.next(), sim::Callback::to<&Job::finished>(this));
        }
        void finished()
        {
            ++jobs->done_;
            enter();
        }
    };

    sim::Simulation simulation_;
    sim::ProcessorSharing station_{simulation_, 2};
    DrawnTimes times_;
    std::vector<Job> jobs_;
    long done_ = 0;
};

inline long processor_sharing(long operations)
{
    Jobs jobs;
    return jobs.run(operations);
}

// Flows through one link, each sends again when it is drained.
class Flows {
public:
    // Each class has a link of its own too; with several, rates change at every send and drain.
    Flows(int classes, int flows)
    {
        const auto shared = links_.add_link(100);
        for (int number = 0; number < classes; ++number) {
            const auto own = links_.add_link(0.5 + 1.5 * number / classes);
            classes_.push_back(links_.add_class({shared, own}));
        }
        for (int number = 0; number < flows; ++number) {
            flows_.emplace_back(*this, classes_[static_cast<std::size_t>(number % classes)]);
        }
        for (Flow& flow : flows_) flow.send();
    }
    long run(long operations) { return count_of(simulation_, done_, operations); }

private:
    struct Flow {
        Flow(Flows& among, sim::FairSharing::Class in)
            : flows(among),
              flow(among.links_.add_flow(in, 1, sim::Callback::to<&Flow::drained>(this))),
              pause(among.simulation_, sim::Callback::to<&Flow::send>(this))
        {
        }
        void send() { flows.links_.send(flow, flows.times_.next()); }
        void drained()
        {
            ++flows.done_;
            pause.after(flows.times_.next());
        }
        Flows& flows;
        sim::FairSharing::Flow flow;
        sim::Event pause;
    };

    sim::Simulation simulation_;
    sim::FairSharing links_{simulation_};
    DrawnTimes times_;
    std::vector<sim::FairSharing::Class> classes_;
    std::deque<Flow> flows_;
    long done_ = 0;
};

inline long fair_sharing(long operations)
{
    Flows flows(1, 100);
    return flows.run(operations);
}

inline long fair_sharing_100_classes(long operations)
{
    Flows flows(100, 1000);
    return flows.run(operations);
}

struct Queue {
    sim::Simulation simulation;
    sim::FirstComeFirstServed server{simulation, 1};
    DrawnTimes arrivals;
    DrawnTimes services;
    long served = 0;
    sim::ProcessGroup people{simulation};
};

inline sim::Process customer(Queue& queue)
{
    sim::Service service(queue.server, queue.services.next());
    co_await service;
    ++queue.served;
}

inline sim::Process arrivals(Queue& queue)
{
    while (true) {
        sim::Delay pause(queue.simulation, 1.25 * queue.arrivals.next());
        co_await pause;
        queue.people.start(customer(queue));
    }
}

inline long coroutine_per_customer(long operations)
{
    Queue queue;
    queue.people.start(arrivals(queue));
    return count_of(queue.simulation, queue.served, operations);
}

}  // namespace benchmarks
