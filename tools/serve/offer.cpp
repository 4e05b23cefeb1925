#include "tools/serve/offer.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "models/finding.hpp"
#include "models/library.hpp"
#include "models/scenario_yaml.hpp"
#include "models/yaml_tree.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_measured = 16;

std::string folder_of(const std::string& path)
{
    const fs::path folder = fs::path(path).parent_path();
    return folder.empty() ? "." : folder.string();
}

void take_newest(fs::file_time_type& newest, const fs::path& file)
{
    std::error_code failed;
    const fs::file_time_type time = fs::last_write_time(file, failed);
    if (!failed) newest = std::max(newest, time);
}

void take_newest_below(fs::file_time_type& newest, const fs::path& library)
{
    for (const char* kind : {"hosts", "platforms", "profiles", "workloads", "slos"}) {
        take_newest(newest, library / kind);
        std::error_code ignored;
        for (fs::directory_iterator it(library / kind, ignored), end; it != end;
             it.increment(ignored)) {
            take_newest(newest, it->path());
        }
    }
}

bool has(const std::vector<Offered>& offered, const std::string& name)
{
    return std::ranges::find(offered, name, &Offered::name) != offered.end();
}

void add(std::vector<Offered>& offered, const std::string& folder, const std::string& kind)
{
    for (const models::LibraryEntry& entry : models::list_library(folder, kind)) {
        if (!has(offered, entry.name)) {
            offered.push_back({entry.name, entry.title, entry.name, false});
        }
    }
}

// Nothing where it has findings: a scenario of the library that is being written is not offered.
std::optional<models::Scenario> readable(const std::string& path, const std::string& library)
{
    try {
        return models::read_scenario(path, {}, library);
    } catch (const models::InputError&) {
        return std::nullopt;
    }
}

// The references of the scenario's own platforms that are paths; from here, not from its folder.
std::vector<Offered> own_platforms(const std::string& path, const std::string& library)
{
    models::Findings ignored;
    const auto tree = models::load_yaml(path, ignored);
    const models::YamlNode* named = tree ? tree->find("platform") : nullptr;
    std::vector<std::string> references;
    if (named != nullptr && named->is_scalar()) references.push_back(named->text);
    if (named != nullptr) {
        for (const models::YamlNode& item : named->items) references.push_back(item.text);
    }
    std::vector<Offered> own;
    const auto scenario = readable(path, library);
    if (!scenario) return own;
    for (std::size_t i = 0; i < scenario->platforms.size(); ++i) {
        const models::Platform& platform = scenario->platforms[i];
        std::string reference = i < references.size() ? references[i] : platform.name;
        const bool is_path = reference != platform.name;
        if (is_path)
            reference = (fs::path(folder_of(path)) / reference).lexically_normal().string();
        if (is_path && reference.find('/') == std::string::npos) reference = "./" + reference;
        own.push_back({platform.name, platform.title, reference, true});
    }
    return own;
}

}  // namespace

Offer::Offer(const std::string& scenario, std::string library) : library_(std::move(library))
{
    for (const models::LibraryEntry& entry : models::list_library(library_, "scenarios")) {
        scenarios_.push_back({entry.name, entry.title, entry.path, false});
    }
    // the benchmark that the README begins with, unless there is one of the user
    const auto benchmark = std::ranges::find(scenarios_, "seed-2016", &Offered::name);
    if (benchmark != scenarios_.end()) std::rotate(scenarios_.begin(), benchmark, benchmark + 1);
    if (!scenario.empty()) {
        const models::Scenario read = models::read_scenario(scenario, {}, library_);
        std::erase_if(scenarios_, [&](const Offered& one) { return one.name == read.name; });
        scenarios_.insert(scenarios_.begin(), {read.name, read.title, scenario, true});
    }
    std::erase_if(scenarios_, [&](const Offered& one) {
        auto own = own_platforms(one.reference, library_);
        if (own.empty()) return true;
        own_platforms_.push_back(std::move(own));
        return false;
    });
}

