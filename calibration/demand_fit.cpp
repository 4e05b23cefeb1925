#include "calibration/demand_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "calibration/autocorrelated_errors.hpp"
#include "calibration/collinear_columns.hpp"
#include "calibration/foreign_load.hpp"
#include "sim/expect.hpp"

namespace calibration {
namespace {

constexpr double most_condition = 100;
constexpr double most_doubt = 1;    // error over size of a demand that is kept
constexpr double told_doubt = 0.5;  // and of one at least
constexpr double alike = 0.7;       // correlation of two estimates
constexpr std::size_t fewest_per_unknown = 3;

using Places = std::vector<std::size_t>;  // of columns; 0 is the offset, then the regressors

class DemandFitting {
public:
    DemandFitting(const DemandSamples& samples, const SampleChoice& choice);

    DemandFit fit();

private:
    bool has_enough_samples();
    bool separate();
    bool tell();
    bool has_errors() const;
    void estimate();
    void fix(std::size_t place);
    std::optional<std::size_t> least_contributing(const Places& group) const;
    std::optional<std::size_t> most_in_doubt() const;
    Places partners(std::size_t place) const;
    void keep_covariance();
    void keep_demands();

    const Regressor& regressor(std::size_t place) const { return samples_.regressors[place - 1]; }
    std::vector<std::string> names(const Places& places) const;
    std::vector<std::vector<double>> free_columns() const;
    double value(std::size_t i) const { return robust_.bounded.coefficients[i]; }  // of free_[i]
    double error(std::size_t i) const { return std::sqrt(covariance(i, i)); }
    double covariance(std::size_t i, std::size_t j) const
    {
        return errors_.covariance[i * free_.size() + j];
    }
    double doubt(std::size_t i) const;

