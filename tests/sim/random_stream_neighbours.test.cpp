#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// Streams that differ in as little as a name, a seed or a replication can. Seeds are fixed, so a
// test passes or fails for ever; `false_alarm` is the probability that ideal numbers would fail.

using sim::RandomStream;

namespace {

constexpr double false_alarm = 0.001;
constexpr std::size_t cells = 16;

std::vector<RandomStream> neighbours()
{
    std::vector<RandomStream> streams;
    for (std::uint64_t i = 0; i < 8; ++i) {
        streams.emplace_back(1, 0, "attendee " + std::to_string(i));
        streams.emplace_back(2 + i, 0, "attendee 0");
        streams.emplace_back(1, 1 + i, "attendee 0");
        streams.emplace_back(1, 0, std::string(i, 'a'));
    }
    return streams;
}

std::size_t cell(double uniform)
{
    return static_cast<std::size_t>(uniform * cells);
}

double chi_squared(const std::vector<double>& counts, double total)
{
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

bool plausible(double statistic, double degrees_of_freedom, double level)
{
    const boost::math::chi_squared law(degrees_of_freedom);
    return statistic > quantile(law, level / 2) && statistic < quantile(law, 1 - level / 2);
}

}  // namespace

TEST_CASE("two neighbouring streams fill the square evenly")
{
    const int n = 40000;
    const std::vector<RandomStream> streams = neighbours();
    const double pairs = static_cast<double>(streams.size() * (streams.size() - 1)) / 2;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            RandomStream a = streams[i];
            RandomStream b = streams[j];
            std::vector<double> counts(cells * cells);
            for (int k = 0; k < n; ++k) ++counts[cell(a.uniform()) * cells + cell(b.uniform())];
            INFO("streams " << i << " and " << j);
            CHECK(plausible(chi_squared(counts, n), cells * cells - 1, false_alarm / pairs));
        }
    }
}

TEST_CASE("one number from each of many neighbouring streams is a random sequence")
{
    const int n = 200000;
    std::vector<double> counts(cells * cells);
    RandomStream first(7, 0, "attendee 0");
    double before = first.uniform();
    for (int i = 1; i <= n; ++i) {
        RandomStream stream(7, 0, "attendee " + std::to_string(i));
        const double now = stream.uniform();
        ++counts[cell(before) * cells + cell(now)];
        before = now;
    }
    // Overlapping pairs: the statistic of pairs less that of single numbers (Good 1953).
    std::vector<double> singles(cells);
    for (std::size_t i = 0; i < counts.size(); ++i) singles[i / cells] += counts[i];
    CHECK(plausible(chi_squared(counts, n) - chi_squared(singles, n), cells * (cells - 1),
                    false_alarm));
}

// The mean of m streams' k-th numbers has variance 1 / (12 m): the sum of its squares over n values
// of k is chi-square with n degrees of freedom, nearly so for uniforms (their excess kurtosis -1.2
// goes down as 1 / m).
TEST_CASE("the mean over neighbouring streams varies as that of independent ones")
{
    const int n = 20000;
    std::vector<RandomStream> streams = neighbours();
    const double m = static_cast<double>(streams.size());
    double statistic = 0;
    for (int k = 0; k < n; ++k) {
        double sum = 0;
        for (RandomStream& stream : streams) sum += stream.uniform() - 0.5;
        statistic += 12 * sum * sum / m;
    }
    CHECK(plausible(statistic, n, false_alarm));
}
