#include "tests/calibration/importers/fio_jobs.hpp"
#include "tests/catch.hpp"

using calibration::Better;
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

TEST_CASE("JSON of fio 3 gives each job's rates in bytes and latencies in nanoseconds")
{
    const auto imported = recorded("fio/two-jobs-3.33.json");
    CHECK(imported.tool == "fio");
    CHECK(imported.version == "3.33");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(values(imported, "fio_read_throughput") == Values{79345664});
    CHECK(values(imported, "fio_read_iops") == Values{19371.5});
    CHECK(values(imported, "fio_read_completion_latency") == Values{87500.25});
    CHECK(values(imported, "fio_read_latency") == Values{87500.25 * 1.125});
    CHECK(values(imported, read_percentile, "percentile", 99.9) == Values{250880});
    CHECK(values(imported, write_percentile, "percentile", 50) == Values{96768});
    CHECK(values(imported, "fio_write_iops") == Values{650.25});
    CHECK(values(imported, "fio_trim_iops").empty());
    const auto& rate = first(imported, "fio_read_throughput");
    CHECK(rate.unit == "B/s");
    CHECK(rate.better == Better::higher);
    CHECK(rate.line == 29);
    CHECK(first(imported, "fio_read_completion_latency").unit == "ns");
    CHECK(first(imported, "fio_read_completion_latency").better == Better::lower);
}

TEST_CASE("conditions of fio are the options of the job over those of all jobs")
{
    const auto imported = recorded("fio/two-jobs-3.33.json");
    const auto& read = first(imported, "fio_read_iops");
    CHECK(text_condition(read, "job") == "Reader");
    CHECK(text_condition(read, "rw") == "randread");
    CHECK(text_condition(read, "ioengine") == "libaio");
    CHECK(condition(read, "block_size") == 4096);
    CHECK(condition(read, "queue_depth") == 8);
    CHECK(condition(read, "direct") == 1);
    CHECK(condition(read, "file_size") == 64 << 20);
    CHECK(condition(read, "duration") == 2);
    const auto& write = first(imported, "fio_write_iops");
    CHECK(condition(write, "block_size") == 65536);
    CHECK(condition(write, "processes") == 4);
    CHECK(std::isnan(condition(write, "queue_depth")));
}

TEST_CASE(
    "documents of fio that follow each other are runs, whatever stands between and twice in them")
{
    const auto imported = recorded("fio/two-documents-duplicate-keys.json");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "fio_read_iops") == Values{100, 200});
    CHECK(values(imported, "fio_read_iops", "block_size", 4096) == Values{100, 200});
    CHECK(values(imported, "fio_write_iops", "block_size", 65536) == Values{101, 201});
    CHECK(imported.runs[0].samples[0].conditions == imported.runs[1].samples[0].conditions);
}

TEST_CASE("JSON of fio 2 is in KB of 1024 bytes and microseconds")
{
    const auto imported = recorded("fio/two-jobs-2.1.4.json");
    CHECK(imported.version == "2.1.4");
    CHECK(of_job(imported, "sequential_write", "fio_write_throughput") == Values{68118});
    CHECK(of_job(imported, "sequential_write", "fio_write_iops") == Values{133});
    CHECK(of_job(imported, "random_read", "fio_read_completion_latency") == Values{3117.5});
    CHECK(values(imported, write_percentile) == Values{387072, 444416, 823296});
    CHECK(first(imported, "fio_write_throughput").unit == "KB/s");
    CHECK(first(imported, "fio_write_completion_latency").unit == "usec");
    CHECK(has_flag(imported.runs.at(0), "powers of 1024"));
}

TEST_CASE("clients of fio are parts of one run, and their sum is left out")
{
    const auto imported = recorded("fio/client-server.json");
    CHECK(values(imported, "fio_read_iops") == Values{100, 200});
    CHECK(values(imported, "fio_read_iops", "client", 2) == Values{200});
    CHECK(has_flag(imported.runs.at(0), "ran at the same time"));
}

