#include "tools/sweep/point_task.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <utility>

#include "models/offered_load.hpp"
#include "models/run.hpp"
#include "sim/statistics/tally.hpp"
#include "tools/run_summary.hpp"
#include "tools/searching.hpp"

namespace tools {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t fnv_offset = 0xcbf29ce484222325;
constexpr std::uint64_t fnv_prime = 0x100000001b3;

Arguments as_arguments(const Design& design, int threads)
{
    Arguments arguments;
    arguments.quiet = true;
    arguments.threads = threads;
    arguments.level = design.level;
    arguments.held = design.search.held;
    arguments.precision = design.search.precision;
    arguments.budget = design.search.budget;
    arguments.calibration_error = design.search.calibration_error;
    return arguments;
}

bool is_precise(const models::Capacity& capacity)
{
    return capacity.precise && (!capacity.prediction || capacity.prediction->precise);
}

}  // namespace

SweepQuestion::SweepQuestion(const Design& its_design) : design(&its_design)
{
    for (const Response& response : design->responses) {
        const Figure& figure = figures.emplace_back(*find_figure(response.name));
        runs |= figure.source == Source::run;
        capacities |= figure.source == Source::capacity;
        comparisons |= figure.source == Source::compare;
        if (response.name == design->replications.response) {
            of = static_cast<int>(figures.size()) - 1;
        }
    }
}

PointTask::PointTask(const SweepQuestion& question, models::Scenario scenario)
    : question_(&question),
      scenario_(std::move(scenario)),
      last_(question.runs ? question.design->replications.least : 0),
      replications_(scenario_.platforms.size())
{
    const bool searches = question.capacities || question.comparisons;
    parts_ = last_ * static_cast<int>(replications_.size()) + (searches ? 1 : 0);
    searched_ = !searches;
    failures_.resize(static_cast<std::size_t>(parts_));
    for (auto& one : replications_) one.resize(static_cast<std::size_t>(last_));
}

void PointTask::run(int part, int threads) noexcept
{
    const std::size_t place = failures_.size() - static_cast<std::size_t>(parts_ - part);
    try {
        // the search takes longest and comes first
        if (!searched_ && part == 0) {
            search(threads);
        } else {
            run_replication(part - (searched_ ? 0 : 1));
        }
    } catch (const std::exception& error) {
        failures_[place] = error.what();
    } catch (...) {
        failures_[place] = "an exception without a message";
    }
}

void PointTask::search(int threads)
{
    const Arguments arguments = as_arguments(*question_->design, threads);
    if (question_->comparisons) {
        comparison_ = compare_entries({Compared::platforms, {{"", scenario_}}, false},
                                      search_options(arguments), true);
    } else {
        capacities_ = tools::search(scenario_, search_options(arguments), true);
    }
}

void PointTask::run_replication(int part)
{
    const int batch = last_ - first_;
    const auto platform = static_cast<std::size_t>(part / batch);
    const int number = first_ + part % batch;
    const models::Run run = models::run_once(scenario_, scenario_.platforms[platform],
                                             static_cast<std::uint64_t>(number));
    const RunSummary summary = summarize({run}, question_->design->level);
    Replication& replication = replications_[platform][static_cast<std::size_t>(number)];
    replication.fingerprint = run.fingerprint;
    for (const Figure& figure : question_->figures) {
        const bool is_run = figure.source == Source::run;
        replication.values.push_back(is_run ? total(summary, figure.name.substr(4)) : none);
    }
}

bool PointTask::extend()
{
    searched_ = true;
    const auto failed = [](const std::string& failure) { return !failure.empty(); };
    if (question_->of < 0 || std::any_of(failures_.begin(), failures_.end(), failed)) return false;
    bool enough = true;
    for (std::size_t i = 0; i < replications_.size(); ++i) enough = enough && precise(i);
    const Replications& asked = question_->design->replications;
    if (enough || last_ >= asked.most) return false;
    first_ = last_;
    last_ = std::min(asked.most, last_ + std::max(1, asked.least / 2));
    parts_ = (last_ - first_) * static_cast<int>(replications_.size());
    failures_.resize(failures_.size() + static_cast<std::size_t>(parts_));
    for (auto& one : replications_) one.resize(static_cast<std::size_t>(last_));
    return true;
}

