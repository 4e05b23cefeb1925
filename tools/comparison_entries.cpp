#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/finding.hpp"
#include "models/scenario_yaml.hpp"
#include "tools/comparison.hpp"

namespace tools {
namespace {

constexpr std::size_t most_contenders = 20;

// One way to read a scenario: a file and what is changed in it.
struct Source {
    std::string name;
    std::string file;
    std::vector<std::string> overrides;
};

void check_unique(const std::vector<std::string>& words, const std::string& before)
{
    std::set<std::string> known;
    for (const std::string& word : words) {
        if (known.insert(word).second) continue;
        throw UsageError(fmt::format("{}{} is given twice; remove one of the two", before,
                                     models::quoted(word)));
    }
}

void check_number(std::size_t contenders)
{
    if (contenders <= most_contenders) return;
    throw UsageError(fmt::format("`compare` takes at most {} at once, found {}; leave some out",
                                 most_contenders, contenders));
}

bool names_several_platforms(const std::string& override)
{
    return override.starts_with("platform=") && override.find(',') != std::string::npos;
}

void check_combination(const Arguments& arguments)
{
    const bool files = arguments.operands.size() > 1;
    const bool variants = !arguments.variants.empty();
    if (files && variants) {
        throw UsageError(
            "`--vary` changes one scenario, and several are given; leave one, or make each variant "
            "a file");
    }
    if ((files || variants) && std::ranges::any_of(arguments.overrides, names_several_platforms)) {
        throw UsageError(
            "files and variants are compared on one platform each; name one with `--platform`");
    }
    check_unique(arguments.operands, "");
    check_unique(arguments.variants, "`--vary` ");
}

std::vector<Source> sources_of(const Arguments& arguments)
{
    std::vector<Source> sources;
    for (const std::string& file : arguments.operands) {
        sources.push_back({"", file, arguments.overrides});
    }
    if (arguments.variants.empty()) return sources;
    sources.front().name = "as it is";
    for (const std::string& variant : arguments.variants) {
        sources.push_back({variant, sources.front().file, arguments.overrides});
        sources.back().overrides.push_back(variant);
    }
    return sources;
}

// Sources that share a file share what is wrong with it.
void add_new(std::vector<models::Finding>& all, const std::vector<models::Finding>& more)
{
    for (const models::Finding& finding : more) {
        const bool known = std::ranges::any_of(all, [&](const models::Finding& one) {
            return models::to_string(one) == models::to_string(finding);
        });
        if (!known) all.push_back(finding);
    }
}

std::vector<Entry> read_all(const std::vector<Source>& sources, const std::string& library)
{
    std::vector<Entry> entries;
    std::vector<models::Finding> findings;
    for (const Source& source : sources) {
        try {
            entries.push_back(
                {source.name, models::read_scenario(source.file, source.overrides, library)});
        } catch (const models::InputError& error) {
            add_new(findings, error.findings());
        }
    }
    if (!findings.empty()) throw models::InputError(findings);
    return entries;
}

// Scenarios by their own names where these tell them apart, else by their files.
void name_scenarios(std::vector<Entry>& entries, const std::vector<std::string>& files)
{
    std::set<std::string> names;
    for (const Entry& entry : entries) names.insert(entry.scenario.name);
    const bool apart = names.size() == entries.size();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].name = apart ? entries[i].scenario.name : files[i];
    }
}

Compared kind_of(const Arguments& arguments)
{
    if (arguments.operands.size() > 1) return Compared::scenarios;
    return arguments.variants.empty() ? Compared::platforms : Compared::variants;
}

// Common random numbers need one seed.
void share_seed(Entries& entries)
{
    const std::uint64_t seed = entries.list.front().scenario.seed;
    for (Entry& entry : entries.list) {
        entries.seeds_differed = entries.seeds_differed || entry.scenario.seed != seed;
        entry.scenario.seed = seed;
    }
    if (entries.seeds_differed && entries.compared == Compared::variants) {
        throw UsageError(
            "variants meet the same random numbers, `seed` cannot vary; give `--seed` once for "
            "all");
    }
}

}  // namespace

const char* to_string(Compared compared)
{
    constexpr const char* words[] = {"platforms", "variants", "scenarios"};
    return words[static_cast<std::size_t>(compared)];
}

Entries read_entries(const Arguments& arguments, const std::string& library)
{
    check_combination(arguments);
    const std::vector<Source> sources = sources_of(arguments);
    check_number(sources.size());
    Entries entries{kind_of(arguments), read_all(sources, library), false};
    if (entries.compared == Compared::platforms) {
        const std::size_t platforms = entries.list.front().scenario.platforms.size();
        check_number(platforms);
        if (platforms > 1) return entries;
        throw UsageError(
            "one platform alone cannot be compared; name another with `--platform`, or a variant "
            "with `--vary`");
    }
    if (entries.compared == Compared::scenarios) name_scenarios(entries.list, arguments.operands);
    share_seed(entries);
    for (Entry& entry : entries.list) entry.scenario.platforms.resize(1);
    return entries;
}

}  // namespace tools
