#include "models/audience.hpp"

#include <memory>
#include <vector>

#include "sim/expect.hpp"
#include "sim/simulation.hpp"
#include "tests/catch.hpp"

using models::Audience;
using models::Frame;
using models::WhenBehind;

namespace {

constexpr double roomy = 1e9;  // buffer, bytes

// An audience at the far end of one link of 1000 byte/s.
struct Room {
    explicit Room(WhenBehind when_behind = WhenBehind::red5_dropper)
        : links(simulation),
          link(links.add_link(1000)),
          audience(links, when_behind, {10, 10}),
          path(audience.add_path(links.add_class({link}), 7)),
          stream(audience.add_stream())
    {
    }

    double show(double bytes, bool keyframe = false)
    {
        Frame& frame = audience.offer(stream, bytes, keyframe);
        const double delivered = frame.delivered;
        audience.send(frame);
        return delivered;
    }
    void after(double seconds) { simulation.run_until(simulation.now() + seconds); }

    sim::Simulation simulation;
    sim::FairSharing links;
    sim::FairSharing::Link link;
    Audience audience;
    std::size_t path;
    std::size_t stream;
};

}  // namespace

TEST_CASE("viewers share the link equally and each gets the frame once")
{
    Room room;
    for (Audience::Viewer viewer = 0; viewer < 5; ++viewer)
        room.audience.join(viewer, room.path, roomy);
    CHECK(room.audience.viewers() == 5);
    CHECK(room.audience.node_of(room.path) == 7);
    CHECK(room.show(100) == 5);
    CHECK(room.audience.offered_at(room.path) == 5);
    CHECK(room.audience.delivered_at(room.path) == 5);
    CHECK(room.audience.queued() == Approx(500));
    CHECK(room.audience.delay(room.path) == Approx(0.5));  // 100 bytes at 200 byte/s
    room.after(0.25);
    CHECK(room.links.carried(room.link) == Approx(250));
    room.after(1);
    CHECK(room.links.carried(room.link) == Approx(500));
    CHECK(room.audience.queued() == Approx(0).margin(1e-9));
}

TEST_CASE("viewers who keep up are one connection to the links however many they are")
{
    Room one;
    Room many;
    one.audience.join(0, one.path, roomy);
    for (Audience::Viewer viewer = 0; viewer < 200; ++viewer)
        many.audience.join(viewer, many.path, roomy);
    for (int frame = 0; frame < 10; ++frame) {
        CHECK(one.show(1) == 1);
        CHECK(many.show(1) == 200);
        one.after(1);
        many.after(1);
    }
    CHECK(many.links.carried(many.link) == Approx(200 * one.links.carried(one.link)));
    CHECK(many.simulation.events() == one.simulation.events());
}

TEST_CASE("a publisher does not see his own stream and the others do")
{
    Room room;
    const std::size_t other = room.audience.add_stream();
    room.audience.join(1, room.path, roomy, room.stream);
    room.audience.join(2, room.path, roomy, other);
    room.audience.join(3, room.path, roomy);
    Frame& own = room.audience.offer(room.stream, 10, true);
    CHECK(own.offered == 2);
    CHECK(own.delivered == 2);
    room.audience.send(own);
    room.after(1);
    CHECK(room.links.carried(room.link) == Approx(20));
}

TEST_CASE("a viewer with a small buffer is dropped alone and comes back after three keyframes")
{
    Room room;
    room.audience.join(1, room.path, 50);
    room.audience.join(2, room.path, roomy);
    // 600 bytes/s for each of two on 1000 byte/s: queues grow by 100 byte/s
    int lost = 0;
    for (int frame = 0; frame < 100; ++frame) {
        lost += room.show(60) < 2;
        room.after(0.1);
    }
    CHECK(lost > 50);
    room.after(10);
    CHECK(room.show(1, false) == 1);  // his state outlives the queue
    for (int keyframe = 0; keyframe < 3; ++keyframe) {
        CHECK(room.show(1, true) == 2);
        room.after(1);
    }
    CHECK(room.show(1, false) == 2);
    room.after(1);
    CHECK(room.show(1, false) == 2);
}

TEST_CASE("a frame is offered once to each viewer, also when he leaves the cohort just then")
{
    Room room;
    for (Audience::Viewer viewer = 0; viewer < 4; ++viewer)
        room.audience.join(viewer, room.path, 50);
    (void)room.show(100);
    Frame& frame = room.audience.offer(room.stream, 1, false);
    CHECK(frame.offered == 4);
    CHECK(frame.delivered == 4);  // one message waits for each, ten are borne
    CHECK(room.audience.offered_at(room.path) == 4);
}

TEST_CASE("a newcomer takes nothing over from a cohort that everybody has left")
{
    Room room;
    room.audience.join(1, room.path, 50);
    std::vector<Frame*> under_way;
    for (int frame = 0; frame < 12; ++frame) {
        under_way.push_back(&room.audience.offer(room.stream, 100, false));
    }
    for (Frame* frame : under_way) room.audience.send(*frame);
    CHECK(room.show(1) == 0);  // now he is alone, with eleven waiting and one in the buffer
    room.audience.join(2, room.path, 50);
    CHECK(room.show(100) == 1);
    CHECK(room.show(1) == 1);  // one waits for the second
}

