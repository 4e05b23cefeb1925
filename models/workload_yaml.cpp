#include <fmt/format.h>

#include "models/section_yaml.hpp"

namespace models {
namespace {

constexpr double longest_run = 30 * 86400.0;
constexpr double most_users = 1e6;

constexpr Field<Workload> fields[] = {
    {"kind", &Workload::kind, Dimension::count, 0, 0, nullptr,
     "`ramp`: one user joins every `interval` until `users` are in; `fixed`: `users` are present "
     "all the time; `poisson`: meetings begin at random; `timetable`: lessons begin together"},
    {"users", &Workload::users, Dimension::count, 1, most_users, "", "users in the end"},
    {"interval", &Workload::interval, Dimension::time, 1e-3, 86400, "", "from join to join"},
    {"room_size", &Workload::room_size, Dimension::count, 0, most_users, "all in one room",
     "users of a room"},
    {"duration", &Workload::duration, Dimension::time, 1, longest_run,
     "a ramp ends one interval after the last join", "of the run"},
    {"turnover", &Workload::turnover, Dimension::frequency, 0, 1000, "0 /s",
     "joins, each replacing a user who leaves, while a level is held in a capacity search"},
    {"meetings_per_hour", &Workload::meetings_per_hour, Dimension::count, 1e-3, 1e5, "",
     "meetings that begin"},
    {"meeting_size", &Workload::meeting_size, Dimension::count, 1, 1e5, "", "users"},
    {"meeting_duration", &Workload::meeting_duration, Dimension::time, 1, longest_run, "",
     "of a meeting"},
    {"lateness", &Workload::lateness, Dimension::time, -86400, 86400, "on time",
     "of a user against the begin; negative: early"},
    {"chat_interval", &Workload::chat_interval, Dimension::time, 0, 86400, "no chat",
     "between messages of one user"},
    {"slide_interval", &Workload::slide_interval, Dimension::time, 0, 86400, "no changes",
     "between slide changes in a room"},
    {"slide_pages", &Workload::slide_pages, Dimension::count, 0, 10000, "0",
     "pages converted when a room opens"},
    {"recorded", &Workload::recorded, Dimension::count, 0, 0, "false", "rooms write a recording"},
    {"processed", &Workload::processed, Dimension::count, 0, 0, "false",
     "recordings are processed when a room closes"},
};

constexpr Field<Persona> persona_table[] = {
    {"persona", &Persona::name, Dimension::count, 0, 0, nullptr, "its name"},
    {"first", &Persona::first, Dimension::count, 1, most_users, "",
     "takes the first seats of each room, in the order of the file"},
    {"share", &Persona::share, Dimension::fraction, 0, 1, "what the others leave",
     "of the seats after the first ones"},
    {"at", &Persona::at, Dimension::count, 0, 0, nullptr, "node of the network"},
    {"webcam", &Persona::webcam, Dimension::count, 0, 0, "false", "publishes a webcam"},
    {"sees_webcams", &Persona::sees_webcams, Dimension::count, 0, 0, "true",
     "receives the webcams of the others; without it users still show their own, hear and see the "
     "desktop"},
    {"microphone", &Persona::microphone, Dimension::count, 0, 0, "none",
     "`none`, `listen` (hears only) or `talk`"},
    {"desktop", &Persona::desktop, Dimension::count, 0, 0, "none",
     "`none`, `idle` (little happens) or `busy`"},
    {"cameras", &Persona::cameras, Dimension::count, 1, 1000, "",
     "this is no user, but so many webcams of each room; they publish and watch nothing"},
};

constexpr Field<Lesson> lesson_table[] = {
    {"start", &Lesson::start, Dimension::time, 0, longest_run, nullptr, "after the begin"},
    {"rooms", &Lesson::rooms, Dimension::count, 1, 10000, "1", "that begin together"},
    {"size", &Lesson::size, Dimension::count, 1, 1e5, nullptr, "users of a room"},
    {"duration", &Lesson::duration, Dimension::time, 1, longest_run, nullptr, "of the lesson"},
};

template <class Item>
void read_list(const YamlNode& node, const std::string& path, std::span<const Field<Item>> table,
               std::vector<Item>& items, Findings& findings)
{
    if (!node.is_sequence() || node.items.empty()) {
        findings.add(node.place, fmt::format("{} must be a list of at least one, found {}; write "
                                             "`- key: value` lines",
                                             key_quoted(path), description(node)));
        return;
    }
    for (const YamlNode& item : node.items) {
        const std::string key = fmt::format("{}.{}", path, items.size() + 1);
        items.emplace_back();
        if (!expect_mapping(item, key, findings)) continue;
        read_fields<Item>(item, table, key, {}, items.back(), findings);
    }
}

}  // namespace

std::span<const Field<Workload>> workload_fields()
{
    return fields;
}

std::span<const Field<Persona>> persona_fields()
{
    return persona_table;
}

std::span<const Field<Lesson>> lesson_fields()
{
    return lesson_table;
}

Workload read_workload(const YamlNode& node, Findings& findings)
{
    Workload workload;
    read_heading_into(node, "workload", "workload", workload, findings);
    std::vector<std::string> extra = heading_keys("workload");
    extra.insert(extra.end(), {"personas", "lessons"});
    const std::size_t before = findings.size();
    read_fields<Workload>(node, fields, "workload", extra, workload, findings);
    const YamlNode* personas = node.find("personas");
    if (personas != nullptr) {
        read_list(*personas, "workload.personas", persona_fields(), workload.personas, findings);
    } else {
        add_missing(node, "workload", "personas", "who the users are", findings);
    }
    if (const YamlNode* lessons = node.find("lessons")) {
        read_list(*lessons, "workload.lessons", lesson_fields(), workload.lessons, findings);
    }
    if (findings.size() == before) check_workload(node, workload, findings);
    return workload;
}

}  // namespace models
