#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "models/finding.hpp"
#include "models/scenario_yaml.hpp"
#include "tools/commands.hpp"
#include "tools/folders.hpp"
#include "tools/json.hpp"
#include "tools/text.hpp"
#include "tools/validation.hpp"

namespace tools {
namespace {

std::vector<models::Finding> findings_in(const std::string& file, const Arguments& arguments,
                                         const std::string& library)
{
    // To `check`, findings are the answer.
    try {
        const models::Scenario scenario = models::read_scenario(file, arguments.overrides, library);
        (void)study_of(scenario, file, library);
        return {};
    } catch (const models::InputError& error) {
        return error.findings();
    }
}

bool is_same(const models::Finding& left, const models::Finding& right)
{
    return std::tie(left.place.file, left.place.line, left.place.column, left.sentence) ==
           std::tie(right.place.file, right.place.line, right.place.column, right.sentence);
}

// Scenarios that share a file share what is wrong with it.
void add_new(std::vector<models::Finding>& all, const std::vector<models::Finding>& more)
{
    for (const models::Finding& finding : more) {
        const bool known = std::any_of(all.begin(), all.end(), [&](const models::Finding& one) {
            return is_same(one, finding);
        });
        if (!known) all.push_back(finding);
    }
}

std::string last_line(const std::vector<models::Finding>& findings, std::size_t checked)
{
    if (findings.empty()) {
        return "no findings: " + counted(static_cast<long>(checked), "file") +
               (checked == 1 ? " is good\n" : " are good\n");
    }
    std::set<std::string> files;
    for (const models::Finding& finding : findings) files.insert(finding.place.file);
    return counted(static_cast<long>(findings.size()), "finding") + " in " +
           counted(static_cast<long>(files.size()), "file") + '\n';
}

}  // namespace

ExitCode check(const Arguments& arguments)
{
    const std::string library = library_folder(arguments.library);
    std::vector<models::Finding> findings;
    for (const std::string& file : arguments.operands) {
        add_new(findings, findings_in(file, arguments, library));
    }
    std::string answer;
    if (arguments.json) {
        answer = findings_document(findings);
    } else {
        for (const models::Finding& finding : findings) answer += to_string(finding) + '\n';
        answer += last_line(findings, arguments.operands.size());
    }
    print(answer);
    return findings.empty() ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace tools
