#pragma once

#include <cstdint>

namespace models {

// What Red5 does for one viewer of one stream who cannot keep up (Red5 1.0, VideoFrameDropper and
// PlayEngine). Only video is dropped. A frame is dropped when more than `pending` messages of the
// stream wait on the connection, or when more than `sequential` consecutive frames found more than
// one waiting. Back to all frames takes three keyframes in a row that find nothing waiting.
enum class DropperState : std::uint8_t {
    send_all,
    send_interframes,
    send_keyframes,
    send_keyframes_check,
};

struct DropperLimits {
    double pending = 10;
    double sequential = 10;
};

class FrameDropper {
public:
    DropperState state() const { return state_; }

    // Offers a frame that finds `pending` messages of its stream waiting; true: it is sent.
    bool offer(bool keyframe, double pending, const DropperLimits& limits);

private:
    bool may_send(bool keyframe, double pending);
    void drop(bool keyframe);

    DropperState state_ = DropperState::send_all;
    std::uint8_t sequential_ = 0;
};

}  // namespace models
