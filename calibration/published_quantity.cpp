#include "calibration/published_quantity.hpp"

namespace calibration {
namespace {

using models::Dimension;

constexpr double least = 0.001;
constexpr double most = 1000;
constexpr double slowest_link = 1e3;   // bit/s
constexpr double fastest_link = 1e13;  // bit/s
constexpr double longest_round_trip = 1;

constexpr PublishedQuantity quantities[] = {
    {"linpack", Dimension::factor, true, least, most, "floating-point speed"},
    {"sysbench_cpu", Dimension::factor, true, least, most, "rate of finding primes"},
    {"stream_copy", Dimension::factor, true, least, most, "memory bandwidth, a = b"},
    {"stream_scale", Dimension::factor, true, least, most, "memory bandwidth, a = s b"},
    {"stream_add", Dimension::factor, true, least, most, "memory bandwidth, a = b + c"},
    {"stream_triad", Dimension::factor, true, least, most, "memory bandwidth, a = b + s c"},
    {"ramspeed_beyond_caches", Dimension::factor, true, least, most, "memory bandwidth"},
    {"ramspeed_inside_caches", Dimension::factor, true, least, most, "cache bandwidth"},
    {"iozone_write", Dimension::factor, true, least, most, "sequential write rate"},
    {"iozone_rewrite", Dimension::factor, true, least, most, "rate of writing once more"},
    {"iozone_read", Dimension::factor, true, least, most, "sequential read rate"},
    {"iozone_reread", Dimension::factor, true, least, most, "rate of reading once more"},
    {"iozone_random_read", Dimension::factor, true, least, most, "random read rate"},
    {"iozone_random_write", Dimension::factor, true, least, most, "random write rate"},
    {"fio_write", Dimension::factor, true, least, most, "sequential write rate"},
    {"fio_read", Dimension::factor, true, least, most, "sequential read rate"},
    {"fio_random_write", Dimension::factor, true, least, most, "random write rate"},
    {"fio_random_write_8_jobs", Dimension::factor, true, least, most,
     "random write rate of 8 jobs at once"},
    {"fio_random_read", Dimension::factor, true, least, most, "random read rate"},
    {"fio_random_read_8_jobs", Dimension::factor, true, least, most,
     "random read rate of 8 jobs at once"},
    {"iperf3_tcp_throughput", Dimension::factor, true, least, most,
     "bulk transfer by TCP over the other platform's"},
    {"iperf3_tcp_remote_cpu_per_bit", Dimension::factor, true, least, most,
     "CPU time of the receiver for each bit over the other platform's"},
    {"netperf_tcp_throughput", Dimension::bit_rate, false, slowest_link, fastest_link,
     "bulk transfer by TCP"},
    {"netperf_udp_throughput", Dimension::bit_rate, false, slowest_link, fastest_link,
     "bulk transfer by UDP"},
    {"netperf_tcp_round_trip", Dimension::time, false, 0, longest_round_trip,
     "request and response by TCP"},
    {"netperf_udp_round_trip", Dimension::time, false, 0, longest_round_trip,
     "request and response by UDP"},
    {"netperf_tcp_round_trip_ratio", Dimension::factor, true, least, most,
     "the same over the other platform's"},
    {"netperf_udp_round_trip_ratio", Dimension::factor, true, least, most,
     "the same over the other platform's"},
    {"macro_cpu_average", Dimension::fraction, true, -1, most,
     "CPU utilization of the server above the other platform's, over the whole run"},
    {"macro_cpu_peak", Dimension::fraction, true, -1, most,
     "CPU utilization of the server above the other platform's, where it is most"},
    {"macro_memory", Dimension::fraction, true, -1, most,
     "memory in use by the server above the other platform's"},
};

}  // namespace

std::span<const PublishedQuantity> published_quantities()
{
    return quantities;
}

const PublishedQuantity* find_published_quantity(std::string_view name)
{
    for (const PublishedQuantity& quantity : quantities) {
        if (name == quantity.name) return &quantity;
    }
    return nullptr;
}

std::vector<std::string> published_quantity_names()
{
    std::vector<std::string> names;
    for (const PublishedQuantity& quantity : quantities) names.emplace_back(quantity.name);
    return names;
}

}  // namespace calibration
