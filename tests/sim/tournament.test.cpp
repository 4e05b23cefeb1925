#include "sim/tournament.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::Tournament;

namespace {

const double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("a tournament nobody has entered is won by infinity")
{
    Tournament tournament;
    CHECK(tournament.least() == infinity);
    CHECK(tournament.winner() == 0);
    CHECK(tournament.at(1000) == infinity);
}

TEST_CASE("of equal numbers the lower place wins")
{
    Tournament tournament;
    for (const std::uint32_t place : {7u, 3u, 5u}) tournament.set(place, 1);
    CHECK(tournament.winner() == 3);
    tournament.set(3, 2);
    CHECK(tournament.winner() == 5);
}

TEST_CASE("over a million random changes the least number is known and where it stands")
{
    sim::RandomStream random(61, 0, "tournament");
    for (const std::uint32_t places : {1u, 2u, 3u, 37u, 200u}) {
        Tournament tournament;
        std::vector<double> numbers(places, infinity);
        int wrong = 0;
        for (int i = 0; i < 200'000; ++i) {
            const auto place = static_cast<std::uint32_t>(random.uniform() * places);
            const double number = random.uniform() < 0.2 ? infinity : int(20 * random.uniform());
            tournament.set(place, number);
            numbers[place] = number;
            const auto least = std::ranges::min_element(numbers);
            wrong += tournament.least() == *least ? 0 : 1;
            wrong += tournament.winner() == least - numbers.begin() ? 0 : 1;
            wrong += tournament.at(place) == number ? 0 : 1;
        }
        CHECK(wrong == 0);
    }
}
