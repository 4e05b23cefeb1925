#include "sim/statistics/first_order_effects.hpp"

#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "sim/statistics/tally.hpp"

namespace sim {
namespace {

constexpr double by_chance = 0.05;
constexpr double nothing = 1e-20;  // of a sum of squares, relative: what rounding leaves

// Deviations from a mean, and the mean, which goes along when columns are combined.
struct Column {
    std::vector<double> deviations;
    double mean = 0;

    explicit Column(std::span<const double> values)
        : deviations(values.begin(), values.end()), mean(0)
    {
        Tally tally;
        for (const double x : values) tally.add(x);
        mean = tally.mean();
        for (double& x : deviations) x -= mean;
    }
    double times(const Column& other) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < deviations.size(); ++i) {
            sum += deviations[i] * other.deviations[i];
        }
        return sum;
    }
    double square() const { return times(*this); }
    // Leaves what `other` does not explain.
    void remove(const Column& other)
    {
        const double slope = times(other) / other.square();
        for (std::size_t i = 0; i < deviations.size(); ++i) {
            deviations[i] -= slope * other.deviations[i];
        }
        mean -= slope * other.mean;
    }
};

// Forward selection by modified Gram-Schmidt.
class Selection {
public:
    Selection(std::span<const double> responses, std::span<const std::vector<double>> factors)
        : rest_(responses), total_(rest_.square()), explained_(factors.size(), 0)
    {
        for (const std::vector<double>& factor : factors) {
            EXPECT(factor.size() == responses.size(), "a factor needs a value for each response");
            candidates_.emplace_back(factor);
            squares_.push_back(candidates_.back().square());
        }
        // the mean of n responses is one degree of freedom
        degrees_ = static_cast<double>(responses.size()) - 1;
        uncertainty_ = 1 / static_cast<double>(responses.size());
    }

    void run()
    {
        while (degrees_ > 2) {
            const std::size_t best = strongest();
            if (best == candidates_.size() || !stands_out(best)) return;
            take(best);
        }
    }

    FirstOrderEffects result() const
    {
        const double noise = rest_.square() / degrees_;
        FirstOrderEffects effects{rest_.mean, noise * uncertainty_, degrees_, explained_};
        const auto count = static_cast<double>(rest_.deviations.size());
        for (double& variance : effects.variances) {
            variance = std::max(0.0, variance - noise) / (count - 1);
        }
        return effects;
    }

private:
    bool open(std::size_t k) const
    {
        return explained_[k] <= 0 && candidates_[k].square() > nothing * squares_[k];
    }
    // Sum of squares of the rest that the factor explains.
    double gain(std::size_t k) const
    {
        const double product = rest_.times(candidates_[k]);
        return product * product / candidates_[k].square();
    }
    std::size_t strongest() const
    {
        std::size_t best = candidates_.size();
        for (std::size_t k = 0; k < candidates_.size(); ++k) {
            if (!open(k)) continue;
            if (best == candidates_.size() || gain(k) > gain(best)) best = k;
        }
        return best;
    }
    bool stands_out(std::size_t k) const
    {
        const double before = rest_.square();
        if (before <= nothing * total_) return false;
        double left = 0;
        for (std::size_t j = 0; j < candidates_.size(); ++j) left += open(j);
        const double after = std::max(0.0, before - gain(k));
        const double t = student_t(degrees_ - 1, 1 - by_chance / left);
        return gain(k) * (degrees_ - 1) > t * t * after;
    }
    void take(std::size_t k)
    {
        const Column chosen = candidates_[k];
        explained_[k] = gain(k);
        rest_.remove(chosen);
        uncertainty_ += chosen.mean * chosen.mean / chosen.square();
        degrees_ -= 1;
        for (std::size_t j = 0; j < candidates_.size(); ++j) {
            if (open(j)) candidates_[j].remove(chosen);
        }
    }

    Column rest_;
    double total_;
    std::vector<Column> candidates_;
    std::vector<double> squares_;    // of the candidates, before anything was removed
    std::vector<double> explained_;  // sums of squares by factor; 0: not taken
    double degrees_ = 0;
    double uncertainty_ = 0;  // variance of the expectation over that of the rest
};

}  // namespace

FirstOrderEffects first_order_effects(std::span<const double> responses,
                                      std::span<const std::vector<double>> factors)
{
    EXPECT(responses.size() >= 3, "first-order effects need three responses");
    Selection selection(responses, factors);
    selection.run();
    return selection.result();
}

}  // namespace sim
