#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr Field<Media> media_table[] = {
    {"webcam_bit_rate", &Media::webcam_bit_rate, Dimension::bit_rate, 1e3, 1e9, nullptr,
     "of one webcam as published"},
    {"webcam_frame_rate", &Media::webcam_frame_rate, Dimension::frequency, 0.1, 240, nullptr,
     "of one webcam as published"},
    {"keyframe_interval", &Media::keyframe_interval, Dimension::count, 1, 10000, nullptr,
     "frames from keyframe to keyframe"},
    {"keyframe_ratio", &Media::keyframe_ratio, Dimension::factor, 1, 100, nullptr,
     "mean size of a keyframe over that of another frame"},
    {"frame_size_variation", &Media::frame_size_variation, Dimension::factor, 0, 2, nullptr,
     "coefficient of variation of frame sizes within a kind"},
    {"desktop_idle_bit_rate", &Media::desktop_idle_bit_rate, Dimension::bit_rate, 1, 1e9, nullptr,
     "of a shared desktop on which little happens"},
    {"desktop_busy_bit_rate", &Media::desktop_busy_bit_rate, Dimension::bit_rate, 1, 1e9, nullptr,
     "of a shared desktop on which much happens"},
    {"desktop_update_rate", &Media::desktop_update_rate, Dimension::frequency, 0.01, 240, nullptr,
     "updates of a shared desktop"},
    {"audio_bit_rate", &Media::audio_bit_rate, Dimension::bit_rate, 1e3, 1e7, nullptr,
     "of one user each way"},
    {"audio_tick", &Media::audio_tick, Dimension::time, 1e-3, 1, nullptr, "sound per packet"},
    {"audio_end_delay", &Media::audio_end_delay, Dimension::time, 0, 10, nullptr,
     "delay outside server and links: codec, jitter buffer"},
    {"audio_impairment", &Media::audio_impairment, Dimension::factor, 0, 95, nullptr,
     "Ie of the codec, E-model"},
    {"audio_robustness", &Media::audio_robustness, Dimension::factor, 0.1, 100, nullptr,
     "Bpl of the codec, E-model"},
    {"socket_buffer_low", &Media::socket_buffer_low, Dimension::bytes, 0, 1e9, nullptr,
     "least a socket takes before a message counts as pending"},
    {"socket_buffer_high", &Media::socket_buffer_high, Dimension::bytes, 0, 1e9, nullptr,
     "most a socket takes; viewers lie uniformly between"},
    {"dropper_pending", &Media::dropper_pending, Dimension::count, 0, 1e6, nullptr,
     "more pending messages than this: the frame is dropped"},
    {"dropper_sequential", &Media::dropper_sequential, Dimension::count, 0, 1e6, nullptr,
     "more frames in a row than this that found more than one pending: the frame is dropped"},
    {"ingest_backlog", &Media::ingest_backlog, Dimension::count, 1, 1e6, nullptr,
     "frames of a stream waiting for CPU before the sender is held"},
    {"tcp_goodput", &Media::tcp_goodput, Dimension::factor, 0.01, 1, nullptr,
     "payload over line rate"},
};

constexpr Field<Footprint> footprint_table[] = {
    {"base", &Footprint::base, Dimension::bytes, 0, 1e12, nullptr, "the server without users"},
    {"per_user", &Footprint::per_user, Dimension::bytes, 0, 1e11, nullptr, "each user"},
    {"per_subscription", &Footprint::per_subscription, Dimension::bytes, 0, 1e11, nullptr,
     "each webcam seen by a user"},
    {"per_audio_user", &Footprint::per_audio_user, Dimension::bytes, 0, 1e11, nullptr,
     "each user with audio"},
    {"swap_penalty", &Footprint::swap_penalty, Dimension::factor, 0, 1e4, nullptr,
     "demands grow by 1 + penalty (in use / memory - 1) when memory is short"},
};

constexpr Field<Behaviour> behaviour_table[] = {
    {"keep_alive_interval", &Behaviour::keep_alive_interval, Dimension::time, 0.1, 3600, nullptr,
     "between keep-alive messages of a user"},
    {"join_bytes", &Behaviour::join_bytes, Dimension::bytes, 0, 1e10, nullptr,
     "slides and state of the meeting that a newcomer loads once connected"},
    {"join_timeout", &Behaviour::join_timeout, Dimension::time, 0.1, 3600, nullptr,
     "a join without an answer for longer counts as refused"},
    {"recording_audio_rate", &Behaviour::recording_audio_rate, Dimension::byte_rate, 0, 1e9,
     nullptr, "written to disk per recorded room"},
};

constexpr Field<Rules> rule_table[] = {
    {"cpu_utilization", &Rules::cpu_utilization, Dimension::fraction, 0.01, 1, nullptr,
     "CPU above which sound suffers"},
    {"room_users", &Rules::room_users, Dimension::count, 1, 1e6, nullptr,
     "most users that a room should have"},
    {"server_users", &Rules::server_users, Dimension::count, 1, 1e6, nullptr,
     "users of a server of this size:"},
    {"server_vcpus", &Rules::server_vcpus, Dimension::count, 1, 1024, nullptr, "its vCPUs"},
    {"server_memory", &Rules::server_memory, Dimension::bytes, 1e6, 1e14, nullptr, "its memory"},
};

}  // namespace

std::span<const Field<Media>> media_fields()
{
    return media_table;
}

std::span<const Field<Footprint>> footprint_fields()
{
    return footprint_table;
}

std::span<const Field<Behaviour>> behaviour_fields()
{
    return behaviour_table;
}

std::span<const Field<Rules>> rule_fields()
{
    return rule_table;
}

}  // namespace models
