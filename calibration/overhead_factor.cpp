#include "calibration/overhead_factor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/expect.hpp"

namespace calibration {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
const double least_distance_of_modes = std::log(1.05);

std::vector<double> logs(std::span<const double> runs)
{
    EXPECT(!runs.empty(), "a factor needs runs on both sides");
    std::vector<double> all;
    for (const double run : runs) {
        EXPECT(std::isfinite(run) && run > 0, "a factor needs positive runs");
        all.push_back(std::log(run));
    }
    return all;
}

std::optional<TwoModes> modes_of(std::span<const double> logs)
{
    return two_modes(logs, least_distance_of_modes);
}

RobustMean mean_of(std::span<const double> logs, Outliers outliers)
{
    return robust_mean(logs, modes_of(logs) ? Outliers::keep : outliers);
}

SampleShape shape_of(std::span<const double> logs, const RobustMean& mean)
{
    SampleShape shape{logs.size(), mean.outliers, modes_of(logs)};
    if (shape.modes) {
        shape.modes->low = std::exp(shape.modes->low);
        shape.modes->high = std::exp(shape.modes->high);
    }
    return shape;
}

void keep_error(OverheadFactor& factor, double error, double degrees_of_freedom)
{
    const bool known = std::isfinite(error) && degrees_of_freedom > 0;
    factor.log_standard_error = known ? error : undefined;
    factor.degrees_of_freedom = known ? degrees_of_freedom : 0;
}

void keep_welch_error(OverheadFactor& factor, const RobustMean& native, const RobustMean& guest)
{
    const double one = native.standard_error * native.standard_error;
    const double other = guest.standard_error * guest.standard_error;
    const double sum = one + other;
    const double spread =
        one * one / native.degrees_of_freedom + other * other / guest.degrees_of_freedom;
    const double most = native.degrees_of_freedom + guest.degrees_of_freedom;
    keep_error(factor, std::sqrt(sum), sum > 0 ? sum * sum / spread : most);
}

RobustMean relative(RobustMean mean)
{
    mean.standard_error /= mean.mean;
    return mean;
}

}  // namespace

sim::ConfidenceInterval OverheadFactor::interval(double level) const
{
    if (!has_interval()) return {factor, 0, infinity, level};
    const double spread = std::exp(sim::student_t(degrees_of_freedom, level) * log_standard_error);
    return {factor, factor / spread, factor * spread, level};
}

OverheadFactor overhead_factor(std::span<const double> native, std::span<const double> guest,
                               Outliers outliers)
{
    const auto native_logs = logs(native);
    const auto guest_logs = logs(guest);
    const RobustMean native_mean = mean_of(native_logs, outliers);
    const RobustMean guest_mean = mean_of(guest_logs, outliers);
    OverheadFactor factor;
    factor.factor = std::exp(guest_mean.mean - native_mean.mean);
    factor.native = shape_of(native_logs, native_mean);
    factor.guest = shape_of(guest_logs, guest_mean);
    keep_welch_error(factor, native_mean, guest_mean);
    return factor;
}

OverheadFactor ratio_of_means(std::span<const double> native, std::span<const double> guest)
{
    OverheadFactor factor = overhead_factor(native, guest);
    const RobustMean here = robust_mean(native, Outliers::keep);
    const RobustMean there = robust_mean(guest, Outliers::keep);
    factor.factor = there.mean / here.mean;
    keep_welch_error(factor, relative(here), relative(there));
    return factor;
}

OverheadFactor paired_overhead_factor(std::span<const double> native, std::span<const double> guest,
                                      Outliers outliers)
{
    EXPECT(native.size() == guest.size(), "pairs need as many runs on both sides");
    const auto native_logs = logs(native);
    const auto guest_logs = logs(guest);
    std::vector<double> ratios;
    for (std::size_t i = 0; i < native_logs.size(); ++i)
        ratios.push_back(guest_logs[i] - native_logs[i]);
    const RobustMean mean = mean_of(ratios, outliers);
    OverheadFactor factor;
    factor.factor = std::exp(mean.mean);
    factor.native = shape_of(native_logs, mean_of(native_logs, outliers));
    factor.guest = shape_of(guest_logs, mean_of(guest_logs, outliers));
    factor.outlying_pairs = mean.outliers;
    keep_error(factor, mean.standard_error, mean.degrees_of_freedom);
    return factor;
}

OverheadFactor as_demand(OverheadFactor factor, Better better)
{
    if (better == Better::higher) factor.factor = 1 / factor.factor;
    return factor;
}

}  // namespace calibration
