#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

// How much of the variance of a response each of several independent factors makes, to first order:
// y = expectation + sum of slope x factor + rest, by least squares. Factors enter strongest first,
// as long as one stands out from chance at the 5 % level, all that are left counted (Bonferroni).
struct FirstOrderEffects {
    double expectation = 0;         // of y; less certain by the rest alone, not by the factors
    double of_expectation = 0;      // variance with which it is estimated
    double degrees = 0;             // degrees of freedom of that variance
    std::vector<double> variances;  // of y, by factor; 0 where it does not stand out
};

// `factors[k][i]` is the value of factor k behind response i, of expectation 0. At least three
// responses, as many values of each factor (LogicError).
[[nodiscard]] FirstOrderEffects first_order_effects(std::span<const double> responses,
                                                    std::span<const std::vector<double>> factors);

}  // namespace sim
