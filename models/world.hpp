#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "models/fluid_media.hpp"
#include "models/links.hpp"
#include "models/meeting.hpp"
#include "models/monitor.hpp"
#include "models/observation.hpp"
#include "models/scenario.hpp"
#include "models/server.hpp"
#include "sim/process.hpp"
#include "sim/random_stream.hpp"
#include "sim/simulation.hpp"

namespace models {

// One replication: a server on a platform, its network, its meetings and their users. Random
// streams are named by user, room and purpose, so two platforms meet the same users.
class World {
public:
    World(const Scenario& scenario, const Platform& platform, std::uint64_t replication);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // One of the two, once, before the first observe().
    void open_workload();  // the scenario's workload from its beginning
    // That many users are held present, with the workload's turnover; returns when all but the
    // latest are expected to be there (0: they are seated from the start).
    sim::Time hold(int users);

    Sample observe(sim::Time until);  // runs on and reports what happened since the last call
    // The same since the last glance(), without join times; what observe() reports stays as it is.
    Sample glance(sim::Time until);
    Sample whole();     // what happened since the beginning
    void check_laws();  // conservation laws of all stations; throws LogicError

    void start(sim::Process person) { people_.start(std::move(person)); }
    sim::RandomStream stream(const std::string& name) const;
    bool frames() const { return scenario.resolution == Resolution::frames; }

    const Scenario& scenario;
    const Platform& platform;
    const std::uint64_t replication;
    sim::Simulation simulation;
    Links links;
    Server server;
    Monitor monitor;
    CopyDelays delays;
    FluidMedia fluid;             // used where `resolution` is flow
    std::list<Meeting> meetings;  // in the order they opened; those that are over may be gone
    double join_rate = 0;         // joins/s that the workload goes on with

private:
    Totals totals();
    Sample between(const Totals& from, const Totals& to);
    Meeting& open_meeting();
    User next_user(std::size_t persona);
    sim::Process idle();
    sim::Process ramp();
    sim::Process turn_over(Meeting& meeting, std::vector<std::size_t> seats, double interval);
    sim::Process poisson_meetings();
    sim::Process meet(int users, sim::Time begin, double duration);
    void hold_room(int users, double interval);

    Totals begin_;
    Totals before_;
    Totals glanced_;
    sim::Quantiles all_join_times_;
    std::uint32_t users_named_ = 0;
    std::uint32_t rooms_named_ = 0;
    std::size_t room_for_ = 64;  // meetings before those that are over are looked for
    sim::ProcessGroup people_;
};

}  // namespace models
