// From recordings of known demands back to the demands.
#include "calibration/recorded_demands.hpp"

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/library.hpp"
#include "models/section_yaml.hpp"
#include "tests/catch.hpp"

namespace {

models::ServerProfile profile()
{
    models::Findings findings;
    const std::string library = std::string(BBBCAP_SOURCE_DIR) + "/scenarios";
    const auto tree = models::load_yaml(library + "/profiles/nginx-rtmp.yaml", findings);
    REQUIRE(tree);
    return models::read_profile(*tree, findings);
}

// 15 to 90 viewers of eight webcams, six seconds each; a hundredth of noise that is not random.
calibration::Recording ramp(double per_delivery, double per_kilobyte, double offset, double phase)
{
    const auto media = profile().media;
    calibration::Recording one;
    for (int second = 0; second < 36; ++second) {
        const double viewers = 15 * (1 + second / 6);
        const double deliveries = viewers * 8 * media.webcam_frame_rate.value;
        const double kilobytes = viewers * 8 * media.webcam_bit_rate.value / 8000;
        one.times.push_back(second);
        one.users.push_back(viewers);
        one.streams.push_back(8 * viewers);
        one.cpu.push_back(offset + deliveries * per_delivery + kilobytes * per_kilobyte +
                          1e-4 * std::sin(17 * second + phase));
        one.memory.push_back(14e6 + 8 * viewers * 12e3);
    }
    return one;
}

const calibration::RecordedDemand& demand(const calibration::RecordedDemands& fit,
                                          const std::string& name)
{
    for (const auto& one : fit.demands) {
        if (one.demand.name == name) return one;
    }
    FAIL("no demand " << name);
    throw std::logic_error(name);
}

}  // namespace

TEST_CASE("recordings tell the demand of a delivered frame, and the profile that of a byte")
{
    const auto known = profile();
    const double per_kilobyte = 0.32e-6;
    const auto fits = calibration::fit_recordings(
        {ramp(8e-6, per_kilobyte, 0.01, 0), ramp(8.4e-6, per_kilobyte, 0.01, 1)}, known, {1, 8});
    REQUIRE(fits.size() == 2);
    REQUIRE(fits[0].fit.told());
    const auto& per_delivery = demand(fits[0], "per_delivery");
    CHECK(per_delivery.key == "streams.webcam_frame.nginx.per_delivery");
    CHECK(per_delivery.demand.value == Approx(8.2e-6).epsilon(0.01));
    // of one recording more: 8 and 8.4 lie 0.28 around their mean
    CHECK(per_delivery.between_recordings == Approx(0.28e-6).epsilon(0.1));
    CHECK(per_delivery.standard_error() >= per_delivery.between_recordings);
    CHECK(demand(fits[0], "per_kilobyte").demand.origin == calibration::DemandOrigin::prior);
    CHECK(demand(fits[0], "per_frame").demand.origin == calibration::DemandOrigin::prior);
    const double published = 8 * 15 * demand(fits[0], "per_frame").demand.value;
    CHECK(demand(fits[0], "offset").demand.value == Approx(0.01 - published).epsilon(0.05));
}

TEST_CASE("memory is told by subscription")
{
    const auto fits =
        calibration::fit_recordings({ramp(8e-6, 0.32e-6, 0.01, 0)}, profile(), {1, 8});
    REQUIRE(fits.size() == 2);
    CHECK(demand(fits[1], "offset").key == "footprint.base");
    CHECK(demand(fits[1], "offset").demand.value == Approx(14e6));
    CHECK(demand(fits[1], "per_subscription").demand.value == Approx(12e3));
}

TEST_CASE("without streams both are per user")
{
    auto recording = ramp(8e-6, 0.32e-6, 0.01, 0);
    recording.streams.clear();
    const auto fits = calibration::fit_recordings({recording}, profile(), {});
    REQUIRE(fits.size() == 2);
    CHECK(fits[0].demands.size() == 2);
    CHECK(demand(fits[1], "per_user").demand.value == Approx(8 * 12e3));
}
