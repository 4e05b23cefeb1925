#include "models/offered_load.hpp"

#include <algorithm>

#include "models/demands.hpp"
#include "models/network.hpp"
#include "models/observation.hpp"
#include "models/room_work.hpp"
#include "models/seating.hpp"

namespace models {

namespace {

struct Direction {
    double bits = 0;   // bit/s
    double pairs = 0;  // (webcam, viewer), of the webcams in it
};

struct NodeTraffic {
    Direction down;
    Direction up;
};

NodeTraffic traffic_at(const Media& media, const RoomUsers& room, std::size_t node,
                       double video_share)
{
    const NodeUsers& there = room.nodes[node];
    const double desktop = room.idle_desktops * media.desktop_idle_bit_rate.value +
                           room.busy_desktops * media.desktop_busy_bit_rate.value;
    NodeTraffic traffic;
    traffic.down.pairs = room.subscriptions(there);
    traffic.up.pairs = there.webcams * room.viewers - there.own_webcams;
    traffic.down.bits = traffic.down.pairs * media.webcam_bit_rate.value * video_share +
                        there.users * desktop +
                        (there.talkers + there.listeners) * media.audio_bit_rate.value;
    traffic.up.bits =
        there.webcams * media.webcam_bit_rate.value + there.talkers * media.audio_bit_rate.value;
    return traffic;
}

void add_links(const Scenario& scenario, const RoomUsers& room, const Network& network,
               const std::vector<double>& bits, double joins, OfferedLoad& load)
{
    const double download = 8 * scenario.profile.behaviour.join_bytes.value * joins;
    const std::size_t card = network.links().size();
    const auto add = [&](std::size_t link, const Direction& traffic) {
        load.link_bits[link] += traffic.bits;
        load.link_pairs[link] += traffic.pairs;
    };
    for (std::size_t node = 0; node < room.nodes.size(); ++node) {
        NodeTraffic at = traffic_at(scenario.profile.media, room, node, share_at(bits, node));
        // who joins sits where most do: the share of the node
        at.down.bits += download * room.nodes[node].users / std::max(1.0, room.users);
        for (const std::size_t link : network.route("server", room.nodes[node].name)) {
            add(link, at.down);
        }
        for (const std::size_t link : network.route(room.nodes[node].name, "server")) {
            add(link, at.up);
        }
        add(card, at.down);
        add(card + 1, at.up);
    }
}

}  // namespace

OfferedLoad offered_load(const Scenario& scenario, const Platform& platform, int users,
                         const std::vector<double>& frames, const std::vector<double>& bits)
{
    const Footprint& footprint = scenario.profile.footprint;
    const Network network(scenario.links);
    OfferedLoad load;
    double card = 0;
    for (const Network::DirectedLink& link : network.links()) {
        load.link_names.push_back(link.name);
        if (link.from == "server") card = std::max(card, link.rate);
    }
    load.link_names.insert(load.link_names.end(), {"network card out", "network card in"});
    load.link_bits.resize(load.link_names.size());
    load.link_pairs.resize(load.link_names.size());
    RoomWork work(scenario, platform);
    work.add(EventStream::idle, 1, {});
    std::vector<double> cores = work.cores();
    load.memory = footprint.base.value + platform.memory_per_guest.value;
    // rooms of one size are counted once
    const std::vector<int> sizes = room_sizes(scenario.workload, users);
    for (std::size_t first = 0; first < sizes.size();) {
        std::size_t last = first;
        while (last < sizes.size() && sizes[last] == sizes[first]) ++last;
        const RoomUsers room = room_of(scenario.workload, sizes[first]);
        const double rooms = static_cast<double>(last - first);
        RoomWork one(scenario, platform);
        one.add_room(room, frames, bits);
        Counts counts;
        counts.users = room.users;
        const double joins = join_rate(scenario.workload, users) * room.users / std::max(1, users);
        one.add(EventStream::join, joins, counts);
        one.add(EventStream::leave, joins, counts);
        for (std::size_t k = 0; k < cores.size(); ++k) cores[k] += rooms * one.cores()[k];
        OfferedLoad alone;
        alone.link_bits.resize(load.link_bits.size());
        alone.link_pairs.resize(load.link_pairs.size());
        add_links(scenario, room, network, bits, joins, alone);
        for (std::size_t link = 0; link < alone.link_bits.size(); ++link) {
            load.link_bits[link] += rooms * alone.link_bits[link];
            load.link_pairs[link] += rooms * alone.link_pairs[link];
        }
        const double audio = room.talkers + room.listeners;
        const double pairs = room.subscriptions();
        load.memory += rooms * (room.users * footprint.per_user.value +
                                audio * footprint.per_audio_user.value +
                                pairs * footprint.per_subscription.value);
        first = last;
    }
    const CpuCapacity capacity = cpu_capacity(scenario.host, scenario.guest);
    for (std::size_t k = 0; k < cores.size(); ++k) {
        load.cpu += cores[k] / capacity.cores;
        const double threads = scenario.profile.components[k].threads;
        const bool limits = threads > 0 && threads < capacity.cores;
        load.gates.push_back(limits ? cores[k] / threads : 0);
    }
    load.memory_utilization = load.memory / scenario.guest.memory;
    const double goodput = scenario.profile.media.tcp_goodput.value;
    for (std::size_t link = 0; link < load.link_bits.size(); ++link) {
        const double rate = link < network.links().size() ? network.links()[link].rate
                                                          : card * platform.tcp_throughput.value;
        load.links.push_back(load.link_bits[link] / (rate * goodput));
    }
    return load;
}

double utilization_law(const Scenario& scenario, const Platform& platform, int users,
                       const Sample& sample)
{
    const Media& media = scenario.profile.media;
    std::vector<double> frames;
    std::vector<double> bits;
    for (const NodeService& node : sample.nodes) {
        frames.push_back(node.webcam_frame_rate / media.webcam_frame_rate.value);
        bits.push_back(node.webcam_bit_rate / media.webcam_bit_rate.value);
    }
    return offered_load(scenario, platform, users, frames, bits).cpu;
}

}  // namespace models
