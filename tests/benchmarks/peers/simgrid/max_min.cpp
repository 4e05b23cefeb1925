// W5, max-min fair flows in SimGrid: F senders share a network card of 1 Gbit/s and a bottleneck of
// 100 Mbit/s to 100 clients, whose access links have 0.5 to 2 Mbit/s. Each sends transfers of
// exponential length (mean 1 Mbit) to its client and thinks an exponential time (mean F/1000 s)
// after each. The clock starts at the first completion. With `trace FILE` the transfers of the file
// (start in s, client, byte) are run instead, and the time of each completion is printed.
#include <cstdio>
#include <fstream>
#include <random>
#include <simgrid/s4u.hpp>
#include <string>
#include <vector>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace s4u = simgrid::s4u;

namespace {

constexpr int client_count = 100;

struct Platform {
    s4u::Host* server;
    std::vector<s4u::Host*> clients;
};

// Pure max-min sharing: no window, no acknowledgements, no latency.
Platform make_platform()
{
    s4u::Engine::set_config("network/model:CM02");
    s4u::Engine::set_config("network/TCP-gamma:0");
    s4u::Engine::set_config("network/crosstraffic:0");
    s4u::Engine::set_config("network/loopback-lat:0");
    auto* zone = s4u::create_full_zone("zone");
    Platform platform;
    platform.server = zone->create_host("server", 1e9)->seal();
    const auto* card = zone->create_link("card", 1e9 / 8)->set_latency(0)->seal();
    const auto* bottleneck = zone->create_link("bottleneck", 100e6 / 8)->set_latency(0)->seal();
    for (int number = 0; number < client_count; ++number) {
        const std::string name = std::to_string(number);
        const double rate = (0.5 + 1.5 * (number + 0.5) / client_count) * 1e6;  // bit/s
        auto* client = zone->create_host("client" + name, 1e9)->seal();
        const auto* access = zone->create_link("access" + name, rate / 8)->set_latency(0)->seal();
        const std::vector<s4u::LinkInRoute> route{
            s4u::LinkInRoute(card), s4u::LinkInRoute(bottleneck), s4u::LinkInRoute(access)};
        zone->add_route(platform.server->get_netpoint(), client->get_netpoint(), nullptr, nullptr,
                        route, true);
        platform.clients.push_back(client);
    }
    zone->seal();
    return platform;
}

void run_trace(s4u::Engine& engine, const std::string& file)
{
    const Platform platform = make_platform();
    std::vector<double> completions;
    std::ifstream trace(file);
    double start = 0;
    std::size_t client = 0;
    std::uint64_t bytes = 0;
    for (std::size_t flow = 0; trace >> start >> client >> bytes; ++flow) {
        completions.push_back(0);
        s4u::Actor::create("flow", platform.server, [=, &platform, &completions] {
            s4u::this_actor::sleep_until(start);
            s4u::Comm::sendto(platform.server, platform.clients[client], bytes);
            completions[flow] = s4u::Engine::get_clock();
        });
    }
    engine.run();
    for (const double time : completions) std::printf("%.17g\n", time);
}

void run_for_ever(s4u::Engine& engine, long flows, long wanted)
{
    const Platform platform = make_platform();
    std::mt19937_64 generator(1);
    std::exponential_distribution<double> variate(1.0);
    const double mean_thinking = static_cast<double>(flows) / 1000;
    benchmarks::StopWatch watch;
    long completions = 0;
    double bits = 0;
    for (long flow = 0; flow < flows; ++flow) {
        auto* client = platform.clients[static_cast<std::size_t>(flow % client_count)];
        auto actor = s4u::Actor::create("flow", platform.server, [&, client] {
            while (true) {
                const double bytes = variate(generator) * 1e6 / 8 + 1;
                s4u::Comm::sendto(platform.server, client, static_cast<std::uint64_t>(bytes));
                bits += bytes * 8;
                if (completions++ == 0) watch.restart();
                s4u::this_actor::sleep_for(mean_thinking * variate(generator));
            }
        });
        actor->daemonize();
    }
    const double simulated = static_cast<double>(wanted) / 100;  // the bottleneck ends 100 a second
    s4u::Actor::create("end", platform.server, [&] { s4u::this_actor::sleep_for(simulated); });
    engine.run();
    const double seconds = watch.seconds();
    std::printf(
        "workload=W5 program=SimGrid flows=%ld completions=%ld mbit_per_second=%.2f seconds=%.6f "
        "rate=%.1f\n",
        flows, completions, bits / simulated / 1e6, seconds,
        static_cast<double>(completions - 1) / seconds);
}

}  // namespace

int main(int argc, char** argv)
{
    s4u::Engine engine(&argc, argv);
    const benchmarks::Arguments arguments(argc, argv, "max_min FLOWS COMPLETIONS | trace FILE");
    if (arguments.word(1, "") == "trace") {
        run_trace(engine, arguments.word(2, ""));
    } else {
        run_for_ever(engine, arguments.whole(1, 1000), arguments.whole(2, 2000));
    }
}
