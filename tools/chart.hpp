#pragma once

#include <string>
#include <vector>

namespace tools {

// One band of a chart: values over equal steps of time, drawn from 0 to `top`.
struct Band {
    std::string label;  // at the top of the axis, at most 11 characters: "340 users"
    std::vector<double> values;
    double top = 1;
};

// Bands one below the other over the same minutes, 72 columns wide, each column the mean of the
// values that fall into it.
std::string chart(const std::vector<Band>& bands, double minutes, bool utf8);

}  // namespace tools
