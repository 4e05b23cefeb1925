#include "sim/fair_sharing.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

// Who gets what share. How single flows come, grow, drain and go is in fair_sharing_flows.test.cpp.

using sim::FairSharing;
using sim::Simulation;
using sim::Time;

namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double plenty = 1e12;

struct Network {
    Network() : links(simulation) {}
    // A class of `flows` flows with more to send than will ever be carried.
    FairSharing::Class add_busy(std::vector<FairSharing::Link> route, std::uint32_t flows = 1,
                                double weight = 1, double cap = infinity)
    {
        const auto in = links.add_class(std::move(route), weight, cap);
        for (std::uint32_t i = 0; i < flows; ++i) links.send(links.add_flow(in), plenty);
        return in;
    }
    void run(Time end)
    {
        simulation.run_until(end);
        links.check_laws();
    }

    Simulation simulation;
    FairSharing links;
};

}  // namespace

// A over both links, B over the first (capacity 1), C over the second (capacity 2). The first link
// is the bottleneck of A and B: 1/2 each. C takes what A leaves on the second: 3/2.
TEST_CASE("two links and three flows share as in the textbook")
{
    Network net;
    const auto narrow = net.links.add_link(1);
    const auto wide = net.links.add_link(2);
    const auto a = net.add_busy({narrow, wide});
    const auto b = net.add_busy({narrow});
    const auto c = net.add_busy({wide});
    CHECK(net.links.rate(a) == 0.5);
    CHECK(net.links.rate(b) == 0.5);
    CHECK(net.links.rate(c) == 1.5);
    net.run(10);
    CHECK(net.links.load(narrow) == 1);
    CHECK(net.links.load(wide) == 2);
    CHECK(net.links.carried(narrow) == Approx(10).epsilon(1e-14));
    CHECK(net.links.carried(wide) == Approx(20).epsilon(1e-14));
    CHECK(net.links.served(c) == Approx(15).epsilon(1e-14));
}

// Five links in a row, capacity 1 each; one flow over all, and 1, 2, 3, 1, 1 flows over each. The
// third is the tightest: 4 flows, 1/4 each. Then the second: 3/4 for two, 3/8 each. The others get
// the 3/4 the long flow leaves.
TEST_CASE("along a chain the tightest link decides first")
{
    Network net;
    std::vector<FairSharing::Link> chain;
    for (int i = 0; i < 5; ++i) chain.push_back(net.links.add_link(1));
    const auto all = net.add_busy(chain);
    std::vector<FairSharing::Class> local;
    const std::vector<std::uint32_t> flows{1, 2, 3, 1, 1};
    for (std::size_t i = 0; i < 5; ++i) local.push_back(net.add_busy({chain[i]}, flows[i]));
    CHECK(net.links.rate(all) == 0.25);
    CHECK(net.links.rate(local[2]) == 0.25);
    CHECK(net.links.rate(local[1]) == 0.375);
    for (const std::size_t i : {0u, 3u, 4u}) CHECK(net.links.rate(local[i]) == 0.75);
    net.run(3);
}

// Weights 1, 2 and 5 on 16 units/s: 2, 4, 10.
TEST_CASE("flows share by weight")
{
    Network net;
    const auto link = net.links.add_link(16);
    const auto one = net.add_busy({link}, 1, 1);
    const auto two = net.add_busy({link}, 1, 2);
    const auto five = net.add_busy({link}, 1, 5);
    CHECK(net.links.rate(one) == 2);
    CHECK(net.links.rate(two) == 4);
    CHECK(net.links.rate(five) == 10);
    net.run(3);
}

// 10 units/s, three flows, caps 1, 3 and none: 1, 3 and the remaining 6. With caps 1, 9, none:
// 1, then (10 - 1) / 2 = 4.5 each.
TEST_CASE("what a cap forbids is shared by the rest")
{
    for (const double middle_cap : {3.0, 9.0}) {
        Network net;
        const auto link = net.links.add_link(10);
        const auto low = net.add_busy({link}, 1, 1, 1);
        const auto middle = net.add_busy({link}, 1, 1, middle_cap);
        const auto high = net.add_busy({link});
        CHECK(net.links.rate(low) == 1);
        CHECK(net.links.rate(middle) == (middle_cap < 4.5 ? 3 : 4.5));
        CHECK(net.links.rate(high) == (middle_cap < 4.5 ? 6 : 4.5));
        net.run(3);
    }
}

