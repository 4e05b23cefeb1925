#include "calibration/measurement_text.hpp"

#include <algorithm>
#include <utility>

#include "calibration/line_parts.hpp"
#include "calibration/text_encoding.hpp"

namespace calibration {

std::optional<double> whole_number(std::string_view part, const TextLine& line)
{
    const auto found = leading_number(part);
    if (!found) return std::nullopt;
    const bool at_end = part.data() + found->length == line.text.data() + line.text.size();
    return at_end && !line.ended ? std::nullopt : std::optional(found->value);
}

MeasurementText::MeasurementText(std::string bytes, std::string file) : file_(std::move(file))
{
    if (is_binary(bytes)) {
        binary_ = std::move(bytes);
        return;
    }
    text_ = to_plain_utf8(std::move(bytes));
    split();
    json_ = read_json(text_);
}

void MeasurementText::split()
{
    std::size_t number = 1;
    const std::string_view all = text_;
    for (std::size_t at = 0; at < all.size() && lines_.size() < most_lines;) {
        const std::size_t end = std::min(all.find_first_of("\r\n", at), all.size());
        lines_.push_back({all.substr(at, end - at), number, end < all.size()});
        if (end < all.size() && all[end] == '\n') ++number;
        at = end + 1;
    }
}

bool MeasurementText::has_line(std::string_view beginning) const
{
    return std::any_of(lines_.begin(), lines_.end(), [&](const TextLine& line) {
        return after(line.text, beginning).has_value();
    });
}

bool MeasurementText::is_empty() const
{
    return binary_.empty() && text_.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace calibration
