#include <numeric>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

namespace {

const std::vector<std::string> kernels = {"stream_copy", "stream_scale", "stream_add",
                                          "stream_triad"};

Values in_order(const calibration::Run& run)
{
    Values all;
    for (const auto& sample : run.samples) all.push_back(sample.value);
    return all;
}

double mean(const Values& values_)
{
    return std::accumulate(values_.begin(), values_.end(), 0.0) /
           static_cast<double>(values_.size());
}

void check_means(const std::string& file, const Values& means, double half_digit)
{
    INFO(file);
    const auto imported = real(file);
    CHECK(imported.runs.size() == 10);
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const auto rates = values(imported, kernels[i]);
        REQUIRE(rates.size() == 10);
        CHECK(mean(rates) == Approx(means[i]).margin(half_digit));
    }
}

}  // namespace

TEST_CASE("STREAM gives one rate for each kernel, with array, threads and iterations")
{
    const auto imported = recorded("stream/5.10.txt");
    CHECK(imported.tool == "stream");
    CHECK(imported.version == "5.10");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(in_order(imported.runs[0]) == Values{21000.5, 15000.2, 17000.8, 17100.5});
    const auto& triad = imported.runs[0].samples[3];
    CHECK(triad.metric == "stream_triad");
    CHECK(triad.unit == "MB/s");
    CHECK(triad.line == 21);
    CHECK(condition(triad, "array_size") == 8000000);
    CHECK(condition(triad, "element_size") == 8);
    CHECK(condition(triad, "threads") == 4);
    CHECK(condition(triad, "iterations") == 10);
}

TEST_CASE("the unit of STREAM is the one in its heading")
{
    const auto imported = recorded("stream/5.9-gigabytes.txt");
    CHECK(imported.runs.at(0).samples.at(0).unit == "GB/s");
    CHECK(values(imported, "stream_copy", "iterations", 20) == Values{22.5193});
    CHECK(values(imported, "stream_triad", "threads", 16) == Values{25.1559});
}

TEST_CASE("each start of STREAM in a file is a run")
{
    const auto imported = recorded("stream/iterations.txt");
    REQUIRE(imported.runs.size() == 3);
    CHECK(values(imported, "stream_copy") == Values{21001.5, 21002.5, 21003.5});
    CHECK(std::isnan(condition(imported.runs[0].samples.at(0), "threads")));
}

TEST_CASE("STREAM on two guests gives two runs, each with the threads that were counted")
{
    const auto imported = recorded("stream/two-guests.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(condition(imported.runs[0].samples.at(0), "threads") == 4);
    CHECK(condition(imported.runs[1].samples.at(0), "threads") == 1);
    CHECK(has_flag(imported.runs[1], "not as many threads as were asked for"));
}

TEST_CASE("STREAM whose validation failed gives no sample")
{
    const auto imported = recorded("stream/failed-validation.txt");
    CHECK_FALSE(imported.has_samples());
    CHECK(imported.diagnosis.find("validation failed") != std::string::npos);
}

TEST_CASE("a killed STREAM run keeps the kernels before, and one that printed none is diagnosed")
{
    const auto imported = recorded("stream/killed.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(imported.runs[0].complete);
    CHECK_FALSE(imported.runs[1].complete);
    CHECK(in_order(imported.runs[1]) == Values{21000.5, 15000.2});
    CHECK_FALSE(recorded("stream/header-only.txt").has_samples());
    CHECK_FALSE(recorded("stream/header-only.txt").diagnosis.empty());
}

TEST_CASE("real files of STREAM give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto native = real("stream/ibm2014-native-1socket.log");
    CHECK(in_order(native.runs.at(0)) == Values{22.5193, 22.5310, 25.1215, 25.1559});
    CHECK(native.runs[0].samples[0].unit == "GB/s");
    CHECK(condition(native.runs[0].samples[0], "array_size") == 1650163200);
    CHECK(condition(native.runs[0].samples[0], "threads") == 16);
    check_means("stream/ibm2014-native-1socket.log", {22.5271, 22.5314, 25.1231, 25.1503}, 6e-5);
    check_means("stream/ibm2014-docker-1socket.log", {22.5215, 22.5204, 25.1200, 25.1433}, 6e-5);
    check_means("stream/ibm2014-kvm-1socket.log", {22.2813, 22.2785, 24.8471, 24.8676}, 6e-5);
    check_means("stream/lkp-stream-iterations.txt", {28339.17, 19816.56, 28612.33, 27710.44}, 6e-3);
    const auto four = real("stream/stream510-4threads.txt");
    CHECK(in_order(four.runs.at(0)) == Values{18514.5, 18333.8, 23043.7, 23314.0});
    CHECK(condition(four.runs[0].samples[0], "threads") == 4);
    CHECK(in_order(real("stream/stream-1thread-here.txt").runs.at(0)) ==
          Values{35730.4, 37248.6, 36084.6, 32593.5});
    const auto floats = real("stream/stream-float-here.txt");
    CHECK(in_order(floats.runs.at(0)) == Values{25324.6, 20033.7, 30054.6, 30067.6});
    CHECK(condition(floats.runs[0].samples[0], "element_size") == 4);
}

TEST_CASE("real files of paired STREAM runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const Values native_copy = {40455.1, 26708.9, 40260.9, 38829.4, 40115.3};
    const Values guest_copy = {39900.6, 25395.0, 35406.2, 40126.1, 41348.7};
    const Values native_triad = {39421.7, 29504.0, 39486.6, 35925.5, 37813.5};
    const Values guest_triad = {40241.2, 29983.4, 38065.2, 35815.6, 41124.0};
    const Values quota_triad = {49875.3, 29923.2, 38034.2, 57944.0, 37169.1};
    for (std::size_t i = 0; i < 5; ++i) {
        const std::string file = "/stream." + std::to_string(i + 1) + ".txt";
        const auto native = real("this-machine/native" + file);
        const auto guest = real("this-machine/container" + file);
        CHECK(values(native, "stream_copy") == Values{native_copy[i]});
        CHECK(values(guest, "stream_copy") == Values{guest_copy[i]});
        CHECK(values(native, "stream_triad") == Values{native_triad[i]});
        CHECK(values(guest, "stream_triad") == Values{guest_triad[i]});
        CHECK(values(real("this-machine/container-quota" + file), "stream_triad") ==
              Values{quota_triad[i]});
        CHECK(native.runs.at(0).samples.at(0).conditions ==
              guest.runs.at(0).samples.at(0).conditions);
    }
}
