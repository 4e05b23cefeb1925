#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "models/suggestion.hpp"
#include "tools/comparison_text.hpp"

namespace tools {
namespace {

using Places = std::vector<std::size_t>;

// As it is named within a sentence.
std::string spoken(const Comparison& comparison, std::size_t place)
{
    const bool unchanged = comparison.compared == Compared::variants && place == 0;
    return unchanged ? "the scenario as it is" : comparison.contenders[place].name;
}

std::vector<std::string> names_of(const Comparison& comparison, const Places& places)
{
    std::vector<std::string> names;
    for (const std::size_t place : places) names.push_back(spoken(comparison, place));
    return names;
}

std::string spoken(const Comparison& comparison, const Places& places)
{
    return models::enumerated(names_of(comparison, places));
}

// Names keep their letters; a sentence that begins with a word begins with a capital one.
std::string sentence(std::string text)
{
    if (text.starts_with("the ")) text.front() = 'T';
    return text + '.';
}

// 1 where `one` is known to carry more than `other`, -1 fewer, 0 where they cannot be told apart.
int sign_between(const Comparison& comparison, std::size_t one, std::size_t other)
{
    const auto is_theirs = [&](const sim::PairwiseDifference& pair) {
        return pair.a == std::max(one, other) && pair.b == std::min(one, other);
    };
    const auto pair = std::ranges::find_if(comparison.pairs, is_theirs);
    if (pair == comparison.pairs.end() || !pair->differ()) return 0;
    return (pair->difference.low > 0) == (pair->a == one) ? 1 : -1;
}

// Most users first.
Places ranked(const Comparison& comparison)
{
    std::vector<double> lead(comparison.contenders.size());
    for (const sim::PairwiseDifference& pair : comparison.pairs) {
        lead[pair.a] += pair.difference.mean;
        lead[pair.b] -= pair.difference.mean;
    }
    Places places(lead.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::stable_sort(places, std::ranges::greater(),
                             [&](std::size_t place) { return lead[place]; });
    return places;
}

// "kvm carries fewer than native and lxc", from the fewest on; those with the same above them at
// once.
std::vector<std::string> fewer_clauses(const Comparison& comparison, const Places& ranks)
{
    std::vector<std::pair<Places, Places>> fewer;  // who, than whom
    for (auto one = ranks.rbegin(); one != ranks.rend(); ++one) {
        Places above;
        for (const std::size_t other : ranks) {
            if (sign_between(comparison, *one, other) < 0) above.push_back(other);
        }
        if (above.empty()) continue;
        if (fewer.empty() || fewer.back().second != above) fewer.push_back({{}, above});
        fewer.back().first.insert(fewer.back().first.begin(), *one);
    }
    std::vector<std::string> clauses;
    for (const auto& [who, above] : fewer) {
        const char* verb = !clauses.empty() ? "" : who.size() > 1 ? " carry" : " carries";
        clauses.push_back(spoken(comparison, who) + verb + " fewer than " +
                          spoken(comparison, above));
    }
    return clauses;
}

bool told_apart(const Comparison& comparison, std::size_t one, std::size_t other)
{
    return sign_between(comparison, one, other) != 0;
}

// Neighbours in rank of which no two can be told apart, as far as they reach.
std::vector<Places> neighbours_alike(const Comparison& comparison, const Places& ranks)
{
    std::vector<Places> groups;
    std::size_t end = 1;  // of the last group
    for (std::size_t first = 0; first < ranks.size(); ++first) {
        std::size_t last = first + 1;
        const auto alike_to_all = [&](std::size_t next) {
            return std::all_of(&ranks[first], &ranks[first] + (next - first), [&](std::size_t one) {
                return !told_apart(comparison, one, ranks[next]);
            });
        };
        while (last < ranks.size() && alike_to_all(last)) ++last;
        if (last - first < 2 || last <= end) continue;
        end = last;
        groups.emplace_back(&ranks[first], &ranks[first] + (last - first));
    }
    return groups;
}

// Pairs that no group has: two more doubtful ones may enclose others that they are told apart from.
std::vector<Places> further_pairs(const Comparison& comparison, const Places& ranks,
                                  const std::vector<Places>& groups)
{
    std::vector<Places> pairs;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        for (std::size_t j = i + 1; j < ranks.size(); ++j) {
            const bool known = std::ranges::any_of(groups, [&](const Places& group) {
                return std::ranges::count(group, ranks[i]) + std::ranges::count(group, ranks[j]) ==
                       2;
            });
            if (!known && !told_apart(comparison, ranks[i], ranks[j])) {
                pairs.push_back({ranks[i], ranks[j]});
            }
        }
    }
    return pairs;
}

std::vector<Places> alike(const Comparison& comparison, const Places& ranks)
{
    std::vector<Places> groups = neighbours_alike(comparison, ranks);
    for (const Places& pair : further_pairs(comparison, ranks, groups)) groups.push_back(pair);
    return groups;
}

}  // namespace

std::string pairs_in_words(const Comparison& comparison)
{
    const Places ranks = ranked(comparison);
    const auto differ = std::ranges::count_if(comparison.pairs, &sim::PairwiseDifference::differ);
    if (differ == 0) return sentence(spoken(comparison, ranks) + " cannot be told apart");
    if (differ > 1 && static_cast<std::size_t>(differ) == comparison.pairs.size()) {
        return sentence("Each carries fewer than the one before: " +
                        fmt::format("{}", fmt::join(names_of(comparison, ranks), ", ")));
    }
    std::vector<std::string> clauses = fewer_clauses(comparison, ranks);
    for (const Places& group : alike(comparison, ranks)) {
        clauses.push_back(spoken(comparison, group) + " cannot be told apart");
    }
    return sentence(fmt::format("{}", fmt::join(clauses, "; ")));
}

std::string best_in_words(const Comparison& comparison)
{
    constexpr double least_shown = 0.005;
    const auto& contenders = comparison.contenders;
    Places places(contenders.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    const auto probability = [&](std::size_t place) { return contenders[place].best_probability; };
    std::ranges::stable_sort(places, std::ranges::greater(), probability);
    if (probability(places.front()) - probability(places.back()) < least_shown) return "";
    const double best = probability(places.front());
    std::string text = spoken(comparison, places.front()) + " carries the most users with a ";
    if (best > 1 - least_shown) return sentence(text + "probability above 0.99");
    text += fmt::format("probability of {:.2f}", best);
    for (std::size_t rank = 1; rank < places.size(); ++rank) {
        if (probability(places[rank]) < least_shown) break;
        text += fmt::format(", {} of {:.2f}", spoken(comparison, places[rank]),
                            probability(places[rank]));
    }
    return sentence(text);
}

}  // namespace tools
