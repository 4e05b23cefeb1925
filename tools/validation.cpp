#include "tools/validation.hpp"

#include <fmt/format.h>

#include "tools/folders.hpp"

namespace tools {
namespace {

std::string ratio(double value)
{
    return fmt::format("{:.3f}", value);
}

std::string skill_text(const calibration::ValidationRow& row)
{
    return row.skill ? fmt::format("{:+.2f}", *row.skill) : "-";
}

}  // namespace

std::optional<calibration::PublishedStudy> study_of(const models::Scenario& scenario,
                                                    const std::string& scenario_path,
                                                    const std::string& library)
{
    if (scenario.published.empty()) return std::nullopt;
    return calibration::read_published(study_path(library, scenario.published, scenario_path));
}

std::optional<Validation> validate(const std::optional<calibration::PublishedStudy>& study,
                                   std::span<const RunSummary> summaries)
{
    if (!study) return std::nullopt;
    std::vector<calibration::MacroRun> runs;
    for (const RunSummary& summary : summaries) runs.push_back(macro_run(summary));
    return Validation{*study, calibration::validate(*study, runs)};
}

std::string validation_text(const Validation& validation, bool explained, const Terminal& terminal)
{
    if (validation.rows.empty()) return "";
    Table table({"Quantity", "Platforms", "Read as", "Measured", "Predicted", "Error", "Null",
                 "Error", "Skill"});
    table.align_left(1);
    table.align_left(2);
    for (const auto& row : validation.rows) {
        const std::string platforms = row.platform + "/" + row.against;
        const std::string reading = calibration::to_string(row.reading);
        if (row.is_prediction) {
            table.add({row.quantity, platforms, reading, ratio(row.measured), ratio(row.predicted),
                       signed_percent(row.error), ratio(row.null_prediction),
                       signed_percent(row.null_error), skill_text(row)});
        } else {
            table.add({row.quantity, platforms, reading, ratio(row.measured), ratio(row.predicted),
                       "calibration input, no prediction"});
        }
    }
    std::string text = styled("Held against the published study", Style::bold, terminal) + " " +
                       validation.study.short_citation + " (ratios of two platforms)\n" +
                       table.text(terminal, "  ");
    if (!explained) return text + "  --verbose explains the readings and the null prediction\n";
    for (const std::string& sentence : calibration::explain(validation.study, validation.rows)) {
        text += wrapped("  - ", sentence);
    }
    return text;
}

std::string study_score_text(const Validation& validation)
{
    const auto score = calibration::score_of(validation.rows);
    if (score.predictions == 0) return "No figure is a prediction.\n";
    return wrapped(
        "", fmt::format("{}, read as relative: bias {}, mean absolute error {}; that platforms "
                        "are equal {}; skill {}. A study without series and spread tells neither "
                        "the coverage of intervals nor a first moment of trouble.",
                        counted(static_cast<long>(score.predictions), "prediction"),
                        signed_percent(score.bias), percent(score.mean_absolute_error),
                        percent(score.null_error),
                        score.skill ? fmt::format("{:+.2f}", *score.skill) : "-"));
}

}  // namespace tools
