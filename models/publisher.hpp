#pragma once

#include <cstddef>
#include <string>

#include "models/audience.hpp"
#include "models/server_profile.hpp"
#include "sim/distribution.hpp"
#include "sim/fair_sharing.hpp"
#include "sim/random_stream.hpp"
#include "sim/simulation.hpp"

namespace models {

class FrameMedia;
class World;

// What a camera or a shared desktop sends: a frame every `interval`, keyframes among them.
struct Train {
    EventStream event = EventStream::webcam_frame;
    double interval = 0;           // s
    double mean_bytes = 0;         // of a frame
    double keyframe_ratio = 1;     // mean size of a keyframe / of another frame
    double keyframe_interval = 1;  // frames
    double variation = 0;          // coefficient of variation of sizes within a kind
    double backlog = 10;           // frames waiting for CPU before the sender is held
};

class Publisher;

// A frame that costs CPU just now. It outlives its publisher, who may leave meanwhile.
struct FrameInCpu {
    Publisher* publisher = nullptr;  // null: has left, the frame goes nowhere
    Frame* frame = nullptr;
    bool in_use = false;
    void done();
};

// Someone publishing a train of frames into a meeting (`resolution: frames`). A frame goes up the
// publisher's connection, costs CPU at the components that handle it and is then sent to the
// viewers. While the frame before is still going up, or too many wait for CPU, the sender is held
// back and the frame is never made.
class Publisher {
public:
    Publisher(FrameMedia& media, Audience& audience, const Train& train, sim::FairSharing::Class up,
              const std::string& name);
    ~Publisher();
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    std::size_t stream() const { return stream_; }

private:
    friend struct FrameInCpu;
    void publish();
    void arrive();
    void sent(double bytes);

    FrameMedia& media_;
    World& world_;
    Audience& audience_;
    Train train_;
    std::size_t stream_;
    sim::FairSharing::Flow up_;
    sim::RandomStream random_;
    sim::Distribution size_;  // relative to the mean of its kind
    double small_bytes_;      // mean size of a frame that is no keyframe
    double next_index_ = 0;   // of the frame in its group
    double bytes_ = 0;        // of the frame on its way up
    sim::Time published_ = 0;
    bool keyframe_ = false;
    double waiting_ = 0;  // frames waiting for CPU
    sim::Event next_;
};

}  // namespace models
