#pragma once

#include <string>

#include "models/parameter.hpp"

namespace models {

// The physical machine. A "thread" is what the operating system schedules on; threads_per_core > 1
// means simultaneous multithreading (SMT).
struct Host {
    std::string name;
    std::string title;
    int sockets = 1;
    int cores_per_socket = 1;
    int threads_per_core = 1;
    double memory = 0;     // bytes
    Parameter speed;       // of one thread alone on its core; the reference core is 1
    Parameter smt_gain;    // work of two busy siblings over one alone on the core, 1 ... 2
    Parameter disk_seek;   // s per request
    Parameter disk_read;   // byte/s, sequential
    Parameter disk_write;  // byte/s, sequential

    int cores() const { return sockets * cores_per_socket; }
    int threads() const { return cores() * threads_per_core; }
};

}  // namespace models
