#include "calibration/pairing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "calibration/canonical_unit.hpp"
#include "calibration/repetition.hpp"
#include "models/finding.hpp"

namespace calibration {
namespace {

constexpr std::size_t most_looked_at = 200;  // groups, for the one that is most alike
constexpr std::size_t most_differences = 3;  // that are told
// Beyond any machine; between them ratios and their squares are numbers.
constexpr double least_value = 1e-100;
constexpr double most_value = 1e100;

struct Key {
    std::string metric;
    std::string unit;
    Conditions conditions;
};

bool comes_before(const Conditions& left, const Conditions& right)
{
    const auto less = [](const Condition& one, const Condition& other) {
        return std::tie(one.name, one.value) < std::tie(other.name, other.value);
    };
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(), less);
}

bool operator<(const Key& left, const Key& right)
{
    if (left.metric != right.metric) return left.metric < right.metric;
    if (left.conditions == right.conditions) return left.unit < right.unit;
    return comes_before(left.conditions, right.conditions);
}

struct Group {
    Better better = Better::higher;
    std::vector<Trial> trials;
    std::vector<Conditions> shapes;  // of the machine, those that differ
};

using Groups = std::map<Key, Group>;

bool is_shape(const Condition& condition)
{
    return condition.name.starts_with("guest_");
}

// The clock that a tool reads at its start moves from run to run.
bool is_steady(const Condition& condition)
{
    return condition.name != "guest_cpu_frequency";
}

class Pairer {
public:
    Pairing pair(std::span<const Imported> native, std::span<const Imported> guest)
    {
        const Groups here = groups_of(native, Side::native);
        const Groups there = groups_of(guest, Side::guest);
        for (const auto& [key, group] : here) {
            const auto like = there.find(key);
            if (like != there.end()) compare(key, group, like->second);
            if (like == there.end()) refuse(key, group, Side::native, unlike(key, there));
        }
        for (const auto& [key, group] : there) {
            if (here.contains(key)) continue;
            refuse(key, group, Side::guest, unlike(key, here));
        }
        return std::move(pairing_);
    }

private:
    Groups groups_of(std::span<const Imported> files, Side side);
    void take(const Sample& sample, const std::string& file, Side side, Groups& groups);
    void compare(const Key& key, const Group& native, const Group& guest);
    void refuse(const Key& key, std::size_t samples, Side side, std::string reason);
    void refuse(const Key& key, const Group& group, Side side, std::string reason)
    {
        refuse(key, group.trials.size(), side, std::move(reason));
    }
    static std::string unlike(const Key& key, const Groups& others);

