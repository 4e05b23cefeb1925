#include "models/index_set.hpp"

#include <set>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

namespace {

std::vector<std::size_t> all_of(const models::IndexSet& indices)
{
    std::vector<std::size_t> all;
    indices.for_each([&](std::size_t index) { all.push_back(index); });
    return all;
}

}  // namespace

TEST_CASE("an index set visits in ascending order what a plain set holds")
{
    models::IndexSet indices;
    models::IndexSet excluded;
    std::set<std::size_t> shadow;
    std::set<std::size_t> shadow_excluded;
    sim::RandomStream random(1, 0, "index set");
    for (int step = 0; step < 20000; ++step) {
        const std::size_t index = random.bits() % 300;
        switch (random.bits() % 4) {
            case 0:
                indices.insert(index);
                shadow.insert(index);
                break;
            case 1:
                indices.erase(index);
                shadow.erase(index);
                break;
            case 2:
                excluded.insert(index);
                shadow_excluded.insert(index);
                break;
            default:
                excluded.erase(index);
                shadow_excluded.erase(index);
        }
        REQUIRE(indices.contains(index) == shadow.contains(index));
        if (step % 100 != 0) continue;
        REQUIRE(all_of(indices) == std::vector<std::size_t>(shadow.begin(), shadow.end()));
        std::vector<std::size_t> kept;
        for (const std::size_t one : shadow) {
            if (!shadow_excluded.contains(one)) kept.push_back(one);
        }
        std::vector<std::size_t> visited;
        indices.for_each_without(excluded, [&](std::size_t one) { visited.push_back(one); });
        REQUIRE(visited == kept);
    }
}

TEST_CASE("an index may leave the set while it is visited")
{
    models::IndexSet indices;
    for (std::size_t index = 0; index < 200; ++index) indices.insert(index);
    indices.for_each([&](std::size_t index) {
        if (index % 3 != 0) indices.erase(index);
    });
    CHECK(all_of(indices).size() == 67);
}
