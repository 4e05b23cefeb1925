#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "models/capacity.hpp"
#include "models/resource_use.hpp"
#include "models/scenario.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tools/validation.hpp"

// What several documents of --json are made of.
namespace tools {

using Json = nlohmann::ordered_json;

Json heading(const std::string& command);
Json heading(const std::string& command, const models::Scenario& scenario);

Json number(double value);  // null where JSON has none: NaN, infinity
std::string hexadecimal(std::uint64_t fingerprint);
Json interval(const sim::ConfidenceInterval& interval);
Json users_interval(const sim::ConfidenceInterval& interval);  // in whole users
Json resource_use(const models::ResourceUse& use);
Json validation_rows(const Validation& validation);

// Only where parameters have standard errors and they were drawn.
void add_prediction(Json& object, const models::Capacity& capacity);

}  // namespace tools