std::vector<Offered> Offer::names(const std::string& kind, const std::string& scenario) const
{
    std::vector<Offered> offered;
    add(offered, folder_of(path_of(scenario)), kind + 's');
    add(offered, library_, kind + 's');
    return offered;
}

std::vector<Offered> Offer::platforms(const std::string& scenario) const
{
    const auto found = std::ranges::find(scenarios_, scenario, &Offered::name);
    if (found == scenarios_.end()) (void)path_of(scenario);  // throws
    std::vector<Offered> offered =
        own_platforms_[static_cast<std::size_t>(found - scenarios_.begin())];
    add(offered, library_, "platforms");
    const std::scoped_lock lock(mutex_);
    for (const Measured& measured : measured_) offered.push_back(measured.platform);
    return offered;
}

void Offer::add_platform(const std::string& name, const std::string& text)
{
    const std::scoped_lock lock(mutex_);
    const std::string path = folder_.path(std::to_string(++written_) + ".yaml");
    write_files({{path, text}});
    std::erase_if(measured_, [&](const Measured& one) { return one.platform.name == name; });
    if (measured_.size() >= most_measured) measured_.erase(measured_.begin());
    measured_.push_back({{name, "measured, as uploaded", "./" + name + ".yaml", true}, path});
}

std::string Offer::version() const
{
    fs::file_time_type newest = fs::file_time_type::min();
    take_newest_below(newest, library_);
    for (const Offered& scenario : scenarios_) {
        take_newest(newest, scenario.reference);
        if (scenario.own) take_newest_below(newest, folder_of(scenario.reference));
    }
    const std::scoped_lock lock(mutex_);
    return std::to_string(newest.time_since_epoch().count()) + ' ' + std::to_string(written_);
}

std::string Offer::path_of(const std::string& scenario) const
{
    const auto found = std::ranges::find(scenarios_, scenario, &Offered::name);
    if (found != scenarios_.end()) return found->reference;
    throw BadQuestion("there is no scenario " + models::key_quoted(scenario));
}

void Offer::expect_offered(const Question& question) const
{
    for (const char* kind : {"host", "workload", "slo"}) {
        const auto change = std::ranges::find(question.changes, kind, &Change::key);
        if (change == question.changes.end()) continue;
        if (has(names(kind, question.scenario), change->value)) continue;
        throw BadQuestion("there is no " + std::string(kind) + ' ' +
                          models::key_quoted(change->value));
    }
}

std::vector<std::string> Offer::overrides_of(const Question& question) const
{
    std::vector<std::string> overrides;
    for (const Change& change : question.changes) {
        overrides.push_back(change.key + '=' + change.value);
    }
    return overrides;
}

// What the platforms of these names are read from.
std::vector<std::string> Offer::files_of(const std::string& scenario,
                                         const std::vector<std::string>& platforms) const
{
    const std::vector<Offered> offered = this->platforms(scenario);
    std::vector<std::string> files;
    const std::scoped_lock lock(mutex_);
    for (const std::string& name : platforms) {
        const auto found = std::ranges::find(offered, name, &Offered::name);
        if (found == offered.end()) {
            throw BadQuestion("there is no platform " + models::key_quoted(name));
        }
        const auto measured = std::ranges::find(
            measured_, name, [](const Measured& one) { return one.platform.name; });
        files.push_back(measured == measured_.end() ? found->reference : measured->path);
    }
    return files;
}

models::Scenario Offer::scenario_of(const Question& question) const
{
    if (question.platform.empty()) return scenario_of(question, {});
    return scenario_of(question, {question.platform});
}

models::Scenario Offer::scenario_of(const Question& question,
                                    const std::vector<std::string>& platforms) const
{
    const std::string path = path_of(question.scenario);
    expect_offered(question);
    std::vector<std::string> overrides = overrides_of(question);
    if (!platforms.empty()) {
        // a list in JSON is one in YAML
        overrides.push_back("platform=" + Json(files_of(question.scenario, platforms)).dump());
    }
    return models::read_scenario(path, overrides, library_);
}

}  // namespace tools
