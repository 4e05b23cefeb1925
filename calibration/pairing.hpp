#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "calibration/sample.hpp"

namespace calibration {

enum class Side { native, guest };

const char* to_string(Side side);  // "natively", "in the guest"

// One trial that has its like on the other side.
struct Trial {
    double value = 0;  // > 0, in the unit of the comparison
    std::string file;
    std::size_t line = 0;
};

// What was measured alike natively and in the guest: one metric under equal conditions.
struct Comparison {
    std::string metric;
    std::string unit;  // canonical
    Better better = Better::higher;
    Conditions conditions;  // without the shape of the machine
    std::vector<Trial> native;
    std::vector<Trial> guest;
    // native[i] and guest[i] are repetition i of one test: each file is named `name.i` and stands
    // under the same name on both sides.
    bool paired = false;
    Conditions native_shape = {};  // of the machine, as far as the files tell
    Conditions guest_shape = {};
};

inline constexpr const char* not_measured_there = "was not measured on the other side";

// Samples of a metric that have no like on the other side, all for the same reason.
struct Unpaired {
    std::string metric;
    Side side = Side::native;
    std::size_t samples = 0;
    Conditions example;  // of the first
    std::string reason;  // the end of a sentence: "`threads` is 4 natively and 8 in the guest"
};

struct Pairing {
    std::vector<Comparison> comparisons;  // by metric and conditions
    std::vector<Unpaired> unpaired;       // by metric and side
};

// "was taken on unlike machines natively (guest_cpus=2 and guest_cpus=4), which are not pooled;
// ..."
std::string unlike_machines_text(Side side, const Conditions& one, const Conditions& other);

// Samples are alike when metric, unit and all conditions are equal; a size, a number of threads or
// direct I/O that only one side states makes them unlike. Only `guest_` conditions, the shape of
// the machine, may differ, between the sides but not within one: two guests are not pooled. Files
// are in the order of their names, named from their folder.
Pairing pair_samples(std::span<const Imported> native, std::span<const Imported> guest);

}  // namespace calibration
