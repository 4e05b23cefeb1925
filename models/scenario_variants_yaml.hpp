#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "models/library.hpp"
#include "models/override_yaml.hpp"
#include "models/scenario.hpp"

namespace models {

// A scenario to be read again and again, each time with other changes. Every file is read once,
// when it is first referred to, and kept: what becomes of it on the disk later plays no part.
class ScenarioVariants {
public:
    // As read_scenario(). Throws InputError where there is no scenario in the file at all.
    ScenarioVariants(const std::string& path, const std::vector<std::string>& overrides,
                     const std::string& library);

    // The scenario with these changes after the overrides. Throws InputError with all findings,
    // those about a change at the place of its value. From several threads at once.
    Scenario with(const std::vector<Override>& changes) const;

    // Paths of the files read so far, the scenario's own first.
    std::vector<std::string> files() const;

private:
    using Name = std::tuple<std::string, std::string, bool>;  // kind, name or path, command line

    std::optional<YamlNode> referred(const YamlNode& reference, const std::string& kind,
                                     Findings& findings) const;

    std::string path_;
    Libraries libraries_;
    Findings findings_;
    std::vector<Override> overrides_;
    YamlNode root_;
    mutable std::mutex mutex_;
    mutable std::map<Name, YamlNode> files_;
};

}  // namespace models
