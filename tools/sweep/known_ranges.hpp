#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "tools/sweep/conditions.hpp"
#include "tools/sweep/design.hpp"

namespace tools {

// In what range the parameters of the base scenario are known. Of other keys, such as the number of
// vCPUs, nothing says where the calibration holds.
class KnownRanges {
public:
    KnownRanges() = default;
    KnownRanges(const Design& design, const models::Scenario& base);

    // Keys of the factors that are beyond theirs, "a, b"; empty: none.
    std::string beyond(const Design& design, const std::vector<Value>& values) const;
    bool knows(std::size_t factor) const { return ranges_[factor].has_value(); }
    bool any() const;

private:
    std::vector<std::optional<std::pair<double, double>>> ranges_;  // by factor
};

}  // namespace tools
