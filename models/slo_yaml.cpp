#include <fmt/format.h>

#include "models/section_yaml.hpp"

namespace models {

Expected expected_limit(SloMetric metric)
{
    const Dimension dimension = dimension_of(metric);
    const std::string key = std::string("slo.limits.") + to_string(metric);
    switch (dimension) {
        case Dimension::fraction:
            return {key, dimension, 0.01, 1};
        case Dimension::factor:
            return {key, dimension, 1, 5};
        case Dimension::time:
            return {key, dimension, 1e-3, 3600};
        case Dimension::frequency:
            return {key, dimension, 0, 1000};
        default:
            return {key, dimension, 0, 1e6};
    }
}

Slo read_slo(const YamlNode& node, Findings& findings)
{
    Slo slo;
    read_heading_into(node, "slo", "slo", slo, findings);
    std::vector<std::string> known = heading_keys("slo");
    known.emplace_back("limits");
    refuse_unknown_keys(node, "`slo`", known, findings);
    const YamlNode* limits = node.find("limits");
    if (limits == nullptr) {
        add_missing(node, "slo", "limits", "what has to hold", findings);
        return slo;
    }
    if (!expect_mapping(*limits, "slo.limits", findings)) return slo;
    refuse_unknown_keys(*limits, "`slo.limits`", known_words<SloMetric>(), findings);
    for (const YamlEntry& entry : limits->entries) {
        const auto metric = from_word<SloMetric>(entry.key);
        if (!metric) continue;
        Limit limit{*metric, 0};
        read_value(entry.node, expected_limit(*metric), limit.value, findings);
        slo.limits.push_back(limit);
    }
    if (limits->entries.empty()) findings.add(limits->place, "`slo.limits` is empty; add a limit");
    return slo;
}

}  // namespace models
