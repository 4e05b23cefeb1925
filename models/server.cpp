#include "models/server.hpp"

#include <algorithm>

#include "sim/expect.hpp"

namespace models {

Server::Server(sim::Simulation& simulation, const Scenario& scenario, const Platform& platform)
    : simulation_(simulation),
      capacity_(cpu_capacity(scenario.host, scenario.guest)),
      demands_(scenario, platform),
      cpu_(simulation, capacity_.cores),
      disk_(simulation, 1),
      component_work_(scenario.profile.components.size()),
      memory_(scenario.profile.footprint.base.value + platform.memory_per_guest.value),
      memory_size_(scenario.guest.memory),
      swap_(scenario.guest.swap),
      swap_penalty_(scenario.profile.footprint.swap_penalty.value),
      disk_request_(scenario.host.disk_seek.value / platform.disk_random_write.value),
      disk_rate_(scenario.host.disk_write.value * platform.disk_write.value),
      visits_(simulation)
{
    for (const Component& component : scenario.profile.components) {
        const bool limits = component.threads > 0 && component.threads < capacity_.cores;
        if (limits) gate_store_.emplace_back(simulation, component.threads);
        gates_.push_back(limits ? &gate_store_.back() : nullptr);
    }
    for (std::size_t stream = 0; stream < limited_.size(); ++stream) {
        limited_[stream] = meets_gate(static_cast<EventStream>(stream));
    }
}

bool Server::meets_gate(EventStream stream) const
{
    return std::ranges::any_of(demands_.visits(stream), [this](const Demands::Visit& visit) {
        return gate(visit.component) != nullptr;
    });
}

void Server::spend(EventStream stream, const Counts& counts, sim::Callback done,
                   std::uint32_t pieces)
{
    if (!done) done = sim::Callback::to<&Server::nothing>(this);
    if (limited_[static_cast<std::size_t>(stream)])
        return visits_.start(visit(stream, counts, done));
    double sum = 0;
    const double stretched = stretch();
    for (const Demands::Visit& part : demands_.visits(stream)) {
        const double work = part.work(counts) * stretched;
        component_work_[part.component] += work;
        sum += work;
    }
    cpu_.enter(sum / pieces, done, 0, pieces);
}

sim::Process Server::visit(EventStream stream, Counts counts, sim::Callback done)
{
    co_await perform(stream, counts);
    done();
}

sim::Task<double> Server::perform(EventStream stream, Counts counts)
{
    const sim::Time began = simulation_.now();
    for (const Demands::Visit& part : demands_.visits(stream)) {
        const double work = part.work(counts) * stretch();
        component_work_[part.component] += work;
        sim::Container* const threads = gate(part.component);
        std::optional<sim::Held> thread;
        if (threads != nullptr) {
            sim::Take take(*threads, 1);
            co_await take;
            thread.emplace(*threads, 1);
        }
        sim::Work job(cpu_, work);
        co_await job;
    }
    co_return simulation_.now() - began;
}

double Server::stretch() const
{
    if (memory_ <= memory_size_) return 1;
    return 1 + swap_penalty_ * (memory_ / memory_size_ - 1);
}

bool Server::take_memory(double bytes)
{
    if (memory_ + bytes > memory_size_ + swap_) return false;
    memory_ += bytes;
    return true;
}

void Server::write(double bytes)
{
    disk_.enter(std::max(disk_request_, bytes / disk_rate_),
                sim::Callback::to<&Server::nothing>(this));
}

double Server::gate_area(std::size_t component)
{
    return gate(component) == nullptr ? 0 : gate(component)->area();
}

double Server::gate_capacity(std::size_t component) const
{
    return gate(component) == nullptr ? 0 : gate(component)->capacity();
}

void Server::check_laws()
{
    cpu_.check_laws();
    disk_.check_laws();
}

}  // namespace models
