#include "calibration/derive_platform.hpp"

#include <string>
#include <vector>

#include "models/section_yaml.hpp"
#include "tests/catch.hpp"

namespace {

const std::string root = BBBCAP_SOURCE_DIR;
const std::vector<std::string> platform_names = {"native", "kvm", "openvz", "lxc"};

calibration::PublishedStudy seed()
{
    return calibration::read_published(root + "/calibration/published/seed-2016.yaml");
}

models::YamlNode load(const std::string& path)
{
    models::Findings findings;
    const auto node = models::load_yaml(path, findings);
    findings.throw_if_any();
    return *node;
}

models::Platform shipped(const std::string& name)
{
    models::Findings findings;
    const auto node = load(root + "/scenarios/platforms/" + name + ".yaml");
    models::Platform platform = models::read_platform(node, "platform." + name, findings);
    findings.throw_if_any();
    return platform;
}

std::vector<models::Parameter> parameters(const models::Platform& platform)
{
    std::vector<models::Parameter> all;
    for (const auto& field : models::platform_fields()) {
        all.push_back(platform.*std::get<models::Parameter models::Platform::*>(field.member));
    }
    return all;
}

void check_same(const models::Platform& left, const models::Platform& right)
{
    const auto lefts = parameters(left);
    const auto rights = parameters(right);
    REQUIRE(lefts.size() == rights.size());
    for (std::size_t i = 0; i < lefts.size(); ++i) {
        INFO(lefts[i].name);
        CHECK(lefts[i].name == rights[i].name);
        CHECK(lefts[i].dimension == rights[i].dimension);
        CHECK(lefts[i].value == rights[i].value);
        CHECK(lefts[i].low == rights[i].low);
        CHECK(lefts[i].high == rights[i].high);
        CHECK(lefts[i].mark == rights[i].mark);
    }
}

std::string failure(const calibration::PublishedStudy& study, const std::string& platform)
{
    try {
        calibration::derive_platform(study, platform);
    } catch (const models::InputError& error) {
        return error.what();
    }
    return "";
}

calibration::PublishedFigure& figure(calibration::PublishedStudy& study,
                                     const std::string& quantity, const std::string& platform)
{
    for (auto& one : study.figures) {
        if (one.quantity == quantity && one.platform == platform) return one;
    }
    FAIL("no figure " << quantity << " of " << platform);
    throw std::logic_error(quantity);
}

}  // namespace

TEST_CASE("the shipped platforms are those that follow from the calibration figures")
{
    const auto study = seed();
    for (const std::string& name : platform_names) {
        const auto derived = calibration::derive_platform(study, name);
        const auto read = shipped(name);
        CHECK(derived.name == read.name);
        CHECK(derived.title == read.title);
        check_same(derived, read);
    }
}

TEST_CASE("every derived number says where it comes from")
{
    const auto study = seed();
    for (const std::string& name : platform_names) {
        for (const auto& parameter : parameters(calibration::derive_platform(study, name))) {
            INFO(parameter.name);
            CHECK_FALSE(parameter.source.empty());
            CHECK(parameter.low <= parameter.value);
            CHECK(parameter.value <= parameter.high);
        }
    }
}

TEST_CASE("validation figures feed no platform")
{
    const auto study = seed();
    auto changed = study;
    int changes = 0;
    for (auto& one : changed.figures) {
        if (one.use != calibration::Use::validation) continue;
        one.value = one.value.value_or(0) + 0.5;
        ++changes;
    }
    CHECK(changes >= 2);
    for (const std::string& name : platform_names) {
        check_same(calibration::derive_platform(study, name),
                   calibration::derive_platform(changed, name));
    }
}

TEST_CASE("a figure set aside for validation is missing from the calibration")
{
    auto study = seed();
    figure(study, "linpack", "kvm").use = calibration::Use::validation;
    const std::string message = failure(study, "kvm");
    CHECK(message.find("seed-2016.yaml:") != std::string::npos);
    CHECK(message.find("`seed-2016` has no calibration figure `linpack` of `kvm`; add it") !=
          std::string::npos);
    CHECK(failure(study, "lxc").empty());
}

TEST_CASE("a ratio to another platform than the reference makes no platform")
{
    auto study = seed();
    figure(study, "linpack", "kvm").against = "openvz";
    CHECK(failure(study, "kvm").find("`linpack` must be against the reference") !=
          std::string::npos);
}

TEST_CASE("a platform that the study has not is told with the nearest one")
{
    CHECK(failure(seed(), "openvs")
              .find("`seed-2016` has no platform `openvs`; did you mean "
                    "`openvz`?") != std::string::npos);
}

TEST_CASE("round trips, which are delay, cost no CPU time on any platform")
{
    auto study = seed();
    const auto before = calibration::derive_platform(study, "kvm");
    figure(study, "netperf_tcp_round_trip", "kvm").value = 1e-3;
    const auto after = calibration::derive_platform(study, "kvm");
    CHECK(after.round_trip_tcp.value == 1e-3);
    CHECK(before.network_cpu.value == 1);
    CHECK(after.network_cpu.value == 1);
    CHECK(after.network_cpu.mark == models::Mark::assumed);
}

// 11.6 % of 1929 MB = 223.8 MB, 10.27 % = 198.1 MB.
TEST_CASE("memory per guest is the percentage of the mean memory of the run, in whole megabytes")
{
    auto study = seed();
    CHECK(calibration::derive_platform(study, "kvm").memory_per_guest.value == 224e6);
    CHECK(calibration::derive_platform(study, "lxc").memory_per_guest.value == 198e6);
    study.reference_memory.value = 2000e6;
    const auto kvm = calibration::derive_platform(study, "kvm").memory_per_guest;
    CHECK(kvm.value == 232e6);
    CHECK(kvm.mark == models::Mark::fitted);
}

// U users see 8 (U - 1) webcams; U goes from 1 to 340.
TEST_CASE("the mean memory of the run is the one of the shipped profile")
{
    models::Findings findings;
    const auto node = load(root + "/scenarios/profiles/bbb-0.81.yaml");
    const auto footprint = models::read_profile(node, findings).footprint;
    findings.throw_if_any();
    const double mean_users = (1 + 340) / 2.0;
    const double mean = footprint.base.value + footprint.per_user.value * mean_users +
                        footprint.per_subscription.value * 8 * (mean_users - 1);
    CHECK(seed().reference_memory.value == Approx(mean).epsilon(0.001));
}
