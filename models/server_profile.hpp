#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/parameter.hpp"
#include "models/platform.hpp"

namespace models {

// The event streams a session consists of. One event of a stream visits components of the server.
enum class EventStream {
    idle,  // one event per second of server time
    join,
    leave,
    keep_alive,  // one event per user and `behaviour.keep_alive_interval`
    webcam_frame,
    audio_tick,  // one event per room and `media.audio_tick`
    desktop_update,
    chat,
    slide_change,
    slide_conversion,      // one event per page
    recording_write,       // one event per room and second, bytes to disk
    recording_processing,  // one event per second of recorded meeting
};
inline constexpr std::size_t event_stream_count = 12;
const char* to_string(EventStream stream);

// A demand is the sum of its terms; each is seconds of the reference core, natively, alone.
enum class TermKind {
    fixed,         // per event
    per_user,      // per user in the room
    per_viewer,    // per viewer offered the event, delivered or not (dispatch)
    per_delivery,  // per viewer it is delivered to
    per_kilobyte,  // per 1000 bytes delivered, each viewer counted
    per_talker,    // per two-way audio user in the room
    per_listener,  // per listen-only user in the room
};
inline constexpr std::size_t term_kind_count = 7;
const char* to_string(TermKind kind);

struct Term {
    TermKind kind = TermKind::fixed;
    Parameter demand;  // s
};

struct Visit {
    std::size_t component = 0;  // index into ServerProfile::components
    std::vector<Term> terms;
};

// A part of the server that is scheduled by itself. `threads` 0 means as many as there are cores.
struct Component {
    std::string name;
    int threads = 0;
    Shares shares;
    std::string source;  // why it has that many threads
};

struct Media {
    Parameter webcam_bit_rate;       // bit/s of one webcam as published
    Parameter webcam_frame_rate;     // frames/s as published
    Parameter keyframe_interval;     // frames from keyframe to keyframe
    Parameter keyframe_ratio;        // mean size of a keyframe / of another frame
    Parameter frame_size_variation;  // coefficient of variation of sizes within a kind
    Parameter desktop_idle_bit_rate;
    Parameter desktop_busy_bit_rate;
    Parameter desktop_update_rate;  // updates/s
    Parameter audio_bit_rate;       // bit/s each way
    Parameter audio_tick;           // s of sound per packet
    Parameter audio_end_delay;      // s of delay outside server and links: codec, jitter buffer
    Parameter audio_impairment;     // Ie of the codec, E-model
    Parameter audio_robustness;     // Bpl of the codec, E-model
    Parameter socket_buffer_low;    // bytes the kernel takes before a message counts as pending,
    Parameter socket_buffer_high;   //   uniform between viewers from low to high
    Parameter dropper_pending;      // more pending messages than this: frame dropped
    Parameter dropper_sequential;   // more consecutive frames that found > 1 pending: dropped
    Parameter ingest_backlog;       // frames of a stream waiting for CPU before the sender is held
    Parameter tcp_goodput;          // payload / line rate
};

struct Footprint {
    Parameter base;  // bytes of the server without users
    Parameter per_user;
    Parameter per_subscription;  // per webcam seen by a user
    Parameter per_audio_user;
    Parameter swap_penalty;  // demands x (1 + penalty (M / RAM - 1)) when memory is short
};

struct Behaviour {
    Parameter keep_alive_interval;   // s
    Parameter join_bytes;            // bytes of slides and state a newcomer loads once connected
    Parameter join_timeout;          // s without an answer after which a join counts as refused
    Parameter recording_audio_rate;  // byte/s written per recorded room
};

// Documented rules of thumb: shown beside an answer, never used for it.
struct Rules {
    Parameter cpu_utilization;  // above it sound suffers
    Parameter room_users;       // at most in one room
    Parameter server_users;     // that a server of this size carries:
    Parameter server_vcpus;
    Parameter server_memory;  // bytes
};

// A BigBlueButton version as data: which components handle which stream at what demand.
struct ServerProfile {
    std::string name;
    std::string title;
    std::vector<Component> components;
    std::array<std::vector<Visit>, event_stream_count> visits;
    Media media;
    Footprint footprint;
    Behaviour behaviour;
    std::optional<Rules> rules;

    const std::vector<Visit>& visits_of(EventStream stream) const
    {
        return visits[static_cast<std::size_t>(stream)];
    }
};

}  // namespace models
