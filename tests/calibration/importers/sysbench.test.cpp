#include "tests/calibration/importers/paired.hpp"
#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using calibration::Better;
using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

namespace {

std::string text_condition(const calibration::Sample& sample, const std::string& name)
{
    const auto* found = calibration::find_condition(sample.conditions, name);
    return found == nullptr ? "" : std::get<std::string>(found->value);
}

}  // namespace

TEST_CASE("each run of sysbench cpu gives its rate and latencies")
{
    const auto imported = recorded("sysbench/cpu-three-runs.txt");
    CHECK(imported.tool == "sysbench");
    CHECK(imported.version == "1.0.20");
    REQUIRE(imported.runs.size() == 3);
    CHECK(values(imported, "sysbench_cpu_event_rate") == Values{502.5, 470.25, 503});
    CHECK(values(imported, "sysbench_cpu_latency_percentile", "percentile", 95) ==
          Values{2, 2.97, 2});
    CHECK(values(imported, "sysbench_cpu_latency") == Values{1.99, 2.13, 1.99});
    CHECK(values(imported, "sysbench_cpu_latency_maximum") == Values{3.13, 9.5, 3.13});
    const auto& run = imported.runs[1];
    CHECK(run.complete);
    CHECK(run.flags.empty());
    const auto& rate = run.samples.at(0);
    CHECK(rate.unit == "events per second");
    CHECK(rate.better == Better::higher);
    CHECK(rate.line == 46);
    CHECK(condition(rate, "threads") == 1);
    CHECK(condition(rate, "prime_limit") == 10000);
    CHECK(run.samples.at(1).unit == "ms");
    CHECK(run.samples.at(1).better == Better::lower);
}

TEST_CASE("intermediate reports of sysbench are no samples, and the percentile is the one named")
{
    const auto imported = recorded("sysbench/cpu-intervals-99th.txt");
    CHECK(values(imported, "sysbench_cpu_event_rate", "threads", 2) == Values{9015.25});
    CHECK(values(imported, "sysbench_cpu_latency_percentile", "percentile", 99) == Values{0.28});
    CHECK(imported.runs.at(0).samples.size() == 5);
}

TEST_CASE("five tests of sysbench in one file are told apart")
{
    const auto imported = recorded("sysbench/five-tests.txt");
    REQUIRE(imported.runs.size() == 6);  // files are prepared by a run of their own
    for (const auto& run : imported.runs) CHECK(run.complete);
    CHECK(values(imported, "sysbench_cpu_event_rate", "prime_limit", 200000) == Values{23.25});
    CHECK(values(imported, "sysbench_fileio_prepare_throughput") == Values{1006.25});
    CHECK(values(imported, "sysbench_fileio_read_rate") == Values{333.75});
    CHECK(values(imported, "sysbench_fileio_write_rate") == Values{222.5});
    CHECK(values(imported, "sysbench_fileio_sync_rate") == Values{712.25});
    CHECK(values(imported, "sysbench_fileio_read_throughput") == Values{5.25});
    CHECK(values(imported, "sysbench_fileio_write_throughput") == Values{3.5});
    CHECK(values(imported, "sysbench_memory_throughput", "threads", 256) == Values{15701.75});
    CHECK(values(imported, "sysbench_memory_operation_rate") == Values{16078795.5});
    CHECK(values(imported, "sysbench_mutex_time") == Values{6.8});
    CHECK(values(imported, "sysbench_threads_event_rate", "threads", 4) == Values{1417});
}

TEST_CASE("conditions of sysbench's file test are those of its heading")
{
    const auto imported = recorded("sysbench/five-tests.txt");
    const auto& prepare = imported.runs.at(1).samples.at(0);
    CHECK(condition(prepare, "total_size") == 128 << 20);
    const auto& read = imported.runs.at(2).samples.at(0);
    CHECK(read.metric == "sysbench_fileio_read_rate");
    CHECK(condition(read, "block_size") == 16384);
    CHECK(condition(read, "files") == 4);
    CHECK(condition(read, "total_size") == 128 << 20);
    CHECK(condition(read, "direct") == 0);
    CHECK(condition(read, "sync_every") == 100);
    CHECK(condition(read, "read_write_ratio") == 1.5);
    CHECK(text_condition(read, "pattern") == "random r/w");
    CHECK(text_condition(read, "io_mode") == "synchronous");
    const auto& memory = imported.runs.at(3).samples.at(0);
    CHECK(condition(memory, "block_size") == 1024);
    CHECK(condition(memory, "total_size") == 102400.0 * 1024 * 1024);
    CHECK(text_condition(memory, "operation") == "write");
    CHECK(text_condition(memory, "scope") == "global");
}

