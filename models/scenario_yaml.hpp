#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/finding.hpp"
#include "models/library.hpp"
#include "models/scenario.hpp"

namespace models {

// Reads a scenario with everything it refers to. `overrides` are "key=value" texts with dotted
// keys; `library` is the folder with hosts/, platforms/, profiles/, workloads/ and slos/, looked
// into after the scenario's own. Throws InputError with all findings in all files.
Scenario read_scenario(const std::string& path, const std::vector<std::string>& overrides,
                       const std::string& library);

// Calls `visit` for each parameter in a fixed order: host, platforms, profile. The names are those
// that --set takes: "host.cpu.speed", "platform.kvm.cpu.compute", "profile.media.webcam_bit_rate".
void for_each_parameter(Scenario& scenario, const std::function<void(Parameter&)>& visit);

// Between which the reader takes the value of a parameter.
struct ValueLimits {
    double low = 0;
    double high = 0;
};
void for_each_limited_parameter(Scenario& scenario,
                                const std::function<void(Parameter&, const ValueLimits&)>& visit);

// The same parameters; the pointers are valid as long as the scenario is.
std::vector<const Parameter*> parameters_of(const Scenario& scenario);

// The reference of all keys of all files, in Markdown; scenarios/README.md holds it.
std::string scenario_reference();

}  // namespace models
