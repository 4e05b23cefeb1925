#include "sim/statistics/whole_number_interval.hpp"

#include <cmath>

#include "sim/statistics/tally.hpp"

namespace sim {

ConfidenceInterval whole_number_interval(const Tally& tally, double level)
{
    const ConfidenceInterval student = confidence_interval(tally, level);
    if (tally.count() < 2) return student;
    const double unseen = 1 - std::pow((1 - level) / 2, 1 / static_cast<double>(tally.count()));
    const double half = std::hypot(student.half_width(), unseen);
    return {student.mean, student.mean - half, student.mean + half, level};
}

}  // namespace sim
