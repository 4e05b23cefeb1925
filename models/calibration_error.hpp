#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// Whether the parameter has a say on this platform: not those of the others.
bool concerns(const Parameter& parameter, const Platform& platform);

// The parameters on this platform that have a standard error. A value of 0 has no logarithm and is
// left as it is, see undrawable_parameters().
std::vector<const Parameter*> doubtful_parameters(const Scenario& scenario,
                                                  const Platform& platform);

// Whether there are any on one of its platforms.
bool is_doubtful(const Scenario& scenario);

// Names of those whose value is 0 and has a standard error.
std::vector<std::string> undrawable_parameters(const Scenario& scenario, const Platform& platform);

// Names of those whose standard error was that of another value.
std::vector<std::string> left_out_errors(const Scenario& scenario, const Platform& platform);

// The standard normal number of a parameter in a draw, from a stream of its own: the same on every
// platform and in every variant of a scenario with this seed.
double standard_draw(std::uint64_t seed, std::uint64_t draw, const std::string& name);

// The scenario with each of the doubtful parameters drawn independently: the logarithm is that of
// the value and standard_error / value times a standard normal number or, with few degrees of
// freedom, the number that Student's t exceeds as often. A draw beyond the range of the parameter,
// or beyond what its key may be, is put at the end of it; none goes farther than a thousandfold.
Scenario drawn_scenario(const Scenario& scenario, const Platform& platform, std::uint64_t draw);

// After values were changed each by itself: what the reader refuses though every key is within its
// limits is put right, shares with a sum above 1 and socket buffers whose ends are crossed.
void keep_together(ServerProfile& profile);

}  // namespace models
