#include "sim/fair_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// The rates alone, kept from change to change, against progressive filling of the whole network
// from nothing at every change.

using sim::FairShares;

namespace {

const double infinity = std::numeric_limits<double>::infinity();

struct PlainClass {
    std::vector<FairShares::Link> route;
    double weight;
    double cap;
    double members = 0;
    double rate = 0;
    bool fixed = true;
};

// The class that meets its cap or a full link at the lowest level is fixed there, one by one.
void fill(const std::vector<double>& capacities, std::vector<PlainClass>& classes)
{
    std::vector<double> left = capacities;
    for (PlainClass& k : classes) {
        k.fixed = k.members == 0;
        k.rate = 0;
    }
    while (true) {
        std::vector<double> weights(left.size(), 0);
        for (const PlainClass& k : classes) {
            if (k.fixed) continue;
            for (const auto link : k.route) weights[link] += k.weight * k.members;
        }
        PlainClass* first = nullptr;
        double level = infinity;
        for (PlainClass& k : classes) {
            if (k.fixed) continue;
            double its = k.cap / k.weight;
            for (const auto link : k.route) its = std::min(its, left[link] / weights[link]);
            if (first != nullptr && its >= level) continue;
            level = its;
            first = &k;
        }
        if (first == nullptr) return;
        first->fixed = true;
        first->rate = first->weight * level;
        for (const auto link : first->route) left[link] -= first->rate * first->members;
    }
}

class Pair {
public:
    Pair(sim::RandomStream& random, std::uint32_t links, double span) : random_(random), span_(span)
    {
        for (std::uint32_t i = 0; i < links; ++i) {
            capacities_.push_back(1 + 20 * random_.uniform());
            shares_.add_link(capacities_.back());
        }
    }
    std::size_t classes() const { return plain_.size(); }
    // A class over links near each other, so that there are parts; sometimes crossing one twice.
    void add_class()
    {
        const auto links = static_cast<std::uint32_t>(capacities_.size());
        PlainClass added{
            {}, 0.5 * (1 + below(4)), random_.uniform() < 0.5 ? infinity : 0.1 + below(4)};
        const std::uint32_t start = below(links);
        for (std::uint32_t link = start; link < links && link < start + 5; ++link) {
            if (random_.uniform() < span_) added.route.push_back(link);
        }
        if (!added.route.empty() && random_.uniform() < 0.05) added.route.push_back(added.route[0]);
        if (added.route.empty() && added.cap == infinity) added.route.push_back(start);
        plain_.push_back(added);
        const auto index = shares_.add_class(added.route, added.weight, added.cap);
        shares_.solve(shares_.part_of(index));
        shares_.forget_moved(shares_.part_of(index));
    }
    void change()
    {
        const auto index = below(static_cast<std::uint32_t>(plain_.size()));
        PlainClass& k = plain_[index];
        k.members = random_.uniform() < 0.3 ? 0 : 1 + below(5);
        if (k.cap < infinity && random_.uniform() < 0.2) k.cap = 0.1 + 4 * random_.uniform();
        shares_.set(index, static_cast<std::uint32_t>(k.members), k.cap);
        changed_.push_back(index);
    }
    void solve()
    {
        for (const auto index : changed_) {
            shares_.solve(shares_.part_of(index));
            shares_.forget_moved(shares_.part_of(index));
        }
        changed_.clear();
    }
    double worst_difference()
    {
        fill(capacities_, plain_);
        double worst = 0;
        for (FairShares::Class index = 0; index < plain_.size(); ++index) {
            const PlainClass& k = plain_[index];
            const double rate = k.members == 0 ? 0 : shares_.rate(index);
            worst = std::max(worst, std::abs(rate - k.rate) / (k.rate + 1e-3));
        }
        return worst;
    }

private:
    std::uint32_t below(std::uint32_t limit)
    {
        return static_cast<std::uint32_t>(random_.uniform() * limit);
    }

    sim::RandomStream& random_;
    double span_;
    FairShares shares_;
    std::vector<double> capacities_;
    std::vector<PlainClass> plain_;
    std::vector<FairShares::Class> changed_;
};

}  // namespace