    const DemandSamples& samples_;
    std::vector<double> times_;
    std::vector<double> response_;  // less what the fixed demands make of it
    std::vector<std::vector<double>> columns_;
    Places free_;
    Places fixed_;
    ForeignLoadFit robust_;
    AutocorrelatedErrors errors_;
    DemandFit result_;
};

DemandFitting::DemandFitting(const DemandSamples& samples, const SampleChoice& choice)
    : samples_(samples), columns_(samples.regressors.size() + 1)
{
    const ChosenSamples chosen = choose_samples(samples, choice);
    for (const std::size_t row : chosen.rows) {
        times_.push_back(samples.times[row]);
        response_.push_back(samples.response[row]);
        columns_[0].push_back(1);
        for (std::size_t j = 1; j < columns_.size(); ++j)
            columns_[j].push_back(regressor(j).values[row]);
    }
    for (std::size_t j = 0; j < columns_.size(); ++j) free_.push_back(j);
    result_.samples = chosen.rows.size();
    result_.saturated = chosen.saturated;
    result_.transient = chosen.transient;
}

std::vector<std::string> DemandFitting::names(const Places& places) const
{
    std::vector<std::string> all;
    for (const std::size_t place : places)
        all.push_back(place == 0 ? "offset" : regressor(place).name);
    return all;
}

std::vector<std::vector<double>> DemandFitting::free_columns() const
{
    std::vector<std::vector<double>> columns;
    for (const std::size_t place : free_) columns.push_back(columns_[place]);
    return columns;
}

bool DemandFitting::has_enough_samples()
{
    const std::size_t fewest = fewest_per_unknown * columns_.size();
    if (result_.samples >= fewest) return true;
    result_.refusal = fmt::format(
        "{} of {} samples are left without {} saturated and {} transient ones, and {} are needed; "
        "record longer, with the load below saturation and still for a while",
        result_.samples, samples_.times.size(), result_.saturated, result_.transient, fewest);
    return false;
}

void DemandFitting::fix(std::size_t place)
{
    for (std::size_t i = 0; i < response_.size(); ++i)
        response_[i] -= *regressor(place).prior * columns_[place][i];
    std::erase(free_, place);
    fixed_.push_back(place);
}

std::optional<std::size_t> DemandFitting::least_contributing(const Places& group) const
{
    const auto contribution = [&](std::size_t place) {
        double sum = 0;
        for (const double value : columns_[place]) sum += std::abs(value);
        return *regressor(place).prior * sum;
    };
    std::optional<std::size_t> least;
    for (const std::size_t place : group) {
        if (place == 0 || !regressor(place).prior) continue;
        if (!least || contribution(place) < contribution(*least)) least = place;
    }
    return least;
}

// Fixes regressors until the columns can be told apart; false where there is no prior for it.
bool DemandFitting::separate()
{
    result_.condition_number = collinear_columns(columns_).condition_number;
    for (;;) {
        const CollinearColumns collinear = collinear_columns(free_columns());
        if (collinear.condition_number <= most_condition) return true;
        Places group;
        for (const std::size_t i : collinear.weakest) group.push_back(free_[i]);
        const auto least = least_contributing(group);
        if (!least) {
            result_.refusal = fmt::format(
                "the samples {} {}{}; give one of them a prior, or record while they change "
                "independently",
                group.size() > 1 ? "cannot tell" : "tell nothing of", fmt::join(names(group), ", "),
                group.size() > 1 ? " apart" : "");
            return false;
        }
        result_.inseparable.push_back(names(group));
        fix(*least);
    }
}

void DemandFitting::estimate()
{
    const auto columns = free_columns();
    robust_ = fit_against_foreign_load(columns, response_);
    errors_ = autocorrelated_errors(robust_.fit, columns, robust_.weights, times_);
}

// Error over the size of a free demand; 0 for the offset.
double DemandFitting::doubt(std::size_t i) const
{
    if (free_[i] == 0 || error(i) == 0) return 0;
    return error(i) / std::max(value(i), regressor(free_[i]).prior.value_or(0));
}

std::optional<std::size_t> DemandFitting::most_in_doubt() const
{
    std::optional<std::size_t> worst;
    for (std::size_t i = 0; i < free_.size(); ++i) {
        const bool can_be_fixed = free_[i] != 0 && regressor(free_[i]).prior.has_value();
        if (!can_be_fixed || doubt(i) <= most_doubt) continue;
        if (!worst || doubt(i) > doubt(*worst)) worst = i;
    }
    return worst;
}

// The free demands whose estimates trade off with this one's, and itself.
Places DemandFitting::partners(std::size_t i) const
{
    Places group;
    for (std::size_t j = 0; j < free_.size(); ++j) {
        const bool trades_off = std::abs(covariance(i, j)) > alike * error(i) * error(j);
        if (j == i || (free_[j] != 0 && trades_off)) group.push_back(free_[j]);
    }
    return group;
}

// Estimates, and fixes demands below their own doubt; refuses where none is left.
bool DemandFitting::tell()
{
    for (estimate(); const auto worst = most_in_doubt(); estimate()) {
        result_.inseparable.push_back(names(partners(*worst)));
        fix(free_[*worst]);
    }
    bool told = false;
    for (std::size_t i = 0; i < free_.size(); ++i)
        told = told || (free_[i] != 0 && doubt(i) <= told_doubt);
    result_.degrees_of_freedom = errors_.effective_samples - static_cast<double>(free_.size());
    if (told && result_.degrees_of_freedom >= 1) return true;
    result_.refusal = fmt::format(
        "{} samples, which tell as much as {:.0f} independent ones, show no demand beyond the "
        "noise; record longer, or with more change of the load",
        result_.samples, errors_.effective_samples);
    return false;
}

bool DemandFitting::has_errors() const
{
    return std::all_of(errors_.covariance.begin(), errors_.covariance.end(),
                       [](double one) { return std::isfinite(one); });
}

// A prior too high by one lowers the free estimates by those of its column as a response.
void DemandFitting::keep_covariance()
{
    const std::size_t size = columns_.size();
    result_.covariance.assign(size * size, 0);
    for (std::size_t i = 0; i < free_.size(); ++i) {
        for (std::size_t j = 0; j < free_.size(); ++j)
            result_.covariance[free_[i] * size + free_[j]] = covariance(i, j);
    }
    for (const std::size_t place : fixed_) {
        std::vector<double> moves(size, 0);
        const auto shift = least_squares(free_columns(), columns_[place], robust_.weights);
        for (std::size_t i = 0; i < free_.size(); ++i) moves[free_[i]] = -shift.coefficients[i];
        moves[place] = 1;
        const double error = regressor(place).prior_standard_error;
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < size; ++j)
                result_.covariance[i * size + j] += error * error * moves[i] * moves[j];
        }
    }
}

void DemandFitting::keep_demands()
{
    std::vector<FittedDemand> all(columns_.size());
    for (std::size_t i = 0; i < free_.size(); ++i) {
        const bool at_zero = robust_.bounded.at_bound[i];
        all[free_[i]].value = value(i);
        all[free_[i]].origin = at_zero ? DemandOrigin::at_zero : DemandOrigin::fitted;
    }
    for (const std::size_t place : fixed_) {
        all[place].value = *regressor(place).prior;
        all[place].origin = DemandOrigin::prior;
    }
    for (std::size_t place = 0; place < all.size(); ++place) {
        all[place].name = names({place}).front();
        all[place].standard_error = std::sqrt(result_.covariance[place * (all.size() + 1)]);
    }
    result_.offset = all.front();
    result_.demands.assign(all.begin() + 1, all.end());
}

DemandFit DemandFitting::fit()
{
    if (!has_enough_samples() || !separate()) return std::move(result_);
    if (!tell() && !has_errors()) return std::move(result_);
    keep_covariance();
    keep_demands();
    result_.residual_standard_deviation = errors_.standard_deviation;
    result_.correlation = errors_.correlation;
    result_.foreign = robust_.foreign;
    return std::move(result_);
}

}  // namespace

DemandFit fit_demands(const DemandSamples& samples, const SampleChoice& choice)
{
    EXPECT(!samples.regressors.empty(), "a fit needs a regressor");
    return DemandFitting(samples, choice).fit();
}

}  // namespace calibration
