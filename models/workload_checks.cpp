#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/section_yaml.hpp"
#include "models/unit.hpp"

namespace models {
namespace {

constexpr double most_users = 1e6;

constexpr double rounding = 1e-9;

bool contains(const std::vector<WorkloadKind>& kinds, WorkloadKind kind)
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string kinds_in_words(const KindKey& key)
{
    std::string words;
    for (const auto& kinds : {key.needed, key.optional}) {
        for (WorkloadKind kind : kinds) {
            words += (words.empty() ? "" : " or ") + std::string("`") + to_string(kind) + "`";
        }
    }
    return words;
}

void check_kind(const YamlNode& node, WorkloadKind kind, Findings& findings)
{
    for (const KindKey& key : kind_keys()) {
        const bool given = node.find(key.key) != nullptr;
        const bool needed = contains(key.needed, kind);
        if (!given && needed) {
            findings.add(node.place, fmt::format("`workload.{}` is missing, a workload of kind {} "
                                                 "needs it; add it",
                                                 key.key, to_string(kind)));
        }
        if (!given || needed || contains(key.optional, kind)) continue;
        const auto entry = std::find_if(node.entries.begin(), node.entries.end(),
                                        [&](const YamlEntry& e) { return e.key == key.key; });
        findings.add(entry->key_place,
                     fmt::format("`workload.{}` has no effect in a workload of kind {}, only in "
                                 "{}; remove it",
                                 key.key, to_string(kind), kinds_in_words(key)));
    }
}

void check_names(const YamlNode& items, const Workload& workload, Findings& findings)
{
    std::set<std::string> seen;
    for (std::size_t i = 0; i < workload.personas.size(); ++i) {
        const YamlNode& name = *items.items[i].find("persona");
        if (!is_name(name.text)) {
            std::string ignored;
            read_name(name, "persona", ignored, findings);
        } else if (!seen.insert(name.text).second) {
            findings.add(name.place, fmt::format("a second persona named {}; rename one of the two",
                                                 key_quoted(name.text)));
        }
    }
}

// Every seat of a room of any size must have a persona: those with `first`, then shares of the
// rest.
void check_seats(const YamlNode& items, const Workload& workload, Findings& findings)
{
    double shares = 0;
    int others = 0;
    for (std::size_t i = 0; i < workload.personas.size(); ++i) {
        const Persona& persona = workload.personas[i];
        const YamlNode& item = items.items[i];
        const bool has_share = item.find("share") != nullptr;
        if (persona.cameras > 0) {
            const bool sits = persona.first > 0 || has_share || persona.webcam ||
                              item.find("sees_webcams") != nullptr ||
                              persona.microphone != Microphone::none ||
                              persona.desktop != Desktop::none;
            if (!sits) continue;
            findings.add(item.place, fmt::format("persona {} has `cameras` and is no user; leave "
                                                 "it `persona`, `cameras` and `at` only",
                                                 key_quoted(persona.name)));
        }
        shares += persona.share;
        if (persona.first > 0 && has_share) {
            findings.add(item.place, fmt::format("persona {} has both `first` and `share`; remove "
                                                 "one of the two",
                                                 key_quoted(persona.name)));
        }
        if (persona.first > 0 || has_share || persona.cameras > 0) continue;
        if (++others == 2) {
            findings.add(item.place, fmt::format("persona {} is the second without `first` and "
                                                 "`share`, only one can be the rest; add a share",
                                                 key_quoted(persona.name)));
        }
    }
    const std::string sum = print_quantity(shares, Dimension::fraction);
    if (shares > 1 + rounding) {
        findings.add(items.place, "the shares of the personas sum to " + sum +
                                      ", found more than 100 %; lower them");
    } else if (others == 0 && shares < 1 - rounding) {
        findings.add(items.place, "the shares of the personas sum to " + sum +
                                      "; add a persona without `first` and `share` for the rest");
    }
}

}  // namespace

std::span<const KindKey> kind_keys()
{
    using enum WorkloadKind;
    static const std::vector<KindKey> table = {
        {"users", {ramp, fixed}, {}},
        {"interval", {ramp}, {}},
        {"room_size", {}, {ramp, fixed}},
        {"duration", {fixed, poisson, timetable}, {ramp}},
        {"turnover", {}, {fixed, poisson, timetable}},
        {"meetings_per_hour", {poisson}, {}},
        {"meeting_size", {poisson}, {}},
        {"meeting_duration", {poisson}, {}},
        {"lessons", {timetable}, {}},
        {"lateness", {}, {poisson, timetable}},
    };
    return table;
}

void check_workload(const YamlNode& node, const Workload& workload, Findings& findings)
{
    check_kind(node, workload.kind, findings);
    const YamlNode& personas = *node.find("personas");
    check_names(personas, workload, findings);
    check_seats(personas, workload, findings);
    if (workload.processed && !workload.recorded) {
        findings.add(node.find("processed")->place,
                     "`workload.processed` is true but nothing is recorded; add `recorded: true`");
    }
    for (std::size_t i = 0; i < workload.lessons.size(); ++i) {
        const Lesson& lesson = workload.lessons[i];
        if (static_cast<double>(lesson.rooms) * lesson.size > most_users) {
            findings.add(node.find("lessons")->items[i].place,
                         "the lesson has more than 1,000,000 users; make it smaller");
        }
        if (lesson.start < workload.duration || workload.duration == 0) continue;
        findings.add(node.find("lessons")->items[i].place,
                     fmt::format("the lesson starts after {}, but the run ends after {}; lengthen "
                                 "`workload.duration`",
                                 print_quantity(lesson.start, Dimension::time),
                                 print_quantity(workload.duration, Dimension::time)));
    }
}

}  // namespace models
