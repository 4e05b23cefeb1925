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

// Those of `known` that tell of one resource.
std::vector<const Series*> series_of(const std::vector<ResourceSeries>& known,
                                     MonitoredResource resource);

// Turns a known share of all CPUs into cores busy. A note tells where `cores` is 1, as it is when
// nobody said how many there are.
void to_cores_busy(Series& share, double cores, std::vector<std::string>& notes);

}  // namespace calibration