// Weight 4, cap 2 beside weight 1 on 10 units/s: by weight 8 and 2, so the cap holds and 8 are
// left.
TEST_CASE("a cap is per connection and not per unit of weight")
{
    Network net;
    const auto link = net.links.add_link(10);
    const auto heavy = net.add_busy({link}, 1, 4, 2);
    const auto light = net.add_busy({link});
    CHECK(net.links.rate(heavy) == 2);
    CHECK(net.links.rate(light) == 8);
    net.run(3);
}

TEST_CASE("a link that is not full carries what the caps allow, and no more is booked")
{
    Network net;
    const auto link = net.links.add_link(10);
    const auto capped = net.add_busy({link}, 3, 1, 2);
    CHECK(net.links.rate(capped) == 2);
    CHECK(net.links.load(link) == 6);
    net.run(5);
    CHECK(net.links.carried(link) == Approx(30).epsilon(1e-15));
}

TEST_CASE("a small flow on a link of almost any capacity is booked to the digit")
{
    for (const double capacity : {1e3, 1e12, 1e20, infinity}) {
        Network net;
        const auto link = net.links.add_link(capacity);
        net.add_busy({link}, 1, 1, 0.3);
        net.run(5);
        CHECK(net.links.load(link) == Approx(0.3).epsilon(1e-15));
        CHECK(net.links.carried(link) == Approx(1.5).epsilon(1e-14));
    }
}

TEST_CASE("a class without a link is limited by its cap alone")
{
    Network net;
    const auto in = net.add_busy({}, 7, 3, 2.5);
    CHECK(net.links.rate(in) == Approx(2.5).epsilon(1e-15));
    CHECK_THROWS_AS(net.links.add_class({}), sim::LogicError);
}

// A flow that crosses a link of 9 twice uses two units of it per unit: with another one 3 each.
TEST_CASE("a route may cross a link twice")
{
    Network net;
    const auto link = net.links.add_link(9);
    const auto twice = net.add_busy({link, link});
    const auto once = net.add_busy({link});
    CHECK(net.links.rate(twice) == 3);
    CHECK(net.links.rate(once) == 3);
    net.run(3);
    CHECK(net.links.carried(link) == Approx(27).epsilon(1e-15));
}

TEST_CASE("a flow of n members gets what n flows get")
{
    std::vector<double> rates;
    for (const bool together : {true, false}) {
        Network net;
        const auto link = net.links.add_link(10);
        const auto many = net.links.add_class({link});
        if (together) {
            net.links.send(net.links.add_flow(many, 400), 1);
        } else {
            for (int i = 0; i < 400; ++i) net.links.send(net.links.add_flow(many), 1);
        }
        const auto heavy = net.add_busy({link}, 1, 100);
        CHECK(net.links.rate(many) == Approx(0.02).epsilon(1e-14));
        CHECK(net.links.rate(heavy) == Approx(2).epsilon(1e-14));
        net.run(49.999);
        CHECK(net.links.rate(many) > 0);
        net.run(50.001);
        CHECK(net.links.rate(many) == 0);
        CHECK(net.links.rate(heavy) == 10);
        rates.push_back(net.links.carried(link));
    }
    CHECK(rates[0] == Approx(rates[1]).epsilon(1e-12));
}

