#include "tests/calibration/importers/fio_jobs.hpp"
#include "tests/calibration/importers/paired.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::first;
using tests::has_flag;
using tests::of_job;
using tests::read_percentile;
using tests::real;
using tests::recorded;
using tests::text_condition;
using tests::values;
using tests::write_percentile;
using Values = std::vector<double>;

TEST_CASE("terse lines of fio give rates in KiB/s and latencies in microseconds")
{
    const auto imported = recorded("fio/terse-3.txt");
    CHECK(imported.version == "3.33");
    CHECK(imported.runs.at(0).complete);
    CHECK(values(imported, "fio_read_throughput") == Values{144559});
    CHECK(values(imported, "fio_read_iops") == Values{36139});
    CHECK(values(imported, "fio_write_iops") == Values{15500});
    CHECK(values(imported, "fio_read_completion_latency") == Values{100.25});
    CHECK(values(imported, "fio_write_latency") == Values{130.5});
    CHECK(values(imported, read_percentile, "percentile", 99.95) == Values{150});
    CHECK(values(imported, write_percentile).size() == 17);
    CHECK(first(imported, "fio_read_throughput").unit == "KiB/s");
    CHECK(first(imported, "fio_read_latency").unit == "usec");
    CHECK(text_condition(first(imported, "fio_read_iops"), "job") == "rw4k");
}

TEST_CASE("terse lines of all versions of fio are read")
{
    const auto two = recorded("fio/terse-2-with-trim.txt");
    CHECK(values(two, "fio_read_iops") == Values{36139});
    CHECK(values(two, "fio_write_iops").empty());
    CHECK(two.version.empty());
    const auto four = recorded("fio/terse-4.txt");
    CHECK(values(four, "fio_write_completion_latency") == Values{120.75});
    CHECK(values(four, "fio_trim_iops").empty());
    const auto five = recorded("fio/terse-5.txt");
    CHECK(values(five, "fio_read_iops") == Values{36139});
    CHECK(values(five, "fio_write_iops") == Values{15500});
    CHECK(values(five, "fio_trim_iops") == Values{250});
    CHECK(values(five, "fio_trim_latency") == Values{55.5});
}

TEST_CASE("terse lines of fio with other text between are runs, and a cut one is incomplete")
{
    const auto imported = recorded("fio/terse-two-runs.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(of_job(imported, "x", "fio_read_iops") == Values{36139, 36000});
    CHECK(of_job(imported, "y", "fio_write_iops") == Values{15500});
    CHECK(imported.runs[0].flags.empty());
    const auto cut = recorded("fio/terse-cut.txt");
    CHECK_FALSE(cut.runs.at(0).complete);
    CHECK(values(cut, "fio_read_iops") == Values{36139});
    CHECK(values(cut, "fio_write_iops").empty());
}

TEST_CASE("a run that fio printed in three formats is imported once")
{
    const auto imported = recorded("fio/three-formats-of-one-run.txt");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "fio_read_iops") == Values{36139.75});
    CHECK(values(imported, "fio_write_completion_latency") == Values{120750});
    CHECK(imported.runs[0].flags.empty());
}

TEST_CASE("normal output of fio 3 gives each figure in the unit beside it")
{
    const auto imported = recorded("fio/normal-3.33.txt");
    CHECK(imported.version == "3.33");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(values(imported, "fio_read_throughput") == Values{52.5, 51.25});
    CHECK(values(imported, "fio_read_iops", "clone", 1) == Values{13400});
    CHECK(values(imported, "fio_write_iops") == Values{950});
    CHECK(values(imported, "fio_read_completion_latency", "clone", 1) == Values{25.5});
    CHECK(values(imported, "fio_write_completion_latency") == Values{46539.5});
    CHECK(values(imported, read_percentile, "percentile", 99.99) == Values{226});
    CHECK(values(imported, write_percentile, "percentile", 99) == Values{22314});
    CHECK(first(imported, "fio_read_throughput").unit == "MiB/s");
    CHECK(first(imported, "fio_read_completion_latency").unit == "usec");
    CHECK(first(imported, "fio_write_completion_latency").unit == "nsec");
    const auto& read = first(imported, "fio_read_iops");
    CHECK(read.line == 8);
    CHECK(condition(read, "block_size") == 4096);
    CHECK(condition(read, "queue_depth") == 2);
    CHECK(text_condition(read, "rw") == "randrw");
    CHECK(text_condition(read, "ioengine") == "libaio");
    CHECK(text_condition(first(imported, "fio_write_iops"), "block_size") == "16.0KiB-64.0KiB");
}

TEST_CASE("normal output of fio 2 gives its groups with their jobs and block sizes")
{
    const auto imported = recorded("fio/normal-2.0.8.txt");
    CHECK(imported.version == "2.0.8");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(of_job(imported, "fill", "fio_write_throughput") == Values{751600});
    CHECK(of_job(imported, "fill", "fio_write_iops") == Values{733});
    CHECK(of_job(imported, "fill", "fio_write_completion_latency") == Values{21.75});
    CHECK(of_job(imported, "mixed", "fio_read_throughput") == Values{292700});
    CHECK(of_job(imported, "mixed", "fio_write_iops") == Values{15600});
    CHECK(values(imported, "fio_read_iops", "processes", 8) == Values{73173});
    CHECK(values(imported, "fio_read_iops", "block_size", 4096) == Values{73173});
    CHECK(values(imported, "fio_write_iops", "block_size", 8192) == Values{15600});
    CHECK(values(imported, read_percentile) == Values{940, 4448});
    CHECK(first(imported, "fio_write_throughput").unit == "KB/s");
    CHECK(first(imported, "fio_write_completion_latency").unit == "msec");
    CHECK(first(imported, write_percentile).unit == "usec");
    CHECK(has_flag(imported.runs[0], "powers of 1024"));
}

