#pragma once

#include <cstddef>
#include <optional>

#include "calibration/measurement_text.hpp"

namespace calibration::importers {

// CPU time of a process as `time` of a shell, GNU time or `perf stat` printed it below the output
// of a tool.
class ProcessTime {
public:
    void take(const TextLine& line);

    // User and system time together, in seconds; nothing before both were read.
    std::optional<double> seconds() const;
    std::size_t line() const { return line_; }  // of the last part

private:
    void take_words(const TextLine& line);

    std::optional<double> user_;
    std::optional<double> system_;
    std::size_t line_ = 0;
};

}  // namespace calibration::importers
