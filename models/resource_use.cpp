#include "models/resource_use.hpp"

#include <algorithm>

#include "models/network.hpp"

namespace models {

namespace {

std::vector<ResourceUse> links_of(const Scenario& scenario, const Sample& sample)
{
    std::vector<ResourceUse> links;
    const Network network(scenario.links);
    for (std::size_t link = 0; link < sample.link_utilization.size(); ++link) {
        const std::size_t beyond = link - std::min(link, network.links().size());
        const std::string name = link < network.links().size() ? network.links()[link].name
                                 : beyond == 0                 ? "network card out"
                                                               : "network card in";
        links.push_back({link_resource(name), sample.link_utilization[link]});
    }
    return links;
}

}  // namespace

// Sending is what fills a conference server's links; the other direction says so.
std::string link_resource(const std::string& directed)
{
    const std::string down = " down";
    if (directed.ends_with(down)) return directed.substr(0, directed.size() - down.size());
    if (directed == "network card out") return "network card";
    return directed;
}

std::vector<ResourceUse> resources_of(const Scenario& scenario, const Sample& sample)
{
    std::vector<ResourceUse> all{{"cpu", sample.cpu_utilization},
                                 {"memory", sample.memory_utilization},
                                 {"disk", sample.disk_utilization}};
    const std::vector<ResourceUse> links = links_of(scenario, sample);
    all.insert(all.end(), links.begin(), links.end());
    for (std::size_t component = 0; component < sample.gate_utilization.size(); ++component) {
        if (sample.gate_utilization[component] <= 0) continue;
        all.push_back({scenario.profile.components[component].name + " (single thread)",
                       sample.gate_utilization[component]});
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &ResourceUse::utilization);
    return all;
}

ResourceUse resource_behind(SloMetric metric, const Scenario& scenario, const Sample& sample)
{
    const std::vector<ResourceUse> all = resources_of(scenario, sample);
    const auto named = [&](const std::string& name) {
        return ResourceUse{name, use_of(name, all)};
    };
    if (metric == SloMetric::cpu_utilization) return named("cpu");
    if (metric == SloMetric::memory_utilization) return named("memory");
    if (metric == SloMetric::link_utilization) {
        std::vector<ResourceUse> links = links_of(scenario, sample);
        return *std::ranges::max_element(links, {}, &ResourceUse::utilization);
    }
    if (metric == SloMetric::refused_joins) {
        return sample.memory_utilization >= 0.999 ? named("memory") : named("cpu");
    }
    // a limit that breaks while nothing is full is not for want of a resource
    constexpr double full = 0.7;
    return all.front().utilization >= full ? all.front() : ResourceUse{"none", 0};
}

double use_of(const std::string& resource, const std::vector<ResourceUse>& resources)
{
    const auto found = std::ranges::find(resources, resource, &ResourceUse::resource);
    return found == resources.end() ? 0 : found->utilization;
}

}  // namespace models
