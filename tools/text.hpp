#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/parameter.hpp"
#include "models/slo.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tools/arguments.hpp"

namespace tools {

// The answer could not be written.
class WriteError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Writes the answer to standard output. Throws WriteError.
void print(const std::string& answer);

// What the standard output can show.
struct Terminal {
    bool colour = false;
    bool utf8 = false;
};
Terminal terminal(Colour colour);  // looks at the terminal, NO_COLOR, TERM and the locale

enum class Style { plain, bold, good, bad, caution };
std::string styled(const std::string& text, Style style, const Terminal& terminal);

// Rows of cells; each column as wide as its widest cell, two spaces between columns, the first
// aligned left, the others right.
class Table {
public:
    struct Cell {
        Cell(std::string words, Style its_style = Style::plain)
            : text(std::move(words)), style(its_style)
        {
        }
        Cell(const char* words) : text(words) {}
        std::string text;
        Style style = Style::plain;
    };

    explicit Table(std::vector<Cell> header) { rows_.push_back(std::move(header)); }
    void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
    void align_left(std::size_t column) { left_.push_back(column); }
    bool empty() const { return rows_.size() == 1; }
    std::string text(const Terminal& terminal, const std::string& indent = "") const;

private:
    std::vector<std::size_t> widths() const;

    std::vector<std::vector<Cell>> rows_;
    std::vector<std::size_t> left_ = {0};
};

const char* plus_minus(const Terminal& terminal);

// Characters of a UTF-8 text.
std::size_t width_of(const std::string& text);

// Lines of at most 80 columns, the first after `lead`, the others after as many spaces.
std::string wrapped(const std::string& lead, const std::string& text);

// For reading, not for reckoning: three or four digits and a unit; "-" for NaN.
std::string figure(double value, models::Dimension dimension);
std::string percent(double share);                            // "95.2 %"
std::string signed_percent(double share);                     // "+8.0 %"
std::string users_between(const sim::ConfidenceInterval& i);  // "45 .. 47"

// "at most 80.0 %"
std::string limit_text(const models::Limit& limit);

// "scenario.yaml", or 'a scenario.yaml' where the shell needs it.
std::string shell_word(const std::string& word);
std::string shell_line(const std::vector<std::string>& words);

// "1 user", "2 users"
std::string counted(long number, const std::string& singular);

// Lowest and highest whole number of users of an interval: outwards, not below 0.
long low_users(const sim::ConfidenceInterval& interval);
long high_users(const sim::ConfidenceInterval& interval);

}  // namespace tools
