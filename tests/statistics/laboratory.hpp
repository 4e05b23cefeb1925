#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "calibration/robust_mean.hpp"
#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"

// Runs with log-normal noise, natively and in a guest, of which some may be outliers.
namespace tests {

inline constexpr int repetitions = 2000;
inline constexpr double truth = 1.3;

enum class Spoiled { none, guest, both, against };  // against: natively low, in the guest high

struct Experiment {
    std::size_t native_runs = 0;
    std::size_t guest_runs = 0;
    double native_deviation = 0.05;  // of the log
    double guest_deviation = 0.05;
    Spoiled spoiled = Spoiled::none;
    double shift = 1;  // factor of an outlier; each run is one with a chance of 0.1
    calibration::Outliers outliers = calibration::Outliers::weigh_down;
};

class Laboratory {
public:
    Laboratory(const Experiment& experiment, std::uint64_t number)
        : experiment_(experiment), noise_(1947, number, "noise"), chance_(1947, number, "outliers")
    {
    }

    std::vector<double> native()
    {
        const auto spoiled = experiment_.spoiled;
        const double shift = spoiled == Spoiled::both      ? experiment_.shift
                             : spoiled == Spoiled::against ? 1 / experiment_.shift
                                                           : 1;
        return runs(experiment_.native_runs, 100, experiment_.native_deviation, shift);
    }

    std::vector<double> guest()
    {
        const double shift = experiment_.spoiled == Spoiled::none ? 1 : experiment_.shift;
        return runs(experiment_.guest_runs, 100 * truth, experiment_.guest_deviation, shift);
    }

private:
    std::vector<double> runs(std::size_t count, double median, double deviation, double shift)
    {
        std::vector<double> all(count);
        normal_.fill(noise_, all);
        for (double& one : all) {
            one = median * std::exp(deviation * one) * (chance_.uniform() < 0.1 ? shift : 1);
        }
        return all;
    }

    Experiment experiment_;
    sim::Distribution normal_ = sim::Distribution::normal(0, 1);
    sim::RandomStream noise_;
    sim::RandomStream chance_;
};

}  // namespace tests
