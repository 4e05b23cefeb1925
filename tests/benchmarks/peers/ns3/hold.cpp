// W1, the hold model in ns-3: N events are pending, each schedules the next one after an
// exponential time of mean 1. The scheduler is one of ns-3's: Map (its default), Heap, Calendar,
// PriorityQueue.
#include <ns3/core-module.h>

#include <cstdio>
#include <random>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

class Hold {
public:
    void schedule()
    {
        const ns3::Time pause = ns3::Time::FromDouble(variate_(generator_), ns3::Time::S);
        ns3::Simulator::Schedule(pause, &Hold::occur, this);
    }
    long events() const { return events_; }

private:
    void occur()
    {
        ++events_;
        schedule();
    }

    std::mt19937_64 generator_{1};
    std::exponential_distribution<double> variate_{1.0};
    long events_ = 0;
};

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "hold PENDING EVENTS [SCHEDULER]");
    const long pending = arguments.whole(1, 1000);
    const long wanted = arguments.whole(2, 1000000);
    const std::string scheduler = arguments.word(3, "Map");
    ns3::ObjectFactory factory;
    factory.SetTypeId("ns3::" + scheduler + "Scheduler");
    ns3::Simulator::SetScheduler(factory);

    Hold hold;
    for (long number = 0; number < pending; ++number) hold.schedule();
    const double simulated = static_cast<double>(wanted) / static_cast<double>(pending);
    ns3::Simulator::Stop(ns3::Time::FromDouble(simulated, ns3::Time::S));

    const benchmarks::StopWatch watch;
    ns3::Simulator::Run();
    const double seconds = watch.seconds();
    std::printf(
        "workload=W1 program=ns-3 scheduler=%s pending=%ld events=%ld seconds=%.6f "
        "rate=%.1f\n",
        scheduler.c_str(), pending, hold.events(), seconds,
        static_cast<double>(hold.events()) / seconds);
}
