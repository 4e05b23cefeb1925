#include <algorithm>
#include <string>
#include <vector>

#include "sim/expect.hpp"
#include "sim/philox.hpp"
#include "sim/philox_block.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::InstructionSet;
using sim::PhiloxBlock;
using sim::PhiloxKey;
using sim::RandomStream;

namespace {

using Words = std::vector<std::uint64_t>;

Words blocks(const PhiloxKey& key, const PhiloxBlock& counter, std::size_t count,
             InstructionSet set)
{
    Words words(4 * count);
    sim::philox_blocks(key, counter, words, set);
    return words;
}

Words blocks_one_by_one(const PhiloxKey& key, PhiloxBlock counter, std::size_t count)
{
    Words words;
    for (std::size_t i = 0; i < count; ++i, ++counter[0]) {
        const PhiloxBlock block = sim::philox_block(key, counter);
        words.insert(words.end(), block.begin(), block.end());
    }
    return words;
}

}  // namespace

// The file kat_vectors of Random123, lines "philox4x64 10". 16 blocks make every path work in
// vectors.
TEST_CASE("every instruction set gives the published answers of Philox4x64-10")
{
    constexpr std::uint64_t ones = ~std::uint64_t{0};
    for (const InstructionSet set : sim::supported_instruction_sets()) {
        CAPTURE(static_cast<int>(set));
        const Words zeros = blocks({0, 0}, {0, 0, 0, 0}, 16, set);
        CHECK(
            Words(zeros.begin(), zeros.begin() + 4) ==
            Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
        const Words all = blocks({ones, ones}, {ones, ones, ones, ones}, 16, set);
        CHECK(Words(all.begin(), all.begin() + 4) == Words{0x87b092c3013fe90b, 0x438c3c67be8d0224,
                                                           0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
        const Words pi =
            blocks({0x452821e638d01377, 0xbe5466cf34e90c6c},
                   {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                   16, set);
        CHECK(Words(pi.begin(), pi.begin() + 4) == Words{0xa528f45403e61d95, 0x38c72dbd566e9788,
                                                         0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
    }
}

TEST_CASE("every instruction set gives the blocks of Random123, whatever their number")
{
    RandomStream random(4, 0, "keys and counters");
    const auto word = [&] { return random.bits(); };
    for (const InstructionSet set : sim::supported_instruction_sets()) {
        for (std::size_t count = 0; count < 200; ++count) {
            const PhiloxKey key{word(), word()};
            const PhiloxBlock counter{word(), word(), word(), word()};
            REQUIRE(blocks(key, counter, count, set) == blocks_one_by_one(key, counter, count));
        }
    }
}

TEST_CASE("the number of a block wraps around without carry on every instruction set")
{
    for (const InstructionSet set : sim::supported_instruction_sets()) {
        const PhiloxBlock counter{~std::uint64_t{0} - 4, 5, 6, 7};
        CHECK(blocks({1, 2}, counter, 40, set) == blocks_one_by_one({1, 2}, counter, 40));
    }
}

TEST_CASE("a generator fills whole blocks only")
{
    Words words(5);
    CHECK_THROWS_AS(sim::philox_blocks({1, 2}, {0, 0, 0, 0}, words), sim::LogicError);
}

TEST_CASE("the portable path comes first and the widest set is among those supported")
{
    const auto sets = sim::supported_instruction_sets();
    CHECK(sets.front() == InstructionSet::portable);
    CHECK(sets.back() == sim::widest_instruction_set());
    CHECK(std::is_sorted(sets.begin(), sets.end()));
}

TEST_CASE("numbers filled in are those of single calls, wherever a fill begins and ends")
{
    RandomStream random(4, 0, "lengths");
    RandomStream filled(1, 2, "a");
    RandomStream single(1, 2, "a");
    for (int i = 0; i < 2000; ++i) {
        Words words(random.bits() % 150);
        filled.fill_bits(words);
        for (const std::uint64_t word : words) REQUIRE(word == single.bits());
        std::vector<double> uniforms(random.bits() % 150);
        filled.fill_uniforms(uniforms);
        for (const double uniform : uniforms) REQUIRE(uniform == single.uniform());
        REQUIRE(filled.uniform() == single.uniform());
    }
}

TEST_CASE("the numbers of a stream stay what they have always been")
{
    RandomStream stream(2016, 3, "attendee 17/think time");
    Words words(6);
    for (std::uint64_t& word : words) word = stream.bits();
    CHECK(words == Words{0x746b62907d4b3070, 0x05aa7a612cba895b, 0x61740a7bf76e35fb,
                         0xc4365db8d02bb5cd, 0x8cfd3b3b460042cb, 0x859a289c6168d98f});
}

TEST_CASE("a stream takes no more than a cache line")
{
    CHECK(sizeof(RandomStream) <= 64);
}