TEST_CASE("a killed run of fio keeps the results before, one without any is diagnosed")
{
    const auto imported = recorded("fio/normal-two-runs-second-killed.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(values(imported.runs[1], "fio_write_iops") == Values{733, 15600});
    const auto nothing = recorded("fio/killed-before-results.txt");
    CHECK_FALSE(nothing.has_samples());
    CHECK(nothing.diagnosis.find("did not come to its end") != std::string::npos);
}

TEST_CASE("real normal output of fio gives what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    struct Expected {
        const char* job;
        const char* direction;
        double docker[2];  // KB/s, IOPS
        double kvm[2];
    };
    const Expected all[] = {
        {"sequential-fill", "write", {751600, 733}, {726381, 709}},
        {"seq-read-1", "read", {512500, 500}, {424546, 414}},
        {"seq-read-2", "read", {806287, 787}, {785340, 766}},
        {"random-write-16", "write", {336905, 84226}, {75747, 18936}},
        {"random-write-16x8", "write", {448195, 112048}, {224640, 56160}},
        {"random-read-16", "read", {233629, 58407}, {99175, 24793}},
        {"random-read-16x8", "read", {336371, 84092}, {170173, 42543}},
        {"mixed-random-rw-32x8", "read", {292694, 73173}, {137882, 34470}},
        {"mixed-random-rw-32x8", "write", {125383, 31345}, {58995, 14748}},
    };
    const auto native = real("fio/fio208-normal-native.log");
    const auto docker = real("fio/fio208-normal-docker.log");
    const auto kvm = real("fio/fio208-normal-kvm.log");
    CHECK(docker.version == "2.0.8");
    for (const Expected& one : all) {
        INFO(one.job << ' ' << one.direction);
        const std::string metric = std::string("fio_") + one.direction;
        CHECK(of_job(native, one.job, metric + "_iops").size() == 1);
        CHECK(of_job(docker, one.job, metric + "_throughput") == Values{one.docker[0]});
        CHECK(of_job(docker, one.job, metric + "_iops") == Values{one.docker[1]});
        CHECK(of_job(kvm, one.job, metric + "_throughput") == Values{one.kvm[0]});
        CHECK(of_job(kvm, one.job, metric + "_iops") == Values{one.kvm[1]});
    }
    const auto& sample = first(docker, "fio_write_throughput");
    CHECK(condition(sample, "block_size") == 1 << 20);
    CHECK(condition(sample, "queue_depth") == 16);
    CHECK(sample.conditions == first(native, "fio_write_throughput").conditions);
    CHECK(sample.conditions == first(kvm, "fio_write_throughput").conditions);
    CHECK(first(docker, "fio_write_throughput").unit == "KB/s");
    CHECK(docker.runs.at(0).complete);
}

TEST_CASE("real terse lines of fio give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto five = real("fio/here-terse5.txt");
    CHECK(values(five, "fio_read_throughput") == Values{70117});
    CHECK(values(five, "fio_read_iops") == Values{17529});
    CHECK(values(five, "fio_write_iops") == Values{17526});
    CHECK(values(five, "fio_read_completion_latency") == Values{96.958571});
    CHECK(values(five, "fio_write_latency") == Values{120.747590});
    CHECK(values(five, write_percentile, "percentile", 99.99) == Values{888});
    CHECK(values(five, "fio_trim_iops").empty());
    const auto two = real("fio/here-terse2.txt");
    CHECK(values(two, "fio_read_iops") == Values{36139});
    CHECK(values(two, "fio_read_latency") == Values{110.284130});
    CHECK(values(two, "fio_write_iops").empty());
    const auto both = real("fio/here-terse-then-json.txt");
    REQUIRE(both.runs.size() == 1);
    CHECK(values(both, "fio_read_iops") == Values{19371.628372});
    CHECK(values(both, "fio_write_iops") == Values{19384.615385});
}

TEST_CASE("real files of paired fio runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const std::string read = "fio-randread4k";
    tests::check_series("native", read, "json", "fio_read_iops",
                        {43497.8, 47075.5, 47673.7, 49730.6, 49587.7});
    tests::check_series("container", read, "json", "fio_read_iops",
                        {39642.2, 44237.4, 49612.2, 50538.7, 48221.7});
    const std::string latency = "fio_read_completion_latency";
    tests::check_series("native", read, "json", latency, {177479, 163504, 161049, 154428, 154527});
    tests::check_series("container", read, "json", latency,
                        {193130, 173237, 154504, 151548, 158350});
    const std::string mixed = "fio-randrw4k";
    tests::check_series("native", mixed, "terse", "fio_read_iops",
                        {32768, 27947, 32797, 38502, 32629});
    tests::check_series("container", mixed, "terse", "fio_read_iops",
                        {33918, 30597, 33506, 37968, 36038});
    tests::check_series("native", mixed, "terse", "fio_write_iops",
                        {13936, 11980, 13946, 16415, 13871});
    tests::check_series("container", mixed, "terse", "fio_write_iops",
                        {14433, 13031, 14247, 16198, 15378});
    tests::check_pairing(read, "json");
    tests::check_pairing(mixed, "terse");
}
