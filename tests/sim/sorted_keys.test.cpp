#include "sim/sorted_keys.hpp"

#include <algorithm>
#include <vector>

#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::EventKey;
using sim::SortedKeys;

TEST_CASE("a million random operations on sorted keys agree with a sorted vector")
{
    sim::RandomStream random(20240117, 0, "sorted keys");
    SortedKeys keys;
    std::vector<EventKey> shadow;
    std::uint64_t sequence = 0;
    int differences = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const double choice = random.uniform();
        if (choice < 0.5) {
            const EventKey key = sim::event_key(100 * random.uniform(), ++sequence, 0);
            keys.insert(key);
            shadow.insert(std::upper_bound(shadow.begin(), shadow.end(), key), key);
        } else if (choice < 0.9 && !shadow.empty()) {
            keys.pop();
            shadow.erase(shadow.begin());
        } else if (choice < 0.92 && !shadow.empty()) {
            const auto place = shadow.begin() + static_cast<std::ptrdiff_t>(shadow.size() / 2);
            const bool few_behind = shadow.end() - place <= SortedKeys::most_moved;
            differences += keys.erase(*place) == few_behind ? 0 : 1;
            if (few_behind) shadow.erase(place);
        } else if (choice < 0.93) {
            differences += keys.erase(sim::event_key(1e3, ++sequence, 0)) ? 1 : 0;
        } else if (choice < 0.9301) {
            keys.clear();
            shadow.clear();
        }
        differences += std::ranges::equal(keys.all(), shadow) ? 0 : 1;
    }
    CHECK(differences == 0);
}
