#include "models/video_quality.hpp"

#include <algorithm>
#include <cmath>

namespace models {

namespace {
constexpr double v1 = 6.743, v2 = 0.9998e-2, v3 = 3.051, v4 = 168.1, v5 = 1.766, v6 = 1.130,
                 v7 = 18.340e-4, v8 = 1.232, v9 = 53.25, v10 = 3.353, v11 = 6.025, v12 = 80.752;
}

double video_quality(double bit_rate, double frame_rate, double loss)
{
    const double b = bit_rate / 1000;  // the recommendation counts in kbit/s
    const double f = std::clamp(frame_rate, 0.0, 30.0);
    if (b <= 0 || f <= 0) return 1;
    const double best_frame_rate = std::clamp(v1 + v2 * b, 1.0, 30.0);
    const double best_quality = v3 * (1 - 1 / (1 + std::pow(b / v4, v5)));
    const double tolerance = v6 + v7 * b;
    const double off = std::log(f) - std::log(best_frame_rate);
    const double coding = best_quality * std::exp(-off * off / (2 * tolerance * tolerance));
    const double robustness = v10 + v11 * std::exp(-f / v8) + v12 * std::exp(-b / v9);
    return 1 + coding * std::exp(-100 * loss / robustness);
}

}  // namespace models
