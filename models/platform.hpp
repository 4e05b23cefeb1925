#pragma once

#include <string>

#include "models/parameter.hpp"

namespace models {

// How the CPU time of a component divides on bare metal; what is left of 1 is network-path work.
struct Shares {
    Parameter compute;
    Parameter memory;

    double network() const { return 1 - compute.value - memory.value; }
};

// What a virtualization platform does to resources. Efficiencies are speed here / speed natively;
// `network_cpu` is CPU time per packet here / natively; round trips are delay, never CPU time.
struct Platform {
    std::string name;
    std::string title;
    Parameter compute;           // efficiency of compute-bound work
    Parameter memory_bandwidth;  // efficiency of memory-bound work
    Parameter network_cpu;       // demand factor of network-path work
    Parameter disk_read;         // efficiencies by operation
    Parameter disk_write;
    Parameter disk_random_read;
    Parameter disk_random_write;
    Parameter tcp_throughput;  // efficiency of a bulk transfer over the virtual network card
    Parameter udp_throughput;
    Parameter round_trip_tcp;    // s, between guest and a machine on the same LAN
    Parameter round_trip_udp;    // s
    Parameter memory_per_guest;  // bytes the platform itself adds to a guest
};

// Service demand here / service demand natively for work that divides as `shares` says:
// compute/efficiency + memory/efficiency + network * network_cpu.
double cpu_factor(const Platform& platform, const Shares& shares);

}  // namespace models
