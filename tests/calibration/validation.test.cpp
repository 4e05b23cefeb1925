#include "calibration/validation.hpp"

#include <string>
#include <vector>

#include "calibration/derive_platform.hpp"
#include "tests/catch.hpp"

using calibration::MacroRun;
using calibration::Reading;
using calibration::ValidationRow;

namespace {

calibration::PublishedStudy seed()
{
    return calibration::read_published(std::string(BBBCAP_SOURCE_DIR) +
                                       "/calibration/published/seed-2016.yaml");
}

const ValidationRow* find(const std::vector<ValidationRow>& rows, const std::string& quantity,
                          const std::string& platform, Reading reading = Reading::relative)
{
    for (const ValidationRow& row : rows) {
        const bool same = row.quantity == quantity && row.platform == platform;
        if (same && row.reading == reading) return &row;
    }
    return nullptr;
}

ValidationRow row_of(const std::vector<ValidationRow>& rows, const std::string& quantity,
                     const std::string& platform, Reading reading = Reading::relative)
{
    const ValidationRow* row = find(rows, quantity, platform, reading);
    INFO(quantity << " " << platform);
    REQUIRE(row != nullptr);
    return *row;
}

// OpenVZ at 40 % on average; KVM at `ratio` of it in each minute.
std::vector<MacroRun> runs_with(double ratio)
{
    return {{"openvz", 0.4, {0.1, 0.4, 0.7}, 2000e6},
            {"kvm", 0.4 * ratio, {0.1 * ratio, 0.4 * ratio, 0.7 * ratio}, 2220e6},
            {"lxc", 0.39, {0.1, 0.4, 0.7}, 2200e6}};
}

models::Shares shares(double compute, double memory)
{
    models::Shares result;
    result.compute.value = compute;
    result.memory.value = memory;
    return result;
}

// Ratio of CPU time on KVM and on OpenVZ as their micro-benchmarks have it.
double micro_ratio(double compute, double memory)
{
    const auto study = seed();
    const auto split = shares(compute, memory);
    return models::cpu_factor(calibration::derive_platform(study, "kvm"), split) /
           models::cpu_factor(calibration::derive_platform(study, "openvz"), split);
}

std::string joined(const std::vector<std::string>& sentences)
{
    std::string text;
    for (const std::string& sentence : sentences) text += sentence + "\n";
    return text;
}

}  // namespace

// 1.10 / 1.08 - 1 = 0.018519; 1 / 1.08 - 1 = -0.074074; 1 - 0.25 = 0.75.
TEST_CASE("the average is held against 8 % read as relative, beside the null prediction")
{
    const auto row =
        row_of(calibration::validate(seed(), runs_with(1.10)), "macro_cpu_average", "kvm");
    CHECK(row.against == "openvz");
    CHECK(row.is_prediction);
    CHECK(row.measured == Approx(1.08));
    CHECK(row.predicted == Approx(1.10));
    CHECK(row.error == Approx(0.0185185));
    CHECK(row.null_prediction == 1);
    CHECK(row.null_error == Approx(-0.0740741));
    REQUIRE(row.skill);
    CHECK(*row.skill == Approx(0.75));
}

// OpenVZ at 40 %: 48 / 40 = 1.2; 1.1 / 1.2 - 1 = -1/12; 1 / 1.2 - 1 = -1/6; skill 1/2.
TEST_CASE("the average is held against 8 % read as percentage points too")
{
    const auto row = row_of(calibration::validate(seed(), runs_with(1.10)), "macro_cpu_average",
                            "kvm", Reading::percentage_points);
    CHECK(row.measured == Approx(1.2));
    CHECK(row.error == Approx(-1.0 / 12));
    CHECK(row.null_error == Approx(-1.0 / 6));
    REQUIRE(row.skill);
    CHECK(*row.skill == Approx(0.5));
    CHECK(std::string(to_string(row.reading)) == "percentage points");
}

