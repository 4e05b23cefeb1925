// W3, the M/M/1 queue at utilization 0.8 on ns-3's events (ns-3 has no processes).
#include <ns3/core-module.h>

#include <cstdio>
#include <deque>
#include <random>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

class Queue {
public:
    explicit Queue(long customers) : wanted_(customers) { schedule_arrival(); }
    long customers() const { return served_; }
    double mean() const { return time_in_system_ / static_cast<double>(served_); }

private:
    ns3::Time variate(double mean)
    {
        return ns3::Time::FromDouble(mean * exponential_(generator_), ns3::Time::S);
    }
    void schedule_arrival() { ns3::Simulator::Schedule(variate(1.25), &Queue::arrive, this); }
    void schedule_departure() { ns3::Simulator::Schedule(variate(1), &Queue::depart, this); }

    void arrive()
    {
        if (line_.empty()) schedule_departure();
        line_.push_back(ns3::Simulator::Now());
        if (++arrived_ < wanted_) schedule_arrival();
    }
    void depart()
    {
        time_in_system_ += (ns3::Simulator::Now() - line_.front()).GetSeconds();
        line_.pop_front();
        ++served_;
        if (!line_.empty()) schedule_departure();
    }

    std::mt19937_64 generator_{1};
    std::exponential_distribution<double> exponential_{1.0};
    std::deque<ns3::Time> line_;  // arrivals of those who are there
    long wanted_;
    long arrived_ = 0;
    long served_ = 0;
    double time_in_system_ = 0;
};

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "mm1 CUSTOMERS");
    Queue queue(arguments.whole(1, 1000000));
    const benchmarks::StopWatch watch;
    ns3::Simulator::Run();
    const double seconds = watch.seconds();
    std::printf("workload=W3 program=ns-3 customers=%ld mean=%.4f seconds=%.6f rate=%.1f\n",
                queue.customers(), queue.mean(), seconds,
                static_cast<double>(queue.customers()) / seconds);
}
