#pragma once

#include <array>
#include <deque>
#include <vector>

#include "models/demands.hpp"
#include "models/scenario.hpp"
#include "sim/container.hpp"
#include "sim/first_come_first_served.hpp"
#include "sim/process.hpp"
#include "sim/processor_sharing.hpp"
#include "sim/simulation.hpp"

namespace models {

// The guest with BigBlueButton in it, while it runs: virtual CPU, disk, memory, and the components
// that have fewer threads than the guest has cores.
class Server {
public:
    Server(sim::Simulation& simulation, const Scenario& scenario, const Platform& platform);

    // Spends the CPU time of one event of a stream and then calls `done`. `pieces` > 1: the work
    // divides into that many equal parts that can run side by side.
    void spend(EventStream stream, const Counts& counts, sim::Callback done,
               std::uint32_t pieces = 1);
    // The same for a process; returns the time it took.
    sim::Task<double> perform(EventStream stream, Counts counts);

    bool take_memory(double bytes);  // false: beyond memory and swap, nothing taken
    void give_memory(double bytes) { memory_ -= bytes; }
    double memory() const { return memory_; }
    double memory_size() const { return memory_size_; }

    void write(double bytes);  // to disk, nobody waits
    sim::ProcessorSharing& cpu() { return cpu_; }
    sim::FirstComeFirstServed& disk() { return disk_; }
    const Demands& demands() const { return demands_; }
    double cores() const { return capacity_.cores; }

    // Cumulative CPU time by component and thread-limited components' busy threads.
    const std::vector<double>& component_work() const { return component_work_; }
    double gate_area(std::size_t component);  // 0 where threads are not limited
    double gate_capacity(std::size_t component) const;
    void check_laws();

private:
    sim::Container* gate(std::size_t component) const { return gates_[component]; }
    bool meets_gate(EventStream stream) const;
    double stretch() const;  // of demands while memory is short
    sim::Process visit(EventStream stream, Counts counts, sim::Callback done);
    void nothing() {}

    sim::Simulation& simulation_;
    CpuCapacity capacity_;
    Demands demands_;
    sim::ProcessorSharing cpu_;
    sim::FirstComeFirstServed disk_;
    std::deque<sim::Container> gate_store_;
    std::vector<sim::Container*> gates_;  // by component; null: as many threads as cores
    std::array<bool, event_stream_count> limited_{};  // streams with a component that has a gate
    std::vector<double> component_work_;
    double memory_;
    double memory_size_;
    double swap_;
    double swap_penalty_;
    double disk_request_;  // s per write request
    double disk_rate_;     // byte/s
    sim::ProcessGroup visits_;
};

}  // namespace models