TEST_CASE("the peak is the largest ratio of equal minutes in which the other platform is loaded")
{
    auto runs = runs_with(1.0);
    runs[0].minute_utilization = {0.04, 0.05, 0.20, 0.50};
    runs[1].minute_utilization = {0.08, 0.09, 0.25, 0.55, 0.90};  // 2.0, 1.8, 1.25, 1.1, no partner
    const auto row = row_of(calibration::validate(seed(), runs), "macro_cpu_peak", "kvm");
    CHECK(row.measured == Approx(1.192));
    CHECK(row.predicted == Approx(1.25));
    CHECK(row.error == Approx(1.25 / 1.192 - 1));
}

// 0.7/0.8605 + 0.3/0.899 = 1.1472, 0.7/0.9542 + 0.3 = 1.0336; 1.1099 / 1.08 = 1 + 2.8 %,
// 1.1099 / 1.192 = 1 - 6.9 %; the null prediction is off by 7.4 % and 16.1 %.
TEST_CASE("70 % LINPACK and 30 % RAMspeed miss the average by 2.8 % and the peak by 6.9 %")
{
    const double ratio = micro_ratio(0.7, 0.3);
    CHECK(ratio == Approx(1.110).margin(0.0005));
    const auto rows = calibration::validate(seed(), runs_with(ratio));
    const auto average = row_of(rows, "macro_cpu_average", "kvm");
    CHECK(average.error == Approx(0.028).margin(0.0005));
    CHECK(*average.skill == Approx(0.62).margin(0.01));
    const auto peak = row_of(rows, "macro_cpu_peak", "kvm");
    CHECK(peak.error == Approx(-0.069).margin(0.0005));
    CHECK(*peak.skill == Approx(0.57).margin(0.01));
}

TEST_CASE("LINPACK alone gives 1.109, and shares of half and half 1.111")
{
    CHECK(micro_ratio(1, 0) == Approx(1.109).margin(0.0005));
    CHECK(micro_ratio(0.5, 0.5) == Approx(1.111).margin(0.0005));
}

TEST_CASE("memory is shown as calibration input, without skill")
{
    const auto rows = calibration::validate(seed(), runs_with(1.1));
    const auto kvm = row_of(rows, "macro_memory", "kvm");
    CHECK(kvm.measured == Approx(1.116));
    CHECK(kvm.predicted == Approx(1.11));
    CHECK_FALSE(kvm.is_prediction);
    CHECK_FALSE(kvm.skill);
    const auto lxc = row_of(rows, "macro_memory", "lxc");
    CHECK(lxc.measured == Approx(1.1027));
    CHECK(lxc.predicted == Approx(1.1));
    CHECK_FALSE(lxc.is_prediction);
}

TEST_CASE("the CPU of LXC, measured by another method, is no target")
{
    const auto rows = calibration::validate(seed(), runs_with(1.1));
    CHECK(find(rows, "macro_cpu_average", "lxc") == nullptr);
    CHECK(find(rows, "macro_cpu_peak", "lxc") == nullptr);
    CHECK(find(rows, "macro_cpu_average", "openvz") == nullptr);
    CHECK(rows.size() == 5);
}

TEST_CASE("nothing is compared where a run is missing or without load")
{
    const auto study = seed();
    CHECK(calibration::validate(study, {}).empty());
    auto runs = runs_with(1.1);
    runs.erase(runs.begin());
    CHECK(calibration::validate(study, runs).empty());
    CHECK(calibration::validate(study,
                                std::vector<MacroRun>{{"openvz", 0, {0}, 0}, {"kvm", 0, {0}, 0}})
              .empty());
}

TEST_CASE(
    "the explanation names both readings, the null prediction, the input and what is left out")
{
    const auto study = seed();
    const auto rows = calibration::validate(study, runs_with(1.10));
    const std::string text = joined(calibration::explain(study, rows));
    INFO(text);
    CHECK(text.find("read as relative, ratio 1.080, or as percentage points, ratio 1.200") !=
          std::string::npos);
    CHECK(text.find("would be wrong by 7.4 %, the prediction is wrong by 1.9 %; the skill 75 %") !=
          std::string::npos);
    CHECK(text.find("memory of kvm over openvz: the study's +11.6 % was used to calibrate") !=
          std::string::npos);
    CHECK(text.find("CPU of lxc over openvz, average: no target, the study says \"very above\"") !=
          std::string::npos);
}
