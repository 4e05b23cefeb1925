#pragma once

#include <span>
#include <string>
#include <string_view>

#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration {

// Reads what one tool prints.
struct Importer {
    std::string_view tool;

    // By content alone. A run cut short, or a failed one, is still the tool's.
    bool (*recognizes)(const MeasurementText& text);

    // Called only for a text that it recognizes. Throws nothing but std::bad_alloc; what it cannot
    // read becomes a flag of the run, or the diagnosis where no sample is left. Leaves `file` and
    // `tool` to the caller.
    Imported (*read)(const MeasurementText& text);
};

// All of them; where two recognize a text, the first reads it.
std::span<const Importer> all_importers();

// What the text holds. Without samples there is always a diagnosis: empty, unknown, no result.
Imported import_text(const MeasurementText& text);

// The same for a file. One that cannot be read gives a diagnosis, too; nothing is thrown.
Imported import_file(const std::string& path);

}  // namespace calibration
