#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/finding.hpp"

namespace models {

// The lines of a text, to turn yaml-cpp's counts of lines and bytes (from 0) into places. The text
// has to outlive this.
class InputLines {
public:
    InputLines(std::string file, std::string_view text);

    // Columns count characters, not bytes, as editors do.
    Place place(int line, int byte) const;

    // Whether the quotation mark there has a partner; true where there is no quotation mark.
    bool quote_is_closed(int line, int byte) const;

    bool is_indented_by_tab(int line) const;

private:
    std::size_t offset(int line, int byte) const;

    std::string file_;
    std::string_view text_;
    std::vector<std::size_t> begins_;
};

}  // namespace models
