// What goes on in a meeting whoever is in it: slides, chat, recording.
#include <algorithm>
#include <string>

#include "models/meeting.hpp"
#include "models/world.hpp"
#include "sim/distribution.hpp"

namespace models {

namespace {

bool has_cameras(const Workload& workload)
{
    return std::ranges::any_of(workload.personas,
                               [](const Persona& persona) { return persona.cameras > 0; });
}

}  // namespace

void Meeting::open()
{
    const Workload& workload = world.scenario.workload;
    opened_ = world.simulation.now();
    if (has_cameras(workload)) set_up_cameras();
    if (workload.slide_pages > 0) activities_.start(convert_slides());
    if (workload.slide_interval > 0) activities_.start(change_slides());
    if (workload.chat_interval > 0) activities_.start(chat());
    if (workload.recorded) activities_.start(record());
}

void Meeting::close()
{
    closed_ = true;
    activities_.end();
    if (users_ == 0) take_cameras_away();
    const Workload& workload = world.scenario.workload;
    if (!workload.recorded || !workload.processed) return;
    activities_.start(process_recording(world.simulation.now() - opened_));
}

sim::Process Meeting::convert_slides()
{
    for (int page = 0; page < world.scenario.workload.slide_pages; ++page) {
        const Counts now = counts();
        co_await world.server.perform(EventStream::slide_conversion, now);
    }
}

sim::Process Meeting::change_slides()
{
    sim::RandomStream random = world.stream("room " + std::to_string(number) + "/slides");
    const sim::Distribution pause =
        sim::Distribution::exponential(world.scenario.workload.slide_interval);
    while (true) {
        sim::Delay wait(world.simulation, pause.next(random));
        co_await wait;
        world.server.spend(EventStream::slide_change, counts(), {});
    }
}

// Each user writes at times of his own; together that is a Poisson process of the room.
sim::Process Meeting::chat()
{
    sim::RandomStream random = world.stream("room " + std::to_string(number) + "/chat");
    while (true) {
        const double interval = world.scenario.workload.chat_interval / std::max(1.0, users_);
        sim::Delay wait(world.simulation, sim::Distribution::exponential(interval).next(random));
        co_await wait;
        if (users_ > 0) world.server.spend(EventStream::chat, counts(), {});
    }
}

sim::Process Meeting::record()
{
    const Media& media = world.scenario.profile.media;
    const double audio = world.scenario.profile.behaviour.recording_audio_rate.value;
    while (true) {
        sim::Delay second(world.simulation, 1);
        co_await second;
        world.server.spend(EventStream::recording_write, counts(), {});
        world.server.write(webcams_ * media.webcam_bit_rate.value / 8 + audio);
    }
}

sim::Process Meeting::process_recording(double length)
{
    for (double done = 0; done < length; ++done) {
        const Counts now = counts();
        co_await world.server.perform(EventStream::recording_processing, now);
    }
}

}  // namespace models
