#pragma once

#include <string>

#include "models/scenario.hpp"
#include "models/sensitivity.hpp"
#include "tools/arguments.hpp"
#include "tools/text.hpp"

namespace tools {

// What `sensitivity` prints. `arguments` name the file and how much to show.
std::string sensitivity_text(const models::Scenario& scenario,
                             const models::Sensitivity& sensitivity, const Arguments& arguments);
std::string sensitivity_document(const models::Scenario& scenario,
                                 const models::Sensitivity& sensitivity);

// The parameters that move the response, strongest first, each with a bar; `all`: the others, too.
std::string sensitivity_table(const models::Sensitivity& sensitivity, bool all,
                              const Terminal& terminal);

// "capacity", or the name of the figure of the SLO.
std::string response_name(const models::SensitivityOptions& options);

// A value of the response as it is read.
std::string response_figure(const models::Sensitivity& sensitivity, double value);

}  // namespace tools
