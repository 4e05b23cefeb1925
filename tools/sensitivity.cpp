#include "models/sensitivity.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "models/finding.hpp"
#include "models/scenario_yaml.hpp"
#include "models/suggestion.hpp"
#include "models/words.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/progress.hpp"
#include "tools/sensitivity_answer.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using models::Sensitivity;
using models::SensitivityMethod;
using models::SensitivityOptions;

[[noreturn]] void refuse(const std::string& option, const std::string& text,
                         const std::vector<std::string>& known)
{
    throw UsageError(fmt::format("`{}` does not know {}{}", option, models::quoted(text),
                                 models::way_out(text, known)));
}

SensitivityMethod read_method(const std::string& text)
{
    if (text.empty()) return SensitivityMethod::one_at_a_time;
    std::vector<std::string> known;
    for (const char* name : models::sensitivity_methods) {
        if (text == name) return static_cast<SensitivityMethod>(known.size());
        known.emplace_back(name);
    }
    refuse("--method", text, known);
}

std::optional<models::SloMetric> read_response(const std::string& text)
{
    if (text.empty() || text == "capacity") return std::nullopt;
    const auto metric = models::from_word<models::SloMetric>(text);
    if (metric) return metric;
    std::vector<std::string> known = models::known_words<models::SloMetric>();
    known.insert(known.begin(), "capacity");
    refuse("--response", text, known);
}

Sensitivity vary(const models::Scenario& scenario, const SensitivityOptions& options, bool quiet)
{
    Progress progress(quiet);
    progress.show("varying the assumed parameters ...");
    return models::find_sensitivity(scenario, scenario.platforms.front(), options);
}

void check_measured(const Sensitivity& sensitivity)
{
    if (sensitivity.unmeasured == 0 && !std::isnan(sensitivity.response)) return;
    throw UsageError(fmt::format(
        "`--response {}`: with {} nobody is there to measure it at, {}; ask for another response",
        response_name(sensitivity.options), counted(sensitivity.users, "user"),
        std::isnan(sensitivity.response) ? "with the parameters as they stand"
                                         : "at some points of the ranges"));
}

}  // namespace

ExitCode sensitivity(const Arguments& arguments)
{
    const SensitivityOptions options{read_method(arguments.method),
                                     read_response(arguments.response), arguments.samples,
                                     arguments.level, arguments.threads};
    const std::string library = library_folder(arguments.library);
    const auto scenario =
        models::read_scenario(arguments.operands.front(), arguments.overrides, library);
    const Sensitivity found = vary(scenario, options, arguments.quiet);
    check_measured(found);
    print(arguments.json ? sensitivity_document(scenario, found)
                         : sensitivity_text(scenario, found, arguments));
    const bool nobody = !options.response && found.response <= 0;
    return nobody ? ExitCode::answer_is_no : ExitCode::done;
}

}  // namespace tools
