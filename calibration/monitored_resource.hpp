#pragma once

#include <string>
#include <vector>

#include "calibration/monitoring.hpp"

namespace calibration {

// What a machine's monitoring tells of the demands of its users.
enum class MonitoredResource {
    cpu_busy,          // share of all CPUs, 0 to 1: neither idle nor stolen by the host
    memory_used,       // B
    memory_available,  // B; falls by what users need
    network_in,        // B/s
    network_out,       // B/s
};

const char* to_string(MonitoredResource resource);

struct ResourceSeries {
    MonitoredResource resource = MonitoredResource::cpu_busy;
    Series series;  // in the unit above
};

// The series of `monitoring` that are known to tell of a resource: those of sar, of Zabbix's agent
// (described by item.get), of Proxmox and of Prometheus's node exporter, whose counters become
// rates. Where an expression of Prometheus tells of a resource only by its name, as
// `net_rx_bytes_per_s`, a note says what it was taken for. Loopback interfaces are left out.
std::vector<ResourceSeries> resource_series(const Monitoring& monitoring,
                                            std::vector<std::string>& notes);

// What to say where nobody said how many cores a share of all is of.
std::string share_of_one_core(const std::string& series);

}  // namespace calibration
