// The CPU side of FluidMedia: what the media of all meetings cost, and who gives way when it is
// more than the guest has.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/fluid_media.hpp"
#include "models/meeting.hpp"
#include "models/world.hpp"

namespace models {

namespace {

double sum(const std::vector<double>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

}  // namespace

// Under overload audio gives first: a late tick is skipped, while frames wait for CPU. Only when
// audio is down to its part of the jobs present are frames held back.
void FluidMedia::share_cpu()
{
    const double cores = world_.server.cores();
    const double most = std::max(0.05 * cores, cores - other_load());
    accepted_ = 1;
    updates_accepted_ = 1;
    audio_late_ = 0;
    if (!fits(1, 0)) {
        const double audio = audio_cores();
        const double without = sum(work_at(1, 0));
        const double kept = std::clamp(most - without, std::min(audio, audio_floor()), audio);
        audio_late_ = audio > 0 ? 1 - kept / audio : 0;
    }
    if (!fits(1, audio_late_ + 1e-9)) {
        updates_accepted_ = thread_left_over();
        double low = 0;
        double high = 1;
        for (int step = 0; step < 30; ++step) {
            const double middle = (low + high) / 2;
            (fits(middle, audio_late_) ? low : high) = middle;
        }
        accepted_ = low;
    }
    work_rate_ = work_at(accepted_, 1 - audio_late_);
    const double asked = sum(work_rate_);
    if (asked > most) {  // what is never held back is late as well
        for (double& rate : work_rate_) rate *= most / asked;
    }
    world_.server.cpu().set_cores(std::max(1e-3 * cores, cores - std::min(sum(work_rate_), most)));
}

// Cores that all ticks need.
double FluidMedia::audio_cores() const
{
    double cores = 0;
    for (const Meeting* meeting : rooms_) {
        const Counts counts = meeting->counts();
        if (counts.talkers + counts.listeners == 0) continue;
        cores += world_.server.demands().work(EventStream::audio_tick, counts) /
                 world_.scenario.profile.media.audio_tick.value;
    }
    return cores;
}

// Cores that are left to audio when every webcam has as many frames waiting as it may have.
double FluidMedia::audio_floor() const
{
    double audio_users = 0;
    double webcams = 0;
    for (const Meeting* meeting : rooms_) {
        const Counts counts = meeting->counts();
        audio_users += counts.talkers + counts.listeners;
        webcams += meeting->webcams();
    }
    const double frames = webcams * world_.scenario.profile.media.ingest_backlog.value;
    const double needed = audio_cores();
    if (needed <= 0) return 0;
    const double part = world_.server.cores() * audio_users / (audio_users + frames) / needed;
    // a tick that takes longer than k ticks is followed by the next one only at a whole tick
    return part >= 1 ? needed : needed / std::ceil(1 / part);
}

// Cores by component that the media need when these shares of the webcam frames and of the audio
// ticks are taken.
std::vector<double> FluidMedia::work_at(double accepted, double audio) const
{
    std::vector<double> work(work_rate_.size());
    for (std::size_t room = 0; room < rooms_.size(); ++room) add_room(room, accepted, audio, work);
    return work;
}

void FluidMedia::add_room(std::size_t room, double accepted, double audio,
                          std::vector<double>& work) const
{
    const Media& media = world_.scenario.profile.media;
    const Meeting& meeting = *rooms_[room];
    double offers = 0;  // per second
    double deliveries = 0;
    double kilobytes = 0;
    double updates = 0;
    const std::size_t groups = groups_.size() / rooms_.size();
    for (std::size_t index = room * groups; index < (room + 1) * groups; ++index) {
        const Group& group = groups_[index];
        const double frames = group.users * group.streams * media.webcam_frame_rate.value;
        offers += frames * accepted;
        deliveries += frames * std::min(accepted, group.video_share.frames);
        kilobytes +=
            group.users * video_demand(group) / 1000 * std::min(accepted, group.video_share.bits);
        updates += group.users * group.desktop_share * updates_accepted_;
    }
    Counts counts = meeting.counts();
    const auto add = [&](EventStream stream, double rate) {
        if (rate <= 0) return;
        for (const Demands::Visit& visit : world_.server.demands().visits(stream)) {
            work[visit.component] += rate * visit.work(counts);
        }
    };
    if (counts.talkers + counts.listeners > 0) {
        add(EventStream::audio_tick, audio / media.audio_tick.value);
    }
    for (const Desktop kind : {Desktop::idle, Desktop::busy}) {
        const Parameter& rate =
            kind == Desktop::busy ? media.desktop_busy_bit_rate : media.desktop_idle_bit_rate;
        counts.viewers = counts.users;
        counts.deliveries = updates;
        counts.kilobytes = updates * rate.value / 8000 / media.desktop_update_rate.value;
        add(EventStream::desktop_update, meeting.desktops(kind) * media.desktop_update_rate.value);
    }
    const double frames = meeting.webcams() * media.webcam_frame_rate.value * accepted;
    if (frames <= 0) return;
    counts.viewers = offers / frames;
    counts.deliveries = deliveries / frames;
    counts.kilobytes = kilobytes / frames;
    add(EventStream::webcam_frame, frames);
}

// Cores that go to the server itself, to joins and to the keep-alives of its users; a little
// more, or the queue of what is not media would never end.
double FluidMedia::other_load() const
{
    const Demands& demands = world_.server.demands();
    Counts counts;
    counts.users = world_.monitor.users();
    const double keep_alives =
        counts.users / world_.scenario.profile.behaviour.keep_alive_interval.value;
    return 1.03 * (demands.work(EventStream::idle, counts) +
                   keep_alives * demands.work(EventStream::keep_alive, counts) +
                   world_.join_rate * demands.work(EventStream::join, counts));
}

// Share of the desktop updates that a component with one thread still handles when every webcam has
// as many frames waiting for CPU as it may have: processor sharing leaves its job one part of many.
double FluidMedia::thread_left_over() const
{
    const Media& media = world_.scenario.profile.media;
    double webcams = 0;
    double wanted = 0;  // cores
    for (const Meeting* meeting : rooms_) {
        webcams += meeting->webcams();
        const double desktops = meeting->desktops(Desktop::idle) + meeting->desktops(Desktop::busy);
        Counts counts = meeting->counts();
        counts.viewers = counts.deliveries = counts.users;
        for (const Demands::Visit& visit :
             world_.server.demands().visits(EventStream::desktop_update)) {
            if (world_.server.gate_capacity(visit.component) != 1) continue;
            wanted =
                std::max(wanted, desktops * media.desktop_update_rate.value * visit.work(counts));
        }
    }
    const double left = world_.server.cores() / (webcams * media.ingest_backlog.value + 1);
    return wanted > left ? left / wanted : 1;
}

bool FluidMedia::fits(double accepted, double audio_late) const
{
    const std::vector<double> work = work_at(accepted, 1 - audio_late);
    for (std::size_t component = 0; component < work.size(); ++component) {
        const double threads = world_.server.gate_capacity(component);
        if (threads > 0 && work[component] > threads) return false;
    }
    return sum(work) <= world_.server.cores() - other_load();
}

}  // namespace models
