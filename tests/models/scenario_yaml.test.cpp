#include "models/scenario_yaml.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "models/section_yaml.hpp"
#include "models/words.hpp"
#include "tests/catch.hpp"

namespace {

const std::string library = std::string(BBBCAP_SOURCE_DIR) + "/scenarios";

models::Scenario seed(const std::vector<std::string>& overrides = {})
{
    return models::read_scenario(library + "/seed-2016.yaml", overrides, library);
}

const models::Parameter& parameter(const models::Scenario& scenario, const std::string& name)
{
    for (const models::Parameter* one : models::parameters_of(scenario)) {
        if (one->name == name) return *one;
    }
    FAIL("no parameter " << name);
    throw std::logic_error(name);
}

}  // namespace

TEST_CASE("every shipped scenario can be read")
{
    std::set<std::string> names;
    for (const auto& entry : models::list_library(library, "scenarios")) {
        INFO(entry.path);
        CHECK_FALSE(entry.title.empty());
        const auto scenario = models::read_scenario(entry.path, {}, library);
        CHECK(scenario.name == entry.name);
        names.insert(scenario.name);
    }
    for (const char* name : {"seed-2016", "seed-2016-gigabit", "seed-2016-audio", "lecture",
                             "seminar", "everyone-on-camera", "timetable-day"}) {
        CHECK(names.contains(name));
    }
}

TEST_CASE("every file of the library can be read in a scenario")
{
    for (const char* kind : {"host", "platform", "profile", "workload", "slo"}) {
        const auto entries = models::list_library(library, std::string(kind) + "s");
        CHECK_FALSE(entries.empty());
        for (const auto& entry : entries) {
            INFO(entry.path);
            CHECK_FALSE(entry.title.empty());
            CHECK_NOTHROW(seed({std::string(kind) + "=" + entry.name}));
        }
    }
}

TEST_CASE("the seed scenario is the study's set-up")
{
    const auto scenario = seed();
    CHECK(scenario.host.cores() == 12);
    CHECK(scenario.host.threads() == 24);
    CHECK(scenario.host.memory == 48.0 * 1024 * 1024 * 1024);
    CHECK(scenario.guest.vcpus == 2);
    CHECK(scenario.guest.memory == 4.0 * 1024 * 1024 * 1024);
    REQUIRE(scenario.platforms.size() == 4);
    CHECK(scenario.platforms[1].name == "kvm");
    CHECK(scenario.platforms[1].compute.value == 0.8605);
    CHECK(scenario.platforms[1].memory_bandwidth.value == 0.899);
    CHECK(scenario.platforms[2].compute.value == 0.9542);
    CHECK(scenario.platforms[3].compute.value == 0.9913);
    CHECK(scenario.workload.users == 340);
    CHECK(scenario.workload.interval == 30);
    REQUIRE(scenario.links.size() == 2);
    CHECK(scenario.links[1].rate == 100e6);
    int webcams = 0;
    for (const auto& persona : scenario.workload.personas) {
        if (persona.webcam) webcams += persona.first;
        CHECK(persona.microphone == models::Microphone::none);
    }
    CHECK(webcams == 8);
    CHECK(scenario.published == "seed-2016");
}

TEST_CASE("the demands add up to those the profile was made from")
{
    const auto scenario = seed();
    const auto sum = [&](models::EventStream stream, models::TermKind kind) {
        double total = 0;
        for (const auto& visit : scenario.profile.visits_of(stream)) {
            for (const auto& term : visit.terms) {
                if (term.kind == kind) total += term.demand.value;
            }
        }
        return total;
    };
    using models::EventStream;
    using models::TermKind;
    CHECK(sum(EventStream::idle, TermKind::fixed) == Approx(0.060));
    CHECK(sum(EventStream::join, TermKind::fixed) == Approx(0.150));
    CHECK(sum(EventStream::join, TermKind::per_user) == Approx(0.00035));
    // 20 ms per user and second of sound, at 50 ticks a second
    CHECK(sum(EventStream::audio_tick, TermKind::per_talker) * 50 == Approx(0.020));
    // a delivered webcam frame of 3.125 kB: 0.03 + 0.05 + 3.125 x 0.004 ms
    const double delivered = sum(EventStream::webcam_frame, TermKind::per_viewer) +
                             sum(EventStream::webcam_frame, TermKind::per_delivery) +
                             3.125 * sum(EventStream::webcam_frame, TermKind::per_kilobyte);
    CHECK(delivered == Approx(0.0925e-3));
}

