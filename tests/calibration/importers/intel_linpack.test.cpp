#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("Intel LINPACK gives each trial with the size, threads and shape of the machine")
{
    const auto imported = recorded("intel_linpack/skipped-size.log");
    CHECK(imported.tool == "intel_linpack");
    CHECK(imported.diagnosis.empty());
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(values(imported, "linpack") == Values{47.9211, 60.7744, 72.135, 1093.4471, 1089.8738});
    CHECK(values(imported, "linpack", "problem_size", 10000) == Values{1093.4471, 1089.8738});
    const auto& first = imported.runs[0].samples[0];
    CHECK(first.line == 27);
    CHECK(first.unit == "GFlops");
    CHECK(first.better == calibration::Better::higher);
    CHECK(condition(first, "threads") == 8);
    CHECK(condition(first, "alignment") == 4096);
    CHECK(condition(first, "guest_cpu_frequency") == 2.494e9);
}

TEST_CASE("sizes that Intel LINPACK skipped are told")
{
    const auto imported = recorded("intel_linpack/skipped-size.log");
    CHECK(has_flag(imported.runs.at(0), "without a trial: 45000"));
}

TEST_CASE("a killed run of Intel LINPACK keeps its whole trials")
{
    const auto imported = recorded("intel_linpack/killed.log");
    CHECK(values(imported, "linpack") == Values{72.135});
    CHECK_FALSE(imported.runs.at(0).complete);
}

TEST_CASE("a trial whose check did not pass is no sample")
{
    const auto imported = recorded("intel_linpack/failed-check.log");
    CHECK(values(imported, "linpack") == Values{72.135});
    CHECK(has_flag(imported.runs.at(0), "line 25: the residual check says \"fail\""));
}

TEST_CASE("two guests in one file are two runs, and a summary that is not theirs is told")
{
    const auto imported = recorded("intel_linpack/two-guests.log");
    REQUIRE(imported.runs.size() == 2);
    CHECK(condition(imported.runs[0].samples.at(0), "guest_cpus") == 1);
    CHECK(condition(imported.runs[1].samples.at(0), "guest_cpus") == 4);
    CHECK(imported.runs[0].flags.empty());
    CHECK(has_flag(imported.runs[1], "are not those of the trials"));
}

TEST_CASE("Intel LINPACK without a trial gives a diagnosis")
{
    const auto imported = recorded("intel_linpack/no-result.log");
    CHECK_FALSE(imported.has_samples());
    CHECK_FALSE(imported.diagnosis.empty());
}

TEST_CASE("real files of Intel LINPACK give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto native = real("intel-linpack/ibm2014-native.log");
    REQUIRE(native.runs.size() == 1);
    CHECK(native.runs[0].complete);
    CHECK(native.runs[0].flags.empty());
    CHECK(values(native, "linpack", "problem_size", 45000) ==
          Values{291.5018, 291.3511, 290.2783, 292.1874, 290.2060, 289.5350, 291.8244, 289.5135,
                 289.5522, 292.3367});
    CHECK(values(real("intel-linpack/ibm2014-docker.log"), "linpack") ==
          Values{290.9670, 289.4743, 290.6897, 290.8738, 290.7930, 292.1614, 291.2992, 289.3611,
                 290.6156, 292.4424});
    const auto kvm = real("intel-linpack/ibm2014-kvm.log");
    CHECK(values(kvm, "linpack") == Values{132.7067, 132.9015, 132.8607, 132.6140, 132.6397,
                                           132.5018, 132.6546, 108.7559, 132.3587, 132.8390});
    CHECK(kvm.runs.at(0).flags.empty());
    CHECK(condition(kvm.runs[0].samples.at(0), "guest_cpus") == 32);
    CHECK(values(real("intel-linpack/ibm2014-native-3trials.log"), "linpack") ==
          Values{288.6163, 289.6387, 291.2459});

    const auto brazil = real("intel-linpack/pt_BR-2020-i5.txt");
    CHECK(values(brazil, "linpack").size() == 24);
    CHECK(values(brazil, "linpack", "problem_size", 1000) ==
          Values{63.7248, 78.3340, 85.2770, 84.2144});
    CHECK(values(brazil, "linpack", "problem_size", 10000) == Values{133.7509, 133.7110});
    CHECK(values(brazil, "linpack", "problem_size", 30000) == Values{105.4868});
    CHECK(condition(brazil.runs.at(0).samples.at(0), "threads") == 4);
    CHECK(brazil.runs[0].flags.size() == 1);
    CHECK(has_flag(brazil.runs[0], "35000, 40000, 45000"));
}
