#include "models/relaxation.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "models/demands.hpp"

namespace models {
namespace {

constexpr double unlimited = 1e4;  // times what there is
constexpr int unlimited_cores = 1000;
constexpr double rate_step = 10e6;  // bit/s
constexpr double memory_step = 1024.0 * 1024 * 1024;

// As many times the vCPUs on as many times the host keeps the speed of each.
void multiply_vcpus(Scenario& scenario)
{
    scenario.host.sockets *= unlimited_cores;
    scenario.guest.vcpus *= unlimited_cores;
    scenario.guest.cpu_limit *= unlimited_cores;
    scenario.guest.neighbour_vcpus *= unlimited_cores;
}

Relaxation more_vcpus()
{
    return {"cpu", "+1 vCPU",
            [](Scenario& scenario) {
                scenario.guest.vcpus += 1;
                if (scenario.guest.cpu_limit > 0) scenario.guest.cpu_limit += 1;
            },
            multiply_vcpus};
}

Relaxation faster_cores()
{
    return {"core speed", "+10 %", [](Scenario& scenario) { scenario.host.speed.value *= 1.1; },
            [](Scenario& scenario) { scenario.host.speed.value *= unlimited; }};
}

Relaxation more_memory()
{
    return {"memory", "+1 GiB", [](Scenario& scenario) { scenario.guest.memory += memory_step; },
            [](Scenario& scenario) { scenario.guest.memory *= unlimited; }};
}

Relaxation faster_link(std::size_t link, const std::string& name)
{
    return {name, "+10 Mbit/s",
            [link](Scenario& scenario) { scenario.links[link].rate += rate_step; },
            [link](Scenario& scenario) { scenario.links[link].rate *= unlimited; }};
}

// The virtual card is as fast as the fastest link of the server, less what the platform takes.
Relaxation faster_card()
{
    const auto scale = [](double factor) {
        return [factor](Scenario& scenario) {
            for (Platform& platform : scenario.platforms) platform.tcp_throughput.value *= factor;
        };
    };
    return {"network card", "+10 %", scale(1.1), scale(unlimited)};
}

Relaxation faster_disk()
{
    const auto scale = [](double factor) {
        return [factor](Scenario& scenario) {
            scenario.host.disk_seek.value /= factor;
            scenario.host.disk_read.value *= factor;
            scenario.host.disk_write.value *= factor;
        };
    };
    return {"disk", "+10 %", scale(1.1), scale(unlimited)};
}

Relaxation more_threads(std::size_t component, const std::string& name)
{
    return {
        name + " (single thread)", "+1 thread",
        [component](Scenario& scenario) { scenario.profile.components[component].threads += 1; },
        [component](Scenario& scenario) { scenario.profile.components[component].threads = 0; }};
}

}  // namespace

std::vector<Relaxation> relaxations_of(const Scenario& scenario)
{
    std::vector<Relaxation> all = {more_vcpus(), faster_cores(), more_memory()};
    for (std::size_t link = 0; link < scenario.links.size(); ++link) {
        all.push_back(faster_link(link, scenario.links[link].name));
    }
    all.push_back(faster_card());
    all.push_back(faster_disk());
    const double cores = cpu_capacity(scenario.host, scenario.guest).cores;
    for (std::size_t index = 0; index < scenario.profile.components.size(); ++index) {
        const Component& component = scenario.profile.components[index];
        const bool limited = component.threads > 0 && component.threads < cores;
        if (limited) all.push_back(more_threads(index, component.name));
    }
    return all;
}

}  // namespace models
