#include <string>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;
using tests::contains;

namespace {

// The CPU gives out, with rates in place of frames: answered at once.
const std::string cpu_bound =
    "scenarios/seed-2016-gigabit.yaml --set 'window=30 s' --set 'warm_up=10 s' "
    "--set resolution=flow ";
const std::string errors =
    "--set platform.kvm.cpu.compute.standard_error=0.03 "
    "--set 'profile.streams.webcam_frame.red5.per_delivery.standard_error=1 us' ";

}  // namespace

TEST_CASE("capacity splits the interval and names the measurement to repeat", "[whole]")
{
    const auto answer = bbbcap("capacity " + cpu_bound + errors + "--platform kvm,lxc");
    CHECK(answer.exit_code == 0);
    CHECK(contains(answer.out, "Behind the interval"));
    CHECK(contains(answer.out, "calibration"));
    CHECK(contains(answer.out, "workload"));
    CHECK(contains(answer.out, "simulation noise"));
    CHECK(contains(answer.out, "Measure `platform.kvm.cpu.compute` again"));
    CHECK(contains(answer.out, "`--calibration-error off` shows the rest alone"));
}

TEST_CASE("a prediction as JSON has the promised keys", "[whole]")
{
    const auto document =
        bbbcap("capacity " + cpu_bound + errors + "--platform kvm,lxc --json").json();
    for (const auto& platform : document["platforms"]) {
        REQUIRE(platform.contains("prediction"));
        const auto& prediction = platform["prediction"];
        CHECK(prediction["interval"]["low"] <= prediction["interval"]["mean"]);
        CHECK(prediction["interval"]["mean"] <= prediction["interval"]["high"]);
        CHECK(platform["prediction_interval"] == platform["interval"]);
        const auto& split = platform["doubt"];
        CHECK(double(split["calibration"]) + double(split["workload"]) +
                  double(split["simulation"]) ==
              Approx(1));
        CHECK(prediction["by_draw"].size() == prediction["draws"]);
        CHECK(prediction["by_draw"][0].size() == prediction["replications_per_draw"]);
        CHECK(prediction["precise"] == true);
        CHECK(prediction["beyond_search"] == 0);
        for (const auto& error : prediction["errors"]) {
            CHECK(error["share"] <= split["calibration"]);
            CHECK(error["source"].is_string());
        }
    }
    const auto& kvm = document["platforms"][0]["prediction"]["errors"];
    REQUIRE(kvm.size() == 2);
    CHECK(kvm[0]["name"] == "platform.kvm.cpu.compute");
    CHECK(document["platforms"][1]["prediction"]["errors"].size() == 1);
}

TEST_CASE("without the calibration error the answer is that of a scenario without standard errors",
          "[whole]")
{
    // what was asked is in the document, and differs
    const auto answer = [](const std::string& command) {
        const std::string text = bbbcap(command).out;
        return text.starts_with("{") ? text.substr(text.find("\"platforms\": [")) : text;
    };
    for (const std::string command : {"capacity ", "compare "}) {
        for (const std::string form : {"--platform native,kvm --json", "--platform native,kvm"}) {
            INFO(command << form);
            const auto plain = answer(command + cpu_bound + form);
            CHECK(answer(command + cpu_bound + form + " --calibration-error on") == plain);
            const auto doubtful = command + cpu_bound + errors + form;
            CHECK(answer(doubtful + " --calibration-error off") == plain);
            CHECK(answer(doubtful) != plain);
        }
    }
}

TEST_CASE("drawn answers have the same bytes from one thread and from two", "[whole]")
{
    for (const std::string command : {"capacity ", "compare "}) {
        const std::string line = command + cpu_bound + errors + "--json --platform native,kvm ";
        CHECK(bbbcap(line + "--threads 1").out == bbbcap(line + "--threads 2").out);
    }
}

TEST_CASE("differences are paired by draw, and one between equals stays without doubt", "[whole]")
{
    const auto difference = [](const std::string& error) {
        const auto document =
            bbbcap("compare " + cpu_bound + "--json --platform native,kvm " + error).json();
        const auto& found = document["platforms"][1]["difference"];
        return double(found["high"]) - double(found["low"]);
    };
    const double plain = difference("");
    const double own = difference("--set platform.kvm.cpu.compute.standard_error=0.03");
    CHECK(own > plain + 5);
    // what both have in common hardly tells them apart
    const std::string shared =
        "--set 'profile.streams.webcam_frame.red5.per_delivery.standard_error=3 us'";
    const auto document =
        bbbcap("capacity " + cpu_bound + "--json --platform kvm " + shared).json();
    const auto& interval = document["platforms"][0]["interval"];
    const double alone = double(interval["high"]) - double(interval["low"]);
    CHECK(difference(shared) < 0.5 * alone);
}

TEST_CASE("a variant without standard errors meets the same draws", "[whole]")
{
    const auto document = bbbcap("compare " + cpu_bound + "--json --platform kvm " + errors +
                                 "--vary platform.kvm.cpu.compute=0.8605 --vary guest.vcpus=4")
                              .json();
    REQUIRE(document["platforms"].size() == 3);
    // the value set anew has no error: what is left is the doubt of the first
    CHECK(document["platforms"][1]["prediction"]["errors"].size() == 1);
    const auto& same = document["platforms"][1]["difference"];
    CHECK(same["low"] < 0);
    CHECK(same["high"] > 0);
    CHECK(document["platforms"][2]["difference"]["low"] > 0);
}

TEST_CASE("the measurements behind a number are named, and an error that was left out", "[whole]")
{
    const std::string compute = "--set platform.kvm.cpu.compute";
    const std::string line = "capacity " + cpu_bound + errors + "--platform kvm ";
    const auto named = bbbcap(line + compute + ".measurements='[{metric: linpack}]'");
    CHECK(contains(named.out, "Measure `platform.kvm.cpu.compute` again (linpack):"));
    const auto anew = bbbcap(line + compute + "=0.86");
    CHECK(contains(anew.out, "Warning: the value of `platform.kvm.cpu.compute` was set anew"));
    CHECK_FALSE(contains(anew.out, "Measure `platform.kvm.cpu.compute`"));
}

TEST_CASE("the calibration error is on or off")
{
    const auto answer = bbbcap("capacity " + cpu_bound + "--calibration-error no");
    CHECK(answer.exit_code == 2);
    CHECK(answer.err == "bbbcap: `--calibration-error` must be `on` or `off`, found \"no\"\n");
}