TEST_CASE("latencies of sysbench below its last digit are no samples")
{
    const auto imported = recorded("sysbench/memory-by-cpu.txt");
    CHECK(values(imported, "sysbench_memory_latency").empty());
    CHECK(values(imported, "sysbench_memory_latency_maximum") == Values{0.19, 0.19});
}

TEST_CASE("runs of sysbench on one CPU each have it as a condition")
{
    const auto imported = recorded("sysbench/memory-by-cpu.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.version == "1.0.11");
    CHECK(values(imported, "sysbench_memory_throughput", "cpu", 0) == Values{3802.75});
    CHECK(values(imported, "sysbench_memory_throughput", "cpu", 1) == Values{5342.75});
}

TEST_CASE("a test that no line names is mutex by its events or is left out")
{
    const auto imported = recorded("sysbench/unnamed-tests.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "sysbench_mutex_time") == Values{6.8});
    CHECK(has_flag(imported.runs[0], "does not name the test"));
    CHECK(imported.runs[1].samples.empty());
    CHECK(has_flag(imported.runs[1], "does not name the test; its results are left out"));
    const auto named = tests::imported(
        "$ sysbench threads --threads=8 run\nsysbench 1.0.20 (using LuaJIT 2)\n"
        "Number of threads: 8\n    total time:   2.0s\n    total number of events:   8\n"
        "    execution time (avg/stddev):   2.0/0.00\n");
    CHECK(values(named, "sysbench_threads_event_rate", "threads", 8) == Values{4});
}

TEST_CASE("a failed file test of sysbench gives what it says and no sample")
{
    const auto imported = recorded("sysbench/fileio-failed.txt");
    CHECK_FALSE(imported.has_samples());
    REQUIRE(imported.runs.size() == 2);
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(has_flag(imported.runs[0], "line 7: sysbench says \"FATAL: Failed to write file!"));
    CHECK(has_flag(imported.runs[1], "FATAL: Size of file"));
}

TEST_CASE("a killed run of sysbench gives no number of which digits may be missing")
{
    const auto imported = recorded("sysbench/killed.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(imported.runs[1].samples.empty());
}

TEST_CASE("the rate of sysbench 0.4 is its events over its time")
{
    const auto imported = recorded("sysbench/cpu-0.4.txt");
    CHECK(imported.version == "0.4.12");
    CHECK(values(imported, "sysbench_cpu_event_rate", "prime_limit", 20000) == Values{800});
    CHECK(values(imported, "sysbench_cpu_latency", "threads", 2) == Values{2.5});
    CHECK(values(imported, "sysbench_cpu_latency_percentile", "percentile", 95) == Values{2.75});
    CHECK(imported.runs.at(0).samples.at(0).unit == "ms");
    CHECK(imported.runs[0].complete);
}

TEST_CASE("file and memory tests of sysbench 0.4 give rates in its units")
{
    const auto imported = recorded("sysbench/fileio-and-memory-0.4.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "sysbench_fileio_request_rate", "direct", 1) == Values{976});
    CHECK(values(imported, "sysbench_fileio_throughput", "block_size", 16384) == Values{15.25});
    CHECK(values(imported, "sysbench_memory_throughput", "total_size", 1 << 30) == Values{2091.25});
    CHECK(values(imported, "sysbench_memory_operation_rate", "block_size", 1024) ==
          Values{2141239.5});
    CHECK(imported.runs[0].samples.at(0).unit == "Mb/sec");
    CHECK(imported.runs[1].samples.at(1).unit == "MB/sec");
}

TEST_CASE("results of sysbench 1.1 are read, too")
{
    const auto imported = tests::imported(
        "sysbench 1.1.0 (using bundled LuaJIT 2.1.0-beta3)\nExtra file open flags: directio\n"
        "Throughput:\n         read:  IOPS=3459.25 54.05 MiB/s (56.68 MB/s)\n"
        "         write: IOPS=2306.25 36.03 MiB/s (37.79 MB/s)\n         fsync: IOPS=7381.75\n");
    CHECK(values(imported, "sysbench_fileio_read_rate", "direct", 1) == Values{3459.25});
    CHECK(values(imported, "sysbench_fileio_write_throughput") == Values{36.03});
    CHECK(values(imported, "sysbench_fileio_sync_rate") == Values{7381.75});
}

TEST_CASE("real files of sysbench give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto metal = real("sysbench/cpu-metal-10runs.log");
    CHECK(values(metal, "sysbench_cpu_event_rate", "prime_limit", 10000) ==
          Values{502.70, 502.78, 502.65, 502.69, 502.70, 469.60, 502.60, 502.56, 502.63, 502.58});
    CHECK(condition(metal.runs.at(0).samples.at(0), "threads") == 1);
    const auto docker = real("sysbench/cpu-docker-10runs.log");
    CHECK(values(docker, "sysbench_cpu_event_rate") ==
          Values{389.36, 335.92, 502.70, 502.63, 502.96, 387.06, 390.64, 393.63, 395.86, 398.11});
    const auto percentiles = values(docker, "sysbench_cpu_latency_percentile", "percentile", 95);
    REQUIRE(percentiles.size() == 10);
    CHECK(percentiles[2] < 2.1);
    CHECK(percentiles[0] > 2.9);
    CHECK(values(real("sysbench/cpu-firecracker-10runs.log"), "sysbench_cpu_event_rate") ==
          Values{341.86, 343.80, 488.11, 344.62, 472.18, 416.89, 406.49, 421.41, 478.11, 348.36});

    const auto intervals = real("sysbench/here-cpu-report-interval.txt");
    CHECK(values(intervals, "sysbench_cpu_event_rate") == Values{8993.18});
    CHECK(values(intervals, "sysbench_cpu_latency_percentile", "percentile", 99) == Values{0.28});
    const auto memory = real("sysbench/here-memory-1k-read.txt");
    CHECK(values(memory, "sysbench_memory_throughput", "block_size", 1024) == Values{7161.76});
    CHECK(values(memory, "sysbench_memory_operation_rate") == Values{7333641.39});
    const auto cpus = real("sysbench/memory-per-cpu.txt");
    CHECK(values(cpus, "sysbench_memory_throughput") == Values{3803.18, 5343.59, 5353.06, 3811.29});
    CHECK(values(cpus, "sysbench_memory_throughput", "cpu", 3) == Values{3811.29});
}

TEST_CASE("real files of five sysbench tests give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto native = real("sysbench/all-native.txt");
    CHECK(values(native, "sysbench_cpu_event_rate", "prime_limit", 200000) == Values{23.12});
    CHECK(values(native, "sysbench_fileio_prepare_throughput") == Values{1006.30});
    CHECK(values(native, "sysbench_fileio_read_rate") == Values{333.85});
    CHECK(values(native, "sysbench_fileio_write_rate") == Values{222.56});
    CHECK(values(native, "sysbench_fileio_sync_rate") == Values{712.29});
    CHECK(values(native, "sysbench_fileio_read_throughput") == Values{5.22});
    CHECK(values(native, "sysbench_fileio_write_throughput") == Values{3.48});
    CHECK(values(native, "sysbench_memory_throughput") == Values{15701.95});
    CHECK(values(native, "sysbench_mutex_time") == Values{6.8047});
    CHECK(values(native, "sysbench_threads_event_rate").size() == 1);
    const auto docker = real("sysbench/all-docker.txt");
    CHECK(values(docker, "sysbench_cpu_event_rate") == Values{23.17});
    CHECK(values(docker, "sysbench_memory_throughput") == Values{15738.50});
    CHECK(values(docker, "sysbench_mutex_time") == Values{6.7196});
    for (const auto& run : docker.runs) {
        for (const auto& sample : run.samples) {
            CHECK_FALSE(sample.metric.starts_with("sysbench_fileio"));
        }
    }
    CHECK(has_flag(docker.runs.at(1), "FATAL: Failed to write file!"));
    CHECK(has_flag(docker.runs.at(2), "FATAL: Size of file"));
}

TEST_CASE("real files of paired sysbench runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto check = [](const std::string& machine, const std::string& stem,
                          const std::string& metric, const Values& expected) {
        tests::check_series(machine, stem, "txt", "sysbench_" + metric, expected);
    };
    const std::string cpu = "cpu_event_rate";
    const Values native_two = {7370.11, 4426.43, 9588.79, 9311.59, 9263.7};
    check("native", "sysbench-cpu-1t", cpu, {3898.66, 4420.81, 4873.38, 4777.2, 4785.48});
    check("container", "sysbench-cpu-1t", cpu, {4614.8, 4322.77, 4837.49, 4778.13, 4757.4});
    check("native", "sysbench-cpu-2t", cpu, native_two);
    check("container", "sysbench-cpu-2t", cpu, {7331.34, 4449.21, 9596.61, 9319.22, 9407.67});
    check("container-quota", "sysbench-cpu-2t", cpu, {4589.5, 4682.56, 4949.4, 4898.27, 4771.82});
    check("native", "sysbench-memory", "memory_throughput",
          {11411.4, 28933.3, 44380.2, 37522.8, 25650.8});
    check("container", "sysbench-memory", "memory_throughput",
          {48566.2, 29094.3, 54271, 51188.1, 37109.6});
    check("native", "sysbench-fileio", "fileio_read_rate",
          {4215.79, 30176.3, 33805.3, 37308.8, 38541.8});
    check("container", "sysbench-fileio", "fileio_read_rate",
          {4221.68, 24824.2, 26333, 32297.9, 32726});
    tests::check_pairing("sysbench-cpu-1t", "txt");
    tests::check_pairing("sysbench-cpu-2t", "txt");
}
