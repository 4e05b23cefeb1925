// W2, PHOLD: every event goes to a random one of 1024 logical processes, 1 + Exp(1) later.
#include <fmt/core.h>

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/simulation.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/draws.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

constexpr std::size_t process_count = 1024;
constexpr double lookahead = 1;

class Phold {
public:
    explicit Phold(std::size_t population)
    {
        for (std::size_t number = 0; number < population; ++number) {
            messages_.emplace_back(*this, number % process_count);
        }
    }
    void run_until(sim::Time end) { simulation_.run_until(end); }
    std::uint64_t fingerprint() const { return simulation_.fingerprint(); }
    std::uint64_t handled() const
    {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : handled_) sum += count;
        return sum;
    }

private:
    // What goes from process to process, for ever.
    struct Message {
        Message(Phold& in, std::size_t first)
            : phold(in), to(first), event(in.simulation_, sim::Callback::to<&Message::arrive>(this))
        {
            travel();
        }
        void arrive()
        {
            ++phold.handled_[to];
            to = phold.draws_.bits() >> 54;
            travel();
        }
        void travel() { event.after(lookahead + phold.draws_.exponential(1)); }

        Phold& phold;
        std::size_t to;
        sim::Event event;
    };

    sim::Simulation simulation_;
    benchmarks::Draws draws_{"messages"};
    std::vector<std::uint64_t> handled_ = std::vector<std::uint64_t>(process_count);
    std::deque<Message> messages_;
};

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "phold [EVENTS_PER_PROCESS [EVENTS]]");
    const auto population = static_cast<std::size_t>(arguments.whole(1, 1)) * process_count;
    const double wanted = arguments.number(2, 1000000);
    Phold phold(population);
    const double end = (lookahead + 1) * wanted / static_cast<double>(population);
    const benchmarks::StopWatch watch;
    phold.run_until(end);
    const double seconds = watch.seconds();
    const std::uint64_t events = phold.handled();
    fmt::print(
        "workload=W2 program=bbbcap population={} events={} seconds={:.6f} rate={:.1f} "
        "fingerprint={:016x}\n",
        population, events, seconds, static_cast<double>(events) / seconds, phold.fingerprint());
}
