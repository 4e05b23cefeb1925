#include "models/frame_dropper.hpp"

#include "tests/catch.hpp"

// The rules of Red5 1.0: VideoFrameDropper and PlayEngine.

using models::DropperState;
using models::FrameDropper;

namespace {

const models::DropperLimits red5{10, 10};

bool keyframe(FrameDropper& dropper, double pending)
{
    return dropper.offer(true, pending, red5);
}
bool interframe(FrameDropper& dropper, double pending)
{
    return dropper.offer(false, pending, red5);
}

FrameDropper degraded()
{
    FrameDropper dropper;
    interframe(dropper, 11);
    return dropper;
}

// Has sent `keyframes` keyframes that found nothing waiting since it was degraded.
FrameDropper recovering(int keyframes)
{
    FrameDropper dropper = degraded();
    for (int sent = 0; sent < keyframes; ++sent) keyframe(dropper, 0);
    return dropper;
}

}  // namespace

TEST_CASE("as long as nothing waits every frame is sent")
{
    FrameDropper dropper;
    for (int frame = 0; frame < 1000; ++frame) CHECK(dropper.offer(frame % 30 == 0, 0, red5));
    CHECK(dropper.state() == DropperState::send_all);
}

TEST_CASE("ten waiting messages are borne, eleven cost the frame")
{
    FrameDropper dropper;
    CHECK(interframe(dropper, 10));
    CHECK(dropper.state() == DropperState::send_all);
    CHECK_FALSE(interframe(dropper, 11));
    CHECK(dropper.state() == DropperState::send_keyframes);
}

TEST_CASE("the eleventh frame in a row that finds more than one waiting is dropped")
{
    FrameDropper dropper;
    for (int frame = 0; frame < 10; ++frame) CHECK(interframe(dropper, 2));
    CHECK_FALSE(interframe(dropper, 2));
    CHECK(dropper.state() == DropperState::send_keyframes);
}

TEST_CASE("a frame that finds at most one waiting ends the row")
{
    FrameDropper dropper;
    for (int row = 0; row < 5; ++row) {
        for (int frame = 0; frame < 10; ++frame) CHECK(interframe(dropper, 10));
        CHECK(interframe(dropper, 1));
    }
    CHECK(dropper.state() == DropperState::send_all);
}

TEST_CASE("a lost keyframe leads to keyframes only as a lost interframe does")
{
    FrameDropper dropper;
    CHECK_FALSE(keyframe(dropper, 11));
    CHECK(dropper.state() == DropperState::send_keyframes);
    CHECK(degraded().state() == DropperState::send_keyframes);
}

TEST_CASE("while only keyframes are sent interframes are refused even if nothing waits")
{
    for (int keyframes = 0; keyframes < 2; ++keyframes) {
        FrameDropper dropper = recovering(keyframes);
        CHECK_FALSE(interframe(dropper, 0));
        CHECK(keyframe(dropper, 3));
    }
}

TEST_CASE("back to all frames takes three keyframes that find nothing waiting")
{
    FrameDropper dropper = degraded();
    CHECK(keyframe(dropper, 0));
    CHECK(dropper.state() == DropperState::send_keyframes_check);
    CHECK(keyframe(dropper, 0));
    CHECK(dropper.state() == DropperState::send_interframes);
    CHECK(interframe(dropper, 0));
    CHECK(dropper.state() == DropperState::send_interframes);
    CHECK(keyframe(dropper, 0));
    CHECK(dropper.state() == DropperState::send_all);
}

TEST_CASE("so recovery lasts more than two keyframe intervals at the client's defaults")
{
    FrameDropper dropper = degraded();
    int frames = 0;
    for (; dropper.state() != DropperState::send_all; ++frames) {
        (void)dropper.offer(frames % 30 == 0, 0, red5);
    }
    CHECK(frames == 61);
}

TEST_CASE("a keyframe that finds one message waiting is sent and recovers nothing")
{
    for (int keyframes = 0; keyframes < 3; ++keyframes) {
        FrameDropper dropper = recovering(keyframes);
        const DropperState before = dropper.state();
        CHECK(keyframe(dropper, 1));
        CHECK(dropper.state() == before);
    }
}

TEST_CASE("an interframe lost while interframes are tried goes back one step")
{
    FrameDropper dropper = recovering(2);
    CHECK(dropper.state() == DropperState::send_interframes);
    CHECK_FALSE(interframe(dropper, 11));
    CHECK(dropper.state() == DropperState::send_keyframes_check);
}

TEST_CASE("a keyframe lost on the way back begins the way back anew")
{
    for (int keyframes = 0; keyframes < 3; ++keyframes) {
        FrameDropper dropper = recovering(keyframes);
        CHECK_FALSE(keyframe(dropper, 11));
        CHECK(dropper.state() == DropperState::send_keyframes);
    }
}

TEST_CASE("a refused interframe does not lengthen the row of frames that had to wait")
{
    FrameDropper dropper = recovering(1);
    for (int frame = 0; frame < 50; ++frame) CHECK_FALSE(interframe(dropper, 5));
    CHECK(keyframe(dropper, 5));
    CHECK(dropper.state() == DropperState::send_keyframes_check);
}
