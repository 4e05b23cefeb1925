#include "models/words.hpp"

namespace models {
namespace {

constexpr const char* dimensions[] = {"count", "factor",   "fraction",  "time",
                                      "bytes", "bit_rate", "byte_rate", "frequency"};
constexpr const char* marks[] = {"measured", "documented", "computed", "assumed", "fitted"};
constexpr const char* event_streams[] = {"idle",
                                         "join",
                                         "leave",
                                         "keep_alive",
                                         "webcam_frame",
                                         "audio_tick",
                                         "desktop_update",
                                         "chat",
                                         "slide_change",
                                         "slide_conversion",
                                         "recording_write",
                                         "recording_processing"};
constexpr const char* term_kinds[] = {"fixed",        "per_user",   "per_viewer",  "per_delivery",
                                      "per_kilobyte", "per_talker", "per_listener"};
constexpr const char* slo_metrics[] = {
    "cpu_utilization", "memory_utilization", "link_utilization",   "audio_mos",
    "audio_delay",     "webcam_frame_rate",  "bit_rate_delivered", "video_mos",
    "join_time_p95",   "refused_joins"};
constexpr const char* workload_kinds[] = {"ramp", "fixed", "poisson", "timetable"};
constexpr const char* microphones[] = {"none", "listen", "talk"};
constexpr const char* desktops[] = {"none", "idle", "busy"};
constexpr const char* resolutions[] = {"frames", "flow"};
constexpr const char* copies_kept[] = {"count", "delays", "events"};

static_assert(std::size(event_streams) == event_stream_count);
static_assert(std::size(term_kinds) == term_kind_count);
static_assert(std::size(slo_metrics) == slo_metric_count);

template <class Enumeration>
const char* word(Enumeration value)
{
    return words_of(value)[static_cast<std::size_t>(value)];
}

}  // namespace

std::span<const char* const> words_of(Dimension)
{
    return dimensions;
}
std::span<const char* const> words_of(Mark)
{
    return marks;
}
std::span<const char* const> words_of(EventStream)
{
    return event_streams;
}
std::span<const char* const> words_of(TermKind)
{
    return term_kinds;
}
std::span<const char* const> words_of(SloMetric)
{
    return slo_metrics;
}
std::span<const char* const> words_of(WorkloadKind)
{
    return workload_kinds;
}
std::span<const char* const> words_of(Microphone)
{
    return microphones;
}
std::span<const char* const> words_of(Desktop)
{
    return desktops;
}
std::span<const char* const> words_of(Resolution)
{
    return resolutions;
}
std::span<const char* const> words_of(Copies)
{
    return copies_kept;
}

const char* to_string(Dimension dimension)
{
    return word(dimension);
}
const char* to_string(Mark mark)
{
    return word(mark);
}
const char* to_string(EventStream stream)
{
    return word(stream);
}
const char* to_string(TermKind kind)
{
    return word(kind);
}
const char* to_string(SloMetric metric)
{
    return word(metric);
}
const char* to_string(WorkloadKind kind)
{
    return word(kind);
}
const char* to_string(Microphone microphone)
{
    return word(microphone);
}
const char* to_string(Desktop desktop)
{
    return word(desktop);
}
const char* to_string(Resolution resolution)
{
    return word(resolution);
}
const char* to_string(Copies copies)
{
    return word(copies);
}

}  // namespace models
