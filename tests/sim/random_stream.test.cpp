#include "sim/random_stream.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "sim/philox_block.hpp"  // and with it Random123
#include "tests/catch.hpp"

using sim::RandomStream;

namespace {

using Block = std::array<std::uint64_t, 4>;

Block philox(const Block& counter, std::uint64_t key0, std::uint64_t key1)
{
    const philox4x64_ctr_t c = {{counter[0], counter[1], counter[2], counter[3]}};
    const philox4x64_key_t k = {{key0, key1}};
    const philox4x64_ctr_t block = philox4x64(c, k);
    return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

std::uint64_t splitmix(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
}

std::vector<double> uniforms(RandomStream stream, std::size_t count)
{
    std::vector<double> result(count);
    for (double& u : result) u = stream.uniform();
    return result;
}

// Of two series of standard uniforms; its deviation is 1 / sqrt(n) if they are independent.
double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
    return sum * 12 / static_cast<double>(a.size());
}

}  // namespace

// The file kat_vectors of Random123, lines "philox4x64 10".
TEST_CASE("the generator gives the published answers of Philox4x64-10")
{
    constexpr std::uint64_t ones = ~std::uint64_t{0};
    CHECK(philox({0, 0, 0, 0}, 0, 0) ==
          Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
    CHECK(philox({ones, ones, ones, ones}, ones, ones) ==
          Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
    CHECK(philox({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                 0x452821e638d01377, 0xbe5466cf34e90c6c) ==
          Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
}

TEST_CASE("a stream is the generator's blocks under (seed, replication) and its name's hashes")
{
    const std::string name = "attendee 17/think time";
    std::uint64_t first = 0xcbf29ce484222325U;
    std::uint64_t second = 0x9e3779b97f4a7c15U;
    for (const char c : name) {
        first = (first ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        second = splitmix((second ^ static_cast<unsigned char>(c)) + 0x9e3779b97f4a7c15U);
    }
    RandomStream stream(42, 7, name);
    for (std::uint64_t number = 0; number < 1000; ++number) {
        for (const std::uint64_t word : philox({number, splitmix(first), second, 0}, 42, 7)) {
            REQUIRE(stream.bits() == word);
        }
    }
}

TEST_CASE("the same seed, replication and name give the same numbers")
{
    CHECK(uniforms({1, 2, "a"}, 1000) == uniforms({1, 2, "a"}, 1000));
}

TEST_CASE("a copy of a stream goes on where the original stood")
{
    RandomStream stream(1, 2, "a");
    for (int i = 0; i < 5; ++i) stream.bits();
    RandomStream copy = stream;
    for (int i = 0; i < 20; ++i) CHECK(copy.bits() == stream.bits());
}

TEST_CASE("streams of another seed, replication or name are uncorrelated")
{
    const std::size_t n = 100000;
    const double bound = 4 / std::sqrt(static_cast<double>(n));
    const std::vector<double> reference = uniforms({1, 2, "attendee 17"}, n);
    CHECK(std::abs(correlation(reference, uniforms({2, 2, "attendee 17"}, n))) < bound);
    CHECK(std::abs(correlation(reference, uniforms({1, 3, "attendee 17"}, n))) < bound);
    CHECK(std::abs(correlation(reference, uniforms({2, 1, "attendee 17"}, n))) < bound);
    CHECK(std::abs(correlation(reference, uniforms({1, 2, "attendee 18"}, n))) < bound);
    CHECK(std::abs(correlation(reference, uniforms({1, 2, ""}, n))) < bound);
}

TEST_CASE("the first numbers of a hundred thousand streams all differ")
{
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string name = "attendee " + std::to_string(i);
        for (std::uint64_t r = 0; r < 100; ++r) seen.insert(RandomStream(1, r, name).bits());
    }
    CHECK(seen.size() == 100000);
}

// Neighbouring names and replications must be as good as one long stream: mean of the first
// numbers.
TEST_CASE("the first numbers of neighbouring streams are uniform")
{
    double sum = 0;
    for (int i = 0; i < 1000; ++i) {
        const std::string name = "attendee " + std::to_string(i);
        for (std::uint64_t r = 0; r < 100; ++r) sum += RandomStream(1, r, name).uniform();
    }
    CHECK(std::abs(sum / 1e5 - 0.5) < 4 / std::sqrt(12 * 1e5));
}

TEST_CASE("a uniform is the upper 52 bits and a half, so neither 0 nor 1 can come")
{
    RandomStream bits(5, 0, "u");
    RandomStream uniform(5, 0, "u");
    for (int i = 0; i < 1000; ++i) {
        const double u = uniform.uniform();
        REQUIRE(std::ldexp(u, 52) == static_cast<double>(bits.bits() >> 12) + 0.5);
        REQUIRE(u > 0);
        REQUIRE(u < 1);
    }
    const double greatest = static_cast<double>(~std::uint64_t{0} >> 12) + 0.5;
    CHECK(std::ldexp(greatest, -52) == 1 - std::ldexp(1.0, -53));
}

// Deviations over n uniforms: mean 1/sqrt(12 n), mean square about 1/2 1/sqrt(180 n), product of
// neighbours about 1/2 1/(12 sqrt(n)).
TEST_CASE("mean, variance and serial correlation of uniforms are within four deviations")
{
    const std::size_t n = 1000000;
    const double root = std::sqrt(static_cast<double>(n));
    const std::vector<double> u = uniforms({2016, 0, "moments"}, n);
    double sum = 0;
    double squares = 0;
    double products = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sum += u[i] - 0.5;
        squares += (u[i] - 0.5) * (u[i] - 0.5) - 1.0 / 12;
        products += (u[i] - 0.5) * (u[(i + 1) % n] - 0.5);
    }
    const double count = static_cast<double>(n);
    CHECK(std::abs(sum / count) < 4 / (std::sqrt(12.0) * root));
    CHECK(std::abs(squares / count) < 4 / (std::sqrt(180.0) * root));
    CHECK(std::abs(products / count) < 4 / (12 * root));
}

TEST_CASE("uniforms fill 256 equal cells as chi-square says, at the levels 0.0005 and 0.9995")
{
    const int n = 1000000;
    std::vector<double> cells(256, 0);
    for (const double u : uniforms({2016, 1, "cells"}, n))
        cells[static_cast<std::size_t>(u * 256)]++;
    const double expected = n / 256.0;
    double chi_squared = 0;
    for (const double cell : cells) chi_squared += (cell - expected) * (cell - expected) / expected;
    const boost::math::chi_squared law(255);
    CHECK(chi_squared > quantile(law, 0.0005));
    CHECK(chi_squared < quantile(law, 0.9995));
}
