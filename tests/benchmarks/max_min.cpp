// W5, max-min fair flows: F senders share a network card of 1 Gbit/s and a bottleneck of 100 Mbit/s
// to 100 clients, whose access links have 0.5 to 2 Mbit/s. Each sends transfers of exponential
// length (mean 1 Mbit) to its client and thinks an exponential time (mean F/1000 s) after each. The
// clock starts at the first completion. With `trace FILE` the transfers of the file (start in s,
// client, byte) are run instead, and the time of each completion is printed.
#include <fmt/core.h>

#include <deque>
#include <fstream>
#include <string>
#include <vector>

#include "sim/fair_sharing.hpp"
#include "sim/simulation.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/draws.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

constexpr int client_count = 100;

// Amounts are bits.
struct Network {
    explicit Network(sim::Simulation& simulation) : links(simulation)
    {
        const auto card = links.add_link(1e9);
        bottleneck = links.add_link(100e6);
        for (int number = 0; number < client_count; ++number) {
            const auto access = links.add_link((0.5 + 1.5 * (number + 0.5) / client_count) * 1e6);
            clients.push_back(links.add_class({card, bottleneck, access}));
        }
    }

    sim::FairSharing links;
    sim::FairSharing::Link bottleneck = 0;
    std::vector<sim::FairSharing::Class> clients;
};

class Senders {
public:
    explicit Senders(long count) : mean_thinking_(static_cast<double>(count) / 1000)
    {
        for (long number = 0; number < count; ++number) {
            const auto client = static_cast<std::size_t>(number % client_count);
            senders_.emplace_back(*this, network_.clients[client]);
        }
        network_.links.begin_batch();
        for (Sender& sender : senders_) sender.send();
        network_.links.end_batch();
    }
    void run_until(sim::Time end) { simulation_.run_until(end); }
    void check_laws() { network_.links.check_laws(); }
    double carried() { return network_.links.carried(network_.bottleneck); }
    long finished() const { return finished_; }
    std::uint64_t fingerprint() const { return simulation_.fingerprint(); }
    double seconds() const { return watch_.seconds(); }

private:
    struct Sender {
        Sender(Senders& among, sim::FairSharing::Class to)
            : senders(among),
              flow(among.network_.links.add_flow(to, 1, sim::Callback::to<&Sender::drained>(this))),
              thought(among.simulation_, sim::Callback::to<&Sender::send>(this))
        {
        }
        void send() { senders.network_.links.send(flow, senders.draws_.exponential(1e6)); }
        void drained()
        {
            if (++senders.finished_ == 1) senders.watch_.restart();
            thought.after(senders.draws_.exponential(senders.mean_thinking_));
        }
        Senders& senders;
        sim::FairSharing::Flow flow;
        sim::Event thought;
    };

    sim::Simulation simulation_;
    Network network_{simulation_};
    benchmarks::Draws draws_{"senders"};
    benchmarks::StopWatch watch_;
    double mean_thinking_;  // s
    long finished_ = 0;
    std::deque<Sender> senders_;
};

void run_for_ever(long count, double wanted)
{
    Senders senders(count);
    const double end = wanted / 100;  // the bottleneck ends 100 transfers a second
    senders.run_until(end);
    const double seconds = senders.seconds();
    senders.check_laws();
    fmt::print(
        "workload=W5 program=bbbcap flows={} completions={} mbit_per_second={:.2f} seconds={:.6f} "
        "rate={:.1f} fingerprint={:016x}\n",
        count, senders.finished(), senders.carried() / end / 1e6, seconds,
        static_cast<double>(senders.finished() - 1) / seconds, senders.fingerprint());
}

struct TracedFlow {
    TracedFlow(sim::Simulation& in, Network& over, sim::Time start, std::size_t client, double size)
        : simulation(in),
          network(over),
          flow(over.links.add_flow(over.clients[client], 1,
                                   sim::Callback::to<&TracedFlow::finish>(this))),
          bits(size),
          begin(in, sim::Callback::to<&TracedFlow::send>(this))
    {
        begin.at(start);
    }
    void send() { network.links.send(flow, bits); }
    void finish() { finished = simulation.now(); }

    sim::Simulation& simulation;
    Network& network;
    sim::FairSharing::Flow flow;
    double bits;
    sim::Event begin;
    sim::Time finished = 0;
};

void run_trace(const std::string& file)
{
    sim::Simulation simulation;
    Network network(simulation);
    std::deque<TracedFlow> flows;
    std::ifstream trace(file);
    double start = 0;
    std::size_t client = 0;
    double bytes = 0;
    while (trace >> start >> client >> bytes) {
        flows.emplace_back(simulation, network, start, client, bytes * 8);
    }
    simulation.run_until(1e9);
    for (const TracedFlow& flow : flows) fmt::print("{:.17g}\n", flow.finished);
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "max_min [FLOWS [COMPLETIONS]] | trace FILE");
    if (arguments.word(1, "") == "trace") {
        run_trace(arguments.word(2, ""));
    } else {
        run_for_ever(arguments.whole(1, 1000), arguments.number(2, 100000));
    }
}
