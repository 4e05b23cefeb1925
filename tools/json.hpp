#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/finding.hpp"
#include "models/library.hpp"
#include "models/scenario.hpp"
#include "tools/comparison.hpp"
#include "tools/validation.hpp"

namespace tools {

// The documents of --json. Names of fields do not change within a schema_version; numbers are in
// seconds, bytes, bit/s and shares of 1; what could not be measured is null. `asked` is of
// asked_words().
std::string capacity_document(const models::Scenario& scenario,
                              const std::vector<std::string>& asked,
                              const std::vector<models::Capacity>& capacities);
std::string comparison_document(const models::Scenario& scenario,
                                const std::vector<std::string>& asked, const Comparison& comparison,
                                const std::optional<Validation>& validation);
std::string study_document(const models::Scenario& scenario, const Validation& validation);
std::string findings_document(const std::vector<models::Finding>& findings);
std::string list_document(const std::string& kind,
                          const std::vector<models::LibraryEntry>& entries);

}  // namespace tools
