#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/parameter.hpp"

namespace models {

// A quantity in seconds, bytes, bit/s, byte/s, 1/s or 1, read from "30 s", "4 GiB", "941 Mbit/s",
// "180 MiB/s", "10 fps", "80 %"; counts and factors are plain numbers. SI and IEC prefixes are kept
// apart, and so are bits and bytes. Sets `problem` to the end of a sentence with the way out.
std::optional<double> read_quantity(std::string_view text, Dimension dimension,
                                    std::string& problem);

// The shortest sensible text that read_quantity takes, to six digits: "4 GiB", "250 kbit/s", "80
// %".
std::string print_quantity(double value, Dimension dimension);

// An example of how a quantity is written: "4 GiB".
std::string example_of(Dimension dimension);

}  // namespace models
