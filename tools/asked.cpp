#include "tools/asked.hpp"

#include <algorithm>

#include "models/unit.hpp"

namespace tools {
namespace {

std::string share(double value)
{
    return models::print_quantity(value, models::Dimension::fraction);
}

// The option that stands for `--set KEY=`, which may be given once; else "".
std::string option_for(const std::string& override, const std::vector<std::string>& all)
{
    const std::string prefix = override.substr(0, override.find('=') + 1);
    const auto same = [&](const std::string& one) { return one.starts_with(prefix); };
    if ((prefix != "platform=" && prefix != "seed=") || std::ranges::count_if(all, same) > 1) {
        return "";
    }
    return "--" + prefix.substr(0, prefix.size() - 1);
}

void add_overrides(std::vector<std::string>& words, const std::vector<std::string>& overrides)
{
    for (const std::string& override : overrides) {
        const std::string option = option_for(override, overrides);
        if (option.empty()) {
            words.insert(words.end(), {"--set", override});
        } else {
            words.insert(words.end(), {option, override.substr(override.find('=') + 1)});
        }
    }
}

}  // namespace

std::vector<std::string> asked_words(const Arguments& arguments)
{
    std::vector<std::string> words = arguments.operands;
    add_overrides(words, arguments.overrides);
    for (const std::string& variant : arguments.variants) {
        words.insert(words.end(), {"--vary", variant});
    }
    const auto add = [&](const char* option, const std::string& value) {
        if (arguments.has(option)) {
            words.insert(words.end(), {std::string("--") + option, value});
        }
    };
    add("library", arguments.library);
    add("level", share(arguments.level));
    add("precision", share(arguments.precision));
    add("held", share(arguments.held));
    add("budget", std::to_string(arguments.budget));
    add("calibration-error", arguments.calibration_error ? "on" : "off");
    return words;
}

}  // namespace tools
