#include "tools/capacity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/suggestion.hpp"
#include "models/unit.hpp"
#include "tools/capacity_figures.hpp"
#include "tools/curve_text.hpp"
#include "tools/prediction_text.hpp"

namespace tools {
namespace {

using models::Capacity;
using Row = std::vector<Table::Cell>;

constexpr std::size_t most_assumed = 5;

std::string headline(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    const double level = capacities.front().interval.level;
    Table table({"Platform", "Users", fmt::format("{:.6g} % interval", 100 * level), "Limited by",
                 "Utilization", "No more than"});
    table.align_left(3);
    for (const Capacity& capacity : capacities) {
        table.add({capacity.platform,
                   {users_text(capacity), Style::bold},
                   users_between(capacity.interval),
                   limit_name(capacity),
                   percent(capacity.limit.utilization),
                   std::to_string(capacity.bound)});
    }
    return table.text(terminal);
}

const Capacity& tightest(const std::vector<Capacity>& capacities)
{
    return *std::min_element(
        capacities.begin(), capacities.end(),
        [](const Capacity& left, const Capacity& right) { return left.users < right.users; });
}

std::string assumed_text(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    const Capacity& capacity = tightest(capacities);
    if (capacity.assumed.empty()) return "";
    const std::size_t count = capacity.assumed.size();
    const std::string where = capacities.size() > 1 ? " (" + capacity.platform + ")" : "";
    Table table({fmt::format("Rests on {}{}, strongest first",
                             counted(static_cast<long>(count), "assumed number"), where),
                 "users by the law", "swing"});
    for (std::size_t i = 0; i < std::min(count, most_assumed); ++i) {
        const models::AssumedParameter& assumed = capacity.assumed[i];
        table.add({"  " + assumed.name,
                   fmt::format("{} .. {}", std::min(assumed.users_low, assumed.users_high),
                               std::max(assumed.users_low, assumed.users_high)),
                   percent(assumed.swing)});
    }
    return table.text(terminal);
}

std::string note_text(const models::Scenario& scenario)
{
    return scenario.note.empty() ? "" : '\n' + wrapped("Note: ", scenario.note);
}

std::string next_line(const std::string& line)
{
    return "\nNext: bbbcap " + line + '\n';
}

// Twice of what gave out, where the command line can say so.
std::string twice_the_limit(const models::Scenario& scenario, const Capacity& capacity)
{
    const std::string& resource = capacity.limit.resource;
    const models::Guest& guest = scenario.guest;
    for (const models::LinkSpec& link : scenario.links) {
        if (resource != link.name && !resource.starts_with(link.name + " ")) continue;
        const auto rate = models::print_quantity(2 * link.rate, models::Dimension::bit_rate);
        return "network." + link.name + ".rate=" + rate;
    }
    if (resource == "cpu" && guest.cpu_limit <= 0 && 2 * guest.vcpus <= scenario.host.threads()) {
        return fmt::format("guest.vcpus={}", 2 * guest.vcpus);
    }
    if (resource == "memory" && 2 * guest.memory <= scenario.host.memory) {
        return "guest.memory=" + models::print_quantity(2 * guest.memory, models::Dimension::bytes);
    }
    return "";
}

std::string next_text(const models::Scenario& scenario, const std::vector<Capacity>& capacities,
                      const std::string& scenario_path)
{
    const std::string file = shell_word(scenario_path);
    const Capacity& capacity = tightest(capacities);
    if (capacity.beyond_search) {
        return next_line(fmt::format("capacity {} --set max_users={}", file,
                                     2L * std::max(1, scenario.max_users)));
    }
    const std::string more = twice_the_limit(scenario, capacity);
    if (!more.empty()) return next_line("capacity " + file + " --set " + shell_word(more));
    return next_line((capacities.size() > 1 ? "compare " : "run ") + file);
}

}  // namespace

std::string users_text(const Capacity& capacity)
{
    return (capacity.beyond_search ? "at least " : "") + std::to_string(capacity.users);
}

std::string limit_name(const Capacity& capacity)
{
    return capacity.beyond_search ? "nothing yet; fullest " + capacity.limit.resource
                                  : capacity.limit.resource;
}

std::string title_line(const models::Scenario& scenario, const Terminal& terminal)
{
    const std::string name = styled(scenario.name, Style::bold, terminal);
    return scenario.title.empty() ? name + '\n' : name + ": " + scenario.title + '\n';
}

std::string capacity_text(const models::Scenario& scenario, const std::vector<Capacity>& capacities,
                          const std::string& scenario_path, const Terminal& terminal)
{
    std::string text = title_line(scenario, terminal) + '\n' + headline(capacities, terminal);
    text += search_text(capacities);
    text += no_difference_text(capacities);
    for (const Capacity& capacity : capacities) {
        if (capacity.users > 0) continue;
        text += wrapped("", fmt::format("{}: no. The SLO {} does not even hold for one user, "
                                        "whose figures these are.",
                                        capacity.platform, scenario.slo.name));
    }
    const std::string prediction = prediction_text(capacities, terminal);
    if (!prediction.empty()) text += '\n' + prediction;
    text += curve_text(tightest(capacities), terminal) + gains_text(capacities, terminal);
    text += '\n' + figures_text(scenario, capacities, terminal) + '\n' +
            assumed_text(capacities, terminal);
    text += warnings_text(capacities, terminal) + note_text(scenario);
    return text + next_text(scenario, capacities, scenario_path);
}

}  // namespace tools
