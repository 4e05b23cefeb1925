#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/run_analysis.hpp"
#include "models/scenario.hpp"
#include "tools/arguments.hpp"
#include "tools/document.hpp"
#include "tools/run_summary.hpp"
#include "tools/run_totals.hpp"
#include "tools/validation.hpp"

namespace tools {

// What `run` found. Analyses and summaries are of the platforms of the scenario, in their order.
struct RunAnswer {
    models::Scenario scenario;
    int hold = 0;  // users held present in place of its workload; 0: none
    models::RunAnalysisOptions asked;
    RunTotal response;
    std::vector<models::RunAnalysis> analyses;
    std::vector<RunSummary> summaries;
    std::optional<Validation> validation;
};

// `arguments` name the file and how much to show.
std::string run_text(const RunAnswer& answer, const Arguments& arguments);
std::string run_document(const RunAnswer& answer);
Json run_analysis_object(const RunAnswer& answer);

// What was decided, a few lines.
std::string run_analysis_text(const RunAnswer& answer);

// Half width of the response's interval over its absolute mean.
double relative_half_width(const RunAnswer& answer, const models::RunAnalysis& analysis);

// What was decided and why, each in one sentence without its full stop.
std::string replications_report(const RunAnswer& answer, const models::RunAnalysis& analysis);
std::string quantiles_report(const models::RunAnalysis& analysis);
std::string violations_report(const models::SloViolations& violations);

}  // namespace tools
