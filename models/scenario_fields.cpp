#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr Field<Scenario> scenario_table[] = {
    {"title", &Scenario::title, Dimension::count, 0, 0, "none", "one line about it"},
    {"note", &Scenario::note, Dimension::count, 0, 0, "none", "shown with the answer"},
    {"published", &Scenario::published, Dimension::count, 0, 0, "none",
     "published study to hold the answer against"},
    {"seed", &Scenario::seed, Dimension::count, 0, 0, "1", "of the random numbers"},
    {"resolution", &Scenario::resolution, Dimension::count, 0, 0, "frames",
     "`frames`: every frame is an event; `flow`: streams are rates"},
    {"copies", &Scenario::copies, Dimension::count, 0, 0, "count",
     "of a frame for its viewers: `count`; `delays`: also the delay of each; `events`: idem, each "
     "copy an event, to validate"},
    {"warm_up", &Scenario::warm_up, Dimension::time, 0, 86400, "60 s",
     "deleted when a level is held in a capacity search"},
    {"window", &Scenario::window, Dimension::time, 1, 86400, "300 s", "measured after it"},
    {"max_users", &Scenario::max_users, Dimension::count, 1, 1e6, "5000",
     "where a capacity search gives up"},
};

constexpr Field<Guest> guest_table[] = {
    {"vcpus", &Guest::vcpus, Dimension::count, 1, 1024, nullptr, "virtual CPUs"},
    {"memory", &Guest::memory, Dimension::bytes, 1, 1e15, nullptr, "memory of the guest"},
    {"swap", &Guest::swap, Dimension::bytes, 0, 1e15, "0 B", "swap space of the guest"},
    {"pinned", &Guest::pinned, Dimension::count, 0, 0, "false",
     "each vCPU on a hardware thread of its own"},
    {"cpu_limit", &Guest::cpu_limit, Dimension::count, 0.01, 1024, "all vCPUs",
     "cores that the platform allows at most"},
    {"neighbour_vcpus", &Guest::neighbour_vcpus, Dimension::count, 0, 100000, "0",
     "busy vCPUs of other guests on the host"},
};

constexpr Field<LinkSpec> link_table[] = {
    {"rate", &LinkSpec::rate, Dimension::bit_rate, 1e3, 1e13, nullptr, "line rate each way"},
    {"delay", &LinkSpec::delay, Dimension::time, 0, 10, nullptr, "one way"},
};

}  // namespace

std::span<const Field<Scenario>> scenario_fields()
{
    return scenario_table;
}

std::span<const Field<Guest>> guest_fields()
{
    return guest_table;
}

std::span<const Field<LinkSpec>> link_fields()
{
    return link_table;
}

}  // namespace models
