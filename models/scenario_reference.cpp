#include <fmt/format.h>

#include "models/scenario_yaml.hpp"
#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"

namespace models {
namespace {

template <class Value>
constexpr bool is_number =
    std::is_same_v<Value, double> || std::is_same_v<Value, int> ||
    std::is_same_v<Value, Parameter> || std::is_same_v<Value, sim::Distribution>;

template <class Value>
std::string type_in_words(Dimension dimension)
{
    if constexpr (std::is_same_v<Value, bool>) return "`true` or `false`";
    if constexpr (std::is_same_v<Value, std::string>) return "text";
    if constexpr (std::is_same_v<Value, std::uint64_t>) return "whole number";
    if constexpr (std::is_same_v<Value, int>) return "whole number";
    if constexpr (std::is_enum_v<Value>) return "one of " + enumerated(known_words<Value>());
    std::string quantity = to_string(dimension);
    if (quantity == "bit_rate") quantity = "bit rate";
    if (quantity == "byte_rate") quantity = "byte rate";
    quantity += ", `" + example_of(dimension) + "`";
    if constexpr (std::is_same_v<Value, Parameter>) return "parameter: " + quantity;
    if constexpr (std::is_same_v<Value, sim::Distribution>) return "distribution: " + quantity;
    return quantity;
}

std::string row(const std::string& key, const std::string& type, const std::string& range,
                const std::string& fallback, const std::string& meaning)
{
    return fmt::format("| `{}` | {} | {} | {} | {} |\n", key, type, range, fallback, meaning);
}

template <class Owner>
std::string row(const Field<Owner>& field)
{
    std::string type;
    std::string range;
    std::visit(
        [&]<class Value>(Value Owner::*) {
            type = type_in_words<Value>(field.dimension);
            if (is_number<Value>) range = range_in_words(field.low, field.high, field.dimension);
        },
        field.member);
    const std::string fallback = field.fallback == nullptr ? "required" : field.fallback;
    return row(field.key, type, range, fallback, field.meaning);
}

std::string head(const std::string& title, const std::string& text)
{
    const std::string space = text.empty() ? "" : text + "\n\n";
    return "\n## " + title + "\n\n" + space +
           "| key | value | allowed | if missing | meaning |\n|---|---|---|---|---|\n";
}

template <class Owner>
std::string rows(std::span<const Field<Owner>> fields)
{
    std::string text;
    for (const Field<Owner>& field : fields) text += row(field);
    return text;
}

std::string heading_rows(const std::string& kind)
{
    return row("version", "1", "", "required", "of the format") +
           row(kind, "name", "", "required", "the name of the file") +
           row("title", "text", "", "none", "one line about it");
}

std::string introduction()
{
    return R"(# Scenario files

This page is generated from the tables that read the files (`models::scenario_reference`).

A scenario is one YAML file that names a host, platforms, a server profile, a workload and a service
level objective. A name such as `kvm` is looked for as `platforms/kvm.yaml` in the folder of the
scenario, then in the shipped library, this folder. A path such as `./kvm.yaml` starts at the folder
of the scenario. The mapping itself may stand in place of the name. To add a platform, a host, a
workload, an objective or a BigBlueButton version, add a file.

Any key can be given anew on the command line: `--set guest.vcpus=4`, `--set slo=connected-only`,
`--set platform=kvm,lxc`, `--set platform.kvm.cpu.compute=0.9`,
`--set workload.personas.viewer.at=office`.

Quantities have a unit: `30 s`, `90 min`, `4 GiB`, `250 kbit/s`, `180 MiB/s`, `10 fps`, `80 %`. `kB`,
`MB`, `GB` are powers of 1000, `KiB`, `MiB`, `GiB` powers of 1024; `bit/s` and `B/s` are kept apart.
Counts and factors are plain decimal numbers. Anchors, aliases, tags, merge keys, repeated keys and
second documents are refused.

A *parameter* says how its number is known: `{value: 250 kbit/s, range: [200 kbit/s, 400 kbit/s],
mark: documented, source: "FAQ of April 2015"}`. Marks are measured, documented, computed, assumed and
fitted; assumed and fitted ones need a range. It may have a `standard_error`, that of the value and in
the same unit, perhaps with `degrees_of_freedom`, and `measurements`, a list of what it was computed
from, as `bbbcap calibrate` writes them. Set on the command line, its value changes, the range is
widened to contain it, and these, which were the old value's, are left out; `capacity` and `compare`
tell.

`capacity` and `compare` draw parameters with a standard error, each by itself: the logarithm is that
of the value, give or take `standard_error` / `value` times a standard normal number (Student's t, with
few degrees of freedom), at most to the ends of the range. A value of 0 cannot be drawn.

A *distribution* is a quantity, which is constant, or one of `{exponential: {mean: 54 min}}`,
`{uniform: {low: 1 s, high: 5 s}}`, `{normal: {mean: 0 s, standard_deviation: 3 min}}`,
`{lognormal: {mean: 10, cv: 0.9}}`, `{gamma: {mean: 10, cv: 0.9}}`, `{empirical: [1, 2, 2, 5]}`,
perhaps with `within: [low, high]` beside it, to which it is clipped.
)";
}

std::string scenario_part()
{
    std::string text = head("Scenario", "");
    text += row("version", "1", "", "required", "of the format");
    text += row("scenario", "name", "", "required", "its name");
    text += row("host", "name, path or mapping", "", "required", "the machine");
    text += row("platform", "the same, or a list", "", "required", "what to compare");
    text += row("guest", "mapping, below", "", "required", "the virtual machine or container");
    text += row("network", "links by name, below", "", "required", "how users reach the server");
    text += row("profile", "name, path or mapping", "", "required", "the BigBlueButton version");
    text += row("workload", "name, path or mapping", "", "required", "what the users do");
    text += row("slo", "name, path or mapping", "", "required", "what has to hold");
    text += row("set", "mapping from dotted keys", "", "none",
                "changes in the files named above, `profile.media.webcam_frame_rate: 30 fps`");
    text += rows(scenario_fields());
    text += head("guest", "") + rows(guest_fields());
    text += head("network.<link>", "Links are full duplex. The node `server` is the guest.");
    text += row("between", "list of two nodes", "", "required", "the nodes it joins");
    return text + rows(link_fields());
}

std::string profile_part()
{
    std::string text = head("Profile: `profiles/<name>.yaml`", "") + heading_rows("profile");
    text += row("components", "by name, below", "", "required", "parts of the server");
    text += row("streams", "below", "", "required", "what they do for each event");
    text += row("media", "mapping, below", "", "required", "of the streams");
    text += row("footprint", "mapping, below", "", "required", "memory");
    text += row("behaviour", "mapping, below", "", "required", "of clients and server");
    text += row("rules", "mapping, below", "", "none", "documented rules of thumb");
    text += head("profile.components.<component>", "");
    text += row("threads", "`all` or a whole number", "from 1 to 1024", "required",
                "threads it can keep busy; all: as many as there are cores");
    text += row("shares", "mapping, below", "", "required", "how its CPU time divides");
    text += rows(component_fields());
    text += head("profile.components.<component>.shares", "") + rows(share_fields());
    text += "\n## profile.streams.<stream>.<component>.<term>\n\nStreams are " +
            enumerated(known_words<EventStream>()) + ". Terms are " +
            enumerated(known_words<TermKind>()) +
            "; a demand is their sum. Each is a parameter, a time of the reference core, " +
            range_in_words(expected_demand().low, expected_demand().high, Dimension::time) + ".\n";
    text += head("profile.media", "") + rows(media_fields());
    text += head("profile.footprint", "") + rows(footprint_fields());
    text += head("profile.behaviour", "") + rows(behaviour_fields());
    return text + head("profile.rules", "Shown beside an answer, never used for it.") +
           rows(rule_fields());
}

std::string kinds(const std::vector<WorkloadKind>& list)
{
    std::vector<std::string> words;
    for (WorkloadKind kind : list) words.emplace_back(to_string(kind));
    return enumerated(words);
}

std::string workload_part()
{
    std::string text = head("Workload: `workloads/<name>.yaml`", "") + heading_rows("workload");
    text += row("personas", "list, below", "", "required", "who the users are");
    text += row("lessons", "list, below", "", "", "of a timetable");
    text += rows(workload_fields());
    text +=
        "\nKeys that only some kinds of workload have:\n\n| key | needed by | optional for "
        "|\n|---|---|---|\n";
    for (const KindKey& key : kind_keys()) {
        text +=
            fmt::format("| `{}` | {} | {} |\n", key.key, kinds(key.needed), kinds(key.optional));
    }
    text +=
        head("workload.personas", "One persona may have neither `first` nor `share`: the rest.");
    text += rows(persona_fields());
    return text + head("workload.lessons", "") + rows(lesson_fields());
}

std::string slo_part()
{
    std::string text = head("Objective: `slos/<name>.yaml`", "") + heading_rows("slo");
    text += row("limits", "mapping, below", "", "required", "all have to hold");
    text += "\n## slo.limits\n\n| key | value | allowed | holds |\n|---|---|---|---|\n";
    for (int i = 0; i < slo_metric_count; ++i) {
        const auto metric = static_cast<SloMetric>(i);
        const Expected expected = expected_limit(metric);
        text += fmt::format("| `{}` | `{}` | {} | {} |\n", to_string(metric),
                            example_of(expected.dimension),
                            range_in_words(expected.low, expected.high, expected.dimension),
                            is_upper_limit(metric) ? "at most" : "at least");
    }
    return text;
}

}  // namespace

std::string scenario_reference()
{
    return introduction() + scenario_part() + head("Host: `hosts/<name>.yaml`", "") +
           heading_rows("host") + rows(host_fields()) +
           head("Platform: `platforms/<name>.yaml`",
                "Factors and efficiencies are relative to bare metal.") +
           heading_rows("platform") + rows(platform_fields()) + profile_part() + workload_part() +
           slo_part();
}

}  // namespace models
