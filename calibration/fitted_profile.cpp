#include "calibration/fitted_profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/override_yaml.hpp"
#include "models/unit.hpp"

namespace calibration {
namespace {

using models::YamlNode;

YamlNode node_of(YamlNode::Kind kind, const std::string& text = {})
{
    return {kind, text, false, {}, {}, {}};
}

YamlNode scalar(const std::string& text)
{
    return node_of(YamlNode::Kind::scalar, text);
}

void add(YamlNode& mapping, const char* key, YamlNode value)
{
    mapping.entries.push_back({key, {}, std::move(value)});
}

// Times in ms, as they are short; five digits are more than any fit tells.
YamlNode quantity(double value, models::Dimension dimension)
{
    if (dimension == models::Dimension::time) return scalar(fmt::format("{:.5g} ms", value * 1000));
    return scalar(models::print_quantity(value, dimension));
}

YamlNode measurements_of(const RecordedDemand& demand)
{
    YamlNode list = node_of(YamlNode::Kind::sequence);
    for (const SingleDemand& one : demand.single) {
        YamlNode node = node_of(YamlNode::Kind::mapping);
        YamlNode folder = scalar(one.folder.empty() ? "." : models::printable(one.folder));
        folder.quoted = true;
        add(node, "recording", std::move(folder));
        add(node, "samples", scalar(std::to_string(one.samples)));
        add(node, "value", quantity(std::max(0.0, one.value - demand.others), demand.dimension));
        add(node, "standard_error", quantity(one.standard_error, demand.dimension));
        list.items.push_back(std::move(node));
    }
    return list;
}

// Its range is two standard errors on either side.
YamlNode parameter_of(const RecordedDemand& demand, const std::string& source)
{
    const double value = demand.of_component();
    const double error = demand.standard_error();
    YamlNode range = node_of(YamlNode::Kind::sequence);
    range.items = {quantity(std::max(0.0, value - 2 * error), demand.dimension),
                   quantity(value + 2 * error, demand.dimension)};
    YamlNode node = node_of(YamlNode::Kind::mapping);
    add(node, "value", quantity(value, demand.dimension));
    add(node, "range", std::move(range));
    add(node, "standard_error", quantity(error, demand.dimension));
    add(node, "mark", scalar("fitted"));
    add(node, "source", scalar(source));
    if (!demand.single.empty()) add(node, "measurements", measurements_of(demand));
    return node;
}

}  // namespace

void put_demands(const std::vector<RecordedDemands>& fits, models::YamlNode& profile,
                 models::Findings& findings)
{
    for (const RecordedDemands& one : fits) {
        const std::string source =
            fmt::format("bbbcap fit, {} in {} samples", one.response, one.fit.samples);
        if (!one.fit.told()) continue;
        for (const RecordedDemand& demand : one.demands) {
            if (demand.key.empty() || demand.demand.origin == DemandOrigin::prior) continue;
            models::apply({demand.key, parameter_of(demand, source)}, profile, findings);
        }
    }
}

}  // namespace calibration
