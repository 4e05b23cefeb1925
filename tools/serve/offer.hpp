#pragma once

#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "tools/serve/private_folder.hpp"
#include "tools/serve/question.hpp"

namespace tools {

// Something that the page can name.
struct Offered {
    std::string name;
    std::string title;
    std::string reference;  // as a scenario or `--set` names it
    bool own = false;       // of the scenario itself, not of the library
};

// A scenario as its files are now.
struct ReadScenario {
    models::Scenario scenario;
    std::string version;  // of the files it was read from: another one where any of them changes
};

// What the page can choose from, and the scenarios that its questions stand for. Names that are not
// offered are refused, so no path of a client is ever opened. Usable from several threads.
class Offer {
public:
    // `scenario`: a file to offer first, or empty; `library`: as given, or empty. Throws
    // models::InputError where one cannot be read, UsageError where there is no library.
    Offer(const std::string& scenario, const std::string& library);

    const std::vector<Offered>& scenarios() const { return scenarios_; }
    // Of a kind, "host", "workload" or "slo", beside a scenario or in the library.
    std::vector<Offered> names(const std::string& kind, const std::string& scenario) const;
    // The scenario's, the library's, and those that were measured.
    std::vector<Offered> platforms(const std::string& scenario) const;

    // A platform that was measured; takes the place of one of its name, and the oldest makes room
    // for a 17th.
    void add_platform(const std::string& name, const std::string& text);

    bool is_measured(const std::string& platform) const;
    // Held while an upload is read and calibrated: the largest keep a worker busy for seconds.
    std::mutex& measuring() { return measuring_; }

    // The scenario of a question, with its platform alone where it names one, else as the file has
    // them. Throws BadQuestion, and models::InputError with what is wrong with the values.
    models::Scenario scenario_of(const Question& question) const;
    // The same on these platforms.
    models::Scenario scenario_of(const Question& question,
                                 const std::vector<std::string>& platforms) const;
    ReadScenario read(const Question& question, const std::vector<std::string>& platforms) const;
    // The file of the question's scenario, and its changes as `--set` takes them.
    std::string path_of(const std::string& scenario) const;
    std::vector<std::string> overrides_of(const Question& question) const;
    // The folder that was given for the library; empty: none was.
    const std::string& library_given() const { return library_given_; }

private:
    struct Measured {
        Offered platform;
        std::string path;
    };
    std::vector<Offered> known_platforms(const std::string& scenario) const;
    std::vector<std::string> files_of(const std::string& scenario,
                                      const std::vector<std::string>& platforms) const;
    void expect_offered(const Question& question) const;

    std::string library_given_;
    std::string library_;
    std::vector<Offered> scenarios_;
    std::vector<std::vector<Offered>> own_platforms_;  // of each of them
    PrivateFolder folder_;
    mutable std::shared_mutex mutex_;  // of what follows, and of the files in the folder
    std::vector<Measured> measured_;
    int written_ = 0;
    std::mutex measuring_;
};

}  // namespace tools
