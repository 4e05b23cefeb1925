#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario_variants_yaml.hpp"
#include "tools/sweep/design.hpp"
#include "tools/sweep/expectation.hpp"
#include "tools/sweep/known_ranges.hpp"
#include "tools/sweep/point_task.hpp"
#include "tools/sweep/points.hpp"
#include "tools/sweep/shard.hpp"

namespace tools {

// A design that was checked against its scenario, and the points of a shard of it.
class Plan {
public:
    // Reads the scenario at points that have every level of every factor, both ends of each range.
    // Throws models::InputError with the places in the design of what is wrong.
    Plan(const Design& design, const std::vector<std::string>& overrides,
         const std::string& library, const Shard& shard);

    const Design& design() const { return *design_; }
    const SweepQuestion& question() const { return question_; }
    const Points& points() const { return *points_; }
    const models::ScenarioVariants& scenario() const { return scenario_; }
    const KnownRanges& known() const { return known_; }
    std::uint64_t seed() const { return seed_; }
    std::uint64_t admitted() const { return admitted_; }    // by the conditions, in all shards
    std::uint64_t size() const { return numbers_.size(); }  // points of this shard

    // Points of this shard by number, without those `stored`, the longest first; and how long each
    // is expected to take.
    struct Order {
        std::vector<std::uint32_t> numbers;
        std::vector<float> work;
    };
    Order order(const std::vector<bool>& stored) const;

    models::Scenario scenario_at(const std::vector<Value>& values) const;

private:
    void check_responses(const models::Scenario& first) const;

    const Design* design_;
    SweepQuestion question_;
    models::ScenarioVariants scenario_;
    Shard shard_;
    std::uint64_t seed_ = 0;
    std::optional<Points> points_;
    std::uint64_t admitted_ = 0;
    std::vector<std::uint32_t> numbers_;  // of this shard
    KnownRanges known_;
    Expectation expectation_;
};

}  // namespace tools
