#include "tools/prediction_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/finding.hpp"

namespace tools {
namespace {

using models::Capacity;
using models::CapacityPrediction;
using models::ErrorShare;
using Row = std::vector<Table::Cell>;

std::vector<Capacity> predicted(const std::vector<Capacity>& capacities)
{
    std::vector<Capacity> those;
    for (const Capacity& capacity : capacities) {
        if (capacity.prediction) those.push_back(capacity);
    }
    return those;
}

std::string split_text(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    Row header = {"Behind the interval"};
    Row calibration = {"  calibration"};
    Row workload = {"  workload"};
    Row simulation = {"  simulation noise"};
    for (const Capacity& capacity : capacities) {
        const CapacityPrediction& prediction = *capacity.prediction;
        const double all = prediction.calibration + prediction.workload + prediction.simulation;
        const auto part = [&](double share) { return all > 0 ? percent(share) : "none"; };
        header.emplace_back(capacity.platform);
        calibration.emplace_back(part(prediction.calibration));
        workload.emplace_back(part(prediction.workload));
        simulation.emplace_back(part(prediction.simulation));
    }
    Table table(header);
    for (const Row& row : {calibration, workload, simulation}) table.add(row);
    return table.text(terminal);
}

// Nothing where none stands out.
const ErrorShare* strongest(const Capacity& capacity)
{
    const auto& errors = capacity.prediction->errors;
    return errors.empty() || errors.front().share <= 0 ? nullptr : &errors.front();
}

// The platforms on which this is the strongest: "62 % of the interval on kvm, 58 % on lxc".
std::string shares_text(const std::string& name, const std::vector<Capacity>& capacities)
{
    std::string text;
    for (const Capacity& capacity : capacities) {
        const ErrorShare* error = strongest(capacity);
        if (error == nullptr || error->name != name) continue;
        text += fmt::format("{}{:.0f} %{} on {}", text.empty() ? "" : ", ", 100 * error->share,
                            text.empty() ? " of the interval" : "", capacity.platform);
    }
    return text;
}

// What to run for it: " (linpack, stream_triad)". Nothing where that is not known.
std::string measured_text(const ErrorShare& error)
{
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, error.measured.size()); ++i) {
        text += (i == 0 ? " (" : ", ") + models::printable(error.measured[i]);
    }
    if (error.measured.size() > most) text += ", ...";
    return text.empty() ? "" : text + ")";
}

// Each parameter once.
std::string advice_text(const std::vector<Capacity>& capacities)
{
    std::vector<std::string> told;
    std::string text;
    for (const Capacity& capacity : capacities) {
        const ErrorShare* error = strongest(capacity);
        if (error == nullptr) {
            text += wrapped("", "None of the standard errors stands out on " + capacity.platform +
                                    "; measuring one again would not narrow its interval.");
        } else if (std::find(told.begin(), told.end(), error->name) == told.end()) {
            told.push_back(error->name);
            text += wrapped("", fmt::format("Measure {} again{}: its standard error makes {}.",
                                            models::key_quoted(error->name), measured_text(*error),
                                            shares_text(error->name, capacities)));
        }
    }
    return text;
}

std::string basis_text(const std::vector<Capacity>& capacities)
{
    const auto fewer = [](const Capacity& left, const Capacity& right) {
        return left.prediction->draws < right.prediction->draws;
    };
    const CapacityPrediction& most =
        *std::max_element(capacities.begin(), capacities.end(), fewer)->prediction;
    return wrapped(
        "", fmt::format("The interval is that of one further server: {} draws of what has a "
                        "standard error, {} replications each, with rates in place of frames "
                        "(resolution flow). `--calibration-error off` shows the rest alone.",
                        most.draws, most.replications));
}

}  // namespace

std::string prediction_advice(const std::vector<Capacity>& capacities)
{
    const std::vector<Capacity> those = predicted(capacities);
    return those.empty() ? "" : advice_text(those) + basis_text(those);
}

std::string prediction_text(const std::vector<Capacity>& capacities, const Terminal& terminal)
{
    const std::vector<Capacity> those = predicted(capacities);
    if (those.empty()) return "";
    return split_text(those, terminal) + prediction_advice(those);
}

}  // namespace tools
