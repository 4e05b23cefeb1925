#include "tools/option_values.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string_view>

#include "models/finding.hpp"
#include "models/number.hpp"
#include "models/suggestion.hpp"
#include "models/unit.hpp"

namespace tools {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& must,
                         const std::string& text)
{
    throw UsageError(fmt::format("`{}` must be {}, found {}", option, must, models::quoted(text)));
}

// A share: "95%", "95 %" or "0.95".
std::optional<double> read_share(std::string_view text)
{
    const bool percent = text.ends_with('%');
    if (percent) text.remove_suffix(1);
    while (percent && text.ends_with(' ')) text.remove_suffix(1);
    std::string ignored;
    const auto number = models::read_number(text, ignored);
    if (!number) return std::nullopt;
    return percent ? *number / 100 : *number;
}

template <class Integer>
std::optional<Integer> read_whole(const std::string& text)
{
    Integer value = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return value;
}

}  // namespace

double read_level(const std::string& option, const std::string& text)
{
    const auto level = read_share(text);
    if (!level || *level <= 0.5 || *level >= 1) {
        refuse(option, "between 50 % and 100 %, like `95%`", text);
    }
    return *level;
}

double read_precision(const std::string& option, const std::string& text)
{
    const auto precision = read_share(text);
    if (!precision || *precision < 0.001 || *precision > 0.5) {
        refuse(option, "from 0.1 % to 50 %, like `2%`", text);
    }
    return *precision;
}

int read_count(const std::string& option, const std::string& text, int low, int high)
{
    const auto count = read_whole<int>(text);
    if (!count || *count < low || *count > high) {
        refuse(option, fmt::format("a whole number from {} to {}", low, high), text);
    }
    return *count;
}

std::string read_seed(const std::string& option, const std::string& text)
{
    if (!read_whole<std::uint64_t>(text)) {
        refuse(option, "a whole number from 0 to 18446744073709551615", text);
    }
    return text;
}

bool read_switch(const std::string& option, const std::string& text)
{
    if (text == "on") return true;
    if (text == "off") return false;
    refuse(option, "`on` or `off`", text);
}

double read_time(const std::string& option, const std::string& text)
{
    std::string problem;
    const auto time = models::read_quantity(text, models::Dimension::time, problem);
    if (!time || *time < 0 || *time > 86400) refuse(option, "a time up to 1 d, like `1 s`", text);
    return *time;
}

double read_cores(const std::string& option, const std::string& text)
{
    std::string problem;
    const auto cores = models::read_quantity(text, models::Dimension::factor, problem);
    if (!cores || *cores <= 0 || *cores > 1024)
        refuse(option, "a number above 0 and up to 1024, like `0.3`", text);
    return *cores;
}

Colour read_colour(const std::string& option, const std::string& text)
{
    if (text == "auto") return Colour::automatic;
    if (text == "always") return Colour::always;
    if (text == "never") return Colour::never;
    throw UsageError(fmt::format("`{}` does not know {}{}", option, models::quoted(text),
                                 models::way_out(text, {"auto", "always", "never"})));
}

std::optional<calibration::Selector> read_series(const std::string& option, const std::string& text)
{
    if (text.empty()) return std::nullopt;
    std::string problem;
    const auto selector = calibration::read_selector(text, problem);
    if (selector) return selector;
    throw UsageError(fmt::format("`{}` {}, found {}", option, problem, models::quoted(text)));
}

}  // namespace tools
