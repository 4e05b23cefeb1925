#include "calibration/foreign_load.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace calibration {
namespace {

constexpr double bend = 2.5;  // deviations
constexpr double quantile = 0.35;
constexpr int quantile_steps = 20;
constexpr int most_steps = 50;
constexpr double settled = 1e-6;  // change of a weight
constexpr double rounding = 1e-9;
constexpr double normal_over_median_deviation = 1.4826;

double root_mean_square(std::span<const double> values)
{
    double sum = 0;
    for (const double value : values) sum += value * value;
    return std::sqrt(sum / static_cast<double>(values.size()));
}

bool is_constant(const std::vector<double>& column)
{
    return std::all_of(column.begin(), column.end(), [&](double x) { return x == column[0]; });
}

// Rows with load, something else than zeros in the columns that change; all rows if there is none.
// An idle server often has no noise at all, which says nothing of that under load.
std::vector<std::size_t> loaded_rows(Columns columns, std::size_t count)
{
    std::vector<bool> loaded(count, false);
    for (const auto& column : columns) {
        if (is_constant(column)) continue;
        for (std::size_t i = 0; i < count; ++i) loaded[i] = loaded[i] || column[i] != 0;
    }
    const bool none = std::find(loaded.begin(), loaded.end(), true) == loaded.end();
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < count; ++i) {
        if (none || loaded[i]) rows.push_back(i);
    }
    return rows;
}

// From the median distance, of residuals left by so many coefficients.
double deviation_of(const std::vector<double>& residuals, const std::vector<std::size_t>& rows,
                    std::size_t unknowns)
{
    std::vector<double> distances;
    for (const std::size_t row : rows) distances.push_back(std::abs(residuals[row]));
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double n = static_cast<double>(rows.size());
    const double lost = std::min(static_cast<double>(unknowns), n / 2);
    return normal_over_median_deviation * *middle * n / (n - lost);
}

// Weights whose least squares are the regression to the quantile, once they have settled.
std::vector<double> quantile_weights(const std::vector<double>& residuals, double least)
{
    std::vector<double> weights;
    for (const double residual : residuals) {
        const double slope = residual > 0 ? quantile : 1 - quantile;
        weights.push_back(slope / std::max(std::abs(residual), least));
    }
    return weights;
}

std::vector<double> weights_of(const std::vector<double>& residuals, double deviation)
{
    std::vector<double> weights;
    for (const double residual : residuals) {
        const double share = bend * deviation / std::max(std::abs(residual), bend * deviation);
        weights.push_back(share * share * share * share);
    }
    return weights;
}

double largest_change(const std::vector<double>& before, const std::vector<double>& after)
{
    double largest = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        largest = std::max(largest, std::abs(after[i] - before[i]));
    return largest;
}

}  // namespace

ForeignLoadFit fit_against_foreign_load(Columns columns, std::span<const double> response)
{
    ForeignLoadFit result;
    result.weights.assign(response.size(), 1);
    result.bounded = non_negative_least_squares(columns, response);
    const double least = rounding * root_mean_square(response);
    if (!result.bounded.full_rank() || least == 0) {
        result.fit = least_squares(columns, response);
        return result;
    }
    for (int step = 0; step < quantile_steps; ++step) {
        const auto weights = quantile_weights(result.bounded.residuals, least);
        auto next = non_negative_least_squares(columns, response, weights);
        if (!next.full_rank()) break;  // the weights left too little
        result.bounded = std::move(next);
    }
    const auto loaded = loaded_rows(columns, response.size());
    for (int step = 0; step < most_steps; ++step) {
        const double deviation =
            std::max(deviation_of(result.bounded.residuals, loaded, columns.size()), least);
        const auto weights = weights_of(result.bounded.residuals, deviation);
        auto next = non_negative_least_squares(columns, response, weights);
        if (!next.full_rank()) break;
        result.bounded = std::move(next);
        const double change = largest_change(result.weights, weights);
        result.weights = weights;
        if (change < settled) break;
    }
    result.fit = least_squares(columns, response, result.weights);
    for (std::size_t i = 0; i < result.weights.size(); ++i)
        result.foreign += result.weights[i] < 1 && result.bounded.residuals[i] > 0 ? 1 : 0;
    return result;
}

}  // namespace calibration
