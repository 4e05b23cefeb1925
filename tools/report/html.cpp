#include "tools/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "models/utf8.hpp"

namespace tools {
namespace {

using CodePoint = std::uint32_t;

// Of a sequence that utf8_length() has found.
CodePoint code_point(std::string_view sequence)
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(sequence[at]); };
    if (sequence.size() == 1) return byte(0);
    CodePoint code = byte(0) & (0xFFU >> (sequence.size() + 1));
    for (std::size_t at = 1; at < sequence.size(); ++at) code = code << 6U | (byte(at) & 0x3FU);
    return code;
}

// Controls, separators of lines, marks and embeddings of direction, what has no width.
bool is_hidden(CodePoint code)
{
    const auto within = [code](CodePoint low, CodePoint high) {
        return code >= low && code <= high;
    };
    return (code < 0x20 && code != '\n' && code != '\t') || within(0x7F, 0x9F) || code == 0xAD ||
           code == 0x61C || within(0x200B, 0x200F) || within(0x2028, 0x202E) ||
           within(0x2060, 0x206F) || code == 0xFEFF || within(0xFFF9, 0xFFFB) ||
           within(0xE0000, 0xE007F);
}

std::string escaped_character(std::string_view sequence)
{
    switch (sequence.front()) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            break;
    }
    const CodePoint code = code_point(sequence);
    return is_hidden(code) ? fmt::format("[U+{:04X}]", code) : std::string(sequence);
}

const char* class_of(Style style)
{
    constexpr const char* classes[] = {"", "bold", "good", "bad", "caution"};
    return classes[static_cast<std::size_t>(style)];
}

std::string class_attribute(const std::string& classes)
{
    return classes.empty() ? "" : " class=\"" + classes + '"';
}

}  // namespace

std::string escaped(std::string_view text)
{
    std::string safe;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = models::utf8_length(text, at);
        safe += length > 0 ? escaped_character(text.substr(at, length)) : "\xEF\xBF\xBD";
        at += std::max<std::size_t>(length, 1);
    }
    return safe;
}

std::string prose(std::string_view text)
{
    std::string html;
    bool code = false;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('`', begin), text.size());
        const std::string part = escaped(text.substr(begin, end - begin));
        html += code ? "<code>" + part + "</code>" : part;
        code = !code;
        begin = end + 1;
    }
    return html;
}

std::string paragraph(std::string_view text, const std::string& kind)
{
    const std::string html = prose(text);
    const bool blank = html.find_first_not_of(" \n\t") == std::string::npos;
    return blank ? "" : "<p" + class_attribute(kind) + '>' + html + "</p>\n";
}

std::string script_json(const std::string& json)
{
    std::string safe;
    for (const char byte : json) {
        const bool mark = byte == '<' || byte == '>' || byte == '&';
        safe += mark ? fmt::format("\\u{:04x}", static_cast<unsigned>(byte)) : std::string(1, byte);
    }
    return safe;
}

HtmlTable::HtmlTable(std::string caption, std::vector<std::string> header)
    : caption_(std::move(caption)), header_(std::move(header))
{
}

HtmlTable& HtmlTable::align_left(std::size_t column)
{
    left_.push_back(column);
    return *this;
}

void HtmlTable::group(const std::string& name)
{
    if (grouped_) body_ += "</tbody>\n<tbody>\n";
    grouped_ = true;
    body_ += fmt::format("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                         header_.size(), escaped(name));
}

std::string HtmlTable::row_html(const Row& row) const
{
    std::string html = "<tr>";
    for (std::size_t i = 0; i < header_.size(); ++i) {
        const Table::Cell cell = i < row.size() ? row[i] : Table::Cell("");
        const bool left = i == 0 || std::ranges::count(left_, i) > 0;
        std::string classes = left ? "" : "n";
        if (cell.style != Style::plain)
            classes += std::string(left ? "" : " ") + class_of(cell.style);
        const std::string open = i == 0 ? "<th scope=\"row\"" : "<td";
        html +=
            open + class_attribute(classes) + '>' + prose(cell.text) + (i == 0 ? "</th>" : "</td>");
    }
    return html + "</tr>\n";
}

void HtmlTable::add(Row row)
{
    body_ += row_html(row);
    ++rows_;
}

std::string HtmlTable::html() const
{
    std::string head;
    for (std::size_t i = 0; i < header_.size(); ++i) {
        const bool left = i == 0 || std::ranges::count(left_, i) > 0;
        head += std::string("<th scope=\"col\"") + (left ? ">" : " class=\"n\">") +
                escaped(header_[i]) + "</th>";
    }
    return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
           escaped(caption_) + "\"><table>\n<caption>" + prose(caption_) +
           "</caption>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + body_ +
           "</tbody>\n</table></div>\n";
}

std::string folded(const std::string& summary, const std::string& html)
{
    return "<details><summary>" + prose(summary) + "</summary>\n" + html + "</details>\n";
}

}  // namespace tools
