#include "calibration/canonical_unit.hpp"

#include "tests/catch.hpp"

using calibration::canonical_unit;

TEST_CASE("rates of data are bit/s in whatever unit a tool prints them")
{
    CHECK(canonical_unit("stream_triad", "MB/s").name == "bit/s");
    CHECK(canonical_unit("stream_triad", "MB/s").size == 8e6);
    CHECK(canonical_unit("stream_triad", "GB/s").size == 8e9);
    CHECK(canonical_unit("netperf_tcp_stream_throughput", "10^6bits/sec").size == 1e6);
    CHECK(canonical_unit("netperf_tcp_stream_throughput", "MBytes/sec").size == 8 * 1048576);
}

TEST_CASE("the same letters are another unit in another tool")
{
    CHECK(canonical_unit("ramspeed_float_copy", "Mb/s").size == 8 * 1048576);
    CHECK(canonical_unit("ramspeed_float_copy", "MB/s").size == 8e6);
    CHECK(canonical_unit("iozone_read", "kB/sec").size == 8 * 1024);
    CHECK(canonical_unit("qperf_tcp_throughput", "KB/sec").size == 8000);
}

TEST_CASE("an unknown unit stays what it is")
{
    CHECK(canonical_unit("new_tool", "furlongs").name == "furlongs");
    CHECK(canonical_unit("new_tool", "furlongs").size == 1);
}
