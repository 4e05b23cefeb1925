#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "tools/asked.hpp"
#include "tools/commands.hpp"
#include "tools/comparison.hpp"
#include "tools/comparison_text.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/searching.hpp"
#include "tools/text.hpp"
#include "tools/validation.hpp"

namespace tools {
namespace {

std::vector<RunSummary> runs_of(const Comparison& comparison)
{
    std::vector<RunSummary> runs;
    for (const ComparedCapacity& one : comparison.contenders) runs.push_back(one.run);
    return runs;
}

// The scenario that may be the best, to look closer at.
std::string next_file(const Comparison& comparison, const Arguments& arguments)
{
    if (comparison.compared != Compared::scenarios) return arguments.operands.front();
    const auto best =
        std::ranges::max_element(comparison.contenders, {}, &ComparedCapacity::best_probability);
    return arguments.operands[static_cast<std::size_t>(best - comparison.contenders.begin())];
}

}  // namespace

ExitCode compare(const Arguments& arguments)
{
    const std::string& file = arguments.operands.front();
    const std::string library = library_folder(arguments.library);
    const Entries entries = read_entries(arguments, library);
    const models::Scenario& scenario = entries.list.front().scenario;
    const bool platforms = entries.compared == Compared::platforms;
    const auto study = platforms ? study_of(scenario, file, library) : std::nullopt;
    const Comparison comparison =
        compare_entries(entries, search_options(arguments), arguments.quiet);
    const std::optional<Validation> validation = validate(study, runs_of(comparison));
    if (arguments.json) {
        print(comparison_document(scenario, asked_words(arguments), comparison, validation));
    } else {
        const Terminal shown = terminal(arguments.colour);
        std::string text = comparison_text(entries, comparison, arguments.verbose, shown);
        const std::string held =
            validation ? validation_text(*validation, arguments.verbose, shown) : "";
        if (!held.empty()) text += '\n' + held;
        text += "\nNext: bbbcap capacity " + shell_word(next_file(comparison, arguments)) + '\n';
        print(text);
    }
    return exit_code_of(capacities_of(comparison));
}

}  // namespace tools
