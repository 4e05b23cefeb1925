#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/finding.hpp"
#include "models/parameter.hpp"

namespace calibration {

// What a published figure may be used for. Only calibration figures make platforms; validation
// figures are held against predictions and nothing else.
enum class Use { calibration, validation, set_up };

const char* to_string(Use use);
std::span<const char* const> words_of(Use);

// One figure of a study: a number, or words where it gives no number.
struct PublishedFigure {
    std::string quantity;  // a name of published_quantities(), or of a set-up item
    std::string platform;  // empty: the same on all
    std::string against;   // platform that a relative figure is relative to; empty: absolute
    models::Dimension dimension = models::Dimension::factor;
    std::optional<double> value;  // base unit of the dimension; fractions are "above the other's"
    std::string in_words;         // "follows native"; of set-up items, all there is
    models::Mark mark = models::Mark::measured;
    Use use = Use::set_up;
    std::string place;          // in the study
    std::string conditions;     // under which it holds
    std::string caveat;         // why it must not be taken at its word; empty: none
    std::string not_covered;    // what must not be concluded from it; empty: not said
    double standard_error = 0;  // of `value`, same unit; 0: the study gives none
    models::Place written;      // where it stands in the file
};

struct StudyPlatform {
    std::string name;
    std::string title;
};

struct PublishedStudy {
    std::string name;
    std::string title;
    std::string citation;
    std::string short_citation;
    std::string address;
    std::vector<StudyPlatform> platforms;
    std::string reference;  // platform that efficiencies are relative to

    // Bytes in use on the platform that macro_memory is relative to, mean over the run; a study
    // that prints it makes it measured. Turns percentages into bytes, and is 0 without any.
    models::Parameter reference_memory;

    std::vector<std::string> caveats;
    std::vector<PublishedFigure> figures;
    models::Place written;

    // The figure, or nullptr.
    const PublishedFigure* find(std::string_view quantity, std::string_view platform) const;
    const StudyPlatform* find_platform(std::string_view platform) const;
};

// Reads a study from YAML. Throws models::InputError with all findings.
PublishedStudy read_published(const std::string& path);

// The same for a text; `file` names it in places.
PublishedStudy parse_published(std::string_view text, const std::string& file);

}  // namespace calibration
