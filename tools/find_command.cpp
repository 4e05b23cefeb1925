#include <fmt/format.h>

#include "models/finding.hpp"
#include "models/suggestion.hpp"
#include "tools/arguments.hpp"

namespace tools {

const Command& find_command(std::span<const Command> commands, const std::string& name)
{
    std::vector<std::string> names;
    for (const Command& command : commands) {
        if (name == command.name) return command;
        names.emplace_back(command.name);
    }
    if (name.size() > 1 && name.starts_with('-')) {
        throw UsageError(
            fmt::format("the command comes before the options, found {}; commands are "
                        "{}",
                        models::key_quoted(name), models::enumerated(names)));
    }
    throw UsageError(fmt::format("there is no command {}{}", models::key_quoted(name),
                                 models::way_out(name, names)));
}

}  // namespace tools
