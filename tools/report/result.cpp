#include "tools/report/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "models/finding.hpp"
#include "models/input_text.hpp"
#include "models/utf8.hpp"
#include "tools/document.hpp"
#include "tools/json_depth.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

constexpr std::size_t largest_result = 16 << 20;  // bytes
constexpr std::size_t most_changes = 10;          // that are told

const std::vector<std::string> asking = {"set",     "platform",  "seed",
                                         "library", "precision", "held",
                                         "budget",  "level",     "calibration-error"};

[[noreturn]] void refuse(const std::string& path, const std::string& why)
{
    throw UsageError(fmt::format("{}: {}", models::printable(path), why));
}

// The document, or null where the file is something else.
Json document_in(const std::string& path)
{
    models::Findings findings;
    const auto text =
        models::read_bytes(path, largest_result,
                           "a result of more than 16 MiB is not read; name its scenario", findings);
    findings.throw_if_any();
    const std::string_view json = models::without_byte_order_mark(*text);
    if (json.find_first_not_of(" \t\r\n") != json.find('{')) return nullptr;
    check_depth(json, path, findings);
    findings.throw_if_any();
    Json document = Json::parse(json, nullptr, false);
    const bool ours =
        document.is_object() && document.contains("schema_version") && document.contains("command");
    return ours ? document : Json(nullptr);
}

void expect_capacities(const std::string& path, const Json& document)
{
    const Json& command = document["command"];
    if (document["schema_version"] != heading("")["schema_version"]) {
        refuse(path, "a result in another schema_version than this bbbcap writes; make it again");
    }
    if (command != "capacity" && command != "compare") {
        refuse(path,
               "a report is made of `capacity --json` or `compare --json`; name one of these, "
               "or a scenario");
    }
    if (command == "compare" && document.value("compared", Json()) != "platforms") {
        refuse(path,
               "a report is of the platforms of one scenario; name one of those compared here");
    }
    if (!document.contains("asked")) {
        refuse(path,
               "it does not say what was asked, as results of an older bbbcap; make it again");
    }
}

Result::Answer answer_in(const Json& platform)
{
    const Json& users = platform.at("users");
    // a fraction may be beyond what a whole number can be
    if (!users.is_number_integer()) throw Json::type_error::create(302, "users", &users);
    return {platform.at("platform"), users, platform.at("fingerprint")};
}

std::vector<Result::Answer> answers_of(const std::vector<models::Capacity>& capacities)
{
    std::vector<Result::Answer> answers;
    for (const models::Capacity& one : capacities) {
        answers.push_back({one.platform, one.users, hexadecimal(one.fingerprint)});
    }
    return answers;
}

// "kvm with 48 users and fingerprint 1f0e", "nothing"
std::string told(const std::vector<Result::Answer>& answers, std::size_t place)
{
    if (place >= answers.size()) return "nothing";
    const Result::Answer& answer = answers[place];
    return fmt::format("{} with {} and fingerprint {}", models::printable(answer.platform),
                       counted(answer.users, "user"), models::printable(answer.fingerprint));
}

}  // namespace

std::optional<Result> read_result(const std::string& path)
{
    const Json document = document_in(path);
    if (document.is_null()) return std::nullopt;
    expect_capacities(path, document);
    try {
        Result result{path, document.at("asked"), {}};
        for (const Json& platform : document.at("platforms")) {
            result.answers.push_back(answer_in(platform));
        }
        return result;
    } catch (const nlohmann::json::exception&) {
        refuse(path, "a field is missing or of another type than `--json` writes; make it again");
    }
}

Arguments arguments_of(const Result& result, const Arguments& given)
{
    for (const std::string& option : asking) {
        if (!given.has(option.c_str())) continue;
        refuse(result.path, fmt::format("a result has its own settings; leave out `--{}`, or name "
                                        "the scenario in its place",
                                        option));
    }
    const Command command{"report", "", "SCENARIO", 1, 1, {}, asking, nullptr};
    Arguments arguments;
    try {
        arguments = parse_arguments(command, result.asked);
    } catch (const UsageError& error) {
        refuse(result.path,
               std::string("what was asked is no command line of this bbbcap: ") + error.what());
    }
    if (arguments.operands.empty()) refuse(result.path, "`asked` names no scenario; make it again");
    arguments.threads = given.threads;
    arguments.quiet = given.quiet;
    arguments.output = given.output;
    arguments.force = given.force;
    arguments.format = given.format;
    return arguments;
}

void expect_same(const Result& result, const std::vector<models::Capacity>& capacities)
{
    const auto now = answers_of(capacities);
    std::string changes;
    std::size_t changed = 0;
    for (std::size_t i = 0; i < std::max(now.size(), result.answers.size()); ++i) {
        const std::string then = told(result.answers, i);
        if (told(now, i) == then || ++changed > most_changes) continue;
        changes += "\n  was " + then + ", is now " + told(now, i);
    }
    if (changed == 0) return;
    if (changed > most_changes) changes += fmt::format("\n  and {} more", changed - most_changes);
    refuse(
        result.path,
        "the scenario, a file it names or bbbcap changed since; make the result again:" + changes);
}

}  // namespace tools
