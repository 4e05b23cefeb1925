#include "tools/text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <sstream>
#include <string_view>

namespace tools {
namespace {

constexpr std::size_t line_width = 80;

std::string variable(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

bool says_utf8(std::string locale)
{
    for (char& letter : locale)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
}

bool locale_is_utf8()
{
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const std::string locale = variable(name);
        if (!locale.empty()) return says_utf8(locale);
    }
    return false;
}

bool wants_colour(Colour colour)
{
    if (colour != Colour::automatic) return colour == Colour::always;
    return isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

std::string count_text(double value)
{
    return fmt::format("{:.{}f}", value, value == std::round(value) ? 0 : 1);
}

std::string time_text(double seconds)
{
    if (seconds < 1) return fmt::format("{:.3g} ms", seconds * 1000);
    if (seconds < 120) return fmt::format("{:.3g} s", seconds);
    if (seconds < 7200) return fmt::format("{:.4g} min", seconds / 60);
    return fmt::format("{:.3g} h", seconds / 3600);
}

std::string scaled(double value, double step, std::initializer_list<const char*> units)
{
    const char* unit = *units.begin();
    for (const char* larger : units) {
        unit = larger;
        if (std::abs(value) < step || larger == *(units.end() - 1)) break;
        value /= step;
    }
    const int digits = std::abs(value) < 10 ? 2 : std::abs(value) < 100 ? 1 : 0;
    return fmt::format("{:.{}f} {}", value, digits, unit);
}

long whole(double value)
{
    constexpr double most = 1e15;
    return static_cast<long>(std::clamp(value, 0.0, most));
}

}  // namespace

void print(const std::string& answer)
{
    const std::size_t written = std::fwrite(answer.data(), 1, answer.size(), stdout);
    if (written != answer.size() || std::fflush(stdout) != 0) {
        throw WriteError("the answer could not be written; is the disk full?");
    }
}

Terminal terminal(Colour colour)
{
    return {wants_colour(colour), locale_is_utf8()};
}

std::string styled(const std::string& text, Style style, const Terminal& terminal)
{
    static constexpr const char* codes[] = {"", "1", "32", "31", "33"};
    if (!terminal.colour || style == Style::plain) return text;
    return fmt::format("\033[{}m{}\033[0m", codes[static_cast<int>(style)], text);
}

const char* plus_minus(const Terminal& terminal)
{
    return terminal.utf8 ? "±" : "+-";
}

std::size_t width_of(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::vector<std::size_t> Table::widths() const
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i].text));
        }
    }
    return widths;
}

std::string Table::text(const Terminal& terminal, const std::string& indent) const
{
    const std::vector<std::size_t> columns = widths();
    std::string text;
    for (const auto& row : rows_) {
        std::string line = indent;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool left = std::find(left_.begin(), left_.end(), i) != left_.end();
            const std::string space(columns[i] - width_of(row[i].text), ' ');
            const Style style = &row == &rows_.front() ? Style::bold : row[i].style;
            const std::string cell = styled(row[i].text, style, terminal);
            line += (i > 0 ? "  " : "") + (left ? cell + space : space + cell);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string wrapped(const std::string& lead, const std::string& text)
{
    std::istringstream words(text);
    const std::size_t indent = width_of(lead);
    std::string result = lead;
    std::size_t column = indent;
    for (std::string word; words >> word;) {
        if (column > indent && column + 1 + width_of(word) > line_width) {
            result += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result += word;
        column += width_of(word);
    }
    return result + '\n';
}

std::string percent(double share)
{
    return std::isnan(share) ? "-" : fmt::format("{:.1f} %", 100 * share);
}

std::string signed_percent(double share)
{
    return std::isnan(share) ? "-" : fmt::format("{:+.1f} %", 100 * share);
}

std::string figure(double value, models::Dimension dimension)
{
    if (std::isnan(value)) return "-";
    switch (dimension) {
        case models::Dimension::count:
            return count_text(value);
        case models::Dimension::factor:
            return fmt::format("{:.2f}", value);
        case models::Dimension::fraction:
            return percent(value);
        case models::Dimension::time:
            return time_text(value);
        case models::Dimension::bytes:
            return scaled(value, 1024, {"B", "KiB", "MiB", "GiB"});
        case models::Dimension::bit_rate:
            return scaled(value, 1000, {"bit/s", "kbit/s", "Mbit/s", "Gbit/s"});
        case models::Dimension::byte_rate:
            return scaled(value, 1000, {"B/s", "kB/s", "MB/s"});
        case models::Dimension::frequency:
            return fmt::format("{:.3g} fps", value);
    }
    return "";
}

long low_users(const sim::ConfidenceInterval& interval)
{
    return whole(std::floor(interval.low));
}

long high_users(const sim::ConfidenceInterval& interval)
{
    return whole(std::ceil(interval.high));
}

std::string users_between(const sim::ConfidenceInterval& interval)
{
    return fmt::format("{} .. {}", low_users(interval), high_users(interval));
}

std::string limit_text(const models::Limit& limit)
{
    return (models::is_upper_limit(limit.metric) ? "at most " : "at least ") +
           figure(limit.value, models::dimension_of(limit.metric));
}

std::string shell_word(const std::string& word)
{
    const auto harmless = [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
               std::string_view("/._-+=,:@%").find(letter) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), harmless)) return word;
    std::string quoted = "'";
    for (char letter : word)
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

std::string shell_line(const std::vector<std::string>& words)
{
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + shell_word(word);
    return line;
}

std::string counted(long number, const std::string& singular)
{
    return fmt::format("{} {}{}", number, singular, number == 1 ? "" : "s");
}

}  // namespace tools
