#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calibration::importers {

// A figure of netperf's omni output, by the name that it has with -k.
struct NetperfField {
    std::string_view key;  // "THROUGHPUT_UNITS"
    std::string value;
    std::size_t line = 0;
};

using NetperfFields = std::vector<NetperfField>;

// The field of a line "THROUGHPUT=21508.34"; nothing: it is none that counts here.
std::optional<NetperfField> netperf_keyval(std::string_view line, std::size_t number);

// Whether a line begins the heading of values separated by commas.
bool is_netperf_heading(std::string_view line);

// Whether such a line has values and is no heading wrapped by whoever copied it.
bool has_netperf_values(std::string_view line);

// The fields of a heading and its values; none when they do not fit together.
NetperfFields netperf_fields(std::string_view heading, std::string_view values, std::size_t line);

}  // namespace calibration::importers
