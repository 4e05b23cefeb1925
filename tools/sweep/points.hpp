#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/override_yaml.hpp"
#include "sim/statistics/space_filling.hpp"
#include "tools/sweep/conditions.hpp"
#include "tools/sweep/database.hpp"
#include "tools/sweep/design.hpp"

namespace tools {

// The changes below `set`.
std::vector<models::Override> fixed_changes(const Design& design);

// The points of a design by number, each computed from its number when it is asked for. In a grid
// the last factor changes fastest. `seed` of the Latin hypercube.
class Points {
public:
    Points(const Design& design, std::uint64_t seed);

    std::uint64_t count() const { return count_; }  // before conditions

    // Whether the conditions admit point `number`; its values, one for each factor.
    bool at(std::uint64_t number, std::vector<Value>& values) const;

    std::string text(std::size_t factor, const Value& value) const;  // as after `--set key=`
    Cell cell(std::size_t factor, const Value& value) const;
    std::vector<models::Override> changes(std::span<const Value> values) const;

private:
    std::vector<double> place(std::uint64_t number) const;  // in the unit cube, by coordinate
    std::size_t steps(const std::vector<std::size_t>& coordinate) const;

    const Design* design_;
    std::vector<models::Override> fixed_;
    std::uint64_t count_ = 1;
    std::optional<sim::SobolSequence> sobol_;
    std::optional<sim::LatinHypercube> hypercube_;
};

// The value of a range at a share of the way from its low to its high end.
double value_at(const Range& range, models::Dimension dimension, double share);

}  // namespace tools
