#include "tools/serve/controls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "models/parameter.hpp"
#include "models/unit.hpp"
#include "models/words.hpp"
#include "tools/serve/question.hpp"

namespace tools {
namespace {

using models::Dimension;

constexpr double mega = 1e6;
constexpr double gibi = 1 << 30;

const std::set<double> core_counts = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};
const std::set<double> memories = {1 * gibi,  2 * gibi,  4 * gibi,  6 * gibi,  8 * gibi,
                                   12 * gibi, 16 * gibi, 24 * gibi, 32 * gibi, 48 * gibi,
                                   64 * gibi, 96 * gibi, 128 * gibi};
const std::set<double> line_rates = {10 * mega,   20 * mega,   50 * mega,   100 * mega,
                                     200 * mega,  250 * mega,  300 * mega,  500 * mega,
                                     1000 * mega, 2500 * mega, 10000 * mega};
const std::set<double> webcam_rates = {100e3, 150e3, 200e3, 250e3, 400e3, 600e3, 1000e3, 1500e3};
const std::set<double> seat_counts = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                      12, 15, 20, 25, 30, 40, 50, 75, 100};
const std::set<double> shares = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
const std::set<double> room_sizes = {0, 2, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200};

// What a limit of an objective usually is, by its dimension.
std::set<double> usual_limits(models::SloMetric metric)
{
    using enum models::SloMetric;
    switch (metric) {
        case audio_mos:
        case video_mos:
            return {1.5, 2, 2.5, 3, 3.3, 3.6, 3.8, 4, 4.2};
        case audio_delay:
            return {0.1, 0.15, 0.2, 0.3, 0.4, 0.6};
        case join_time_p95:
            return {2, 5, 10, 20, 30, 60};
        case webcam_frame_rate:
            return {1, 2, 5, 8, 10, 12, 15};
        case refused_joins:
            return {0, 1, 2, 5, 10};
        default:
            return {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1};
    }
}

struct Place {
    std::string group;
    std::string key;
    std::string label;
};

Json control(const Place& place, const char* kind, const std::string& value)
{
    return {{"group", place.group},
            {"key", place.key},
            {"label", place.label},
            {"kind", kind},
            {"value", value}};
}

// A value between steps stands among them.
Json scale(const Place& place, double value, Dimension dimension, std::set<double> steps)
{
    const std::string text = models::print_quantity(value, dimension);
    Json object = control(place, "scale", text);
    steps.insert(value);
    Json& texts = object["steps"] = Json::array();
    for (const double step : steps) {
        const std::string shown = models::print_quantity(step, dimension);
        if (texts.empty() || texts.back() != shown) texts.push_back(shown);
    }
    return object;
}

Json choice(const Place& place, const std::string& value, const std::vector<Offered>& offered)
{
    Json object = control(place, "choice", value);
    Json& options = object["options"] = Json::array();
    for (const Offered& one : offered) {
        options.push_back({{"value", one.name}, {"title", one.title}});
    }
    return object;
}

Json words(const Place& place, const std::string& value, const std::vector<std::string>& known)
{
    std::vector<Offered> offered;
    for (const std::string& word : known) offered.push_back({word, "", word, false});
    return choice(place, value, offered);
}

Json yes_or_no(const Place& place, bool value)
{
    return control(place, "switch", value ? "true" : "false");
}

void add_machine(Json& controls, const models::Scenario& scenario, const Offer& offer,
                 const std::string& name)
{
    const std::string group = "Machine";
    controls.push_back(
        choice({group, "host", "Host"}, scenario.host.name, offer.names("host", name)));
    controls.push_back(scale({group, "guest.vcpus", "Virtual CPUs"}, scenario.guest.vcpus,
                             Dimension::count, core_counts));
    controls.push_back(scale({group, "guest.memory", "Memory"}, scenario.guest.memory,
                             Dimension::bytes, memories));
    for (const models::LinkSpec& link : scenario.links) {
        const Place place{group, "network." + link.name + ".rate", "Link " + link.name};
        if (!may_be_set(place.key)) continue;
        controls.push_back(scale(place, link.rate, Dimension::bit_rate, line_rates));
    }
}

std::vector<std::string> nodes_behind(const models::Scenario& scenario)
{
    std::vector<std::string> nodes;
    for (const models::LinkSpec& link : scenario.links) {
        for (const std::string& node : {link.a, link.b}) {
            const bool known = std::ranges::find(nodes, node) != nodes.end();
            if (node != "server" && !known) nodes.push_back(node);
        }
    }
    return nodes;
}