TEST_CASE("every parameter has a name, a source, a mark and a range that contains it")
{
    const auto scenario = seed();
    std::set<std::string> names;
    for (const models::Parameter* one : models::parameters_of(scenario)) {
        INFO(one->name);
        CHECK(names.insert(one->name).second);
        CHECK_FALSE(one->source.empty());
        CHECK(one->low <= one->value);
        CHECK(one->value <= one->high);
        if (one->mark == models::Mark::assumed) CHECK(one->low < one->high);
    }
}

TEST_CASE("parameters are named as --set takes them")
{
    const auto scenario = seed();
    for (const models::Parameter* one : models::parameters_of(scenario)) {
        std::ostringstream value;
        value.precision(17);
        value << one->value;
        const std::string mapping = one->name + ".mark=computed";
        INFO(mapping);
        CHECK(parameter(seed({mapping}), one->name).mark == models::Mark::computed);
    }
}

TEST_CASE("the mutable visitor sees the same parameters in the same order")
{
    auto scenario = seed();
    const auto all = models::parameters_of(scenario);
    std::size_t index = 0;
    models::for_each_parameter(scenario, [&](models::Parameter& one) {
        REQUIRE(index < all.size());
        CHECK(&one == all[index++]);
    });
    CHECK(index == all.size());
}

TEST_CASE("keys can be given anew on the command line")
{
    CHECK(seed({"guest.vcpus=4"}).guest.vcpus == 4);
    CHECK(seed({"guest.cpu_limit=1.5"}).guest.cpu_limit == 1.5);
    CHECK(seed({"guest.vcpus=4", "guest.vcpus=8"}).guest.vcpus == 8);
    CHECK(seed({"network.uplink.rate=1Gbit/s"}).links[1].rate == 1e9);
    CHECK(seed({"slo=connected-only"}).slo.limits.size() == 2);
    CHECK(seed({"platform=kvm"}).platforms.size() == 1);
    CHECK(seed({"platform=kvm,lxc"}).platforms.size() == 2);
    CHECK(seed({"platform=[kvm, lxc]"}).platforms[1].name == "lxc");
    CHECK(seed({"workload.room_size=25"}).workload.room_size == 25);
    CHECK(seed({"workload.personas.viewer.at=office"}).workload.personas[2].at == "office");
    CHECK(seed({"workload.personas.3.at=office"}).workload.personas[2].at == "office");
    CHECK(seed({"seed=18446744073709551615"}).seed == 18446744073709551615U);
    CHECK(seed({"workload=lecture", "workload.users=50"}).workload.users == 50);
    CHECK(seed({"resolution=flow"}).resolution == models::Resolution::flow);
}

TEST_CASE("a parameter set on the command line keeps its mark and widens its range")
{
    const auto scenario = seed({"profile.media.webcam_bit_rate=500 kbit/s",
                                "platform.kvm.cpu.compute=0.5", "profile.footprint.base=1200 MB"});
    const auto& rate = parameter(scenario, "profile.media.webcam_bit_rate");
    CHECK(rate.value == 500e3);
    CHECK(rate.low == 250e3);
    CHECK(rate.high == 500e3);
    CHECK(rate.mark == models::Mark::documented);
    CHECK(rate.source == "set on the command line");
    CHECK(parameter(scenario, "platform.kvm.cpu.compute").low == 0.5);
    CHECK(parameter(scenario, "platform.lxc.cpu.compute").value == 0.9913);
    CHECK(parameter(scenario, "profile.footprint.base").low == 1000e6);
}

