// What goes on in a meeting whoever is in it: audio mixing, slides, chat, recording.
#include <algorithm>
#include <string>

#include "models/meeting.hpp"
#include "models/world.hpp"
#include "sim/distribution.hpp"

namespace models {

void Meeting::open()
{
    const Workload& workload = world.scenario.workload;
    opened_ = world.simulation.now();
    if (workload.slide_pages > 0) activities_.start(convert_slides());
    if (workload.slide_interval > 0) activities_.start(change_slides());
    if (workload.chat_interval > 0) activities_.start(chat());
    if (workload.recorded) activities_.start(record());
}

void Meeting::close()
{
    activities_.end();
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
        world.server.write(webcams_seen_ * media.webcam_bit_rate.value / 8 + audio);
    }
}

sim::Process Meeting::process_recording(double length)
{
    for (double done = 0; done < length; ++done) {
        const Counts now = counts();
        co_await world.server.perform(EventStream::recording_processing, now);
    }
}

// Every tick each audio user's packet is decoded, mixed and encoded, side by side. A tick that has
// not ended when the next is due is late: its packets are lost to the listeners.
void Meeting::tick()
{
    const Media& media = world.scenario.profile.media;
    const Counts now = counts();
    const double audio_users = now.talkers + now.listeners;
    if (audio_users == 0) return;
    tick_.after(media.audio_tick.value);
    const double bytes = media.audio_bit_rate.value / 8 * media.audio_tick.value;
    for (std::size_t node = 0; node < presence_.size(); ++node) {
        const NodePresence& there = presence_[node];
        NodeCounts& counted = world.monitor.at(node);
        counted.audio_packets += there.talkers + there.listeners;
        if (tick_running_) counted.audio_late += there.talkers + there.listeners;
        if (there.talkers > 0) world.links.shares.send(audio_up_[node], bytes);
    }
    if (tick_running_) return;
    tick_running_ = true;
    tick_began_ = world.simulation.now();
    world.server.spend(EventStream::audio_tick, now, sim::Callback::to<&Meeting::ticked>(this),
                       static_cast<std::uint32_t>(audio_users));
}

void Meeting::ticked()
{
    tick_running_ = false;
    report_tick(world.simulation.now() - tick_began_);
    const Media& media = world.scenario.profile.media;
    const double bytes = media.audio_bit_rate.value / 8 * media.audio_tick.value;
    Frame& packet = audio_audience_.offer(audio_stream_, bytes, false);
    audio_audience_.send(packet);
}

// Delay from mouth to ear: codec and jitter buffer, the way to the server and back, the mixing, and
// what waits on the link. The speaker is taken to sit where the listener sits.
void Meeting::report_tick(double response)
{
    const Media& media = world.scenario.profile.media;
    for (std::size_t node = 0; node < presence_.size(); ++node) {
        const double users = presence_[node].talkers + presence_[node].listeners;
        if (users == 0) continue;
        const double delay = media.audio_end_delay.value + 2 * world.links.nodes[node].delay +
                             response + audio_audience_.delay(node);
        world.monitor.at(node).audio_delay += users * delay;
    }
}

}  // namespace models
