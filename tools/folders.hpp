#pragma once

#include <string>

namespace tools {

// The folder with hosts/, platforms/, profiles/, workloads/, slos/ and the shipped scenarios: as
// asked for, else $BBBCAP_LIBRARY, else the folder `scenarios` beside or above the program, else
// the one it was built from. Throws UsageError where there is none.
std::string library_folder(const std::string& asked);

// The file of a published study, looked for beside the library, then where the program was built
// from. Throws models::InputError about `scenario_path`, which names the study, where there is
// none.
std::string study_path(const std::string& library, const std::string& study,
                       const std::string& scenario_path);

}  // namespace tools
