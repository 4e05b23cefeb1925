#include "sim/statistics/first_violation.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/expect.hpp"

namespace sim {
namespace {

std::string seconds(double time, double end)
{
    return std::isfinite(time) ? fmt::format("{:.6g} s", time)
                               : fmt::format("later than {:.6g} s", end);
}

std::string report_of(const FirstViolation& found)
{
    if (found.replications == 0) return "no replication, so nothing is known of violations";
    if (found.violated == 0) {
        return fmt::format("not violated within {:.6g} s in any of {} replications", found.end,
                           found.replications);
    }
    const QuantileInterval& median = found.median;
    std::string text = fmt::format("violated in {} of {} replications, median {}", found.violated,
                                   found.replications, seconds(median.value, found.end));
    if (median.low < 0) return text + "; too few replications for an interval";
    if (std::isinf(median.low)) return text;  // the interval says no more
    return text + fmt::format(" ({:.4g} % interval {} to {})", 100 * median.level,
                              seconds(median.low, found.end), seconds(median.high, found.end));
}

}  // namespace

FirstViolation first_violation(std::span<const double> times, double end, double level)
{
    EXPECT(end >= 0 && std::isfinite(end), "the time watched must be finite and not negative");
    FirstViolation found;
    found.replications = times.size();
    found.end = end;
    for (const double time : times) {
        const bool violated = !std::isinf(time);
        EXPECT(time >= 0 && (!violated || time <= end),
               "a violation lies within the time watched or is infinite");
        found.violated += violated ? 1 : 0;
    }
    found.median = quantile_interval(times, 0.5, level);
    found.report = report_of(found);
    return found;
}

}  // namespace sim