TEST_CASE("clones of a job are no repetitions, and a job that failed has no result")
{
    const auto imported = recorded("fio/clones-and-error.json");
    REQUIRE(imported.runs.size() == 1);
    CHECK(values(imported, "fio_read_iops", "clone", 1) == Values{100});
    CHECK(values(imported, "fio_read_iops", "clone", 2) == Values{104});
    CHECK(has_flag(imported.runs[0], "is there 2 times in one group"));
    CHECK(values(imported, "fio_write_iops").empty());
    CHECK(has_flag(imported.runs[0], "ended with error 28"));
    CHECK_FALSE(imported.runs[0].complete);
}

TEST_CASE("JSON of fio that is cut keeps what stands before")
{
    const auto imported = recorded("fio/cut-in-second-job.json");
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(values(imported, "fio_read_iops") == Values{19371.5});
    CHECK(has_flag(imported.runs[0], "the run is cut"));
}

TEST_CASE("real JSON files of fio give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto old = real("fio/fio214-seqwrite-etc.json");
    CHECK(of_job(old, "sequential_write", "fio_write_throughput") == Values{68118});
    CHECK(of_job(old, "sequential_write", "fio_write_iops") == Values{133});
    CHECK(of_job(old, "sequential_write", "fio_write_completion_latency") == Values{477734.84});
    CHECK(of_job(old, "sequential_read", "fio_read_throughput") == Values{129836});
    CHECK(of_job(old, "sequential_read", "fio_read_iops") == Values{253});
    CHECK(of_job(old, "random_write_test", "fio_write_throughput") == Values{6443});
    CHECK(of_job(old, "random_write_test", "fio_write_iops") == Values{1610});
    CHECK(of_job(old, "random_read_test", "fio_read_throughput") == Values{1269});
    CHECK(of_job(old, "random_read_test", "fio_read_iops") == Values{317});
    CHECK(of_job(old, "random_read_test", "fio_read_completion_latency") == Values{3117.62});
    CHECK(of_job(old, "random_read_test_parallel", "fio_read_throughput") == Values{1292});
    CHECK(of_job(old, "random_read_test_parallel", "fio_read_iops") == Values{323});
    CHECK(first(old, "fio_write_throughput").unit == "KB/s");

    const auto mmap = real("fio/fio315-mmap-randread.json");
    CHECK(values(mmap, "fio_read_iops") == Values{30149334.614981});
    CHECK(values(mmap, "fio_read_throughput") == Values{123491674582});
    CHECK(values(mmap, "fio_read_completion_latency") == Values{1286.465566});
    CHECK(values(mmap, read_percentile, "percentile", 99) == Values{2608});
    CHECK(condition(first(mmap, "fio_read_iops"), "processes") == 24);
    CHECK(text_condition(first(mmap, "fio_read_iops"), "ioengine") == "mmap");

    const auto both = real("fio/fio326-readwrite-duplicate-keys.json");
    CHECK(values(both, "fio_read_iops") == Values{569.699415});
    CHECK(values(both, "fio_read_throughput") == Values{149343283});
    CHECK(values(both, "fio_read_completion_latency") == Values{76331646.873584});
    CHECK(values(both, "fio_write_iops") == Values{256.606819});
    CHECK(values(both, "fio_write_throughput") == Values{67267937});
    CHECK(values(both, "fio_write_completion_latency") == Values{79727338.892296});

    const auto two = real("fio/here-2jobs.json");
    REQUIRE(two.runs.size() == 1);
    CHECK(of_job(two, "j1", "fio_read_iops") == Values{6560.43956});
    CHECK(of_job(two, "j1", "fio_read_throughput") == Values{429944967});
    CHECK(of_job(two, "j2", "fio_write_iops") == Values{6510.48951});
    CHECK(of_job(two, "j2", "fio_write_throughput") == Values{106667860});
    CHECK(values(two, "fio_write_iops", "block_size", 16384).size() == 1);
}