TEST_CASE("rates kept from change to change are those of filling the whole network anew")
{
    sim::RandomStream random(67, 0, "networks");
    double worst = 0;
    for (int network = 0; network < 300; ++network) {
        const auto links = static_cast<std::uint32_t>(1 + 12 * random.uniform());
        const auto most = static_cast<std::size_t>(2 + 20 * random.uniform());
        Pair pair(random, links, random.uniform());
        for (int i = 0; i < 500; ++i) {
            if (i == 0 || (pair.classes() < most && random.uniform() < 0.1)) pair.add_class();
            const int together = random.uniform() < 0.1 ? 10 : 1;
            for (int change = 0; change < together; ++change) pair.change();
            pair.solve();
            worst = std::max(worst, pair.worst_difference());
        }
    }
    CHECK(worst <= 1e-11);
}

TEST_CASE("rates behind one narrow link stay exact over a million changes")
{
    sim::RandomStream random(71, 0, "water level");
    FairShares shares;
    std::vector<double> capacities{1000, 100};
    shares.add_link(1000);
    shares.add_link(100);
    std::vector<PlainClass> plain;
    for (FairShares::Link client = 2; client < 52; ++client) {
        capacities.push_back(1 + 3 * random.uniform());
        shares.add_link(capacities.back());
        plain.push_back({{0, 1, client}, 1, infinity});
        shares.add_class(plain.back().route, 1, infinity);
    }
    double worst = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const auto index = static_cast<FairShares::Class>(50 * random.uniform());
        plain[index].members = static_cast<int>(5 * random.uniform());
        shares.set(index, static_cast<std::uint32_t>(plain[index].members), infinity);
        shares.solve(0);
        shares.forget_moved(0);
        if (i % 500 != 0) continue;
        fill(capacities, plain);
        for (FairShares::Class k = 0; k < 50; ++k) {
            worst = std::max(worst, std::abs(shares.rate(k) - plain[k].rate));
        }
    }
    CHECK(worst <= 1e-12);
}

TEST_CASE("networks that have no link in common are parts of their own until a class joins them")
{
    FairShares shares;
    const auto left = shares.add_link(1);
    const auto right = shares.add_link(4);
    const auto one = shares.add_class(std::vector{left}, 1, infinity);
    const auto other = shares.add_class(std::vector{right}, 1, infinity);
    CHECK(shares.part_of(one) != shares.part_of(other));
    for (const auto k : {one, other}) {
        shares.set(k, 1, infinity);
        shares.solve(shares.part_of(k));
    }
    CHECK(shares.rate(one) == 1);
    CHECK(shares.rate(other) == 4);
    const auto both = shares.add_class(std::vector{left, right}, 1, infinity);
    CHECK(shares.part_of(one) == shares.part_of(other));
    shares.set(both, 1, infinity);
    shares.solve(shares.part_of(both));
    CHECK(shares.rate(one) == 0.5);
    CHECK(shares.rate(both) == 0.5);
    CHECK(shares.rate(other) == 3.5);
}

// A class moves only when the level passes its own limit: the others follow the level.
TEST_CASE("a change of the level touches no class that stays at it")
{
    FairShares shares;
    const auto link = shares.add_link(12);
    std::vector<FairShares::Class> k;
    for (const double cap : {1.0, 3.5, infinity, infinity}) {
        k.push_back(shares.add_class(std::vector{link}, 1, cap));
        shares.set(k.back(), 1, cap);
    }
    shares.solve(0);  // 1, 3.5 and 3.75 for two
    shares.forget_moved(0);
    CHECK(shares.rate(k[2]) == 3.75);
    shares.set(k[0], 2, 1);  // 1 for two, 10 left: 3.33 for three
    shares.solve(0);
    const std::vector<FairShares::Class> moved(shares.moved(0).begin(), shares.moved(0).end());
    CHECK(moved == std::vector{k[0], k[1]});
    CHECK(shares.rate(k[1]) == Approx(10.0 / 3).epsilon(1e-15));
    CHECK(shares.rate(k[3]) == Approx(10.0 / 3).epsilon(1e-15));
}
