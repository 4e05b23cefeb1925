// The published calibrations, and the factors of the machine that was measured twice, against the
// raw logs, where the folder of these is at hand.
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "calibration/compared_factor.hpp"
#include "calibration/cpu_per_bit.hpp"
#include "calibration/measurement_folder.hpp"
#include "calibration/published.hpp"
#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using calibration::ComparedFactor;
using calibration::Imported;

namespace {

bool has_logs()
{
    if (!tests::real_folder().empty()) return true;
    WARN("the folder of real measurements is not there; nothing was held against it");
    return false;
}

std::vector<ComparedFactor> factors(const std::vector<Imported>& native,
                                    const std::vector<Imported>& guest)
{
    std::vector<ComparedFactor> all;
    auto pairing = calibration::pair_samples(calibration::with_cpu_per_bit(native),
                                             calibration::with_cpu_per_bit(guest));
    for (auto& comparison : pairing.comparisons) {
        all.push_back(calibration::compared_factor(std::move(comparison), false));
    }
    return all;
}

std::vector<ComparedFactor> factors(const std::string& native, const std::string& guest)
{
    return factors(std::vector<Imported>{tests::real(native)},
                   std::vector<Imported>{tests::real(guest)});
}

const ComparedFactor& factor(const std::vector<ComparedFactor>& all, const std::string& metric,
                             const std::string& condition = "", const std::string& word = "")
{
    for (const ComparedFactor& one : all) {
        const auto* found = find_condition(one.comparison.conditions, condition);
        const bool met = condition.empty() || (found != nullptr && in_words(*found) == word);
        if (one.comparison.metric == metric && met) return one;
    }
    FAIL("no factor of " << metric << ' ' << word);
    throw std::logic_error(metric);
}

// The digits of the value as the study's file has them, at least three.
void check_published(const calibration::PublishedStudy& study, const std::string& quantity,
                     const std::string& platform, const ComparedFactor& found)
{
    INFO(quantity << " of " << platform);
    const auto* figure = study.find(quantity, platform);
    REQUIRE(figure != nullptr);
    const double digits =
        std::abs(*figure->value * 1e3 - std::round(*figure->value * 1e3)) < 1e-6 ? 0.0005 : 0.00005;
    CHECK(std::abs(found.factor.factor - *figure->value) <= digits);
    const double error = found.factor.factor * found.factor.log_standard_error;
    if (figure->standard_error == 0) {
        CHECK_FALSE(found.factor.has_interval());
    } else {
        CHECK(error == Approx(figure->standard_error).margin(digits));
    }
}

calibration::PublishedStudy study(const std::string& name)
{
    return calibration::read_published(std::string(BBBCAP_SOURCE_DIR) + "/calibration/published/" +
                                       name + ".yaml");
}

struct Expected {
    const char* metric;
    const char* condition;
    const char* word;
    double factor, low, high;
};

// The table of the folder's README: mean log ratios of five pairs and their t intervals.
void check_twice(const std::string& guest, const std::vector<Expected>& table)
{
    models::Findings findings;
    const auto side = [&](const std::string& name) {
        const std::string folder = tests::real_folder() + "this-machine/" + name;
        return calibration::import_folder(folder, {}, findings);
    };
    const auto all = factors(side("native"), side(guest));
    for (const Expected& one : table) {
        INFO(guest << ": " << one.metric << ' ' << one.word);
        const auto& found = factor(all, one.metric, one.condition, one.word);
        CHECK(found.comparison.paired);
        const auto interval = found.factor.interval(0.95);
        CHECK(found.factor.factor == Approx(one.factor).margin(0.0006));
        CHECK(interval.low == Approx(one.low).margin(0.0006));
        CHECK(interval.high == Approx(one.high).margin(0.0006).epsilon(0.0005));
    }
}

}  // namespace

TEST_CASE("ibm-2014 is what the raw logs give")
{
    const auto published = study("ibm-2014");
    if (!has_logs()) return;
    for (const std::string platform : {"docker", "kvm"}) {
        const auto linpack = factors("intel-linpack/ibm2014-native.log",
                                     "intel-linpack/ibm2014-" + platform + ".log");
        check_published(published, "linpack", platform, factor(linpack, "linpack"));
        const auto stream = factors("stream/ibm2014-native-1socket.log",
                                    "stream/ibm2014-" + platform + "-1socket.log");
        for (const std::string kernel : {"copy", "scale", "add", "triad"}) {
            check_published(published, "stream_" + kernel, platform,
                            factor(stream, "stream_" + kernel));
        }
    }
}

