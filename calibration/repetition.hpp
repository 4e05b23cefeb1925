#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calibration {

// Which repetition of a test a file is, by its name: "stream.3.txt", "disk/fio.3.json", "qperf.3".
struct Repetition {
    std::string name;  // with its folder, without number and ending: "disk/fio"
    std::uint64_t number = 0;
};

std::optional<Repetition> repetition_of(std::string_view file);

}  // namespace calibration
