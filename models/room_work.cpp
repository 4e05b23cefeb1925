#include "models/room_work.hpp"

namespace models {

void RoomWork::add_room(const RoomUsers& room, const std::vector<double>& frames,
                        const std::vector<double>& bits)
{
    const Workload& workload = scenario_.workload;
    Counts counts;
    counts.users = room.users;
    counts.talkers = room.talkers;
    counts.listeners = room.listeners;
    const auto every = [](double interval) { return interval > 0 ? 1 / interval : 0; };
    add(EventStream::keep_alive,
        room.users * every(scenario_.profile.behaviour.keep_alive_interval.value), counts);
    add(EventStream::chat, room.users * every(workload.chat_interval), counts);
    add(EventStream::slide_change, every(workload.slide_interval), counts);
    if (workload.recorded) add(EventStream::recording_write, 1, counts);
    if (room.talkers + room.listeners > 0) {
        add(EventStream::audio_tick, every(scenario_.profile.media.audio_tick.value), counts);
    }
    add_webcams(room, counts, frames, bits);
    add_desktops(room, counts);
}

void RoomWork::add_webcams(const RoomUsers& room, Counts counts, const std::vector<double>& frames,
                           const std::vector<double>& bits)
{
    const Media& media = scenario_.profile.media;
    const double rate = media.webcam_frame_rate.value * room.webcams;
    if (rate <= 0) return;
    const double kilobytes =
        media.webcam_bit_rate.value / 8000 / media.webcam_frame_rate.value;  // per frame
    counts.viewers = room.subscriptions() / room.webcams;
    for (std::size_t node = 0; node < room.nodes.size(); ++node) {
        const NodeUsers& there = room.nodes[node];
        // (webcam, viewer) pairs at the node, per webcam of the room
        const double viewers = there.viewers - there.own_webcams / room.webcams;
        counts.deliveries += viewers * share_at(frames, node);
        counts.kilobytes += viewers * share_at(bits, node) * kilobytes;
    }
    add(EventStream::webcam_frame, rate, counts);
}

void RoomWork::add_desktops(const RoomUsers& room, Counts counts)
{
    const Media& media = scenario_.profile.media;
    const double updates = media.desktop_update_rate.value;
    counts.viewers = counts.deliveries = room.users;
    counts.kilobytes = room.users * media.desktop_idle_bit_rate.value / 8000 / updates;
    add(EventStream::desktop_update, room.idle_desktops * updates, counts);
    counts.kilobytes = room.users * media.desktop_busy_bit_rate.value / 8000 / updates;
    add(EventStream::desktop_update, room.busy_desktops * updates, counts);
}

}  // namespace models
