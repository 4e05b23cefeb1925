#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/level_search.hpp"
#include "models/network.hpp"
#include "models/scenario_yaml.hpp"

// The shipped scenarios, and users held present in them.
namespace shipped {

inline models::Scenario scenario(const std::string& name,
                                 const std::vector<std::string>& overrides = {})
{
    const std::string library = std::string(BBBCAP_SOURCE_DIR) + "/scenarios";
    return models::read_scenario(library + "/" + name + ".yaml", overrides, library);
}

inline const models::Platform& platform(const models::Scenario& of, const std::string& name)
{
    const auto found = std::ranges::find(of.platforms, name, &models::Platform::name);
    if (found == of.platforms.end()) throw std::invalid_argument("no platform " + name);
    return *found;
}

// Index of a directed link ("uplink down") in samples and offered loads.
inline std::size_t link(const models::Scenario& of, const std::string& name)
{
    const models::Network network(of.links);
    const auto found =
        std::ranges::find(network.links(), name, &models::Network::DirectedLink::name);
    if (found == network.links().end()) throw std::invalid_argument("no link " + name);
    return static_cast<std::size_t>(found - network.links().begin());
}

// The window after the warm-up on the first platform; every station's conservation laws and
// Little's law are checked on the way.
inline models::Sample held(const models::Scenario& of, int users)
{
    return models::hold_level(of, of.platforms.front(), 0, users).sample;
}

}  // namespace shipped