TEST_CASE("the disk figures of ibm-2014 are what the raw logs give")
{
    const auto published = study("ibm-2014");
    if (!has_logs()) return;
    struct Job {
        const char* quantity;
        const char* metric;
        const char* name;
    };
    const Job jobs[] = {
        {"fio_write", "fio_write_throughput", "sequential-fill"},
        {"fio_read", "fio_read_throughput", "seq-read-1"},
        {"fio_random_write", "fio_write_throughput", "random-write-16"},
        {"fio_random_write_8_jobs", "fio_write_throughput", "random-write-16x8"},
        {"fio_random_read", "fio_read_throughput", "random-read-16"},
        {"fio_random_read_8_jobs", "fio_read_throughput", "random-read-16x8"},
    };
    for (const std::string platform : {"docker", "kvm"}) {
        const auto fio =
            factors("fio/fio208-normal-native.log", "fio/fio208-normal-" + platform + ".log");
        for (const Job& job : jobs) {
            check_published(published, job.quantity, platform,
                            factor(fio, job.metric, "job", job.name));
        }
    }
}

TEST_CASE("LINPACK of ibm-2014 has one outlier in KVM and no overhead in Docker")
{
    if (!has_logs()) return;
    const auto docker =
        factors("intel-linpack/ibm2014-native.log", "intel-linpack/ibm2014-docker.log");
    CHECK(factor(docker, "linpack").factor.factor == Approx(1).margin(0.0005));
    CHECK(factor(docker, "linpack").outliers() == 0);
    const auto kvm = factors("intel-linpack/ibm2014-native.log", "intel-linpack/ibm2014-kvm.log");
    const auto& linpack = factor(kvm, "linpack");
    CHECK(linpack.factor.factor == Approx(0.448).margin(0.0005));
    CHECK(linpack.factor.guest.outliers == std::vector<std::size_t>{7});
    CHECK(linpack.otherwise->factor == Approx(0.456).margin(0.0005));
}

TEST_CASE("virtualization-benchmarks-2020 is what the raw logs give")
{
    const auto published = study("virtualization-benchmarks-2020");
    if (!has_logs()) return;
    for (const std::string platform : {"docker", "firecracker"}) {
        const auto cpu =
            factors("sysbench/cpu-metal-10runs.log", "sysbench/cpu-" + platform + "-10runs.log");
        check_published(published, "sysbench_cpu", platform,
                        factor(cpu, "sysbench_cpu_event_rate"));
        const auto network = factors("iperf3/metal-tcp-10runs-array.json",
                                     "iperf3/" + platform + "-tcp-10runs-array.json");
        for (const std::string quantity :
             {"iperf3_tcp_throughput", "iperf3_tcp_remote_cpu_per_bit"}) {
            check_published(published, quantity, platform, factor(network, quantity));
        }
    }
}

TEST_CASE("the machine that was measured twice has the paired factors of its README")
{
    if (!has_logs()) return;
    check_twice("container",
                {
                    {"sysbench_cpu_event_rate", "threads", "1", 1.027, 0.930, 1.134},
                    {"sysbench_cpu_event_rate", "threads", "2", 1.003, 0.994, 1.013},
                    {"stream_copy", "", "", 0.974, 0.897, 1.059},
                    {"stream_triad", "", "", 1.016, 0.962, 1.073},
                    {"netperf_tcp_throughput", "", "", 0.264, 0.127, 0.551},
                    {"netperf_udp_throughput", "", "", 0.745, 0.633, 0.877},
                    {"netperf_tcp_rr_transaction_rate", "", "", 1.052, 0.702, 1.579},
                    {"iperf3_tcp_throughput", "", "", 0.641, 0.479, 0.858},
                    {"iozone_random_read", "record_size", "65536", 0.859, 0.747, 0.988},
                    {"iozone_write", "record_size", "65536", 0.715, 0.260, 1.969},
                    {"netperf_udp_rr_transaction_rate", "", "", 0.588, 0.203, 1.703},
                    {"iperf3_udp_throughput", "", "", 0.974, 0.834, 1.139},
                    {"sockperf_udp_latency", "", "", 1.162, 0.278, 4.845},
                    {"qperf_tcp_throughput", "", "", 0.504, 0.315, 0.808},
                    {"qperf_tcp_latency", "", "", 1.212, 0.601, 2.445},
                    {"qperf_udp_latency", "", "", 0.728, 0.511, 1.036},
                    {"fio_read_iops", "job", "rr4k", 0.975, 0.911, 1.043},
                    {"fio_read_completion_latency", "job", "rr4k", 1.022, 0.957, 1.090},
                    {"sysbench_memory_throughput", "", "", 1.595, 0.790, 3.220},
                    {"sysbench_fileio_read_rate", "", "", 0.860, 0.766, 0.967},
                    {"hpcc_linpack", "", "", 1.011, 0.674, 1.515},
                    {"hpcc_star_stream_triad", "", "", 0.991, 0.781, 1.259},
                });
    check_twice("container-quota",
                {
                    {"sysbench_cpu_event_rate", "threads", "2", 0.621, 0.423, 0.910},
                    {"stream_triad", "", "", 1.144, 0.870, 1.505},
                });
}
