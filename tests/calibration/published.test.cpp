#include "calibration/published.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "calibration/published_quantity.hpp"
#include "models/finding.hpp"
#include "tests/catch.hpp"

namespace {

const std::string seed_path =
    std::string(BBBCAP_SOURCE_DIR) + "/calibration/published/seed-2016.yaml";

calibration::PublishedStudy seed()
{
    return calibration::read_published(seed_path);
}

std::vector<calibration::PublishedStudy> studies()
{
    std::vector<calibration::PublishedStudy> all;
    for (const std::string name : {"seed-2016", "ibm-2014", "virtualization-benchmarks-2020"}) {
        all.push_back(calibration::read_published(std::string(BBBCAP_SOURCE_DIR) +
                                                  "/calibration/published/" + name + ".yaml"));
    }
    return all;
}

double value_of(const calibration::PublishedStudy& study, const std::string& quantity,
                const std::string& platform)
{
    const auto* figure = study.find(quantity, platform);
    INFO(quantity << " " << platform);
    REQUIRE(figure != nullptr);
    REQUIRE(figure->value);
    return *figure->value;
}

std::string text_of_seed()
{
    std::ostringstream text;
    text << std::ifstream(seed_path).rdbuf();
    return text.str();
}

// What is said about the shipped study with the first `from` replaced by `to`.
std::string complaint(const std::string& from, const std::string& to)
{
    std::string text = text_of_seed();
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    try {
        calibration::parse_published(text, "study.yaml");
    } catch (const models::InputError& error) {
        return error.what();
    }
    return "";
}

void expect_part(const std::string& text, const std::string& part)
{
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("the study of 2016 has the figures of its tables")
{
    const auto study = seed();
    CHECK(value_of(study, "linpack", "kvm") == 0.8605);
    CHECK(value_of(study, "linpack", "openvz") == 0.9542);
    CHECK(value_of(study, "linpack", "lxc") == 0.9913);
    CHECK(value_of(study, "ramspeed_beyond_caches", "kvm") == 0.899);
    CHECK(value_of(study, "ramspeed_inside_caches", "kvm") == 1);
    CHECK(value_of(study, "iozone_reread", "kvm") == 0.793);
    CHECK(value_of(study, "iozone_random_write", "lxc") == 0.674);
    CHECK(value_of(study, "netperf_tcp_throughput", "kvm") == 933e6);
    CHECK(value_of(study, "netperf_udp_throughput", "native") == 954e6);
    CHECK(value_of(study, "netperf_tcp_round_trip", "openvz") == Approx(94.56e-6));
    CHECK(value_of(study, "netperf_udp_round_trip", "lxc") == Approx(118.7e-6));
    CHECK(value_of(study, "macro_cpu_average", "kvm") == 0.08);
    CHECK(value_of(study, "macro_cpu_peak", "kvm") == 0.192);
    CHECK(value_of(study, "macro_memory", "lxc") == 0.1027);
    CHECK(study.find("host", "") != nullptr);
    CHECK(study.find("hypervisor", "lxc")->in_words == "Proxmox VE 4.3 (kernel 4.4.19)");
}

TEST_CASE("what a study has a figure of has one, or words, on every platform, with its place")
{
    for (const auto& study : studies()) {
        for (const auto& one : study.figures) {
            if (one.use == calibration::Use::set_up) continue;
            for (const auto& platform : study.platforms) {
                INFO(study.name << ": " << one.quantity << " on " << platform.name);
                const auto* figure = study.find(one.quantity, platform.name);
                REQUIRE(figure != nullptr);
                CHECK((figure->value || !figure->in_words.empty()));
                CHECK_FALSE(figure->place.empty());
            }
        }
    }
}

TEST_CASE("every quantity that may be published is, by some study")
{
    const auto all = studies();
    for (const auto& quantity : calibration::published_quantities()) {
        INFO(quantity.name);
        CHECK(std::any_of(all.begin(), all.end(), [&](const auto& study) {
            return study.find(quantity.name, study.reference) != nullptr;
        }));
    }
}

TEST_CASE("figures derived from raw logs say what they do not cover")
{
    for (const auto& study : studies()) {
        if (study.name == "seed-2016") continue;
        for (const auto& figure : study.figures) {
            INFO(study.name << ": " << figure.quantity << " on " << figure.platform);
            if (figure.use != calibration::Use::set_up) CHECK_FALSE(figure.not_covered.empty());
        }
    }
}

TEST_CASE("the ratios of table 2 follow from its round trips")
{
    const auto study = seed();
    for (const std::string transport : {"tcp", "udp"}) {
        const std::string round_trip = "netperf_" + transport + "_round_trip";
        for (const auto& platform : study.platforms) {
            const double ratio =
                value_of(study, round_trip, platform.name) / value_of(study, round_trip, "native");
            const double printed = value_of(study, round_trip + "_ratio", platform.name);
            CHECK(std::abs(printed - ratio) < 0.0012);
        }
    }
}

TEST_CASE("CPU of the conferencing run is kept for validation, memory is not")
{
    const auto study = seed();
    for (const auto& figure : study.figures) {
        INFO(figure.quantity << " " << figure.platform);
        const bool macro_cpu = figure.quantity.starts_with("macro_cpu");
        CHECK((figure.use == calibration::Use::validation) == macro_cpu);
    }
}

TEST_CASE("figures that compare badly say so")
{
    const auto study = seed();
    CHECK_FALSE(study.find("iozone_read", "lxc")->caveat.empty());
    CHECK_FALSE(study.find("macro_cpu_average", "lxc")->caveat.empty());
    CHECK_FALSE(study.find("macro_cpu_average", "lxc")->value);
    CHECK(study.find("iozone_read", "kvm")->caveat.empty());
    CHECK(study.caveats.size() >= 6);
}

TEST_CASE("mistakes in a study are told with place and way out")
{
    expect_part(complaint("use: calibration", "use: calibraton"), "did you mean `calibration`?");
    expect_part(complaint("quantity: linpack", "quantity: linpak"), "did you mean `linpack`?");
    expect_part(complaint("kvm: 0.8605", "kvn: 0.8605"),
                "unknown platform `kvn`; did you mean `kvm`?");
    expect_part(complaint("kvm: 148.6 us", "kvm: 148.6"),
                "`figures.netperf_tcp_round_trip.values.kvm`");
    expect_part(complaint("conditions: LINPACK", "condition: LINPACK"),
                "did you mean `conditions`?");
    expect_part(complaint("    place: section 4.3, figures 4 to 6\n", ""),
                "`figures.linpack.place` is missing; add it");
    expect_part(complaint("    against: native\n", ""),
                "`linpack` compares two platforms; add `against: <the other one>`");
    expect_part(complaint("quantity: iozone_rewrite", "quantity: iozone_write"),
                "`iozone_write.native` is given twice");
    expect_part(complaint("lxc: {in_words: not stated}", "lxc: {caveat: not stated}"),
                "has neither `value` nor `in_words`; add one");
    expect_part(complaint("reference: native", "reference: nativ"),
                "unknown platform `nativ`; did you mean `native`?");
    expect_part(complaint("kvm: 0.8605", "kvm: -0.8605"), "must be from 0.001 to 1000");
}

TEST_CASE("all mistakes of a study are told at once, each with its line")
{
    const std::string message = complaint("version: 1\nstudy: seed-2016", "version: 2\nstdy: s");
    expect_part(message, "study.yaml:3:");
    expect_part(message, "study.yaml:4:");
    expect_part(message, "`study` is missing; add it");
}

TEST_CASE("a study that is not there is told")
{
    CHECK_THROWS_AS(calibration::read_published("no-such-study.yaml"), models::InputError);
}
