#include <fmt/format.h>

#include "models/scenario_yaml.hpp"
#include "models/unit.hpp"
#include "tools/report/sections.hpp"

namespace tools {
namespace {

using models::Dimension;
using models::Parameter;
using models::print_quantity;
using models::Scenario;

std::string named(const std::string& name, const std::string& title)
{
    return title.empty() ? name : name + ": " + title;
}

std::string guest_text(const models::Guest& guest)
{
    std::string text = fmt::format("{}, {} of memory, {} of swap", counted(guest.vcpus, "vCPU"),
                                   print_quantity(guest.memory, Dimension::bytes),
                                   print_quantity(guest.swap, Dimension::bytes));
    if (guest.pinned) text += ", pinned";
    if (guest.cpu_limit > 0) text += fmt::format(", at most {:.6g} cores", guest.cpu_limit);
    if (guest.neighbour_vcpus > 0)
        text += fmt::format(", {} busy beside it", counted(guest.neighbour_vcpus, "vCPU"));
    return text;
}

std::string link_text(const models::LinkSpec& link)
{
    return fmt::format("{} to {}, {} each way, {} one way", link.a, link.b,
                       print_quantity(link.rate, Dimension::bit_rate),
                       print_quantity(link.delay, Dimension::time));
}

std::string persona_text(const models::Persona& persona)
{
    std::string text = persona.first > 0 ? fmt::format("the first {} of a room", persona.first)
                       : persona.share > 0
                           ? print_quantity(persona.share, Dimension::fraction) + " of the others"
                           : "the others";
    if (persona.cameras > 0)
        text = counted(persona.cameras, "webcam") + " of each room without a user";
    text += " at " + persona.at;
    if (persona.webcam) text += ", webcam";
    if (!persona.sees_webcams) text += ", sees no webcams";
    if (persona.microphone != models::Microphone::none)
        text += std::string(", microphone: ") + models::to_string(persona.microphone);
    if (persona.desktop != models::Desktop::none)
        text += std::string(", desktop: ") + models::to_string(persona.desktop);
    return text;
}

void add_workload(HtmlTable& table, const models::Workload& workload)
{
    table.group("workload " + named(workload.name, workload.title));
    table.add({"kind", models::to_string(workload.kind)});
    if (workload.users > 0) table.add({"users", std::to_string(workload.users)});
    if (workload.interval > 0)
        table.add({"a join every", print_quantity(workload.interval, Dimension::time)});
    if (!workload.lessons.empty()) table.add({"lessons", std::to_string(workload.lessons.size())});
    table.add(
        {"room size", workload.room_size > 0 ? std::to_string(workload.room_size) : "all in one"});
    if (workload.recorded)
        table.add({"recording", workload.processed ? "written and processed" : "written"});
    for (const models::Persona& persona : workload.personas) {
        table.add({"persona " + persona.name, persona_text(persona)});
    }
}

std::string scenario_table(const Scenario& scenario)
{
    HtmlTable table("The scenario", {"Key", "Value"});
    table.align_left(1);
    const models::Host& host = scenario.host;
    table.add({"host", named(host.name, host.title)});
    table.add(
        {"its threads", fmt::format("{} sockets x {} cores x {} threads, {} of memory",
                                    host.sockets, host.cores_per_socket, host.threads_per_core,
                                    print_quantity(host.memory, Dimension::bytes))});
    table.add({"guest", guest_text(scenario.guest)});
    for (const models::LinkSpec& link : scenario.links)
        table.add({"link " + link.name, link_text(link)});
    for (const models::Platform& platform : scenario.platforms) {
        table.add({"platform", named(platform.name, platform.title)});
    }
    table.add({"profile", named(scenario.profile.name, scenario.profile.title)});
    if (!scenario.published.empty()) table.add({"held against", scenario.published});
    table.add({"resolution", models::to_string(scenario.resolution)});
    table.add({"a level is held", fmt::format("{}, after {} of warm-up",
                                              print_quantity(scenario.window, Dimension::time),
                                              print_quantity(scenario.warm_up, Dimension::time))});
    add_workload(table, scenario.workload);
    table.group("service level objective " + named(scenario.slo.name, scenario.slo.title));
    for (const models::Limit& limit : scenario.slo.limits) {
        table.add({models::to_string(limit.metric), limit_text(limit)});
    }
    return table.html();
}

// "host", "platform.kvm", "profile": what the names of parameters begin with.
std::string group_of(const Parameter& parameter)
{
    const std::size_t end = parameter.name.find('.');
    if (!parameter.name.starts_with("platform.")) return parameter.name.substr(0, end);
    return parameter.name.substr(0, parameter.name.find('.', end + 1));
}

HtmlTable::Row row_of(const Parameter& parameter)
{
    const auto quantity = [&](double value) { return print_quantity(value, parameter.dimension); };
    const bool assumed = parameter.mark == models::Mark::assumed;
    const std::string range = parameter.low == parameter.high
                                  ? "-"
                                  : quantity(parameter.low) + " .. " + quantity(parameter.high);
    return {'`' + parameter.name + '`',
            quantity(parameter.value),
            range,
            parameter.standard_error > 0
                ? fmt::format("{:.3g} %", 100 * parameter.standard_error / parameter.value)
                : "-",
            {models::to_string(parameter.mark), assumed ? Style::caution : Style::plain},
            parameter.source};
}

std::string parameters_html(const Scenario& scenario)
{
    std::string html;
    const auto parameters = models::parameters_of(scenario);
    for (std::size_t begin = 0; begin < parameters.size();) {
        const std::string group = group_of(*parameters[begin]);
        HtmlTable table("Parameters of " + group,
                        {"Parameter", "Value", "Range", "Standard error", "Mark", "Source"});
        table.align_left(4).align_left(5);
        std::size_t end = begin;
        long assumed = 0;
        for (; end < parameters.size() && group_of(*parameters[end]) == group; ++end) {
            table.add(row_of(*parameters[end]));
            assumed += parameters[end]->mark == models::Mark::assumed ? 1 : 0;
        }
        html += folded(fmt::format("`{}`: {}, {} of them assumed", group,
                                   counted(static_cast<long>(end - begin), "parameter"), assumed),
                       table.html());
        begin = end;
    }
    return html;
}

}  // namespace

Section inputs_section(const ReportAnswer& answer)
{
    return {
        "inputs", "Inputs and where they come from",
        scenario_table(answer.scenario) +
            paragraph("Every number of host, platforms and profile with its source. What is marked "
                      "assumed was never measured; its range says what it may be.") +
            parameters_html(answer.scenario)};
}

Section command_section(const ReportAnswer& answer)
{
    HtmlTable table("What has to be the same", {"What", "Value"});
    table.align_left(1);
    table.add({"bbbcap", BBBCAP_VERSION});
    table.add({"scenario", answer.scenario.name});
    table.add({"seed", std::to_string(answer.scenario.seed)});
    for (const models::Capacity& capacity : answer.capacities) {
        table.add(
            {"fingerprint, " + capacity.platform, '`' + hexadecimal(capacity.fingerprint) + '`'});
    }
    return {
        "command", "How to get this again",
        "<pre><code>" + escaped(answer.command) + "</code></pre>\n" +
            paragraph("It gives the same bytes, on any number of threads. A fingerprint stands for "
                      "every event of the replications at the capacity.") +
            table.html()};
}

}  // namespace tools
