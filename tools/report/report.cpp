#include <fmt/format.h>

#include <optional>

#include "models/finding.hpp"
#include "models/scenario_yaml.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/report/embedded.hpp"
#include "tools/report/result.hpp"
#include "tools/report/sections.hpp"
#include "tools/searching.hpp"
#include "tools/text.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

void check_format(const Arguments& arguments)
{
    const std::string& format = arguments.format;
    if (!format.empty() && format != "html" && format != "vega-lite") {
        throw UsageError(fmt::format("`--format` of a report is `html` or `vega-lite`, found {}",
                                     models::quoted(format)));
    }
    if (format != "vega-lite" && arguments.output.empty()) {
        throw UsageError("`report` needs a file to write; name it with `-o report.html`");
    }
}

ReportAnswer answer_of(const Arguments& arguments)
{
    const auto scenario = models::read_scenario(arguments.operands.front(), arguments.overrides,
                                                library_folder(arguments.library));
    return answer_for_report(scenario, arguments, search_options(arguments));
}

// Asks what the result did once more: it has no inputs, and no course of the workload.
ReportAnswer answer_of(const Result& result, const Arguments& arguments)
{
    const Arguments asked = arguments_of(result, arguments);
    expect_output(asked, asked.operands);
    ReportAnswer answer = answer_of(asked);
    expect_same(result, answer.capacities);
    return answer;
}

std::string told(const ReportAnswer& answer, const Arguments& arguments)
{
    std::string text = answer.scenario.name + ": " + headline_of(answer) +
                       ".\nWritten: " + models::printable(arguments.output) + '\n';
    if (arguments.format != "vega-lite" && chart_runtime().empty()) {
        text += wrapped("",
                        "With tables, without charts: this bbbcap was built without Node.js. "
                        "Install nodejs and npm, configure and build again.");
    }
    return text;
}

}  // namespace

ExitCode report(const Arguments& arguments)
{
    check_format(arguments);
    expect_output(arguments, arguments.operands);
    const std::optional<Result> result = read_result(arguments.operands.front());
    const ReportAnswer answer = result ? answer_of(*result, arguments) : answer_of(arguments);
    const bool specifications = arguments.format == "vega-lite";
    const std::string text = specifications ? vega_lite_document(answer) : report_page(answer);
    if (arguments.output.empty()) {
        print(text);
    } else {
        write_files({{arguments.output, text}});
        print(told(answer, arguments));
    }
    return exit_code_of(answer.capacities);
}

}  // namespace tools
