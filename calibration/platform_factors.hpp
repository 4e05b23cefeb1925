#pragma once

#include <span>
#include <string>
#include <vector>

#include "calibration/compared_factor.hpp"
#include "calibration/factor_by_condition.hpp"
#include "models/platform.hpp"

namespace calibration {

inline constexpr double range_level = 0.95;  // of the ranges of parameters

// What one tool says of a quantity of the platform, in the terms of the quantity.
struct ToolFactor {
    std::string tool;
    std::string metric;
    FactorByCondition by_condition;
    std::vector<std::size_t> comparisons;  // indices, one for each condition
};

// A quantity of the platform with all that it rests on.
struct CalibratedQuantity {
    std::string key;  // as in the file of the platform: "cpu.compute"
    models::Parameter parameter;
    std::vector<ToolFactor> tools;  // none: assumed
    bool tools_agree = true;
    double p_value = 1;              // of tools that agree; NaN: not known
    OverheadFactor combined;         // only with tools
    std::vector<std::string> notes;  // what to know of it, in sentences

    bool is_measured() const { return !tools.empty(); }
};

// Every quantity of a platform, in the order of its file. Of the tools that measured one, those of
// the best rank serve. Of each, conditions are pooled or, where one number would lie, averaged on
// the log scale (factor_by_condition); so are the tools among each other: those that agree within
// noise are pooled by runs, those that do not are averaged with the scatter between them as error.
// What no tool measured is assumed to be as natively, with a range.
[[nodiscard]] std::vector<CalibratedQuantity> platform_factors(
    std::span<const ComparedFactor> compared);

}  // namespace calibration
