#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/text.hpp"

namespace tools {

// Text for an element or a quoted attribute, whatever bytes it has: marks of HTML are escaped,
// control characters, those that turn the direction of writing, and what is not UTF-8 are shown as
// their number, so that nobody's text moves or hides another's.
std::string escaped(std::string_view text);

// A paragraph of text in which back quotes stand for code.
std::string prose(std::string_view text);
std::string paragraph(std::string_view text, const std::string& kind = "");  // empty: none

// JSON for a <script> of the page: it cannot end the element, nor is it more than data.
std::string script_json(const std::string& json);

// A table as the terminal has it: the first column names the row, numbers stand right.
class HtmlTable {
public:
    using Row = std::vector<Table::Cell>;

    HtmlTable(std::string caption, std::vector<std::string> header);
    HtmlTable& align_left(std::size_t column);
    void group(const std::string& name);  // of the rows that follow
    void add(Row row);
    bool empty() const { return rows_ == 0; }
    std::string html() const;

private:
    std::string row_html(const Row& row) const;

    std::string caption_;
    std::vector<std::string> header_;
    std::vector<std::size_t> left_;
    std::string body_;
    std::size_t rows_ = 0;
    bool grouped_ = false;
};

// What need not be seen at once; report.css and draw.js have it open on paper.
std::string folded(const std::string& summary, const std::string& html);

struct Section {
    std::string id;
    std::string title;
    std::string html;
};

}  // namespace tools
