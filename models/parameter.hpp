#pragma once

#include <string>
#include <vector>

namespace models {

enum class Dimension { count, factor, fraction, time, bytes, bit_rate, byte_rate, frequency };

// How a number came to be known. Only `assumed` numbers are listed as what an answer hangs on.
enum class Mark { measured, documented, computed, assumed, fitted };

// One number of a host, profile or platform, in seconds, bytes, bit/s or 1 (see `dimension`), with
// the range in which its true value is believed to lie and the place it was taken from.
struct Parameter {
    std::string name;  // dotted, unique within a scenario: "profile.media.webcam_bit_rate"
    Dimension dimension = Dimension::factor;
    double value = 0;
    double low = 0;
    double high = 0;
    double standard_error = 0;      // of `value`, same unit; 0: none stated
    double degrees_of_freedom = 0;  // with which it is known; 0: many
    bool error_left_out = false;    // it was that of a value set anew
    Mark mark = Mark::assumed;
    std::string source;
    std::vector<std::string> measured;  // metrics from which it was computed, each once
};

const char* to_string(Mark mark);
const char* to_string(Dimension dimension);

}  // namespace models
