#include "models/room_users.hpp"

#include <algorithm>

#include "models/seating.hpp"

namespace models {

std::vector<std::string> nodes_of(const Workload& workload)
{
    std::vector<std::string> names;
    for (const Persona& persona : workload.personas) {
        if (std::ranges::find(names, persona.at) == names.end()) names.push_back(persona.at);
    }
    return names;
}

double RoomUsers::subscriptions(const NodeUsers& node) const
{
    return node.viewers * webcams - node.own_webcams;
}

double RoomUsers::subscriptions() const
{
    double pairs = 0;
    for (const NodeUsers& node : nodes) pairs += subscriptions(node);
    return pairs;
}

RoomUsers room_of(const Workload& workload, int size)
{
    RoomUsers room;
    for (const std::string& name : nodes_of(workload)) room.nodes.push_back({name});
    for (const std::size_t index : seating(workload, size)) {
        const Persona& persona = workload.personas[index];
        NodeUsers& node = *std::ranges::find(room.nodes, persona.at, &NodeUsers::name);
        ++node.users;
        ++room.users;
        node.viewers += persona.sees_webcams;
        room.viewers += persona.sees_webcams;
        node.own_webcams += persona.sees_webcams && persona.webcam;
        node.webcams += persona.webcam;
        room.webcams += persona.webcam;
        room.idle_desktops += persona.desktop == Desktop::idle;
        room.busy_desktops += persona.desktop == Desktop::busy;
        node.talkers += persona.microphone == Microphone::talk;
        node.listeners += persona.microphone == Microphone::listen;
        room.talkers += persona.microphone == Microphone::talk;
        room.listeners += persona.microphone == Microphone::listen;
    }
    for (const Persona& persona : workload.personas) {
        std::ranges::find(room.nodes, persona.at, &NodeUsers::name)->webcams += persona.cameras;
        room.webcams += persona.cameras;
    }
    return room;
}

}  // namespace models
