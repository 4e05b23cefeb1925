#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr double least = 0.001;  // an efficiency of 0 is no platform
constexpr double most = 10;

constexpr Field<Platform> fields[] = {
    {"cpu.compute", &Platform::compute, Dimension::factor, least, most, nullptr,
     "speed of compute-bound work here over natively"},
    {"cpu.memory_bandwidth", &Platform::memory_bandwidth, Dimension::factor, least, most, nullptr,
     "speed of memory-bound work here over natively"},
    {"cpu.network_cpu", &Platform::network_cpu, Dimension::factor, least, 1000, nullptr,
     "CPU time of a network packet here over natively"},
    {"disk.read", &Platform::disk_read, Dimension::factor, least, most, nullptr,
     "sequential read rate here over natively"},
    {"disk.write", &Platform::disk_write, Dimension::factor, least, most, nullptr,
     "sequential write rate here over natively"},
    {"disk.random_read", &Platform::disk_random_read, Dimension::factor, least, most, nullptr,
     "random read rate here over natively"},
    {"disk.random_write", &Platform::disk_random_write, Dimension::factor, least, most, nullptr,
     "random write rate here over natively"},
    {"network.tcp_throughput", &Platform::tcp_throughput, Dimension::factor, least, most, nullptr,
     "throughput of a bulk TCP transfer here over natively"},
    {"network.udp_throughput", &Platform::udp_throughput, Dimension::factor, least, most, nullptr,
     "throughput of UDP here over natively"},
    {"network.round_trip_tcp", &Platform::round_trip_tcp, Dimension::time, 0, 1, nullptr,
     "TCP request and response between guest and a machine on the same LAN"},
    {"network.round_trip_udp", &Platform::round_trip_udp, Dimension::time, 0, 1, nullptr,
     "the same with UDP"},
    {"memory_per_guest", &Platform::memory_per_guest, Dimension::bytes, 0, 1e12, nullptr,
     "memory in use in a guest beyond the footprint of the server"},
};

}  // namespace

std::span<const Field<Platform>> platform_fields()
{
    return fields;
}

Platform read_platform(const YamlNode& node, const std::string& path, Findings& findings)
{
    Platform platform;
    read_heading_into(node, "platform", path, platform, findings);
    read_fields<Platform>(node, fields, path, heading_keys("platform"), platform, findings);
    return platform;
}

}  // namespace models
