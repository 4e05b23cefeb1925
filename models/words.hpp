#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/parameter.hpp"
#include "models/scenario.hpp"
#include "models/server_profile.hpp"
#include "models/slo.hpp"
#include "models/workload.hpp"

namespace models {

// The words that stand for the values of an enumeration in files, in the order of the enumeration.
// The argument only selects the enumeration.
std::span<const char* const> words_of(Dimension);
std::span<const char* const> words_of(Mark);
std::span<const char* const> words_of(EventStream);
std::span<const char* const> words_of(TermKind);
std::span<const char* const> words_of(SloMetric);
std::span<const char* const> words_of(WorkloadKind);
std::span<const char* const> words_of(Microphone);
std::span<const char* const> words_of(Desktop);
std::span<const char* const> words_of(Resolution);
std::span<const char* const> words_of(Copies);

template <class Enumeration>
std::optional<Enumeration> from_word(std::string_view word)
{
    const auto words = words_of(Enumeration{});
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (word == words[i]) return static_cast<Enumeration>(i);
    }
    return std::nullopt;
}

template <class Enumeration>
std::vector<std::string> known_words()
{
    const auto words = words_of(Enumeration{});
    return {words.begin(), words.end()};
}

}  // namespace models
