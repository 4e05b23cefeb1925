#include "calibration/cpu_per_bit.hpp"

#include <vector>

#include "tests/calibration/sampled.hpp"
#include "tests/catch.hpp"

using calibration::Better;
using calibration::Imported;
using calibration::Run;
using calibration::with_cpu_per_bit;

namespace {

Imported iperf(std::vector<calibration::Sample> samples)
{
    Run run;
    for (auto& sample : samples) run.add(sample);
    return {"iperf3.json", "iperf3", "", {run}, ""};
}

const calibration::Sample rate = {"iperf3_tcp_throughput", 8e8, "bits_per_second",
                                  Better::higher,          {},  1};
const calibration::Sample cpu = {"iperf3_tcp_remote_cpu", 40, "%", Better::lower, {}, 2};

std::vector<double> per_bit(const Imported& file)
{
    std::vector<double> found;
    const auto files = with_cpu_per_bit(std::vector<Imported>{file});
    for (const auto& sample : files[0].runs[0].samples) {
        if (sample.metric.ends_with("_cpu_per_bit")) found.push_back(sample.value);
    }
    return found;
}

}  // namespace

TEST_CASE("the CPU of a throughput test over its rate is CPU time for each bit")
{
    const auto found = per_bit(iperf({rate, cpu}));
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Approx(0.4 / 8e8));
}

TEST_CASE("without a rate, or with two, there is no CPU time for each bit")
{
    CHECK(per_bit(iperf({cpu})).empty());
    CHECK(per_bit(iperf({rate, rate, cpu})).empty());
    CHECK(per_bit(iperf({rate, cpu, cpu})).empty());
}
