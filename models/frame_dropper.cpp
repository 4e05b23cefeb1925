#include "models/frame_dropper.hpp"

#include <limits>

namespace models {

bool FrameDropper::offer(bool keyframe, double pending, const DropperLimits& limits)
{
    if (!may_send(keyframe, pending)) return false;
    if (pending <= 1) {
        sequential_ = 0;
    } else if (sequential_ < std::numeric_limits<std::uint8_t>::max()) {
        ++sequential_;
    }
    if (pending > limits.pending || sequential_ > limits.sequential) {
        drop(keyframe);
        return false;
    }
    return true;
}

bool FrameDropper::may_send(bool keyframe, double pending)
{
    using enum DropperState;
    const bool clear = keyframe && pending == 0;
    switch (state_) {
        case send_all:
            return true;
        case send_interframes:
            if (clear) state_ = send_all;
            return true;
        case send_keyframes:
            if (clear) state_ = send_keyframes_check;
            return keyframe;
        case send_keyframes_check:
            if (clear) state_ = send_interframes;
            return keyframe;
    }
    return true;
}

// Webcam frames of a Flash client are keyframes or interframes that later ones refer to.
void FrameDropper::drop(bool keyframe)
{
    using enum DropperState;
    if (state_ == send_interframes && !keyframe) {
        state_ = send_keyframes_check;
    } else {
        state_ = send_keyframes;
    }
}

}  // namespace models
