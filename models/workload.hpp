#pragma once

#include <string>
#include <vector>

#include "sim/distribution.hpp"

namespace models {

enum class Microphone { none, listen, talk };
enum class Desktop { none, idle, busy };

// What kind of user somebody is. In each room the personas with `first` > 0 take the first seats in
// the order of the file; the others divide the rest by `share` (a share of 0 means "what is left").
struct Persona {
    std::string name;
    int first = 0;
    double share = 0;
    std::string at;  // node of the network the user sits at
    bool webcam = false;
    bool sees_webcams = true;  // those of the others
    Microphone microphone = Microphone::none;
    Desktop desktop = Desktop::none;
    int cameras = 0;  // > 0: no user, but so many webcams of each room, which nobody sits behind
};

// Rooms that begin together in a timetable.
struct Lesson {
    double start = 0;  // s after the begin of the run
    int rooms = 1;
    int size = 1;         // users per room
    double duration = 0;  // s
};

enum class WorkloadKind {
    ramp,       // one user joins every `interval` until `users` are in
    fixed,      // `users` are present all the time
    poisson,    // meetings begin as a Poisson process
    timetable,  // lessons begin together
};

struct Workload {
    std::string name;
    std::string title;
    WorkloadKind kind = WorkloadKind::fixed;
    int users = 0;        // ramp, fixed
    double interval = 0;  // s, ramp
    int room_size = 0;    // users per room; 0: all in one room
    double duration =
        0;  // s of the run; a ramp may leave it 0: it ends one interval after the last join
    double turnover = 0;  // joins/s (each replacing a user who leaves) while a level is held in a
                          // capacity search; a ramp has 1/interval
    double meetings_per_hour = 0;        // poisson
    sim::Distribution meeting_size;      // poisson, users
    sim::Distribution meeting_duration;  // poisson, s
    std::vector<Lesson> lessons;         // timetable
    sim::Distribution lateness;          // s against the begin of a meeting (poisson, timetable)
    double chat_interval = 0;            // s between messages of one user; 0: none
    double slide_interval = 0;           // s between slide changes in a room; 0: none
    int slide_pages = 0;                 // pages converted when a room opens
    bool recorded = false;               // rooms write a recording
    bool processed = false;              // recordings are processed when a room closes
    std::vector<Persona> personas;
};

const char* to_string(WorkloadKind kind);
const char* to_string(Microphone microphone);
const char* to_string(Desktop desktop);

}  // namespace models
