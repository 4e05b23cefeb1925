// W6, the conference in SimGrid, at the granularity of frames: 340 users join, one every
// JOIN_INTERVAL s; the first eight send a webcam (15 fps, 300 byte), the first also a desktop (5
// fps, 1500 byte), and everybody else gets every frame. A frame is an actor: it executes 50 us and
// 5 us per viewer on a host of two cores (shared by all frames that are there, which is SimGrid's
// own model), and then all its copies are sent over 100 Mbit/s, unless 0.25 s of data wait there
// already.
#include <cstdint>
#include <cstdio>
#include <random>
#include <simgrid/s4u.hpp>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace s4u = simgrid::s4u;

namespace {

constexpr int user_count = 340;
constexpr int webcam_count = 8;
constexpr double uplink_rate = 100e6 / 8;  // byte/s
constexpr double longest_backlog = 0.25;   // s
constexpr double core_speed = 1e9;         // flop/s

class Conference {
public:
    explicit Conference(double join_interval) : join_interval_(join_interval)
    {
        s4u::Engine::set_config("network/model:CM02");
        s4u::Engine::set_config("network/TCP-gamma:0");
        s4u::Engine::set_config("network/crosstraffic:0");
        auto* zone = s4u::create_full_zone("zone");
        server_ = zone->create_host("server", core_speed)->set_core_count(2)->seal();
        const auto* uplink = zone->create_link("uplink", uplink_rate)->set_latency(0)->seal();
        clients_ = zone->create_host("clients", core_speed)->seal();
        zone->add_route(server_->get_netpoint(), clients_->get_netpoint(), nullptr, nullptr,
                        {s4u::LinkInRoute(uplink)}, true);
        zone->seal();
        s4u::Actor::create("joins", server_, [this] { joins(); });
    }

    void print(double seconds) const
    {
        const double simulated = user_count * join_interval_;
        std::printf(
            "workload=W6 program=SimGrid mode=frame simulated=%g frames=%ld copies=%ld "
            "delivered=%ld "
            "refused=%ld mean_delay=%.6f seconds=%.6f seconds_per_hour=%.6f\n",
            simulated, frames_, delivered_ + refused_, delivered_, refused_,
            delay_ / static_cast<double>(delivered_), seconds, seconds * 3600 / simulated);
    }

private:
    void joins()
    {
        for (int user = 0; user < user_count; ++user) {
            ++users_;
            if (user < webcam_count) start_source(1.0 / 15, 300);
            if (user == 0) start_source(1.0 / 5, 1500);
            s4u::this_actor::sleep_for(join_interval_);
        }
    }

    void start_source(double period, double bytes)
    {
        auto source = s4u::Actor::create("source", server_, [=] {
            s4u::this_actor::sleep_for(std::uniform_real_distribution<>(0, period)(generator_));
            while (true) {
                ++frames_;
                const int viewers = users_ - 1;
                s4u::Actor::create("frame", server_, [=] { frame(bytes, viewers); })->daemonize();
                s4u::this_actor::sleep_for(period);
            }
        });
        source->daemonize();
    }

    void frame(double bytes, int viewers)
    {
        const double published = s4u::Engine::get_clock();
        s4u::this_actor::execute((50e-6 + 5e-6 * viewers) * core_speed);
        if (viewers == 0 || backlog_ / uplink_rate > longest_backlog) {
            refused_ += viewers;
            return;
        }
        backlog_ += bytes * viewers;
        s4u::Comm::sendto(server_, clients_, static_cast<std::uint64_t>(bytes * viewers));
        backlog_ -= bytes * viewers;
        delivered_ += viewers;
        delay_ += (s4u::Engine::get_clock() - published) * viewers;
    }

    double join_interval_;
    s4u::Host* server_ = nullptr;
    s4u::Host* clients_ = nullptr;
    std::mt19937_64 generator_{3};
    int users_ = 0;
    long frames_ = 0;
    long delivered_ = 0;
    long refused_ = 0;
    double delay_ = 0;    // s, summed over the copies delivered
    double backlog_ = 0;  // byte
};

}  // namespace

int main(int argc, char** argv)
{
    s4u::Engine engine(&argc, argv);
    const benchmarks::Arguments arguments(argc, argv, "conference [JOIN_INTERVAL]");
    Conference conference(arguments.number(1, 0.3));
    const benchmarks::StopWatch watch;
    engine.run();
    conference.print(watch.seconds());
}
