#include "models/audio_quality.hpp"

#include <algorithm>

namespace models {

double transmission_rating(double delay, double loss, double impairment, double robustness)
{
    const double milliseconds = 1000 * delay;
    const double percent = 100 * loss;
    const double delay_impairment =
        0.024 * milliseconds + 0.11 * std::max(0.0, milliseconds - 177.3);
    // losses are taken as random: BurstR = 1
    const double equipment_impairment =
        impairment + (95 - impairment) * percent / (percent + robustness);
    return 93.2 - delay_impairment - equipment_impairment;
}

double mean_opinion_score(double rating)
{
    if (rating <= 0) return 1;
    if (rating >= 100) return 4.5;
    // the cubic dips below 1 near R = 3; no score is worse than 1
    return std::max(1.0, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

}  // namespace models
