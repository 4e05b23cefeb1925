#include "models/seating.hpp"

#include <algorithm>
#include <cmath>

namespace models {

std::vector<std::size_t> seating(const Workload& workload, int users)
{
    const std::vector<Persona>& personas = workload.personas;
    std::vector<std::size_t> seats;
    std::vector<double> shares(personas.size());
    std::vector<double> due(personas.size());
    double given = 0;
    std::size_t rest = personas.size();
    for (std::size_t index = 0; index < personas.size(); ++index) {
        if (personas[index].cameras > 0) continue;
        for (int seat = 0; seat < personas[index].first; ++seat) seats.push_back(index);
        if (personas[index].first > 0) continue;
        shares[index] = personas[index].share;
        given += personas[index].share;
        if (personas[index].share <= 0) rest = index;
    }
    if (rest < personas.size()) shares[rest] = std::max(0.0, 1 - given);
    const auto wanted = static_cast<std::size_t>(std::max(0, users));
    while (seats.size() < wanted) {
        std::size_t next = 0;
        for (std::size_t index = 0; index < personas.size(); ++index) {
            due[index] += shares[index];
            if (due[index] > due[next] + 1e-9) next = index;
        }
        due[next] -= 1;
        seats.push_back(next);
    }
    seats.resize(wanted);
    return seats;
}

std::vector<int> room_sizes(const Workload& workload, int users)
{
    int size = workload.room_size;
    if (workload.kind == WorkloadKind::poisson) {
        size = std::max(1, static_cast<int>(std::lround(workload.meeting_size.mean())));
    } else if (workload.kind == WorkloadKind::timetable && !workload.lessons.empty()) {
        size = std::ranges::max(workload.lessons, {}, &Lesson::size).size;
    }
    if (size <= 0) return {users};
    std::vector<int> rooms(static_cast<std::size_t>(users / size), size);
    if (users % size > 0) rooms.push_back(users % size);
    return rooms;
}

double join_rate(const Workload& workload, int users)
{
    if (workload.kind == WorkloadKind::ramp) return 1 / workload.interval;
    if (workload.kind == WorkloadKind::poisson) return users / workload.meeting_duration.mean();
    return workload.turnover;
}

}  // namespace models
