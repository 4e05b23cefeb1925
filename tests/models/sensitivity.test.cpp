#include "models/sensitivity.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "models/assumed_range.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::ParameterEffect;
using models::Sensitivity;
using models::SensitivityMethod;

namespace {

const std::string delivery = "profile.streams.webcam_frame.red5.per_delivery";

models::Scenario gigabit(std::vector<std::string> overrides = {})
{
    overrides.insert(overrides.begin(), {"warm_up=10s", "window=30s"});
    return shipped::scenario("seed-2016-gigabit", overrides);
}

Sensitivity found(const models::Scenario& scenario, int samples,
                  SensitivityMethod method = SensitivityMethod::one_at_a_time,
                  std::optional<models::SloMetric> response = {})
{
    models::SensitivityOptions options;
    options.method = method;
    options.response = response;
    options.samples = samples;
    return find_sensitivity(scenario, scenario.platforms.front(), options);
}

const ParameterEffect& effect_of(const Sensitivity& sensitivity, const std::string& name)
{
    const auto effect = std::ranges::find(
        sensitivity.effects, name, [](const ParameterEffect& one) { return one.parameter.name; });
    REQUIRE(effect != sensitivity.effects.end());
    return *effect;
}

}  // namespace

TEST_CASE("only assumed parameters of the platform with a range are varied")
{
    const auto scenario = shipped::scenario("seed-2016");
    const auto parameters = models::assumed_ranges(scenario, shipped::platform(scenario, "kvm"));
    REQUIRE(parameters.size() > 10);
    for (const models::Parameter& parameter : parameters) {
        INFO(parameter.name);
        CHECK(parameter.mark == models::Mark::assumed);
        CHECK(parameter.low < parameter.high);
        CHECK(parameter.name.find("platform.lxc") == std::string::npos);
    }
}

TEST_CASE("the ends of the unit cube are the ends of the ranges, the rest stays")
{
    const auto scenario = shipped::scenario("seed-2016");
    const auto parameters = models::assumed_ranges(scenario, scenario.platforms.front());
    auto place = models::place_in_ranges(parameters);
    const auto same = models::at_point(scenario, parameters, place);
    const auto value = [&](const models::Scenario& of, const std::string& name) {
        const auto all = models::parameters_of(of);
        return (*std::ranges::find(all, name, &models::Parameter::name))->value;
    };
    const std::string other = parameters.front().name;
    CHECK(value(same, delivery) == Approx(value(scenario, delivery)));
    const auto changed = std::ranges::find(parameters, delivery, &models::Parameter::name);
    REQUIRE(changed != parameters.end());
    place[static_cast<std::size_t>(changed - parameters.begin())] = 1;
    const auto high = models::at_point(scenario, parameters, place);
    CHECK(value(high, delivery) == changed->high);
    CHECK(value(high, other) == Approx(value(scenario, other)));
}

TEST_CASE("shares of work that would exceed the whole are put right")
{
    auto scenario = shipped::scenario("seed-2016");
    const auto parameters = models::assumed_ranges(scenario, scenario.platforms.front());
    const std::vector<double> highest(parameters.size(), 1);
    for (const auto& component :
         models::at_point(scenario, parameters, highest).profile.components) {
        CHECK(component.shares.compute.value + component.shares.memory.value <= 1 + 1e-12);
    }
}

// Where CPU time is the limit, a dearer delivery means fewer users.
TEST_CASE("one at a time orders by swing and names what the CPU is spent on")
{
    const Sensitivity sensitivity = found(gigabit(), 2);
    REQUIRE_FALSE(sensitivity.effects.empty());
    const ParameterEffect& first = sensitivity.effects.front();
    CHECK(first.parameter.name == delivery);
    CHECK(first.at_low > sensitivity.response);
    CHECK(sensitivity.response > first.at_high);
    CHECK(first.strength.mean == Approx(first.at_low - first.at_high));
    CHECK(first_stands_out(sensitivity));
    CHECK(std::ranges::is_sorted(sensitivity.effects, std::ranges::greater(),
                                 [](const auto& one) { return one.strength.mean; }));
    CHECK(sensitivity.evaluations == 2 * (2 * static_cast<int>(sensitivity.effects.size()) + 1));
}

TEST_CASE("a range that the command line has made a single value is not varied")
{
    const auto scenario = gigabit({delivery + ".range=[40 us, 40 us]", delivery + ".value=40 us"});
    for (const auto& parameter : models::assumed_ranges(scenario, scenario.platforms.front())) {
        CHECK(parameter.name != delivery);
    }
}

TEST_CASE("Morris and Sobol see the direction, the strength and who has no say", "[whole]")
{
    const std::string audio = "profile.media.audio_end_delay";  // nobody has a microphone
    const Sensitivity morris = found(gigabit(), 5, SensitivityMethod::morris);
    CHECK(effect_of(morris, delivery).mean < 0);
    CHECK(effect_of(morris, delivery).strength.mean >= -effect_of(morris, delivery).mean);
    CHECK_FALSE(moves(morris, effect_of(morris, audio)));
    const Sensitivity sobol =
        found(gigabit(), 16, SensitivityMethod::sobol, models::SloMetric::cpu_utilization);
    CHECK(moves(sobol, effect_of(sobol, delivery)));
    CHECK_FALSE(moves(sobol, effect_of(sobol, audio)));
    CHECK(sobol.users > 100);
}

TEST_CASE("a capacity that the uplink decides is not moved by what the CPU has to do")
{
    const auto scenario = shipped::scenario("seed-2016", {"warm_up=10s", "window=30s"});
    const Sensitivity sensitivity = found(scenario, 2);
    CHECK_FALSE(moves(sensitivity, effect_of(sensitivity, delivery)));
    const Sensitivity cpu =
        found(scenario, 2, SensitivityMethod::one_at_a_time, models::SloMetric::cpu_utilization);
    CHECK(moves(cpu, effect_of(cpu, delivery)));
}

TEST_CASE("what nobody is there to measure is counted, capacities beyond the search, too")
{
    const Sensitivity unheard =
        found(gigabit(), 2, SensitivityMethod::one_at_a_time, models::SloMetric::audio_mos);
    CHECK(unheard.unmeasured == unheard.evaluations);
    CHECK(unheard.effects.empty());
    const Sensitivity short_search = found(gigabit({"max_users=120"}), 2);
    CHECK(short_search.beyond > 0);
    CHECK(short_search.beyond < short_search.evaluations);
}
