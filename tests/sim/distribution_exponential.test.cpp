#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/unit_exponential.hpp"
#include "sim/variates.hpp"
#include "tests/catch.hpp"

using sim::Distribution;
using sim::InstructionSet;
using sim::RandomStream;
using sim::unit_exponential;

namespace {

// In units in the last place of the exact answer.
double error(double u)
{
    const long double exact = -std::log1p(-static_cast<long double>(u));
    const double unit = std::ldexp(1.0, std::ilogb(static_cast<double>(exact)) - 52);
    return std::abs(static_cast<double>((unit_exponential(u) - exact) / unit));
}

double worst_error(const char* name, double (*u_of)(double))
{
    RandomStream random(1, 0, name);
    double worst = 0;
    for (int i = 0; i < 500000; ++i) worst = std::max(worst, error(u_of(random.uniform())));
    return worst;
}

std::uint64_t word_of(std::uint64_t upper_52_bits)
{
    return upper_52_bits << 12;
}

std::vector<std::uint64_t> awkward_and_random_words(std::size_t count)
{
    constexpr std::uint64_t greatest = (std::uint64_t{1} << 52) - 1;
    std::vector<std::uint64_t> words{0, ~std::uint64_t{0}};
    for (int i = 0; i < 52; ++i) {
        const std::uint64_t power = std::uint64_t{1} << i;
        for (const std::uint64_t k : {power - 1, power, greatest - power, greatest - power + 1}) {
            words.push_back(word_of(k));
        }
    }
    RandomStream random(2, 0, "words");
    while (words.size() < count) words.push_back(random.bits());
    return words;
}

double uniform_of(std::uint64_t word)
{
    return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52;
}

std::vector<Distribution> distributions()
{
    return {Distribution::constant(2),    Distribution::uniform(1, 4),
            Distribution::exponential(3), Distribution::exponential(0.1).within(0.05, 0.2),
            Distribution::normal(1, 2),   Distribution::lognormal(1, 0.5),
            Distribution::gamma(2, 0.7),  Distribution::empirical({3, 1, 2})};
}

}  // namespace

TEST_CASE("the exponential quantile is off by less than one unit in the last place")
{
    if (std::numeric_limits<long double>::digits < 64) return;  // no better reference at hand
    CHECK(worst_error("all", [](double u) { return u; }) < 1);
    CHECK(worst_error("small", [](double u) { return std::exp(-700 * u); }) < 1);
    CHECK(worst_error("near 1", [](double u) { return 1 - std::exp(-36 * u); }) < 1);
    CHECK(worst_error("fold", [](double u) { return 0.25 + 0.1 * u; }) < 1);
}

TEST_CASE("the exponential quantile is right at the ends of its range")
{
    CHECK(unit_exponential(0.5) == std::log(2.0));
    CHECK(unit_exponential(0x1p-53) == 0x1p-53);
    CHECK(unit_exponential(1e-300) == 1e-300);
    CHECK(unit_exponential(1 - 0x1p-53) == Approx(53 * std::log(2.0)).epsilon(1e-15));
}

// Where the reduction folds (1 - u = 2^-n / sqrt(2)) two polynomials meet.
TEST_CASE("the exponential quantile rises, also from one number to the next")
{
    for (const double centre : {1e-9, 0.25, 1 - std::sqrt(0.5), 0.5, 1 - std::sqrt(0.125), 0.999}) {
        double u = centre - 1000 * 0x1p-52;
        double last = unit_exponential(u);
        for (int i = 0; i < 2000; ++i) {
            u += 0x1p-52;
            const double next = unit_exponential(u);
            REQUIRE(next >= last);
            last = next;
        }
    }
}

// Against another compiler, C library or level of optimization.
TEST_CASE("exponential variates stay what they are to the last bit")
{
    RandomStream stream(2016, 3, "known bits");
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (int i = 0; i < 100000; ++i) {
        const double variate = unit_exponential(stream.uniform());
        hash = (hash ^ std::bit_cast<std::uint64_t>(variate)) * 0x100000001b3U;
    }
    CHECK(hash == 0xbd3a5c01276a8a80U);
}

TEST_CASE("every instruction set gives the exponentials of single calls, to the last bit")
{
    const std::vector<std::uint64_t> words = awkward_and_random_words(100'001);
    for (const InstructionSet set : sim::supported_instruction_sets()) {
        CAPTURE(static_cast<int>(set));
        std::vector<double> variates(words.size());
        sim::exponentials(words, 0.3, variates, set);
        for (std::size_t i = 0; i < words.size(); ++i) {
            REQUIRE(variates[i] == 0.3 * unit_exponential(uniform_of(words[i])));
        }
    }
}

TEST_CASE("exponentials need as many places as words")
{
    std::vector<std::uint64_t> words(3);
    std::vector<double> variates(4);
    CHECK_THROWS_AS(sim::exponentials(words, 1, variates), sim::LogicError);
}

TEST_CASE("variates filled in or drawn ahead are those of single draws, to the last bit")
{
    for (const Distribution& distribution : distributions()) {
        CAPTURE(static_cast<int>(distribution.kind()));
        RandomStream single(5, 1, "variates");
        RandomStream filled = single;
        sim::Variates ahead(single, distribution);
        for (std::size_t length = 0; length < 150; ++length) {
            std::vector<double> variates(length);
            distribution.fill(filled, variates);
            for (const double variate : variates) {
                const double expected = distribution.next(single);
                REQUIRE(variate == expected);
                REQUIRE(ahead.next() == expected);
            }
        }
    }
}

TEST_CASE("variates drawn ahead go on where a used stream stood")
{
    RandomStream single(5, 2, "used");
    for (int i = 0; i < 3; ++i) single.bits();
    sim::Variates ahead(single, Distribution::exponential(1));
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(ahead.next() == Distribution::exponential(1).next(single));
    }
}
