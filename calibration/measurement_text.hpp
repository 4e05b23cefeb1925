#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calibration/json_lines.hpp"

namespace calibration {

// Limits of what is read.
inline constexpr std::size_t largest_measurement = 64 << 20;  // bytes of a file
inline constexpr std::size_t most_lines = 4 << 20;

struct TextLine {
    std::string_view text;   // without line end
    std::size_t number = 0;  // in the file, from 1; lines over which '\r' writes have the same
    bool ended = true;       // false: the file ends in this line, its last word may be cut
};

// The number that `part` of the line begins with, unless the file ends in it: digits may be
// missing.
std::optional<double> whole_number(std::string_view part, const TextLine& line);

// What a tool printed, whatever encoding and line ends it got on its way.
class MeasurementText {
public:
    // `bytes` as they stand in a file; `file` names it in results.
    explicit MeasurementText(std::string bytes, std::string file = "");
    MeasurementText(const MeasurementText&) = delete;
    MeasurementText& operator=(const MeasurementText&) = delete;

    const std::string& file() const { return file_; }

    // Empty when the file is no text. Beyond most_lines nothing is kept.
    const std::vector<TextLine>& lines() const { return lines_; }
    const JsonDocuments& json() const { return json_; }
    std::string_view text() const { return text_; }  // UTF-8, lines end with '\n'

    // Whether a line begins with these words; blanks before them are left out.
    bool has_line(std::string_view beginning) const;

    // The bytes of a file that is no text; empty otherwise.
    std::string_view binary() const { return binary_; }

    bool is_empty() const;  // nothing but blanks

private:
    void split();

    std::string file_;
    std::string binary_;
    std::string text_;
    std::vector<TextLine> lines_;
    JsonDocuments json_;
};

}  // namespace calibration
