#pragma once

#include <cstddef>
#include <vector>

#include "models/scenario_variants_yaml.hpp"
#include "tools/sweep/design.hpp"
#include "tools/sweep/points.hpp"

namespace tools {

// Points of a design that have every level of every factor between them: where the scenario is read
// to find what is wrong before anything runs. Of more than a thousand numbers the lowest and the
// highest stand for all.
class Corners {
public:
    explicit Corners(const Design& design);

    void see(const std::vector<Value>& values);  // a point that the conditions admit
    const std::vector<Value>& first() const { return corners_.front().values; }

    // Throws models::InputError with all findings. Where the scenario of a point cannot be read,
    // but that of others with its levels can, it is the combination that fails: no finding.
    void check(const Points& points, const models::ScenarioVariants& scenario) const;

private:
    struct Corner {
        std::vector<Value> values;
        std::vector<std::size_t> factors;  // those whose level is seen here first
    };

    void add_ends(std::vector<Corner>& corners) const;
    bool reads(const Points& points, const models::ScenarioVariants& scenario,
               const std::vector<Value>& values) const;
    bool reads_elsewhere(const Points& points, const models::ScenarioVariants& scenario,
                         const Corner& corner, std::size_t factor, int& tries) const;

    const Design* design_;
    std::vector<std::vector<bool>> wanted_;  // by factor, by level
    std::size_t left_ = 0;                   // levels not seen yet
    std::vector<Corner> corners_;
};

}  // namespace tools