sim::ConfidenceInterval PointTask::interval(std::size_t platform, std::size_t figure) const
{
    sim::Tally tally;
    for (const Replication& replication : replications_[platform]) {
        const double value = replication.values[figure];
        if (!std::isnan(value)) tally.add(value);
    }
    const double level = question_->design->level;
    if (tally.count() == 0) return {none, none, none, level};
    if (tally.count() == 1) return {tally.mean(), none, none, level};
    return sim::confidence_interval(tally, level);
}

// Where nobody was there to measure it, more replications do not help.
bool PointTask::precise(std::size_t platform) const
{
    if (question_->of < 0) return true;
    const auto here = interval(platform, static_cast<std::size_t>(question_->of));
    if (std::isnan(here.mean)) return true;
    return here.half_width() <= question_->design->replications.relative * std::abs(here.mean);
}

const models::Capacity* PointTask::capacity(std::size_t platform) const
{
    if (comparison_) return &comparison_->contenders[platform].capacity;
    return capacities_.empty() ? nullptr : &capacities_[platform];
}

AnswerRow PointTask::answer(std::size_t platform) const
{
    AnswerRow row;
    row.platform = scenario_.platforms[platform].name;
    row.replications = last_;
    row.fingerprint = fnv_offset;
    for (const Replication& replication : replications_[platform]) {
        row.fingerprint = (row.fingerprint ^ replication.fingerprint) * fnv_prime;
    }
    const models::Capacity* found = capacity(platform);
    if (found != nullptr) row.fingerprint = (row.fingerprint ^ found->fingerprint) * fnv_prime;
    row.precise = precise(platform) && (found == nullptr || is_precise(*found));
    for (std::size_t i = 0; i < question_->figures.size(); ++i) {
        const Figure& figure = question_->figures[i];
        if (figure.source == Source::run) add_cells(interval(platform, i), row.cells);
        if (figure.source == Source::capacity) add_cells(figure, *found, row.cells);
        if (figure.source == Source::compare) {
            add_cells(figure, comparison_->contenders[platform], row.cells);
        }
    }
    add_observations(platform, row);
    return row;
}

void PointTask::add_observations(std::size_t platform, AnswerRow& row) const
{
    const auto& runs = replications_[platform];
    const models::Capacity* found = capacity(platform);
    const bool users =
        std::any_of(question_->figures.begin(), question_->figures.end(), [](const Figure& figure) {
            return figure.replications && figure.source == Source::capacity;
        });
    const std::size_t searched = users ? found->by_replication.size() : 0;
    for (std::size_t number = 0; number < std::max(runs.size(), searched); ++number) {
        ObservationRow& observation = row.observations.emplace_back();
        if (number < runs.size()) observation.fingerprint = runs[number].fingerprint;
        for (std::size_t i = 0; i < question_->figures.size(); ++i) {
            const Figure& figure = question_->figures[i];
            if (!figure.replications) continue;
            Cell cell;
            if (figure.source == Source::run && number < runs.size()) cell = runs[number].values[i];
            if (figure.source == Source::capacity && number < searched) {
                cell = std::int64_t{found->by_replication[number]};
            }
            observation.cells.push_back(std::move(cell));
        }
    }
}

PointResult PointTask::result() const
{
    PointResult result;
    for (const std::string& failure : failures_) {
        if (failure.empty()) continue;
        result.failure = failure;
        return result;
    }
    for (std::size_t platform = 0; platform < scenario_.platforms.size(); ++platform) {
        result.answers.push_back(answer(platform));
    }
    return result;
}

double expected_work(const SweepQuestion& question, const models::Scenario& scenario)
{
    constexpr double searched_levels = 20;  // of some ten replications each
    const bool searches = question.capacities || question.comparisons;
    double work = 0;
    if (question.runs) {
        work += question.design->replications.least *
                static_cast<double>(scenario.platforms.size()) * models::run_length(scenario) *
                (1 + scenario.workload.users);
    }
    for (const models::Platform& platform : scenario.platforms) {
        if (!searches) break;
        work += 10 * searched_levels * (scenario.warm_up + scenario.window) *
                (1 + models::users_by_law(scenario, platform));
    }
    return work;
}

}  // namespace tools
