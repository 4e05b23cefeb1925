#include "models/calibration_error.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario_yaml.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "sim/statistics/tally.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

const std::string delivery = "profile.streams.webcam_frame.red5.per_delivery";
const std::string compute = "platform.kvm.cpu.compute";

// The last one to set a key has its way.
models::Scenario with_errors(std::vector<std::string> overrides = {})
{
    overrides.insert(overrides.begin(),
                     {delivery + ".standard_error=10 us", compute + ".standard_error=0.02"});
    return shipped::scenario("seed-2016-gigabit", overrides);
}

double value_of(const models::Scenario& scenario, const std::string& name)
{
    const std::vector<const models::Parameter*> all = models::parameters_of(scenario);
    return (*std::ranges::find(all, name, &models::Parameter::name))->value;
}

std::vector<std::string> names(const std::vector<const models::Parameter*>& parameters)
{
    std::vector<std::string> all;
    for (const models::Parameter* parameter : parameters) all.push_back(parameter->name);
    return all;
}

}  // namespace

TEST_CASE("what is shipped has no standard error and nothing to draw")
{
    const auto scenario = shipped::scenario("seed-2016-gigabit");
    for (const models::Platform& platform : scenario.platforms) {
        CHECK(models::doubtful_parameters(scenario, platform).empty());
    }
}

TEST_CASE("the standard errors of other platforms have no say")
{
    const auto scenario = with_errors();
    const auto on = [&](const std::string& platform) {
        return names(models::doubtful_parameters(scenario, shipped::platform(scenario, platform)));
    };
    CHECK(on("kvm") == std::vector<std::string>{compute, delivery});
    CHECK(on("lxc") == std::vector<std::string>{delivery});
}

TEST_CASE("draws are log-normal about the value, and nothing else is touched")
{
    const auto scenario =
        with_errors({delivery + ".range=[0 s, 1 s]", compute + ".range=[0.1, 9]"});
    const auto& kvm = shipped::platform(scenario, "kvm");
    sim::Tally logarithms;
    for (std::uint64_t draw = 0; draw < 1000; ++draw) {
        const auto drawn = models::drawn_scenario(scenario, kvm, draw);
        logarithms.add(std::log(value_of(drawn, compute) / value_of(scenario, compute)));
        const auto before = models::parameters_of(scenario);
        const auto after = models::parameters_of(drawn);
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i]->standard_error > 0) continue;
            if (before[i]->value != after[i]->value) FAIL(before[i]->name);
        }
    }
    const double sigma = 0.02 / value_of(scenario, compute);
    CHECK(std::abs(logarithms.mean()) < 4 * sigma / std::sqrt(1000));
    CHECK(logarithms.standard_deviation() == Approx(sigma).epsilon(0.1));
}

TEST_CASE("a shared parameter is drawn alike on every platform and in every variant")
{
    const auto scenario = with_errors();
    const auto variant = with_errors({"guest.vcpus=4"});
    for (std::uint64_t draw = 0; draw < 5; ++draw) {
        const auto on = [&](const models::Scenario& one, const std::string& platform) {
            return value_of(models::drawn_scenario(one, shipped::platform(one, platform), draw),
                            delivery);
        };
        CHECK(on(scenario, "kvm") == on(scenario, "lxc"));
        CHECK(on(scenario, "kvm") == on(variant, "native"));
        CHECK(on(scenario, "kvm") != value_of(scenario, delivery));
    }
    CHECK(models::standard_draw(1, 0, compute) != models::standard_draw(1, 1, compute));
    CHECK(models::standard_draw(1, 0, compute) != models::standard_draw(2, 0, compute));
    CHECK(models::standard_draw(1, 0, compute) != models::standard_draw(1, 0, delivery));
}

TEST_CASE("a draw stays in the range of its parameter, and shares stay shares")
{
    const std::string shares = "profile.components.red5.shares.";
    const auto scenario =
        with_errors({compute + ".standard_error=0.5", compute + ".range=[0.8, 0.9]",
                     shares + "compute.standard_error=0.5", shares + "memory.standard_error=0.5"});
    const auto& kvm = shipped::platform(scenario, "kvm");
    int at_an_end = 0;
    for (std::uint64_t draw = 0; draw < 200; ++draw) {
        const auto drawn = models::drawn_scenario(scenario, kvm, draw);
        CHECK(value_of(drawn, compute) >= 0.8);
        CHECK(value_of(drawn, compute) <= 0.9);
        at_an_end += value_of(drawn, compute) == 0.8 || value_of(drawn, compute) == 0.9;
        for (const models::Component& component : drawn.profile.components) {
            CHECK(component.shares.network() >= -1e-9);
        }
    }
    CHECK(at_an_end > 100);
}

TEST_CASE("a value of nothing cannot be drawn and is named")
{
    const auto scenario = shipped::scenario("seed-2016-gigabit",
                                            {delivery + "=0 s", delivery + ".standard_error=1 us"});
    const auto& kvm = shipped::platform(scenario, "kvm");
    CHECK(models::doubtful_parameters(scenario, kvm).empty());
    CHECK(models::undrawable_parameters(scenario, kvm) == std::vector<std::string>{delivery});
}

TEST_CASE("an error known with few degrees of freedom is drawn from Student's t")
{
    const double sigma = 0.02 / 0.8605;
    for (const double degrees : {3.0, 10.0}) {
        const auto scenario =
            with_errors({compute + ".range=[0.001, 10]",
                         compute + ".degrees_of_freedom=" + std::to_string(degrees)});
        const auto& kvm = shipped::platform(scenario, "kvm");
        const double value = value_of(scenario, compute);
        const double usual = sim::student_t(degrees, 0.95) * sigma;
        const std::uint64_t draws = 2000;
        int beyond = 0;
        for (std::uint64_t draw = 0; draw < draws; ++draw) {
            const auto drawn = models::drawn_scenario(scenario, kvm, draw);
            beyond += std::abs(std::log(value_of(drawn, compute) / value)) > usual;
        }
        CHECK(beyond > 0.035 * draws);
        CHECK(beyond < 0.065 * draws);
    }
}

TEST_CASE("no draw goes farther than a thousandfold, however little is known")
{
    const auto scenario =
        with_errors({delivery + ".standard_error=1 s", delivery + ".range=[0 s, 1 h]"});
    const auto& kvm = shipped::platform(scenario, "kvm");
    for (std::uint64_t draw = 0; draw < 50; ++draw) {
        const double drawn = value_of(models::drawn_scenario(scenario, kvm, draw), delivery);
        CHECK(drawn >= value_of(scenario, delivery) / 1001);
        CHECK(drawn <= value_of(scenario, delivery) * 1001);
    }
}

TEST_CASE("a standard error that belonged to another value is named, until a new one is given")
{
    const auto on_kvm = [](const models::Scenario& scenario) {
        return models::left_out_errors(scenario, shipped::platform(scenario, "kvm"));
    };
    const auto anew = with_errors({compute + "=0.9"});
    CHECK(on_kvm(anew) == std::vector<std::string>{compute});
    CHECK(models::left_out_errors(anew, shipped::platform(anew, "lxc")).empty());
    CHECK(on_kvm(with_errors({compute + "=0.9", compute + ".standard_error=0.01"})).empty());
    CHECK(on_kvm(shipped::scenario("seed-2016-gigabit", {compute + "=0.9"})).empty());
}