TEST_CASE("who has come back is in the same state as who was never away")
{
    Room room;
    room.audience.join(1, room.path, 50);
    room.audience.join(2, room.path, 50);
    for (int frame = 0; frame < 100; ++frame) {
        (void)room.show(60);
        room.after(0.1);
    }
    room.after(10);
    for (int keyframe = 0; keyframe < 4; ++keyframe) {
        (void)room.show(1, true);
        room.after(1);
    }
    const auto events = room.simulation.events();
    for (int frame = 0; frame < 20; ++frame) {
        CHECK(room.show(30) == 2);
        room.after(1);
    }
    CHECK(room.simulation.events() - events <= 20);
    CHECK(room.audience.queued() == Approx(0).margin(1e-6));
}

TEST_CASE("what was delivered is what the link has carried once all is through")
{
    for (const WhenBehind when :
         {WhenBehind::red5_dropper, WhenBehind::newest_only, WhenBehind::send_all}) {
        Room room(when);
        for (Audience::Viewer viewer = 0; viewer < 20; ++viewer) {
            room.audience.join(viewer, room.path, 20 + 10 * static_cast<double>(viewer));
        }
        double bytes = 0;
        double offered = 0;
        for (int frame = 0; frame < 500; ++frame) {
            const bool keyframe = frame % 30 == 0;
            const double size = keyframe ? 40 : 8;
            bytes += size * room.show(size, keyframe);
            offered += size * 20;
            room.after(0.1);
        }
        room.after(1000);
        CHECK(room.links.carried(room.link) == Approx(bytes));
        CHECK(room.audience.queued() == Approx(0).margin(1e-6));
        CHECK((when == WhenBehind::send_all ? bytes == Approx(offered) : bytes < offered));
        CHECK_NOTHROW(room.links.check_laws());
    }
}

TEST_CASE("sound is never dropped, it waits")
{
    Room room(WhenBehind::send_all);
    room.audience.join(1, room.path, 1);
    for (int packet = 0; packet < 100; ++packet) CHECK(room.show(100) == 1);
    CHECK(room.audience.delay(room.path) == Approx(10));
}

TEST_CASE("a desktop update is left out while the one before still waits")
{
    Room room(WhenBehind::newest_only);
    room.audience.join(1, room.path, 100);
    CHECK(room.show(500) == 1);
    CHECK(room.show(500) == 0);
    room.after(0.39);
    CHECK(room.show(500) == 0);  // 110 bytes wait, 100 fit into the buffer
    room.after(0.02);
    CHECK(room.show(500) == 1);
}

TEST_CASE("a viewer who leaves while a frame is under way does not get it")
{
    Room room;
    const std::size_t own = room.audience.add_stream();
    for (Audience::Viewer viewer = 0; viewer < 3; ++viewer) {
        room.audience.join(viewer, room.path, roomy, viewer == 0 ? own : Audience::no_stream);
    }
    Frame& frame = room.audience.offer(room.stream, 100, true);
    CHECK(frame.delivered == 3);
    room.audience.leave(0);  // followed alone
    room.audience.leave(1);  // one of the cohort
    room.audience.send(frame);
    CHECK(room.audience.delivered_at(room.path) == 1);
    room.after(1);
    CHECK(room.links.carried(room.link) == Approx(100));
    CHECK_NOTHROW(room.links.check_laws());
}

TEST_CASE("a newcomer in the place of one who left does not get his frames")
{
    Room room;
    const std::size_t own = room.audience.add_stream();
    room.audience.join(1, room.path, roomy, own);
    Frame& frame = room.audience.offer(room.stream, 100, true);
    room.audience.leave(1);
    room.audience.join(2, room.path, roomy, own);
    room.audience.send(frame);
    CHECK(room.audience.delivered_at(room.path) == 0);
}

TEST_CASE("a newcomer gets no frame that was offered before he came")
{
    Room room;
    room.audience.join(1, room.path, roomy);
    Frame& frame = room.audience.offer(room.stream, 100, true);
    room.audience.join(2, room.path, roomy);
    Frame& later = room.audience.offer(room.stream, 10, false);
    CHECK(later.delivered == 2);
    room.audience.send(frame);
    CHECK(room.audience.delivered_at(room.path) == 1);
    room.audience.send(later);
    CHECK(room.audience.delivered_at(room.path) == 2);
    room.after(1);
    CHECK(room.links.carried(room.link) == Approx(120));
    CHECK(room.show(1) == 2);
}

TEST_CASE("a discarded frame goes nowhere")
{
    Room room;
    room.audience.join(1, room.path, roomy);
    Audience::discard(room.audience.offer(room.stream, 100, true));
    room.after(1);
    CHECK(room.links.carried(room.link) == 0);
}

TEST_CASE("who leaves takes his queue off the link")
{
    Room room;
    room.audience.join(1, room.path, roomy);
    room.audience.join(2, room.path, roomy);
    (void)room.show(1000);
    room.after(1);
    room.audience.leave(2);
    room.after(10);
    CHECK(room.links.carried(room.link) == Approx(1500));
    CHECK_NOTHROW(room.links.check_laws());
    CHECK_THROWS_AS(room.audience.leave(2), sim::LogicError);
}

TEST_CASE("the end of a stream ends what its dropper held against a viewer")
{
    Room room;
    const std::size_t second = room.audience.add_stream();
    room.audience.join(1, room.path, 10);
    for (int frame = 0; frame < 50; ++frame) (void)room.show(100);
    room.after(100);
    CHECK(room.show(1) == 0);
    room.audience.remove_stream(room.stream);
    const std::size_t again = room.audience.add_stream();
    CHECK(again == room.stream);
    CHECK(second != again);
    CHECK(room.show(1) == 1);
}
