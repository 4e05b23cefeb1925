#include "tools/serve/question.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "models/finding.hpp"

namespace tools {
namespace {

constexpr std::size_t most_changes = 100;
constexpr std::size_t longest_key = 200;    // bytes
constexpr std::size_t longest_value = 200;  // bytes

constexpr std::string_view whole_keys[] = {
    "host",
    "workload",
    "slo",
    "guest.vcpus",
    "guest.memory",
    "profile.media.webcam_bit_rate",
    "workload.room_size",
    "workload.recorded",
};

// A key with one name in it: "network." NAME ".rate".
struct NamedKey {
    std::string_view before;
    std::string_view after;
};
constexpr NamedKey named_keys[] = {
    {"network.", ".rate"},
    {"slo.limits.", ""},
    {"workload.personas.", ".first"},
    {"workload.personas.", ".share"},
    {"workload.personas.", ".at"},
    {"workload.personas.", ".webcam"},
    {"workload.personas.", ".sees_webcams"},
    {"workload.personas.", ".microphone"},
    {"workload.personas.", ".desktop"},
    {"workload.personas.", ".cameras"},
};

bool is_plain_name(std::string_view text)
{
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

bool is(const NamedKey& named, std::string_view key)
{
    if (key.size() <= named.before.size() + named.after.size()) return false;
    if (!key.starts_with(named.before) || !key.ends_with(named.after)) return false;
    key.remove_prefix(named.before.size());
    key.remove_suffix(named.after.size());
    return is_plain_name(key);
}

std::string value_in(const Json& value, const std::string& key)
{
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (text.size() <= longest_value) return text;
    }
    throw BadQuestion("the value of " + models::key_quoted(key) + " must be a short text");
}

}  // namespace

bool may_be_set(const std::string& key)
{
    if (key.size() > longest_key) return false;
    return std::ranges::find(whole_keys, key) != std::end(whole_keys) ||
           std::ranges::any_of(named_keys, [&](const NamedKey& named) { return is(named, key); });
}

std::string text_in(const Json& object, const char* field)
{
    if (!object.is_object()) throw BadQuestion("a JSON object was expected");
    const auto found = object.find(field);
    if (found == object.end() || found->is_null()) return "";
    if (found->is_string()) return found->get<std::string>();
    throw BadQuestion(models::key_quoted(field) + " must be a text");
}

Question question_in(const Json& object)
{
    Question question{text_in(object, "scenario"), {}, text_in(object, "platform")};
    const auto set = object.find("set");
    if (set == object.end()) return question;
    if (!set->is_object() || set->size() > most_changes) {
        throw BadQuestion("`set` must be an object of at most 100 keys");
    }
    for (const auto& [key, value] : set->items()) {
        if (!may_be_set(key)) throw BadQuestion("the page cannot set " + models::key_quoted(key));
        question.changes.push_back({key, value_in(value, key)});
    }
    return question;
}

std::optional<Question> question_in(const Json& object, const char* field)
{
    const auto found = object.find(field);
    if (found == object.end() || found->is_null()) return std::nullopt;
    return question_in(*found);
}

}  // namespace tools
