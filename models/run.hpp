#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/copy_delays.hpp"
#include "models/observation.hpp"
#include "models/scenario.hpp"

namespace models {

// Time averages over a short span of a run; the memory is that at its end.
struct Reading {
    double users = 0;
    double cpu_utilization = 0;
    double memory_bytes = 0;
    double disk_utilization = 0;
    double uplink_bit_s = 0;
};

// One replication of a scenario's workload on one platform, from its beginning to its end.
struct Run {
    std::string platform;
    std::vector<std::string> links;       // names of the directed links, as in Sample
    std::size_t uplink = 0;               // the directed link that fills first, index into `links`
    std::vector<std::string> components;  // names, as in Sample
    std::vector<Sample> series;           // by minute
    std::vector<Reading> readings;        // one after the other from the beginning, equally long
    double counted_from = 0;              // s; whole minutes
    Sample whole;                         // the run from there to its end
    int webcam_deliveries = 0;            // (webcam, viewer) pairs at the end
    // Users away from the server's LAN (behind the uplink) when the first frame was dropped; -1:
    // never.
    int users_at_first_drop = -1;
    int far_users_at_first_drop = -1;
    CopyDelays::Summary delays;  // of frames; 0 copies unless the scenario keeps them
    std::uint64_t fingerprint = 0;
    std::uint64_t events = 0;
};

// How long the workload of a scenario lasts, s.
double run_length(const Scenario& scenario);

// The scenario with so many users present all the time, with the rooms and the turnover of its
// workload: seated from the start, as in a capacity search, where those of a timetable join at
// first. It lasts as long as the workload, with a timetable or a ramp of no set duration an hour.
Scenario held_scenario(Scenario scenario, int users);

// Runs replication `number`, with readings of so many seconds; 0: with none. Throws sim::LogicError
// where a conservation law does not hold.
Run run_once(const Scenario& scenario, const Platform& platform, std::uint64_t number,
             double reading = 0);

// All platforms of the scenario, replications 0 ... n - 1 of each, on so many threads; the same
// bytes for any number of threads. Result by platform, then by replication.
std::vector<std::vector<Run>> run_all(const Scenario& scenario, int replications, int threads,
                                      double reading = 0);

// Leaves so many seconds, up to the next whole minute, out of `whole`, which then tells nothing of
// nodes, quality and delays. At least a minute must be left (LogicError).
void delete_beginning(Run& run, double seconds);

// The minutes that are counted.
std::span<const Sample> counted(const Run& run);

}  // namespace models
