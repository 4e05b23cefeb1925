#include "tools/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "models/finding.hpp"
#include "models/suggestion.hpp"
#include "tools/option_table.hpp"

namespace tools {
namespace {

using Values = std::vector<std::string>;

std::string dashed(const Option& option)
{
    return std::string("--") + option.name;
}

// With the letter that stands for it, as CLI11 takes both.
std::string names_of(const Option& option)
{
    for (const char* lettered : {"help", "output"}) {
        if (option.name != std::string_view(lettered)) continue;
        return std::string("-") + lettered[0] + ',' + dashed(option);
    }
    return dashed(option);
}

bool is_name_of(const Option& option, const std::string& name)
{
    const std::string names = names_of(option);
    return name == dashed(option) || (name.size() == 2 && names.starts_with(name + ','));
}

std::vector<const Option*> options_of(const Command& command)
{
    std::vector<const Option*> taken;
    for (const Option& option : all_options()) {
        const auto& names = command.options;
        const bool wanted = std::find(names.begin(), names.end(), option.name) != names.end();
        if (wanted || option.name == std::string("help")) taken.push_back(&option);
    }
    return taken;
}

const Option& known_option(const Command& command, const std::string& name)
{
    std::vector<std::string> names;
    for (const Option* option : options_of(command)) {
        names.push_back(dashed(*option));
        if (is_name_of(*option, name)) return *option;
    }
    throw UsageError(fmt::format("`{}` has no option {}{}", command.name, models::key_quoted(name),
                                 models::way_out(name, names)));
}

bool is_option(const std::string& word)
{
    return word.size() > 1 && word.starts_with('-');
}

// No option is a number, so that a value may be one below 0.
bool is_value(const std::string& word)
{
    const bool number = word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
    return !word.empty() && (number || !is_option(word));
}

// Refuses unknown options and missing values, which CLI11 would tell only after, and in terms of,
// the operands they push aside. The place after the last word looked at.
void check_words(const Command& command, const std::vector<std::string>& words)
{
    for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
        if (!is_option(words[i])) continue;
        const std::size_t equals = words[i].find('=');
        const Option& option = known_option(command, words[i].substr(0, equals));
        const bool flag = std::string(option.value).empty();
        if (flag && equals != std::string::npos) {
            throw UsageError(fmt::format("`{}` takes no value; remove the `=`", dashed(option)));
        }
        const bool inside = equals != std::string::npos && equals + 1 < words[i].size();
        if (flag || inside) continue;
        const bool beside = equals == std::string::npos && ++i < words.size();
        if (!beside || !is_value(words[i])) {
            throw UsageError(fmt::format("`{}` needs a value; write it like `{} {}`",
                                         dashed(option), dashed(option), option.value));
        }
    }
}

void check_operands(const Command& command, const std::vector<std::string>& operands)
{
    if (operands.size() > command.most_operands) {
        throw UsageError(fmt::format("`{}` takes {}, found also {}; remove it", command.name,
                                     command.operands,
                                     models::quoted(operands[command.most_operands])));
    }
    if (std::find(operands.begin(), operands.end(), "-") != operands.end()) {
        throw UsageError("`-`, the standard input, is not read; name a file");
    }
}

void take(Arguments& arguments, const Option& option, const Values& values)
{
    if (values.size() > 1 && !option.repeatable) {
        throw UsageError(fmt::format("`{}` is given twice; remove one of the two", dashed(option)));
    }
    for (const std::string& text : values) option.take(arguments, dashed(option), text);
    arguments.given.emplace_back(option.name);
}

int default_threads()
{
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(cores, 1, most_threads);
}

std::string option_lines(const Command& command)
{
    std::string text;
    for (const Option* option : options_of(command)) {
        const std::string written = dashed(*option) + " " + option->value;
        text += fmt::format("  {:<24} {}\n", written, option->meaning);
    }
    return text;
}

std::string example_lines(const std::vector<Example>& examples)
{
    std::string text;
    for (const Example& example : examples) {
        text += fmt::format("  {}\n      {}\n", example.line, example.meaning);
    }
    return text;
}

}  // namespace

Arguments parse_arguments(const Command& command, const std::vector<std::string>& words)
{
    check_words(command, words);
    CLI::App app;
    app.set_help_flag();
    Arguments arguments;
    arguments.threads = default_threads();
    app.add_option("operands", arguments.operands);
    std::vector<std::pair<const Option*, CLI::Option*>> given;
    for (const Option* option : options_of(command)) {
        const bool flag = std::string(option->value).empty();
        const std::string name = names_of(*option);
        CLI::Option* added = flag ? app.add_flag(name) : app.add_option(name);
        if (!flag) added->take_all()->allow_extra_args(false);
        given.emplace_back(option, added);
    }
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    for (const auto& [option, added] : given) {
        if (added->count() > 0) take(arguments, *option, added->results());
    }
    if (!arguments.help) check_operands(command, arguments.operands);
    return arguments;
}

std::string help_of(const Command& command)
{
    return fmt::format("{}\nUsage: bbbcap {} {} [options]\n  {}\n\nOptions\n{}",
                       example_lines(command.examples), command.name, command.operands,
                       command.summary, option_lines(command));
}

std::string short_help_of(const Command& command)
{
    return fmt::format("{}\nUsage: bbbcap {} {} [options]; more with --help\n",
                       example_lines(command.examples), command.name, command.operands);
}

std::string help_of(std::span<const Command> commands)
{
    std::string text = "How many BigBlueButton users does this server hold, and what stops it?\n\n";
    for (const Command& command : commands) text += example_lines({command.examples.front()});
    text += "\nCommands\n";
    for (const Command& command : commands) {
        text += fmt::format("  {:<11} {}\n", command.name, command.summary);
    }
    return text + "\n`bbbcap COMMAND --help` tells more; `bbbcap --version` the version.\n";
}

}  // namespace tools
