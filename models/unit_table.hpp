#pragma once

#include "models/parameter.hpp"

namespace models {

struct Unit {
    const char* symbol;
    Dimension dimension;
    double times;    // its size in seconds, bytes, bit/s, byte/s, 1/s or 1 is times / per,
    double per = 1;  // two exact numbers, so that a value is rounded once

    double to_base(double value) const { return value * times / per; }
    double from_base(double value) const { return value * per / times; }
};

inline constexpr double kibi = 1024;

inline constexpr Unit units[] = {
    {"us", Dimension::time, 1, 1e6},
    {"ms", Dimension::time, 1, 1e3},
    {"s", Dimension::time, 1},
    {"min", Dimension::time, 60},
    {"h", Dimension::time, 3600},
    {"d", Dimension::time, 86400},
    {"B", Dimension::bytes, 1},
    {"kB", Dimension::bytes, 1e3},
    {"MB", Dimension::bytes, 1e6},
    {"GB", Dimension::bytes, 1e9},
    {"TB", Dimension::bytes, 1e12},
    {"KiB", Dimension::bytes, kibi},
    {"MiB", Dimension::bytes, kibi* kibi},
    {"GiB", Dimension::bytes, kibi* kibi* kibi},
    {"TiB", Dimension::bytes, kibi* kibi* kibi* kibi},
    {"bit/s", Dimension::bit_rate, 1},
    {"kbit/s", Dimension::bit_rate, 1e3},
    {"Mbit/s", Dimension::bit_rate, 1e6},
    {"Gbit/s", Dimension::bit_rate, 1e9},
    {"B/s", Dimension::byte_rate, 1},
    {"kB/s", Dimension::byte_rate, 1e3},
    {"MB/s", Dimension::byte_rate, 1e6},
    {"GB/s", Dimension::byte_rate, 1e9},
    {"KiB/s", Dimension::byte_rate, kibi},
    {"MiB/s", Dimension::byte_rate, kibi* kibi},
    {"GiB/s", Dimension::byte_rate, kibi* kibi* kibi},
    {"/d", Dimension::frequency, 1, 86400},
    {"/h", Dimension::frequency, 1, 3600},
    {"/min", Dimension::frequency, 1, 60},
    {"/s", Dimension::frequency, 1},
    {"fps", Dimension::frequency, 1},
    {"Hz", Dimension::frequency, 1},
    {"kHz", Dimension::frequency, 1e3},
    {"MHz", Dimension::frequency, 1e6},
    {"GHz", Dimension::frequency, 1e9},
    {"%", Dimension::fraction, 1, 100},
};

struct Spelling {
    const char* written;
    const char* symbol;
};

// How people write units otherwise. Only suggested, never taken: "Mb" and "MB" differ by eight.
inline constexpr Spelling spellings[] = {
    {"sec", "s"},
    {"secs", "s"},
    {"second", "s"},
    {"seconds", "s"},
    {"m", "min"},
    {"mins", "min"},
    {"minute", "min"},
    {"minutes", "min"},
    {"hour", "h"},
    {"hours", "h"},
    {"hr", "h"},
    {"day", "d"},
    {"days", "d"},
    {"msec", "ms"},
    {"µs", "us"},
    {"usec", "us"},
    {"byte", "B"},
    {"bytes", "B"},
    {"b", "B"},
    {"k", "KiB"},
    {"kb", "kB"},
    {"m", "MiB"},
    {"mb", "MB"},
    {"g", "GiB"},
    {"gb", "GB"},
    {"t", "TiB"},
    {"tb", "TB"},
    {"kib", "KiB"},
    {"mib", "MiB"},
    {"gib", "GiB"},
    {"tib", "TiB"},
    {"bps", "bit/s"},
    {"kbps", "kbit/s"},
    {"mbps", "Mbit/s"},
    {"gbps", "Gbit/s"},
    {"kb/s", "kbit/s"},
    {"mb/s", "Mbit/s"},
    {"gb/s", "Gbit/s"},
    {"kbit", "kbit/s"},
    {"mbit", "Mbit/s"},
    {"gbit", "Gbit/s"},
    {"k", "kbit/s"},
    {"m", "Mbit/s"},
    {"g", "Gbit/s"},
    {"kb/s", "kB/s"},
    {"mb/s", "MB/s"},
    {"gb/s", "GB/s"},
    {"mib/s", "MiB/s"},
    {"hz", "Hz"},
    {"khz", "kHz"},
    {"mhz", "MHz"},
    {"ghz", "GHz"},
    {"1/s", "/s"},
    {"per second", "/s"},
    {"per minute", "/min"},
    {"per hour", "/h"},
    {"percent", "%"},
    {"pct", "%"},
};

}  // namespace models
