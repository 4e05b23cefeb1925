#include "calibration/compared_factor.hpp"

#include <cmath>
#include <utility>
#include <vector>

namespace calibration {
namespace {

constexpr double held_level = 0.95;
constexpr double most_errors = 1.5;  // by which outliers may move the factor of pairs

std::vector<double> values_of(const std::vector<Trial>& trials)
{
    std::vector<double> values;
    for (const Trial& trial : trials) values.push_back(trial.value);
    return values;
}

// The factor of a comparison with its outliers treated in any way.
class Estimator {
public:
    explicit Estimator(const Comparison& comparison)
        : native_(values_of(comparison.native)),
          guest_(values_of(comparison.guest)),
          paired_(comparison.paired),
          robust_(paired_ ? paired_overhead_factor(native_, guest_)
                          : overhead_factor(native_, guest_))
    {
    }

    const OverheadFactor& robust() const { return robust_; }
    OverheadFactor plain() const
    {
        if (paired_) {
            return with_shape(paired_overhead_factor(native_, guest_, Outliers::keep));
        }
        if (has_modes()) return with_shape(overhead_factor(native_, guest_, Outliers::keep));
        return ratio_of_means(native_, guest_);
    }
    OverheadFactor without_outliers() const
    {
        return with_shape(paired_ ? paired_overhead_factor(native_, guest_, Outliers::drop)
                                  : overhead_factor(native_, guest_, Outliers::drop));
    }

private:
    bool has_modes() const { return robust_.native.modes || robust_.guest.modes; }

    OverheadFactor with_shape(OverheadFactor factor) const
    {
        factor.native = robust_.native;
        factor.guest = robust_.guest;
        factor.outlying_pairs = robust_.outlying_pairs;
        return factor;
    }

    std::vector<double> native_;
    std::vector<double> guest_;
    bool paired_;
    OverheadFactor robust_;
};

bool holds(const OverheadFactor& outer, const OverheadFactor& inner)
{
    const auto wide = outer.interval(held_level);
    const auto narrow = inner.interval(held_level);
    return wide.low <= narrow.low && narrow.high <= wide.high;
}

bool is_near(const OverheadFactor& plain, const OverheadFactor& robust)
{
    const double distance = std::abs(std::log(plain.factor / robust.factor));
    return distance <= most_errors * plain.log_standard_error;
}

}  // namespace

const char* to_string(Treatment treatment)
{
    static constexpr const char* words[] = {"none_found", "kept", "weighed_down", "dropped"};
    return words[static_cast<std::size_t>(treatment)];
}

std::size_t ComparedFactor::outliers() const
{
    return comparison.paired ? factor.outlying_pairs.size()
                             : factor.native.outliers.size() + factor.guest.outliers.size();
}

ComparedFactor compared_factor(Comparison comparison, bool drop_outliers)
{
    const Estimator estimator(comparison);
    const OverheadFactor plain = estimator.plain();
    ComparedFactor compared{std::move(comparison), plain, Treatment::none_found, {}};
    if (drop_outliers) compared.factor = estimator.without_outliers();
    if (compared.outliers() == 0) return compared;
    compared.otherwise = plain;
    if (drop_outliers) {
        compared.treatment = Treatment::dropped;
    } else if (compared.comparison.paired ? is_near(plain, estimator.robust())
                                          : holds(plain, estimator.robust())) {
        compared.treatment = Treatment::kept;
        compared.otherwise = estimator.robust();
    } else {
        compared.treatment = Treatment::weighed_down;
        compared.factor = estimator.robust();
    }
    return compared;
}

}  // namespace calibration
