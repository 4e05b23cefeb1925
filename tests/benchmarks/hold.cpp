// W1, the hold model: N events are pending, and each that occurs schedules the next one. Three ways
// to run it, on the same increments: `simulation`, the whole executive with its events; `calendar`,
// its future event list alone; `priority_queue`, the bare loop on the library's heap. Equal
// fingerprints say that all events occurred in the same order.
#include <fmt/core.h>

#include <bit>
#include <deque>
#include <queue>
#include <string>
#include <vector>

#include "sim/event_calendar.hpp"
#include "sim/simulation.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/increments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

using benchmarks::Increments;
using benchmarks::NamedLaw;

class OnSimulation {
public:
    OnSimulation(long pending, const NamedLaw& law) : increments_(law.law)
    {
        for (long number = 0; number < pending; ++number) holders_.emplace_back(*this);
    }
    void run_until(sim::Time end) { simulation_.run_until(end); }
    std::uint64_t events() const { return simulation_.events(); }
    std::uint64_t fingerprint() const { return simulation_.fingerprint(); }

private:
    struct Holder {
        explicit Holder(OnSimulation& in)
            : increments(in.increments_),
              event(in.simulation_, sim::Callback::to<&Holder::occur>(this))
        {
            occur();
        }
        void occur() { event.after(increments.next()); }

        Increments& increments;
        sim::Event event;
    };

    sim::Simulation simulation_;
    Increments increments_;
    std::deque<Holder> holders_;
};

class OnCalendar {
public:
    OnCalendar(long pending, const NamedLaw& law) : increments_(law.law)
    {
        for (long number = 0; number < pending; ++number) {
            calendar_.schedule(calendar_.add({}), increments_.next());
        }
    }
    void run_until(sim::Time end)
    {
        while (calendar_.next_time() <= end) {
            const sim::Time now = calendar_.next_time();
            const sim::EventCalendar::Slot slot = calendar_.pop();
            ++events_;
            books_.mix(std::bit_cast<std::uint64_t>(now) ^ slot);
            calendar_.schedule(slot, now + increments_.next());
        }
    }
    std::uint64_t events() const { return events_; }
    std::uint64_t fingerprint() const { return books_.fingerprint(); }

private:
    sim::EventCalendar calendar_;
    sim::Simulation books_;  // for its fingerprint
    Increments increments_;
    std::uint64_t events_ = 0;
};

// Events of 16 byte, equal times in order of scheduling.
class OnPriorityQueue {
public:
    OnPriorityQueue(long pending, const NamedLaw& law) : increments_(law.law)
    {
        for (std::uint32_t number = 0; number < pending; ++number) {
            schedule(increments_.next(), number);
        }
    }
    void run_until(sim::Time end)
    {
        while (queue_.top().time <= end) {
            const Pending next = queue_.top();
            queue_.pop();
            ++events_;
            books_.mix(std::bit_cast<std::uint64_t>(next.time) ^ next.number);
            schedule(next.time + increments_.next(), next.number);
        }
    }
    std::uint64_t events() const { return events_; }
    std::uint64_t fingerprint() const { return books_.fingerprint(); }

private:
    struct Pending {
        double time;
        std::uint32_t order;
        std::uint32_t number;
        bool operator<(const Pending& other) const
        {
            return time != other.time ? time > other.time : order > other.order;
        }
    };
    void schedule(double time, std::uint32_t number) { queue_.push({time, ++order_, number}); }

    std::priority_queue<Pending> queue_;
    sim::Simulation books_;  // for its fingerprint
    Increments increments_;
    std::uint32_t order_ = 0;
    std::uint64_t events_ = 0;
};

// Two mean increments to settle, then so many as the number of events asks for.
template <class Model>
void measure(const char* name, long pending, long wanted, const NamedLaw& law)
{
    Model model(pending, law);
    const double settled = 2 * law.mean;
    model.run_until(settled);
    const std::uint64_t before = model.events();
    const benchmarks::StopWatch watch;
    model.run_until(settled +
                    law.mean * static_cast<double>(wanted) / static_cast<double>(pending));
    const double seconds = watch.seconds();
    const std::uint64_t events = model.events() - before;
    fmt::print(
        "workload=W1 program={} law={} pending={} events={} seconds={:.6f} rate={:.1f} "
        "fingerprint={:016x}\n",
        name, law.name, pending, events, seconds, static_cast<double>(events) / seconds,
        model.fingerprint());
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(
        argc, argv,
        "hold [PENDING [EVENTS [exp|bimodal|const|grid|pareto|camel|micro "
        "[simulation|calendar|priority_queue]]]]");
    const long pending = arguments.whole(1, 1000);
    const long events = arguments.whole(2, 1000000);
    const NamedLaw* law = benchmarks::find_law(arguments.word(3, "exp"));
    const std::string way = arguments.word(4, "simulation");
    if (law == nullptr) arguments.refuse(arguments.word(3, ""));
    if (way == "simulation") {
        measure<OnSimulation>("bbbcap", pending, events, *law);
    } else if (way == "calendar") {
        measure<OnCalendar>("calendar", pending, events, *law);
    } else if (way == "priority_queue") {
        measure<OnPriorityQueue>("std::priority_queue", pending, events, *law);
    } else {
        arguments.refuse(way);
    }
}
