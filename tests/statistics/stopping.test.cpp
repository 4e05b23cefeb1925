#include "sim/statistics/confidence_interval.hpp"
#include "tests/catch.hpp"
#include "tests/statistics/waiting_line.hpp"

// How often the interval of replications that stopped by themselves holds the truth, over 2,000
// experiments (the standard error of a share of 95 % is 0.5 %).

namespace {

constexpr sim::Precision precision{0.05, 0.95, 10, 2000};

// One thread: the experiments are what runs in parallel.
std::vector<double> stopped(const sim::Replication& one, double truth)
{
    const sim::ReplicationResult result = sim::run_replications(precision, 1, one);
    const sim::Tally& response = result.responses.front();
    const auto interval = sim::confidence_interval(response, precision.level);
    const bool holds = interval.low <= truth && truth <= interval.high;
    return {holds ? 1.0 : 0.0, static_cast<double>(response.count()), result.precise ? 1.0 : 0.0};
}

void check_shares(const char* what, double parameter, const std::vector<sim::Tally>& found)
{
    INFO(what << " " << parameter << ": " << 100 * found[0].mean() << " %, replications "
              << found[1].mean());
    CHECK(found[0].mean() >= 0.935);
    CHECK(found[0].mean() <= 0.965);
    CHECK(found[2].mean() == 1);
}

}  // namespace

// At a coefficient of variation c some (1.96 c / 0.05)^2 replications are needed.
TEST_CASE("intervals of replications that stop by themselves hold the truth as often as stated")
{
    const bool skewed = GENERATE(false, true);
    const double variation = GENERATE(0.05, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4);
    const auto law =
        skewed ? sim::Distribution::gamma(1, variation) : sim::Distribution::normal(1, variation);
    check_shares(skewed ? "gamma" : "normal", variation, tests::tallies([&](int experiment) {
                     sim::RandomStream stream(1982, static_cast<std::uint64_t>(experiment), "all");
                     return stopped([&](int) { return std::vector<double>{law.next(stream)}; }, 1);
                 }));
}

// Response times of M/M/1 after ten relaxation times, means of so many customers.
TEST_CASE(
    "replications of a waiting line that stop by themselves hold the truth as often as stated")
{
    const double load = GENERATE(0.5, 0.8, 0.9);
    const std::size_t customers = load < 0.6 ? 2'000 : load < 0.85 ? 10'000 : 40'000;
    check_shares(
        "load", load, tests::tallies([&](int experiment) {
            return stopped(
                [&](int number) {
                    const auto part = static_cast<std::uint64_t>(10'000 * experiment + number);
                    sim::Tally times;
                    for (const double time : tests::settled_times(1983, part, load, customers)) {
                        times.add(time);
                    }
                    return std::vector<double>{times.mean()};
                },
                1 / (1 - load));
        }));
}
