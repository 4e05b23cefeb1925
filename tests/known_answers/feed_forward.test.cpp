// Stations in a row without a way back: departures follow from arrivals by a recursion (Lindley
// 1952, for several servers Kiefer and Wolfowitz 1955), with no event list.
#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "sim/first_come_first_served.hpp"
#include "sim/random_stream.hpp"
#include "sim/simulation.hpp"
#include "tests/catch.hpp"

namespace {

constexpr int sources = 9;
constexpr double cpu_time = 0.003;
constexpr double link_time = 0.004;
constexpr int frames = 2000;  // of each source

struct Arrival {
    double time;
    int source;
};

// Cameras out of step, each with a period of its own: together more than the link carries at times.
std::vector<Arrival> arrivals()
{
    sim::RandomStream random(1, 0, "feed forward");
    std::vector<Arrival> all;
    for (int source = 0; source < sources; ++source) {
        const double period = 0.03 + 0.002 * source;
        const double phase = period * random.uniform();
        for (int frame = 0; frame < frames; ++frame)
            all.push_back({phase + frame * period, source});
    }
    std::ranges::sort(all, {}, &Arrival::time);
    return all;
}

std::vector<double> by_recursion(const std::vector<Arrival>& all)
{
    std::vector<double> departures;
    std::array<double, 2> cpus{};
    double link = 0;
    for (const Arrival& arrival : all) {
        double& cpu = *std::ranges::min_element(cpus);
        cpu = std::max(cpu, arrival.time) + cpu_time;
        link = std::max(link, cpu) + link_time;
        departures.push_back(link);
    }
    return departures;
}

// The same path with events: a frame that has left the CPU goes to the link.
struct Path {
    explicit Path(sim::Simulation& in) : simulation(in), cpu(in, 2), link(in, 1) {}

    void offer(double at)
    {
        sim::Event& event = events.emplace_back(simulation, sim::Callback::to<&Path::arrive>(this));
        event.at(at);
    }
    void arrive() { cpu.enter(cpu_time, sim::Callback::to<&Path::computed>(this)); }
    void computed() { link.enter(link_time, sim::Callback::to<&Path::sent>(this)); }
    void sent() { departures.push_back(simulation.now()); }

    sim::Simulation& simulation;
    sim::FirstComeFirstServed cpu;
    sim::FirstComeFirstServed link;
    std::deque<sim::Event> events;
    std::vector<double> departures;
};

}  // namespace

TEST_CASE("stations in a row let every frame go when the recursion says")
{
    const std::vector<Arrival> all = arrivals();
    sim::Simulation simulation;
    Path path(simulation);
    for (const Arrival& arrival : all) path.offer(arrival.time);
    simulation.run_until(1000);
    const std::vector<double> expected = by_recursion(all);
    REQUIRE(path.departures.size() == expected.size());
    double worst = 0;
    double waited = 0;
    for (std::size_t frame = 0; frame < expected.size(); ++frame) {
        worst = std::max(worst, std::abs(path.departures[frame] - expected[frame]));
        waited = std::max(waited, expected[frame] - all[frame].time);
    }
    CHECK(worst < 1e-9);
    CHECK(waited > 2 * (cpu_time + link_time));  // frames met
    path.cpu.check_laws();
    path.link.check_laws();
}
