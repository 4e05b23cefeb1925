#include "tools/serve/offer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "models/finding.hpp"
#include "models/library.hpp"
#include "models/scenario_variants_yaml.hpp"
#include "models/scenario_yaml.hpp"
#include "models/yaml_tree.hpp"
#include "tools/folders.hpp"
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

std::string version_of(const std::vector<std::string>& files)
{
    std::string version;
    for (const std::string& file : files) {
        std::error_code failed;
        const auto written = fs::last_write_time(file, failed).time_since_epoch().count();
        const auto bytes = fs::file_size(file, failed);
        version += fmt::format("{} {} {}\n", file, written, bytes);
    }
    return version;
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

Offer::Offer(const std::string& scenario, const std::string& library)
    : library_given_(library), library_(library_folder(library))
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
    const std::shared_lock lock(mutex_);
    return known_platforms(scenario);
}

std::vector<Offered> Offer::known_platforms(const std::string& scenario) const
{
    const auto found = std::ranges::find(scenarios_, scenario, &Offered::name);
    if (found == scenarios_.end()) (void)path_of(scenario);  // throws
    std::vector<Offered> offered =
        own_platforms_[static_cast<std::size_t>(found - scenarios_.begin())];
    add(offered, library_, "platforms");
    for (const Measured& measured : measured_) offered.push_back(measured.platform);
    return offered;
}

void Offer::add_platform(const std::string& name, const std::string& text)
{
    const std::unique_lock lock(mutex_);
    const std::string path = folder_.path(std::to_string(++written_) + ".yaml");
    write_files({{path, text}});
    auto out =
        std::ranges::find(measured_, name, [](const Measured& one) { return one.platform.name; });
    if (out == measured_.end() && measured_.size() >= most_measured) out = measured_.begin();
    if (out != measured_.end()) {
        fs::remove(out->path);
        measured_.erase(out);
    }
    measured_.push_back({{name, "measured, as uploaded", "./" + name + ".yaml", true}, path});
}

bool Offer::is_measured(const std::string& platform) const
{
    const std::shared_lock lock(mutex_);
    return std::ranges::find(measured_, platform, [](const Measured& one) {
               return one.platform.name;
           }) != measured_.end();
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
    const std::vector<Offered> offered = known_platforms(scenario);
    std::vector<std::string> files;
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
    return read(question, platforms).scenario;
}

ReadScenario Offer::read(const Question& question, const std::vector<std::string>& platforms) const
{
    const std::string path = path_of(question.scenario);
    expect_offered(question);
    std::vector<std::string> overrides = overrides_of(question);
    const std::shared_lock lock(mutex_);
    if (!platforms.empty()) {
        // a list in JSON is one in YAML
        overrides.push_back("platform=" + Json(files_of(question.scenario, platforms)).dump());
    }
    const models::ScenarioVariants variants(path, overrides, library_);
    models::Scenario scenario = variants.with({});
    return {std::move(scenario), version_of(variants.files())};
}

}  // namespace tools
