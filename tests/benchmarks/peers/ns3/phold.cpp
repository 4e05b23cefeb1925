// W2, PHOLD on ns-3's events: every event goes to a random one of 1024 logical processes, 1 +
// Exp(1) later.
#include <ns3/core-module.h>

#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

constexpr long process_count = 1024;
constexpr double lookahead = 1;

class Phold;

struct LogicalProcess {
    Phold* phold = nullptr;
    std::uint64_t handled = 0;
    void handle();
};

class Phold {
public:
    Phold() : processes_(process_count, LogicalProcess{this}) {}

    void send(LogicalProcess& to)
    {
        const double delay = lookahead + variate_(generator_);
        ns3::Simulator::Schedule(ns3::Time::FromDouble(delay, ns3::Time::S),
                                 &LogicalProcess::handle, &to);
    }
    LogicalProcess& process(long number)
    {
        return processes_[static_cast<std::size_t>(number % process_count)];
    }
    LogicalProcess& random_process() { return processes_[generator_() >> 54]; }
    std::uint64_t handled() const
    {
        std::uint64_t sum = 0;
        for (const LogicalProcess& process : processes_) sum += process.handled;
        return sum;
    }

private:
    std::vector<LogicalProcess> processes_;
    std::mt19937_64 generator_{1};
    std::exponential_distribution<double> variate_{1.0};
};

void LogicalProcess::handle()
{
    ++handled;
    phold->send(phold->random_process());
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "phold EVENTS_PER_PROCESS EVENTS");
    const long population = arguments.whole(1, 1) * process_count;
    const long wanted = arguments.whole(2, 1000000);
    Phold phold;
    for (long number = 0; number < population; ++number) phold.send(phold.process(number));
    const double simulated =
        (lookahead + 1) * static_cast<double>(wanted) / static_cast<double>(population);
    ns3::Simulator::Stop(ns3::Time::FromDouble(simulated, ns3::Time::S));

    const benchmarks::StopWatch watch;
    ns3::Simulator::Run();
    const double seconds = watch.seconds();
    const double events = static_cast<double>(phold.handled());
    std::printf("workload=W2 program=ns-3 population=%ld events=%.0f seconds=%.6f rate=%.1f\n",
                population, events, seconds, events / seconds);
}
