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

Counts scaled(Counts counts, double factor)
{
    counts.users *= factor;
    counts.talkers *= factor;
    counts.listeners *= factor;
    return counts;
}

}  // namespace

// Under overload audio gives first: a late tick is skipped, while frames wait for CPU. Only when
// audio is down to its part of the jobs present are frames held back.
void FluidMedia::share_cpu()
{
    const double cores = world_.server.cores();
    const double left = cores - other_load();
    const double most = std::max(0.05 * cores, left);
    accepted_ = 1;
    updates_accepted_ = 1;
    audio_late_ = 0;
    if (!fits(1, 0, left)) {
        const double audio = audio_cores();
        const double without = sum(work_at(1, 0));
        const double kept = std::clamp(most - without, std::min(audio, audio_floor()), audio);
        audio_late_ = audio > 0 ? 1 - kept / audio : 0;
    }
    if (!fits(1, audio_late_ + 1e-9, left)) {
        updates_accepted_ = thread_left_over();
        double low = 0;
        double high = 1;
        for (int step = 0; step < 30; ++step) {
            const double middle = (low + high) / 2;
            (fits(middle, audio_late_, left) ? low : high) = middle;
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

bool FluidMedia::fits(double accepted, double audio_late, double left) const
{
    const std::vector<double> work = work_at(accepted, 1 - audio_late);
    for (std::size_t component = 0; component < work.size(); ++component) {
        const double threads = world_.server.gate_capacity(component);
        if (threads > 0 && work[component] > threads) return false;
    }
    return sum(work) <= left;
}

// Cores that all ticks need.
double FluidMedia::audio_cores() const
{
    std::vector<double> work(work_rate_.size());
    add_work(EventStream::audio_tick, audio_.events, audio_.with, work);
    return sum(work) / world_.scenario.profile.media.audio_tick.value;
}

// Cores that are left to audio when every webcam has as many frames waiting as it may have.
double FluidMedia::audio_floor() const
{
    const double audio_users = audio_.with.talkers + audio_.with.listeners;
    const double frames = webcams_.events * world_.scenario.profile.media.ingest_backlog.value;
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
    const double ticks = audio / world_.scenario.profile.media.audio_tick.value;
    add_work(EventStream::audio_tick, ticks * audio_.events, scaled(audio_.with, ticks), work);
    add_webcams(accepted, work);
    add_desktops(work);
    return work;
}

void FluidMedia::add_work(EventStream stream, double events, const Counts& sums,
                          std::vector<double>& work) const
{
    for (const Demands::Visit& visit : world_.server.demands().visits(stream)) {
        work[visit.component] += visit.work(sums, events);
    }
}

void FluidMedia::add_webcams(double accepted, std::vector<double>& work) const
{
    const double rate = world_.scenario.profile.media.webcam_frame_rate.value;
    Counts sums = scaled(webcams_.with, rate * accepted);  // per second
    for (const auto& [kind, watchers] : watchers_) {
        const double frames = watchers.users * kind.second * rate;
        sums.viewers += frames * accepted;
        sums.deliveries += frames * std::min(accepted, watchers.share.frames);
        sums.kilobytes += watchers.users * video_rate(kind.second) / 1000 *
                          std::min(accepted, watchers.share.bits);
    }
    add_work(EventStream::webcam_frame, webcams_.events * rate * accepted, sums, work);
}

void FluidMedia::add_desktops(std::vector<double>& work) const
{
    const Media& media = world_.scenario.profile.media;
    const double rate = media.desktop_update_rate.value;
    double idle = 0;  // updates delivered per second
    double busy = 0;
    for (const auto& [kind, viewers] : desktop_viewers_) {
        const double delivered = viewers.users * viewers.share * updates_accepted_ * rate;
        idle += delivered * kind.second.idle;
        busy += delivered * kind.second.busy;
    }
    const auto add = [&](const RoomSums& desktops, double delivered, const Parameter& bit_rate) {
        Counts sums = scaled(desktops.with, rate);
        sums.viewers = sums.users;
        sums.deliveries = delivered;
        sums.kilobytes = delivered * bit_rate.value / 8000 / rate;
        add_work(EventStream::desktop_update, desktops.events * rate, sums, work);
    };
    add(idle_desktops_, idle, media.desktop_idle_bit_rate);
    add(busy_desktops_, busy, media.desktop_busy_bit_rate);
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
    std::vector<double> wanted(work_rate_.size());  // cores
    for (const RoomSums* desktops : {&idle_desktops_, &busy_desktops_}) {
        Counts sums = scaled(desktops->with, media.desktop_update_rate.value);
        sums.viewers = sums.deliveries = sums.users;
        add_work(EventStream::desktop_update, desktops->events * media.desktop_update_rate.value,
                 sums, wanted);
    }
    double most = 0;
    for (std::size_t component = 0; component < wanted.size(); ++component) {
        if (world_.server.gate_capacity(component) != 1) continue;
        most = std::max(most, wanted[component]);
    }
    const double left = world_.server.cores() / (webcams_.events * media.ingest_backlog.value + 1);
    return most > left ? left / most : 1;
}

}  // namespace models
