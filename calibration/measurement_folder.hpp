#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "calibration/sample.hpp"
#include "models/finding.hpp"

namespace calibration {

inline constexpr std::size_t most_files = 10000;  // of a folder

// All files of a folder and the folders in it, imported, in the order of their names; `file` is the
// path within the folder. Hidden files and links to folders are left out. Adds a finding about
// `place` and gives nothing when there is no such folder, or nothing in it, or too much.
std::vector<Imported> import_folder(const std::string& folder, const models::Place& place,
                                    models::Findings& findings);

}  // namespace calibration
