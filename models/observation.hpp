#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/monitor.hpp"
#include "sim/statistics/quantiles.hpp"
#include "sim/time.hpp"

namespace models {

// Cumulative sums of a run; what happened in a span is the difference of two.
struct Totals {
    sim::Time time = 0;
    double user_seconds = 0;
    double cpu_busy = 0;        // core-seconds
    double cpu_present = 0;     // job-seconds at the CPU, waiting ones counted
    double disk_busy = 0;       // s
    std::vector<double> links;  // bytes by directed link
    std::vector<double> gates;  // busy thread-seconds by component with few threads
    std::vector<double> work;   // core-seconds asked for by component
    std::vector<NodeCounts> nodes;
    double refused = 0;
    double joins = 0;
    double held_back = 0;
    double webcam_bytes_queued = 0;  // now, not cumulative
};

// What a user at one node got in a span, per webcam seen or per audio packet.
struct NodeService {
    std::string node;
    double webcams_seen = 0;       // mean number of (webcam, viewer) pairs
    double webcam_frame_rate = 0;  // frames/s per webcam and viewer
    double webcam_bit_rate = 0;    // bit/s per webcam and viewer
    double video_mos = 0;          // 0: nobody watched
    double desktop_delivered = 0;  // share of updates
    double audio_users = 0;        // mean number
    double audio_delay = 0;        // s one way
    double audio_loss = 0;         // share of packets
    double audio_mos = 0;          // 0: nobody listened
};

// What was seen in a span of one replication.
struct Sample {
    sim::Time begin = 0;
    sim::Time end = 0;
    int users = 0;  // at the end of the span
    double mean_users = 0;
    double cpu_utilization = 0;  // 0 ... 1 of the guest's cores
    double cpu_cores = 0;        // busy, mean
    double cpu_jobs = 0;         // present at the CPU, mean; without media as rates
    double memory_bytes = 0;     // at the end of the span
    double memory_utilization = 0;
    double disk_utilization = 0;
    std::vector<double> link_utilization;  // by directed link
    std::vector<double> link_bit_rate;     // payload
    std::vector<double> gate_utilization;  // by component; 0 where threads are not limited
    std::vector<double> component_cores;   // cores asked for, by component
    std::vector<NodeService> nodes;
    double webcam_frame_rate = 0;  // of the worst-served node; 0: nobody watched
    double webcam_bit_rate = 0;    // idem
    // Webcam bytes that left the server over what was published for those who watched; what waits
    // in its queues is not delivered.
    double bit_rate_delivered = 0;
    double video_mos = 0;    // idem
    double audio_mos = 0;    // idem
    double audio_delay = 0;  // idem
    double audio_loss = 0;
    double joins = 0;
    double refused = 0;
    double frames_held_back = 0;  // not taken from their sender for want of CPU or uplink
    double frames_offered = 0;    // (frame, viewer) pairs
    double frames_dropped = 0;    // share of them not sent
    sim::Quantiles join_times;
};

}  // namespace models
