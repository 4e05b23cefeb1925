// What a World reports of a span of time: the difference of two books of totals.
#include "models/observation.hpp"

#include <algorithm>
#include <numeric>

#include "models/audio_quality.hpp"
#include "models/video_quality.hpp"
#include "models/world.hpp"

namespace models {

namespace {

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

NodeService service(const Scenario& scenario, const std::string& name, const NodeCounts& now,
                    const NodeCounts& before, double passed)
{
    const Media& media = scenario.profile.media;
    NodeService node;
    node.node = name;
    const double watched = now.webcam_seconds - before.webcam_seconds;
    node.webcams_seen = ratio(watched, passed);
    if (watched > 0) {
        node.webcam_frame_rate = (now.webcam_delivered - before.webcam_delivered) / watched;
        node.webcam_bit_rate = 8 * (now.webcam_bytes - before.webcam_bytes) / watched;
        node.video_mos = video_quality(node.webcam_bit_rate, node.webcam_frame_rate, 0);
    }
    node.desktop_delivered = ratio(now.desktop_delivered - before.desktop_delivered,
                                   now.desktop_offered - before.desktop_offered);
    const double packets = now.audio_packets - before.audio_packets;
    if (packets <= 0) return node;
    const double late = now.audio_late - before.audio_late;
    node.audio_users = packets * media.audio_tick.value / passed;
    node.audio_loss = ratio(late, packets);
    node.audio_delay = ratio(now.audio_delay - before.audio_delay, packets - late);
    node.audio_mos = mean_opinion_score(transmission_rating(node.audio_delay, node.audio_loss,
                                                            media.audio_impairment.value,
                                                            media.audio_robustness.value));
    return node;
}

void take_worst(Sample& sample)
{
    bool video = false;
    bool audio = false;
    for (const NodeService& node : sample.nodes) {
        if (node.webcams_seen > 0 &&
            (!video || node.webcam_frame_rate < sample.webcam_frame_rate)) {
            sample.webcam_frame_rate = node.webcam_frame_rate;
            sample.webcam_bit_rate = node.webcam_bit_rate;
            sample.video_mos = node.video_mos;
            video = true;
        }
        if (node.audio_users > 0 && (!audio || node.audio_mos < sample.audio_mos)) {
            sample.audio_mos = node.audio_mos;
            sample.audio_delay = node.audio_delay;
            sample.audio_loss = node.audio_loss;
            audio = true;
        }
    }
}

}  // namespace

Totals World::totals()
{
    fluid.advance();
    Totals now;
    now.time = simulation.now();
    now.user_seconds = monitor.user_seconds(now.time);
    now.cpu_busy = server.cpu().busy() + fluid.busy();
    now.cpu_present = server.cpu().response_sum();
    now.disk_busy = server.disk().busy();
    now.links = links.carried();
    now.work = server.component_work();
    for (std::size_t component = 0; component < now.work.size(); ++component) {
        const double media = component < fluid.work().size() ? fluid.work()[component] : 0;
        now.work[component] += media;
        const bool limited = server.gate_capacity(component) > 0;
        now.gates.push_back(limited ? server.gate_area(component) + media : 0);
    }
    now.nodes = monitor.nodes(now.time);
    now.refused = monitor.refusals();
    now.joins = monitor.joins();
    now.held_back = monitor.frames_held_back();
    for (Meeting& meeting : meetings) now.webcam_bytes_queued += meeting.queued_webcam_bytes();
    return now;
}

Sample World::between(const Totals& from, const Totals& now)
{
    const double passed = now.time - from.time;
    Sample sample;
    sample.begin = from.time;
    sample.end = now.time;
    sample.users = monitor.users();
    sample.mean_users = ratio(now.user_seconds - from.user_seconds, passed);
    sample.cpu_cores = ratio(now.cpu_busy - from.cpu_busy, passed);
    sample.cpu_utilization = ratio(now.cpu_busy - from.cpu_busy, passed * server.cores());
    sample.cpu_jobs = ratio(now.cpu_present - from.cpu_present, passed);
    sample.disk_utilization = ratio(now.disk_busy - from.disk_busy, passed);
    sample.memory_bytes = server.memory() + fluid.queued_bytes();
    for (Meeting& meeting : meetings) sample.memory_bytes += meeting.queued_bytes();
    sample.memory_utilization = sample.memory_bytes / server.memory_size();
    for (std::size_t link = 0; link < now.links.size(); ++link) {
        const double rate = ratio(now.links[link] - from.links[link], passed);
        sample.link_bit_rate.push_back(8 * rate);
        sample.link_utilization.push_back(rate / links.capacities[link]);
    }
    for (std::size_t component = 0; component < now.work.size(); ++component) {
        const double threads = server.gate_capacity(component) * passed;
        sample.component_cores.push_back(ratio(now.work[component] - from.work[component], passed));
        sample.gate_utilization.push_back(
            ratio(now.gates[component] - from.gates[component], threads));
    }
    double offered = 0;
    double delivered = 0;
    double bytes = from.webcam_bytes_queued - now.webcam_bytes_queued;
    double watched = 0;
    for (std::size_t node = 0; node < now.nodes.size(); ++node) {
        const NodeCounts& counted = now.nodes[node];
        const NodeCounts& earlier = from.nodes[node];
        sample.nodes.push_back(service(scenario, links.nodes[node].name, counted, earlier, passed));
        offered += counted.webcam_offered - earlier.webcam_offered;
        delivered += counted.webcam_delivered - earlier.webcam_delivered;
        bytes += counted.webcam_bytes - earlier.webcam_bytes;
        watched += counted.webcam_seconds - earlier.webcam_seconds;
    }
    sample.bit_rate_delivered =
        std::max(0.0, ratio(8 * bytes, watched * scenario.profile.media.webcam_bit_rate.value));
    take_worst(sample);
    sample.frames_offered = offered;
    sample.frames_dropped = std::max(0.0, ratio(offered - delivered, offered));
    sample.joins = now.joins - from.joins;
    sample.refused = now.refused - from.refused;
    sample.frames_held_back = now.held_back - from.held_back;
    return sample;
}

Sample World::observe(sim::Time until)
{
    simulation.run_until(until);
    const Totals now = totals();
    Sample sample = between(before_, now);
    sample.join_times = monitor.take_join_times();
    all_join_times_.merge(sample.join_times);
    before_ = now;
    return sample;
}

Sample World::glance(sim::Time until)
{
    simulation.run_until(until);
    const Totals now = totals();
    const Sample sample = between(glanced_, now);
    glanced_ = now;
    return sample;
}

Sample World::whole()
{
    Sample sample = between(begin_, before_);
    sample.join_times = all_join_times_;
    return sample;
}

}  // namespace models
