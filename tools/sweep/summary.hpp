#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/sweep/best.hpp"
#include "tools/sweep/main_effects.hpp"
#include "tools/text.hpp"

namespace tools {

// What a store says, for people.
struct Summary {
    std::string name;
    std::uint64_t points = 0;  // that the store will have
    StoreCounts counts;
    std::uint64_t answers = 0;
    std::uint64_t imprecise = 0;  // answers
    std::uint64_t outside = 0;    // points beyond the range in which a factor is known
    std::vector<ResultColumn> factors;
    double level = 0.95;
    std::size_t top = 10;
    std::optional<BestPoints> best;
    std::vector<ResponseEffects> effects;
    std::optional<ParetoFront> front;
};

std::string summary_text(const Summary& summary, const Terminal& terminal);
std::string summary_document(const Summary& summary);
std::string summary_table(const Summary& summary, const std::string& table);  // CSV
std::string summary_chart(const Summary& summary);  // a specification of Vega-Lite 5

// "point 12, kvm, 4, 200 Mbit/s"
std::string place_of(const ShownAnswer& answer, const std::vector<ResultColumn>& factors);

// One sentence, or none: the best answer of a store in the capacity.
std::string best_line(const std::string& path);

}  // namespace tools
