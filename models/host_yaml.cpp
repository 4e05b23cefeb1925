#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr Field<Host> fields[] = {
    {"cpu.sockets", &Host::sockets, Dimension::count, 1, 64, nullptr, "processor packages"},
    {"cpu.cores_per_socket", &Host::cores_per_socket, Dimension::count, 1, 1024, nullptr,
     "cores of a package"},
    {"cpu.threads_per_core", &Host::threads_per_core, Dimension::count, 1, 8, "1",
     "hardware threads of a core, 2 with Hyper-Threading"},
    {"cpu.speed", &Host::speed, Dimension::factor, 0.01, 100, nullptr,
     "speed of one thread alone on its core; the reference core, a Xeon E5-2620 at 2.0 GHz, is 1"},
    {"cpu.smt_gain", &Host::smt_gain, Dimension::factor, 1, 8, nullptr,
     "work of a core with all its threads busy over work with one; 1 without SMT"},
    {"memory", &Host::memory, Dimension::bytes, 1, 1e15, nullptr, "main memory"},
    {"disk.seek", &Host::disk_seek, Dimension::time, 0, 1, nullptr, "time to begin a request"},
    {"disk.read", &Host::disk_read, Dimension::byte_rate, 1, 1e12, nullptr, "sequential read"},
    {"disk.write", &Host::disk_write, Dimension::byte_rate, 1, 1e12, nullptr, "sequential write"},
};

}  // namespace

std::span<const Field<Host>> host_fields()
{
    return fields;
}

Host read_host(const YamlNode& node, Findings& findings)
{
    Host host;
    read_heading_into(node, "host", "host", host, findings);
    read_fields<Host>(node, fields, "host", heading_keys("host"), host, findings);
    return host;
}

}  // namespace models