// 20 streams of at most 0.2 units/s need 4 of 10 units/s; the flow beside them gets 6. 90 of them
// would need 18: 91 connections share, 10/91 each.
TEST_CASE("streams take their cap or a fair share and leave the rest to flows")
{
    Network net;
    const auto link = net.links.add_link(10);
    const auto video = net.links.add_class({link});
    const auto flow = net.add_busy({link});
    net.links.set_streams(video, 20, 0.2);
    CHECK(net.links.rate(video) == 0.2);
    CHECK(net.links.rate(flow) == Approx(6).epsilon(1e-15));
    net.run(10);
    CHECK(net.links.served(video) == Approx(2).epsilon(1e-14));
    net.links.set_streams(video, 90, 0.2);
    CHECK(net.links.rate(video) == Approx(10.0 / 91).epsilon(1e-14));
    CHECK(net.links.rate(flow) == Approx(10.0 / 91).epsilon(1e-14));
    net.run(20);
    net.links.set_streams(video, 0, 0.2);
    CHECK(net.links.rate(flow) == 10);
    net.run(30);
    CHECK(net.links.carried(link) == Approx(300).epsilon(1e-14));
    CHECK(net.simulation.events() == 0);
}

TEST_CASE("a class alike shares alike but has a clock of its own")
{
    Network net;
    const auto link = net.links.add_link(9);
    const auto one = net.add_busy({link}, 1, 2, 4);
    const auto other = net.links.add_class_like(one);
    net.run(2);
    net.links.send(net.links.add_flow(other), plenty);
    net.run(4);
    CHECK(net.links.cap(other) == 4);
    CHECK(net.links.rate(one) == 4);
    CHECK(net.links.rate(other) == 4);
    CHECK(net.links.served(one) == Approx(16).epsilon(1e-14));
    CHECK(net.links.served(other) == Approx(8).epsilon(1e-14));
}

TEST_CASE("a batch of changes is one change")
{
    std::vector<double> carried;
    for (const bool batched : {true, false}) {
        Network net;
        const auto link = net.links.add_link(10);
        const auto in = net.links.add_class({link});
        const auto gone = net.links.add_flow(in);
        net.links.send(gone, 100);
        net.run(1);
        if (batched) net.links.begin_batch();
        for (int i = 0; i < 4; ++i) net.links.send(net.links.add_flow(in), 1 + i);
        net.links.remove_flow(gone);
        net.links.set_streams(net.links.add_class({link}), 2, 0.5);
        if (batched) net.links.end_batch();
        CHECK(net.links.rate(in) == Approx(9.0 / 4).epsilon(1e-15));
        net.run(5);
        carried.push_back(net.links.carried(link));
    }
    CHECK(carried[0] == Approx(10 + 10 + 4).epsilon(1e-14));
    CHECK(carried[1] == Approx(carried[0]).epsilon(1e-14));
}

TEST_CASE("requests to the links that cannot be meant are refused")
{
    Network net;
    CHECK_THROWS_AS(net.links.add_link(0), sim::LogicError);
    const auto link = net.links.add_link(1);
    CHECK_THROWS_AS(net.links.add_class({link}, 0), sim::LogicError);
    CHECK_THROWS_AS(net.links.add_class({link}, 1, -1), sim::LogicError);
    const auto flow = net.links.add_flow(net.links.add_class({link}));
    CHECK_THROWS_AS(net.links.send(flow, -1), sim::LogicError);
    CHECK_THROWS_AS(net.links.send(flow, infinity), sim::LogicError);
    CHECK_THROWS_AS(net.links.send(flow, std::nan("")), sim::LogicError);
    CHECK(net.links.idle(flow));
    net.run(1);
}

TEST_CASE("streams may be stopped by a cap of nothing and go on later")
{
    Network net;
    const auto link = net.links.add_link(10);
    const auto video = net.links.add_class({link});
    const auto other = net.links.add_class({link});
    const auto flow = net.links.add_flow(video);
    net.links.set_streams(video, 3, 0);
    net.links.send(flow, 0);
    net.links.set_streams(other, 2, 4);
    net.run(5);
    CHECK(net.links.rate(video) == 0);
    CHECK(net.links.load(link) == 8);
    CHECK(net.links.idle(flow));
    net.links.set_streams(video, 3, 1);
    CHECK(net.links.rate(video) == 1);
    CHECK(net.links.rate(other) == 3.5);
    net.run(10);
}
