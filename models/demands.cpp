#include "models/demands.hpp"

#include <algorithm>

namespace models {

CpuCapacity cpu_capacity(const Host& host, const Guest& guest)
{
    const double vcpus = guest.vcpus;
    const double busy = vcpus + guest.neighbour_vcpus;
    const double cores = host.cores();
    const double threads = host.threads();
    // one thread of a core works at speed 1, both together at smt_gain
    const double siblings = std::clamp(busy - cores, 0.0, threads - cores);
    const double host_work = std::min(busy, cores) + siblings * (host.smt_gain.value - 1);
    CpuCapacity capacity;
    capacity.steal = busy > threads ? 1 - threads / busy : 0;
    capacity.speed = host.speed.value * host_work / busy;
    capacity.cores = guest.cpu_limit > 0 ? std::min(vcpus, guest.cpu_limit) : vcpus;
    return capacity;
}

Demands::Demands(const Scenario& scenario, const Platform& platform)
{
    const ServerProfile& profile = scenario.profile;
    const double speed = cpu_capacity(scenario.host, scenario.guest).speed;
    for (std::size_t stream = 0; stream < event_stream_count; ++stream) {
        for (const models::Visit& visit : profile.visits[stream]) {
            const Shares& shares = profile.components[visit.component].shares;
            const double factor = cpu_factor(platform, shares) / speed;
            Visit scaled{visit.component, {}};
            for (const Term& term : visit.terms) {
                scaled.terms[static_cast<std::size_t>(term.kind)] += term.demand.value * factor;
            }
            visits_[stream].push_back(scaled);
        }
    }
}

double Demands::work(EventStream stream, const Counts& counts) const
{
    double sum = 0;
    for (const Visit& visit : visits(stream)) sum += visit.work(counts);
    return sum;
}

double Demands::work_at(std::size_t component, EventStream stream, const Counts& counts) const
{
    double sum = 0;
    for (const Visit& visit : visits(stream)) {
        if (visit.component == component) sum += visit.work(counts);
    }
    return sum;
}

}  // namespace models
