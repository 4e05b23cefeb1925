#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <vector>

#include "models/audience.hpp"
#include "models/publisher.hpp"
#include "sim/simulation.hpp"

namespace models {

class Meeting;
struct User;

// The media of one meeting frame by frame (`resolution: frames`): who publishes, who watches, and
// the audio that is mixed each tick.
class FrameMedia {
public:
    explicit FrameMedia(Meeting& meeting);
    FrameMedia(const FrameMedia&) = delete;
    FrameMedia& operator=(const FrameMedia&) = delete;

    void join(const User& user);
    void leave(const User& user);
    void set_up_camera(std::size_t node, const std::string& name);
    void take_cameras_away();
    double queued_bytes();
    double queued_webcam_bytes() { return webcams_.queued(); }
    bool idle() const;  // no frame costs CPU just now

    FrameInCpu& frame_in_cpu();
    void disown(const Publisher& publisher);

    Meeting& meeting;

private:
    struct Publishing {
        std::uint32_t user;
        std::unique_ptr<Publisher> webcam;
        std::unique_ptr<Publisher> desktop;
    };

    std::size_t publish(const User& user, std::size_t node);
    void listen(const User& user, std::size_t node, double buffer);
    void tick();
    void ticked();
    void report_tick(double response);

    Audience webcams_;
    Audience desktops_;
    Audience audio_;
    std::size_t audio_stream_;
    std::vector<sim::FairSharing::Flow> audio_up_;  // by node
    std::list<FrameInCpu> frames_in_cpu_;
    std::list<Publishing> publishing_;
    std::list<Publisher> cameras_;  // that no user sits behind
    sim::Event tick_;
    sim::Time tick_began_ = 0;
    bool tick_running_ = false;
};

}  // namespace models
