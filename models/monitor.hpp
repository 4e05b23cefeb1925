#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/statistics/quantiles.hpp"
#include "sim/time.hpp"

namespace models {

// Cumulative counts of what users at one node of the network get.
struct NodeCounts {
    double webcam_offered = 0;    // (frame, viewer) pairs as published and not thinned before
    double webcam_delivered = 0;  // frames
    double webcam_bytes = 0;
    double webcam_seconds = 0;  // (webcam, viewer) pairs x s
    double desktop_offered = 0;
    double desktop_delivered = 0;
    double audio_packets = 0;  // (tick, audio user) pairs
    double audio_late = 0;
    double audio_delay = 0;  // s, summed over the packets that were not late
};

// Where the model reports what happens; it knows no statistics but sums.
class Monitor {
public:
    explicit Monitor(std::size_t nodes) : nodes_(nodes), subscriptions_(nodes), users_at_(nodes) {}

    NodeCounts& at(std::size_t node) { return nodes_[node]; }
    const std::vector<NodeCounts>& nodes(sim::Time now);

    void subscribe(std::size_t node, double change, sim::Time now);  // webcams seen at a node
    void present(std::size_t node, int change, sim::Time now);
    void joined_after(sim::Time took);
    void refused() { ++refused_; }
    void held_back(double frames) { held_back_ += frames; }
    void dropped();  // a frame was not sent to somebody

    int users() const { return users_; }
    // Users at each node when the first frame was dropped; empty if none was.
    const std::vector<int>& users_at_first_drop() const { return users_at_first_drop_; }
    double user_seconds(sim::Time now);
    double refusals() const { return refused_; }
    double joins() const { return joins_; }
    double frames_held_back() const { return held_back_; }
    sim::Quantiles take_join_times();  // since they were last taken

private:
    void advance(sim::Time now);

    std::vector<NodeCounts> nodes_;
    std::vector<double> subscriptions_;
    std::vector<int> users_at_;
    std::vector<int> users_at_first_drop_;
    int users_ = 0;
    double user_seconds_ = 0;
    double refused_ = 0;
    double joins_ = 0;
    double held_back_ = 0;
    sim::Time last_ = 0;
    sim::Quantiles join_times_;
};

}  // namespace models
