#pragma once

#include <array>
#include <string_view>

#include "calibration/importers/fio_job.hpp"

namespace calibration::importers {

// The options with which fio's normal output defines a job.
struct FioDefinition {
    Conditions conditions;
    std::array<Conditions, fio_directions.size()> of_direction;
};

// Of "rw=write, bs=1M-1M/1M-1M, ioengine=libaio, iodepth=16".
FioDefinition fio_definition(std::string_view options);

// What stands in `text` behind `key` up to one of the characters `ends`.
std::string_view fio_value(std::string_view text, std::string_view key, std::string_view ends);

}  // namespace calibration::importers
