#include "calibration/measured_ramp.hpp"

#include "calibration/series_selector.hpp"
#include "tests/catch.hpp"

using calibration::Measured;
using calibration::MeasuredRamp;
using calibration::RampSeries;
using Values = std::vector<double>;

namespace {

std::string path(const std::string& name)
{
    return std::string(BBBCAP_SOURCE_DIR) + "/tests/recorded/" + name;
}

calibration::Selector selector(const std::string& text)
{
    std::string problem;
    const auto read = calibration::read_selector(text, problem);
    INFO(problem);
    REQUIRE(read);
    return *read;
}

RampSeries series(const std::string& cpu, const std::string& memory, const std::string& sent)
{
    RampSeries wanted;
    wanted.users = selector("viewers");
    const std::string names[] = {cpu, memory, sent};
    for (std::size_t i = 0; i < calibration::measured_count; ++i) {
        if (!names[i].empty()) wanted.named[i] = selector(names[i]);
    }
    return wanted;
}

struct Read {
    std::vector<MeasuredRamp> ramps;
    std::vector<std::string> notes;
    models::Findings findings;

    std::string problem() const { return findings.empty() ? "" : findings.list()[0].sentence; }
};

Read read(const std::vector<std::string>& files, const RampSeries& wanted)
{
    Read result;
    result.ramps = calibration::read_ramps(files, wanted, result.notes, result.findings);
    return result;
}

const std::string viewers = path("csv/ramp-of-viewers.csv");

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a ramp is read in cores, bytes and bits per second")
{
    const auto found = read({viewers}, series("cpu_percent_of_one_core", "rss_mib", "tx_mbit"));
    REQUIRE(found.findings.empty());
    REQUIRE(found.ramps.size() == 1);
    const MeasuredRamp& ramp = found.ramps[0];
    CHECK(ramp.step == 1);
    REQUIRE(ramp.times.size() == 36);
    CHECK(ramp.users[6] == 10);
    const auto value = [&](Measured quantity, std::size_t i) {
        return ramp.values[static_cast<std::size_t>(quantity)].at(i);
    };
    CHECK(value(Measured::cpu, 20) > 0.03);
    CHECK(value(Measured::cpu, 20) < 0.06);
    CHECK(value(Measured::memory, 0) == Approx(14.04 * 1048576).epsilon(0.01));
    CHECK(value(Measured::sent, 20) == Approx(64.8e6).epsilon(0.1));
    CHECK(value(Measured::sent, 0) == 0);
}

TEST_CASE("samples soon after a change of users are left out")
{
    auto wanted = series("cpu_percent_of_one_core", "", "");
    wanted.settle = 2;
    const auto found = read({viewers}, wanted);
    REQUIRE(found.ramps.size() == 1);
    CHECK(found.ramps[0].unsettled == 12);  // two of each of six levels
    CHECK(found.ramps[0].times[0] == 2);
    CHECK(found.ramps[0].values[1].empty());
    CHECK(found.notes.size() == 2);  // of what is not compared
    wanted.settle = 1000;
    CHECK(contains(read({viewers}, wanted).problem(), "`--settle`"));
}

TEST_CASE("what cannot be held against a prediction is told with the way out")
{
    const auto nothing = read({viewers}, series("", "", ""));
    CHECK(contains(nothing.problem(), "`--cpu`, `--memory` or `--sent`"));
    const auto unit = read({viewers}, series("rss_mib", "", ""));
    CHECK(contains(unit.problem(), "where a share"));
    CHECK(contains(unit.problem(), "`--cpu`"));
    CHECK(contains(read({viewers}, series("tea", "", "")).problem(), "tea"));
    const auto no_series = read({path("stream/5.10.txt")}, series("", "", ""));
    CHECK_FALSE(no_series.findings.empty());
    CHECK(no_series.ramps.empty());
}
