#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// A result line and what was printed about it since.
struct HplResult {
    Sample speed;
    double time = 0;  // seconds
    std::string time_text;
    bool passed = false;
    bool failed = false;
    std::optional<double> started;  // seconds
};

// Reads the part of a text that HPL prints, alone or inside the HPC Challenge: `linpack` and
// `linpack_time` for each result line whose residual is not too large.
class HplResults {
public:
    // The lines that mark its parts.
    static bool is_banner(std::string_view line);   // "HPLinpack 2.3  --  ..."
    static bool is_heading(std::string_view line);  // "T/V N NB P Q Time Gflops"
    static std::string version_of(std::string_view banner);

    void take(const TextLine& line);

    // The run so far; what follows is another one.
    Run finish();

private:
    void take_result(const std::vector<std::string_view>& row, const TextLine& line);
    void take_stamp(std::string_view rest, bool is_end);
    void take_residual(std::string_view line);
    void settle();

    Run run_;
    std::optional<HplResult> last_;
    std::size_t results_ = 0;
    bool ended_ = false;
};

}  // namespace calibration::importers
