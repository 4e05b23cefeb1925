#include <fmt/format.h>

#include <cmath>

#include <optional>

#include "models/input_text.hpp"
#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

using models::Findings;

constexpr std::size_t largest_list = 16 << 20;  // bytes

// The fields of a CSV file (RFC 4180), one after another.
class Fields {
public:
    explicit Fields(std::string_view text) : left_(text) {}

    bool at_end() const { return left_.empty(); }
    int line() const { return line_; }
    int column() const { return column_; }
    bool row_ended() const { return row_ended_; }

    // The next field; nothing where a quote is never closed.
    std::optional<std::string> next()
    {
        std::string field;
        if (left_.starts_with('"')) {
            if (!take_quoted(field)) return std::nullopt;
        }
        while (!left_.empty() && left_.front() != ',' && left_.front() != '\n') {
            field += take();
        }
        row_ended_ = left_.empty() || left_.front() == '\n';
        if (!left_.empty()) take();
        while (field.ends_with('\r') || field.ends_with(' ')) field.pop_back();
        field.erase(0, field.find_first_not_of(' ') == std::string::npos
                           ? field.size()
                           : field.find_first_not_of(' '));
        return field;
    }

private:
    bool take_quoted(std::string& field)
    {
        take();
        while (!left_.empty()) {
            const char character = take();
            if (character != '"') {
                field += character;
            } else if (left_.starts_with('"')) {
                field += take();
            } else {
                return true;
            }
        }
        return false;
    }

    char take()
    {
        const char character = left_.front();
        left_.remove_prefix(1);
        column_ = character == '\n' ? 1 : column_ + 1;
        line_ += character == '\n' ? 1 : 0;
        return character;
    }

    std::string_view left_;
    int line_ = 1;
    int column_ = 1;
    bool row_ended_ = false;
};

std::vector<Factor> read_heading(Fields& fields, const std::string& path, Findings& findings)
{
    std::vector<Factor> factors;
    while (!fields.at_end()) {
        const models::Place place{path, fields.line(), fields.column()};
        const auto key = fields.next();
        if (!key || key->empty()) {
            findings.add(place, "a column has no name; write the key that it changes");
            return factors;
        }
        for (const Factor& factor : factors) {
            if (factor.key != *key) continue;
            findings.add(place, models::key_quoted(*key) + " has two columns; remove one of them");
        }
        factors.emplace_back().key = *key;
        factors.back().place = place;
        if (fields.row_ended()) break;
    }
    if (factors.size() > most_factors) {
        findings.add({path, 1, 1},
                     fmt::format("more than {} columns; is it the right file?", most_factors));
    }
    return factors;
}

bool read_row(Fields& fields, const std::string& path, std::vector<Factor>& factors,
              Findings& findings)
{
    std::size_t width = 0;
    const models::Place start{path, fields.line(), 1};
    do {
        const models::Place place{path, fields.line(), fields.column()};
        const auto text = fields.next();
        if (!text) {
            findings.add(place, "a quote is never closed; close it");
            return false;
        }
        if (width == 0 && text->empty() && fields.row_ended()) return true;  // an empty line
        if (text->empty()) {
            findings.add(place, "a value is missing; every point has a value in each column");
            return false;
        }
        if (width < factors.size()) {
            factors[width].levels.push_back({*text, std::nan(""), place.line, place.column});
        }
        ++width;
    } while (!fields.row_ended());
    if (width == factors.size()) return true;
    findings.add(start,
                 fmt::format("{} values in {} columns; write one in each", width, factors.size()));
    return false;
}

}  // namespace

std::vector<Factor> read_list(const std::string& path, Findings& findings)
{
    const auto text =
        models::read_bytes(path, largest_list,
                           "is longer than 16 MiB; a grid or a sample takes more points", findings);
    if (!text || !models::check_text(*text, path, findings)) return {};
    Fields fields(*text);
    if (fields.at_end()) findings.add({path, 1, 1}, "is empty; write the keys into the first line");
    std::vector<Factor> factors = read_heading(fields, path, findings);
    if (!findings.empty() || factors.empty()) return factors;
    while (!fields.at_end() && read_row(fields, path, factors, findings)) {
    }
    if (factors.front().levels.empty() && findings.empty()) {
        findings.add({path, 1, 1}, "has no point; write one line for each");
    }
    for (Factor& factor : factors) find_dimension(factor);
    return factors;
}

}  // namespace tools