    Pairing pairing_;
    std::map<std::tuple<std::string, Side, std::string>, std::size_t> known_;  // of the unpaired
};

Key key_of(const Sample& sample, const CanonicalUnit& unit)
{
    Key key{sample.metric, unit.name, {}};
    for (const Condition& condition : sample.conditions) {
        if (!is_shape(condition)) key.conditions.push_back(condition);
    }
    return key;
}

Conditions shape_of(const Sample& sample)
{
    Conditions shape;
    for (const Condition& condition : sample.conditions) {
        if (is_shape(condition) && is_steady(condition)) shape.push_back(condition);
    }
    return shape;
}

void Pairer::take(const Sample& sample, const std::string& file, Side side, Groups& groups)
{
    const CanonicalUnit unit = canonical_unit(sample.metric, sample.unit);
    const Key key = key_of(sample, unit);
    if (sample.better == Better::neither) {
        return refuse({key.metric, "", {}}, 1, side, "watches and is not better either way");
    }
    if (!(sample.value > 0)) return refuse(key, 1, side, "is 0, which has no ratio");
    const double value = sample.value * unit.size;
    if (!(least_value <= value && value <= most_value)) {
        return refuse(key, 1, side,
                      fmt::format("is not between {} and {} {}, as all that is measured",
                                  least_value, most_value, key.unit));
    }
    Group& group = groups[key];
    group.better = sample.better;
    group.trials.push_back({value, file, sample.line});
    const Conditions shape = shape_of(sample);
    const auto known = std::find(group.shapes.begin(), group.shapes.end(), shape);
    if (known == group.shapes.end()) group.shapes.push_back(shape);
}

Groups Pairer::groups_of(std::span<const Imported> files, Side side)
{
    Groups groups;
    for (const Imported& file : files) {
        for (const Run& run : file.runs) {
            for (const Sample& sample : run.samples) take(sample, file.file, side, groups);
        }
    }
    return groups;
}

void Pairer::refuse(const Key& key, std::size_t samples, Side side, std::string reason)
{
    const auto [place, added] =
        known_.try_emplace({key.metric, side, reason}, pairing_.unpaired.size());
    if (added) {
        pairing_.unpaired.push_back({key.metric, side, 0, key.conditions, std::move(reason)});
    }
    pairing_.unpaired[place->second].samples += samples;
}

std::optional<std::string> two_shapes(const Group& group, Side side)
{
    if (group.shapes.size() < 2) return std::nullopt;
    return unlike_machines_text(side, group.shapes[0], group.shapes[1]);
}

using RepetitionKey = std::tuple<std::string, std::uint64_t, std::size_t>;

// The trials by name, repetition and place in the file; nothing where a file has no repetition.
std::optional<std::map<RepetitionKey, Trial>> by_repetition(const std::vector<Trial>& trials)
{
    std::map<RepetitionKey, Trial> ordered;
    std::map<std::string, std::size_t> in_file;
    for (const Trial& trial : trials) {
        const auto repetition = repetition_of(trial.file);
        if (!repetition) return std::nullopt;
        ordered[{repetition->name, repetition->number, in_file[trial.file]++}] = trial;
    }
    return ordered;
}

std::vector<RepetitionKey> keys(const std::map<RepetitionKey, Trial>& trials)
{
    std::vector<RepetitionKey> all;
    for (const auto& [key, trial] : trials) all.push_back(key);
    return all;
}

std::vector<Trial> values(const std::map<RepetitionKey, Trial>& trials)
{
    std::vector<Trial> all;
    for (const auto& [key, trial] : trials) all.push_back(trial);
    return all;
}

void Pairer::compare(const Key& key, const Group& native, const Group& guest)
{
    for (const auto& [group, side] :
         {std::pair{&native, Side::native}, std::pair{&guest, Side::guest}}) {
        const auto reason = two_shapes(*group, side);
        if (!reason) continue;
        refuse(key, native, Side::native, *reason);
        return refuse(key, guest, Side::guest, *reason);
    }
    Comparison comparison;
    comparison.metric = key.metric;
    comparison.unit = key.unit;
    comparison.better = native.better;
    comparison.conditions = key.conditions;
    comparison.native = native.trials;
    comparison.guest = guest.trials;
    comparison.native_shape = native.shapes.front();
    comparison.guest_shape = guest.shapes.front();
    const auto here = by_repetition(native.trials);
    const auto there = by_repetition(guest.trials);
    if (here && there && here->size() > 1 && keys(*here) == keys(*there)) {
        comparison.native = values(*here);
        comparison.guest = values(*there);
        comparison.paired = true;
    }
    pairing_.comparisons.push_back(std::move(comparison));
}

// What differs, in words; the names of the sides as seen from `key`.
std::vector<std::string> differences(const Key& key, const Key& other)
{
    std::vector<std::string> all;
    if (key.unit != other.unit) {
        all.push_back(fmt::format("the unit is {} here and {} there", models::quoted(key.unit),
                                  models::quoted(other.unit)));
    }
    std::set<std::string> names;
    for (const Condition& one : key.conditions) names.insert(one.name);
    for (const Condition& one : other.conditions) names.insert(one.name);
    const auto value = [](const Condition* condition) {
        return condition != nullptr ? in_words(*condition) : "not stated";
    };
    for (const std::string& name : names) {
        const Condition* here = find_condition(key.conditions, name);
        const Condition* there = find_condition(other.conditions, name);
        if (here != nullptr && there != nullptr && *here == *there) continue;
        all.push_back(fmt::format("`{}` is {} here and {} there", name, value(here), value(there)));
    }
    return all;
}

std::string Pairer::unlike(const Key& key, const Groups& others)
{
    std::vector<std::string> fewest;
    std::size_t looked_at = 0;
    for (auto other = others.lower_bound({key.metric, "", {}});
         other != others.end() && other->first.metric == key.metric; ++other) {
        if (++looked_at > most_looked_at) break;
        auto found = differences(key, other->first);
        if (fewest.empty() || found.size() < fewest.size()) fewest = std::move(found);
    }
    if (fewest.empty()) return not_measured_there;
    std::string text;
    for (std::size_t i = 0; i < std::min(fewest.size(), most_differences); ++i) {
        text += (i == 0 ? "" : ", ") + fewest[i];
    }
    return text + (fewest.size() > most_differences ? ", and more" : "");
}

}  // namespace

const char* to_string(Side side)
{
    return side == Side::native ? "natively" : "in the guest";
}

std::string unlike_machines_text(Side side, const Conditions& one, const Conditions& other)
{
    return fmt::format(
        "was taken on unlike machines {} ({} and {}), which are not pooled; give each a folder of "
        "its own",
        to_string(side), in_words(one), in_words(other));
}

Pairing pair_samples(std::span<const Imported> native, std::span<const Imported> guest)
{
    return Pairer().pair(native, guest);
}

}  // namespace calibration
