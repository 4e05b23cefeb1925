#include <fmt/format.h>

#include <algorithm>

#include "models/suggestion.hpp"
#include "tools/capacity_text.hpp"

namespace tools {
namespace {

using models::Capacity;

bool contains(const std::vector<std::string>& texts, const std::string& text)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::string warning_line(const std::string& sentence, const Terminal& terminal)
{
    const std::string mark = "Warning:";
    return styled(mark, Style::caution, terminal) +
           wrapped(mark + ' ', sentence).substr(mark.size());
}

}  // namespace

std::vector<std::string> warnings_in_words(const std::vector<Capacity>& capacities)
{
    std::vector<std::string> told;
    std::vector<std::string> sentences;
    for (const Capacity& capacity : capacities) {
        for (const std::string& warning : capacity.warnings) {
            if (contains(told, warning)) continue;
            told.push_back(warning);
            std::vector<std::string> where;
            for (const Capacity& other : capacities) {
                if (contains(other.warnings, warning)) where.push_back(other.platform);
            }
            const bool everywhere = where.size() == capacities.size();
            sentences.push_back(everywhere ? warning : models::enumerated(where) + ": " + warning);
        }
    }
    return sentences;
}

std::string warnings_text(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    std::string text;
    for (const std::string& sentence : warnings_in_words(capacities)) {
        text += warning_line(sentence, terminal);
    }
    return text;
}

std::string search_text(const std::vector<Capacity>& capacities)
{
    int replications = 0;
    for (const Capacity& capacity : capacities) {
        if (!capacity.bracket.narrow() || capacity.users == 0) return "";
        replications = std::max(replications, capacity.bracket.replications());
    }
    const sim::LevelDecision& decision = capacities.front().bracket.decision();
    return wrapped("", fmt::format("Known to hold in {:.6g} % of all workloads from up to {} "
                                   "replications, at a risk of {:.6g} % at most.",
                                   100 * decision.probability, replications, 100 * decision.error));
}

std::string no_difference_text(const std::vector<Capacity>& capacities)
{
    if (capacities.size() < 2) return "";
    const Capacity& first = capacities.front();
    const bool same =
        std::all_of(capacities.begin(), capacities.end(), [&](const Capacity& capacity) {
            return capacity.users == first.users && !capacity.beyond_search &&
                   capacity.limit.resource == first.limit.resource;
        });
    if (!same) return "";
    return wrapped(
        "", fmt::format("The platform does not matter here: {} gives out first on {}, at {}.",
                        first.limit.resource,
                        capacities.size() == 2 ? "both" : fmt::format("all {}", capacities.size()),
                        counted(first.users, "user")));
}

}  // namespace tools
