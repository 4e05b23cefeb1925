#pragma once

#include <vector>

#include "models/scenario_variants_yaml.hpp"
#include "tools/sweep/point_task.hpp"
#include "tools/sweep/points.hpp"

namespace tools {

// How long a point takes beside the first one, from what each factor does by itself. Good enough to
// begin with the long ones, and the same on every machine.
class Expectation {
public:
    Expectation() = default;
    Expectation(const SweepQuestion& question, const Points& points,
                const models::ScenarioVariants& scenario, const std::vector<Value>& first);
    double of(const Design& design, const std::vector<Value>& values) const;

private:
    // By factor: of each of its levels, of the two ends of its range, or nothing: no difference.
    std::vector<std::vector<double>> ratios_;
};

}  // namespace tools
