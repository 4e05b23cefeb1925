#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tools/sweep/results.hpp"

namespace tools {

// The levels of a factor over the answers of a store: its values, or, where numbers have more than
// `most_values`, ten ranges with about as many answers in each.
class FactorLevels {
public:
    static constexpr int most_values = 20;
    static constexpr int ranges = 10;

    FactorLevels(const Results& results, const ResultColumn& factor);

    // Of one level there is no effect to tell; of more words than most_values nothing is told.
    std::size_t size() const { return labels_.size(); }
    bool too_many_words() const { return too_many_words_; }
    const ResultColumn& factor() const { return factor_; }
    const std::string& label(std::size_t level) const { return labels_[level]; }

    std::optional<std::size_t> level_of(const Cell& value) const;

private:
    void cut(const Results& results);

    ResultColumn factor_;
    std::map<Cell, std::size_t> values_;
    std::vector<double> from_;  // where the ranges begin
    std::vector<std::string> labels_;
    bool too_many_words_ = false;
};

}  // namespace tools
