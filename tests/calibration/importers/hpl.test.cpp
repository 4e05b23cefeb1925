#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

TEST_CASE("HPL gives speed and time of every configuration, progress lines are none")
{
    const auto imported = recorded("hpl/grid.out");
    CHECK(imported.tool == "hpl");
    CHECK(imported.version == "2.3");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(imported.runs[0].flags.empty());
    CHECK(values(imported, "linpack") == Values{22.235, 38.812, 42.526});
    CHECK(values(imported, "linpack_time") == Values{1.92, 1.10, 8.03});
    const auto& last = imported.runs[0].samples.at(4);
    CHECK(last.unit == "Gflops");
    CHECK(last.line == 52);
    CHECK(condition(last, "problem_size") == 8000);
    CHECK(condition(last, "blocking_factor") == 128);
    CHECK(condition(last, "process_rows") == 2);
    CHECK(condition(last, "process_columns") == 2);
    CHECK(imported.runs[0].samples.at(5).better == calibration::Better::lower);
}

TEST_CASE("an HPL result whose residual is too large is no sample")
{
    const auto imported = recorded("hpl/failed-residual.out");
    CHECK(values(imported, "linpack") == Values{22.235});
    CHECK(has_flag(imported.runs.at(0), "the residual is too large"));
    CHECK(values(recorded("hpl/three-residuals-1.0.out"), "linpack") == Values{1.036});
}

TEST_CASE("a result of a killed HPL run is kept, with the word that nobody checked it")
{
    const auto imported = recorded("hpl/killed.out");
    CHECK(values(imported, "linpack") == Values{22.235, 22.458});
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(has_flag(imported.runs.at(0), "the residual was not checked"));
}

TEST_CASE("contradictions inside an HPL file are told, the printed time is kept")
{
    const auto imported = recorded("hpl/stamps-differ.out");
    CHECK(values(imported, "linpack_time") == Values{300.12});
    CHECK(has_flag(imported.runs.at(0), "2 s lie between start and end"));
    CHECK(has_flag(imported.runs.at(0), "says 2 tests, but there are 1 result lines"));
}

TEST_CASE("each banner of HPL begins a run")
{
    const auto imported = recorded("hpl/two-runs.out");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(imported.runs[1].samples.empty());
    CHECK(imported.version == "2.3, 2.2");
}

TEST_CASE("a speed at which the file is cut may lack its exponent and is no sample")
{
    const std::string heading = "T/V                N    NB     P     Q    Time      Gflops\n";
    const std::string row = "WR11C2R4        4000   128     1     2    1.92     2.2235e+0";
    CHECK_FALSE(tests::imported(heading + row).has_samples());
    CHECK(values(tests::imported(heading + row + "1\n"), "linpack") == Values{22.235});
}

TEST_CASE("HPCC gives its HPL result and the measured numbers of its summary")
{
    const auto imported = recorded("hpcc/two-processes.txt");
    CHECK(imported.tool == "hpcc");
    CHECK(imported.version == "1.5.0");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(values(imported, "linpack") == Values{10.17});
    CHECK(values(imported, "hpcc_linpack") == Values{0.0101673});
    CHECK(values(imported, "hpcc_star_stream_triad", "array_size", 2666666) == Values{12.3404});
    CHECK(values(imported, "hpcc_ping_pong_latency", "processes", 2) == Values{0.411});
    CHECK(values(imported, "hpcc_mpi_random_access").empty());
    CHECK(has_flag(imported.runs[0], "MPIRandomAccess_GUPs was not measured"));
}

TEST_CASE("HPCC that was cut, or calls itself not successful, says so")
{
    const auto cut = recorded("hpcc/cut-summary.txt");
    CHECK_FALSE(cut.runs.at(0).complete);
    CHECK(values(cut, "hpcc_linpack").empty());
    CHECK(values(cut, "linpack") == Values{10.17});
    const auto failed = recorded("hpcc/not-successful.txt");
    CHECK(has_flag(failed.runs.at(0), "calls itself not successful"));
    CHECK(values(failed, "hpcc_mpi_fft").empty());
    CHECK(recorded("hpcc/concatenated.txt").runs.size() == 2);
}

TEST_CASE("real files of HPL give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto mkl = real("hpl/hpl21-mkl-1run.out");
    CHECK(values(mkl, "linpack", "problem_size", 35000) == Values{1715.87});
    CHECK(values(mkl, "linpack_time", "blocking_factor", 256) == Values{16.66});
    CHECK(mkl.runs.at(0).complete);
    CHECK(mkl.runs[0].flags.empty());

    const auto arm = real("hpl/hpl23-arm.txt");
    CHECK(values(arm, "linpack", "problem_size", 8029) == Values{29.874, 29.874});
    CHECK(values(arm, "linpack_time", "process_columns", 2) == Values{11.55, 11.55});
    CHECK(has_flag(arm.runs.at(0), "says 1 tests, but there are 2 result lines"));

    const auto etna = real("hpl/hpl-mp-linpack-8ranks-etna0.out");
    CHECK(etna.version == "2.2");
    CHECK(values(etna, "linpack", "problem_size", 83904) == Values{170.4});
    CHECK(values(etna, "linpack_time", "process_columns", 4) == Values{2310.54});
    CHECK(has_flag(etna.runs.at(0), "1078 s lie between start and end"));

    const auto hpcc = real("hpl/hpcc142-hpl20.txt");
    CHECK(hpcc.version == "1.4.2");
    REQUIRE(hpcc.runs.size() == 1);
    CHECK(hpcc.runs[0].complete);
    CHECK(hpcc.runs[0].flags.empty());
    CHECK(values(hpcc, "linpack", "problem_size", 39552) == Values{33.18});
    CHECK(values(hpcc, "linpack_time", "blocking_factor", 192) == Values{1243.10});
    CHECK(values(hpcc, "hpcc_linpack") == Values{0.0331844});
    CHECK(values(hpcc, "hpcc_star_stream_triad") == Values{5.92076});
    CHECK(values(hpcc, "hpcc_star_dgemm") == Values{10.3432});
}

TEST_CASE("real files of paired HPCC runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const Values native = {0.00733185, 0.00681083, 0.00741, 0.00472162, 0.00498003};
    const Values container = {0.00721004, 0.0114429, 0.00507265, 0.00489223, 0.00447913};
    const Values native_triad = {48.6099, 42.4242, 52.744, 52.4031, 50.9995};
    const Values container_triad = {36.7588, 55.0823, 52.4064, 50.4631, 52.014};
    for (std::size_t i = 0; i < 5; ++i) {
        const std::string file = "/hpcc." + std::to_string(i + 1) + ".txt";
        const auto here = real("this-machine/native" + file);
        const auto there = real("this-machine/container" + file);
        CHECK(values(here, "hpcc_linpack") == Values{native[i]});
        CHECK(values(there, "hpcc_linpack") == Values{container[i]});
        CHECK(values(here, "hpcc_star_stream_triad") == Values{native_triad[i]});
        CHECK(values(there, "hpcc_star_stream_triad") == Values{container_triad[i]});
        CHECK(here.runs.at(0).samples.at(0).conditions ==
              there.runs.at(0).samples.at(0).conditions);
    }
}
