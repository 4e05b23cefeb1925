#include <algorithm>
#include <string>
#include <vector>

#include "models/finding.hpp"
#include "models/library.hpp"
#include "models/suggestion.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/text.hpp"

namespace tools {

ExitCode list(const Arguments& arguments)
{
    const std::vector<std::string> kinds = {"platforms", "profiles", "hosts",
                                            "workloads", "slos",     "scenarios"};
    const std::string& kind = arguments.operands.front();
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
        throw UsageError("there is no list of " + models::quoted(kind) +
                         models::way_out(kind, kinds));
    }
    const auto entries = models::list_library(library_folder(arguments.library), kind);
    if (arguments.json) {
        print(list_document(kind, entries));
        return ExitCode::done;
    }
    Table table({"Name", "Title", "File"});
    table.align_left(1);
    table.align_left(2);
    for (const models::LibraryEntry& entry : entries) {
        table.add({{entry.name, Style::bold}, entry.title, entry.path});
    }
    print(table.text(terminal(arguments.colour)));
    return ExitCode::done;
}

}  // namespace tools