TEST_CASE("a parameter may have a standard error, in the unit of its value")
{
    CHECK(parameter(seed(), "platform.kvm.cpu.compute").standard_error == 0);
    const auto scenario = seed({"platform.kvm.cpu.compute.standard_error=0.02",
                                "platform.kvm.network.round_trip_tcp.standard_error=3 us"});
    CHECK(parameter(scenario, "platform.kvm.cpu.compute").standard_error == 0.02);
    CHECK(parameter(scenario, "platform.kvm.network.round_trip_tcp").standard_error ==
          Approx(3e-6));
}

TEST_CASE("a parameter knows the metrics it was computed from, each once")
{
    const std::string key = "platform.kvm.cpu.compute.";
    const auto scenario = seed(
        {key + "degrees_of_freedom=4.5",
         key + "measurements=[{metric: linpack}, {metric: linpack, order: 2}, {metric: hpl}]"});
    const auto& compute = parameter(scenario, "platform.kvm.cpu.compute");
    CHECK(compute.measured == std::vector<std::string>{"linpack", "hpl"});
    CHECK(compute.degrees_of_freedom == 4.5);
    CHECK_THROWS_AS(seed({key + "degrees_of_freedom=0.5"}), models::InputError);
}

TEST_CASE("a value set on the command line loses the standard error of the old one")
{
    const std::string key = "platform.kvm.cpu.compute";
    const auto before = seed({key + "=0.9", key + ".standard_error=0.02"});
    CHECK(parameter(before, key).standard_error == 0.02);
    const auto after = seed({key + ".standard_error=0.02", key + "=0.9"});
    CHECK(parameter(after, key).standard_error == 0);
    CHECK(parameter(after, key).error_left_out);
    CHECK_FALSE(parameter(before, key).error_left_out);
    CHECK_THROWS_AS(seed({key + ".standard_error=~"}), models::InputError);
}

TEST_CASE("distributions can be written in all their forms")
{
    const auto mean = [](const std::string& text) {
        return seed({"workload=campus-poisson", "workload.meeting_duration=" + text})
            .workload.meeting_duration.mean();
    };
    CHECK(mean("54 min") == Approx(3240));
    CHECK(mean("{exponential: {mean: 54 min}}") == Approx(3240));
    CHECK(mean("{uniform: {low: 10 min, high: 20 min}}") == Approx(900));
    CHECK(mean("{normal: {mean: 1 h, standard_deviation: 5 min}}") == Approx(3600));
    CHECK(mean("{lognormal: {mean: 54 min, cv: 0.6}, within: [5 min, 4 h]}") == Approx(3240));
    CHECK(mean("{gamma: {mean: 54 min, cv: 0.6}}") == Approx(3240));
    CHECK(mean("{empirical: [10 min, 20 min]}") == Approx(900));
}

TEST_CASE("the reference is up to date")
{
    std::ifstream file(library + "/README.md");
    std::ostringstream text;
    text << file.rdbuf();
    CHECK(text.str() == models::scenario_reference());
}

TEST_CASE("words and values of enumerations belong together")
{
    CHECK(models::from_word<models::Mark>("fitted") == models::Mark::fitted);
    CHECK(models::from_word<models::EventStream>("recording_processing") ==
          models::EventStream::recording_processing);
    CHECK(std::string(models::to_string(models::SloMetric::refused_joins)) == "refused_joins");
    CHECK_FALSE(models::from_word<models::Mark>("Fitted"));
    CHECK(std::string(models::to_string(models::TermKind::per_listener)) == "per_listener");
}

TEST_CASE("a CPU factor weighs the efficiencies by the shares")
{
    const auto scenario = seed();
    const auto& shares = scenario.profile.components[0].shares;
    CHECK(models::cpu_factor(scenario.platforms[0], shares) == Approx(1));
    CHECK(models::cpu_factor(scenario.platforms[1], shares) == Approx(0.7 / 0.8605 + 0.3 / 0.899));
}