void add_persona(Json& controls, const models::Scenario& scenario, std::size_t index)
{
    const models::Persona& persona = scenario.workload.personas[index];
    std::string path = "workload.personas." + persona.name;
    // one whose name is no part of a key goes by its number
    if (!may_be_set(path + ".at")) path = fmt::format("workload.personas.{}", index + 1);
    const std::string group = "Users: " + persona.name;
    if (persona.cameras > 0) {
        controls.push_back(scale({group, path + ".cameras", "Webcams of a room"}, persona.cameras,
                                 Dimension::count, seat_counts));
        return;
    }
    if (persona.first > 0) {
        controls.push_back(scale({group, path + ".first", "In each room"}, persona.first,
                                 Dimension::count, seat_counts));
    } else if (persona.share > 0) {
        controls.push_back(scale({group, path + ".share", "Share of the others"}, persona.share,
                                 Dimension::fraction, shares));
    }
    controls.push_back(yes_or_no({group, path + ".webcam", "Webcam on"}, persona.webcam));
    controls.push_back(
        yes_or_no({group, path + ".sees_webcams", "Sees webcams"}, persona.sees_webcams));
    controls.push_back(words({group, path + ".microphone", "Microphone"},
                             models::to_string(persona.microphone),
                             models::known_words<models::Microphone>()));
    controls.push_back(words({group, path + ".desktop", "Shared desktop"},
                             models::to_string(persona.desktop),
                             models::known_words<models::Desktop>()));
    controls.push_back(words({group, path + ".at", "Where"}, persona.at, nodes_behind(scenario)));
}

void add_meetings(Json& controls, const models::Scenario& scenario, const Offer& offer,
                  const std::string& name)
{
    using models::WorkloadKind;
    const std::string group = "Meetings";
    const models::Workload& workload = scenario.workload;
    controls.push_back(
        choice({group, "workload", "Workload"}, workload.name, offer.names("workload", name)));
    if (workload.kind == WorkloadKind::ramp || workload.kind == WorkloadKind::fixed) {
        Json rooms = scale({group, "workload.room_size", "Users of a room"}, workload.room_size,
                           Dimension::count, room_sizes);
        rooms["words"] = {{"0", "all in one"}};
        controls.push_back(std::move(rooms));
    }
    controls.push_back(yes_or_no({group, "workload.recorded", "Recorded"}, workload.recorded));
    controls.push_back(scale({group, "profile.media.webcam_bit_rate", "Webcam bit rate"},
                             scenario.profile.media.webcam_bit_rate.value, Dimension::bit_rate,
                             webcam_rates));
    for (std::size_t i = 0; i < workload.personas.size(); ++i) add_persona(controls, scenario, i);
}

void add_objective(Json& controls, const models::Scenario& scenario, const Offer& offer,
                   const std::string& name)
{
    const std::string group = "Objective";
    controls.push_back(choice({group, "slo", "SLO"}, scenario.slo.name, offer.names("slo", name)));
    for (const models::Limit& limit : scenario.slo.limits) {
        const std::string metric = models::to_string(limit.metric);
        const char* const side = models::is_upper_limit(limit.metric) ? "at most" : "at least";
        std::string label = metric + ", " + side;
        std::ranges::replace(label, '_', ' ');
        controls.push_back(scale({group, "slo.limits." + metric, label}, limit.value,
                                 models::dimension_of(limit.metric), usual_limits(limit.metric)));
    }
}

Json names_of(const std::vector<Offered>& offered)
{
    Json names = Json::array();
    for (const Offered& one : offered) {
        names.push_back({{"name", one.name}, {"title", one.title}, {"reference", one.reference}});
    }
    return names;
}

}  // namespace

Json controls_document(const Offer& offer, const Question& question)
{
    const models::Scenario scenario = offer.scenario_of(question);
    const std::string& name = question.scenario;
    Json document = heading("controls", scenario);
    document["title"] = scenario.title;
    document["note"] = scenario.note;
    document["file"] = offer.path_of(name);
    document["scenarios"] = names_of(offer.scenarios());
    document["platforms"] = names_of(offer.platforms(name));
    Json& controls = document["controls"] = Json::array();
    add_machine(controls, scenario, offer, name);
    add_meetings(controls, scenario, offer, name);
    add_objective(controls, scenario, offer, name);
    return document;
}

}  // namespace tools
