#include "models/network.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include "models/links.hpp"
#include "sim/simulation.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

using models::LinkSpec;
using models::Network;

namespace {

std::vector<std::string> names(const Network& network, const std::vector<std::size_t>& route)
{
    std::vector<std::string> found;
    for (const std::size_t link : route) found.push_back(network.links()[link].name);
    return found;
}

// server - near - far, and a detour server - hill - far that is faster to send into but longer.
const std::vector<LinkSpec> diamond{{"in", "server", "near", 100e6, 0.001},
                                    {"out", "near", "far", 50e6, 0.001},
                                    {"up", "server", "hill", 30e6, 0.010},
                                    {"down", "hill", "far", 20e6, 0.010}};

}  // namespace

TEST_CASE("a route is the one of least delay, there and back over the same links")
{
    const Network network(diamond);
    using Names = std::vector<std::string>;
    CHECK(names(network, network.route("server", "far")) == Names{"in down", "out down"});
    CHECK(names(network, network.route("far", "server")) == Names{"out up", "in up"});
    CHECK(network.delay(network.route("server", "far")) == Approx(0.002));
    CHECK(names(network, network.route("server", "hill")) == Names{"up down"});
}

TEST_CASE("among routes of equal delay the one with fewer links is taken")
{
    const Network network(std::vector<LinkSpec>{{"a", "server", "middle", 1e9, 0},
                                                {"b", "middle", "office", 1e9, 0},
                                                {"c", "server", "office", 1e6, 0}});
    CHECK(names(network, network.route("server", "office")) == std::vector<std::string>{"c down"});
}

TEST_CASE("of two parallel links the quicker one is used")
{
    const Network network(std::vector<LinkSpec>{{"satellite", "server", "island", 1e9, 0.3},
                                                {"cable", "island", "server", 1e6, 0.01}});
    CHECK(names(network, network.route("server", "island")) ==
          std::vector<std::string>{"cable down"});
    CHECK(network.narrowest_cut("server", "island").rate == Approx(1e9 + 1e6));
}

TEST_CASE("where no link leads there is no route")
{
    const Network network(std::vector<LinkSpec>{{"lan", "server", "office", 1e9, 0},
                                                {"elsewhere", "moon", "mars", 1e3, 1}});
    CHECK(network.has_route("server", "office"));
    CHECK_FALSE(network.has_route("server", "moon"));
    CHECK_FALSE(network.has_route("server", "nowhere"));
    CHECK_THROWS_AS(network.route("server", "mars"), std::invalid_argument);
    CHECK_THROWS_AS(network.route("server", "nowhere"), std::invalid_argument);
}

TEST_CASE("the narrowest cut is the maximum flow, links of different ways added")
{
    const Network network(diamond);
    const Network::Cut cut = network.narrowest_cut("server", "far");
    CHECK(cut.rate == Approx(70e6));
    CHECK(names(network, cut.links) == std::vector<std::string>{"out down", "down down"});
    CHECK(network.narrowest_cut("far", "server").rate == Approx(70e6));
    CHECK(network.narrowest_cut("server", "near").rate == Approx(120e6));
}

TEST_CASE("in the study of 2016 the uplink is the narrowest cut to the Internet")
{
    const auto scenario = shipped::scenario("seed-2016");
    const Network network(scenario.links);
    const Network::Cut cut = network.narrowest_cut("server", "internet");
    CHECK(cut.rate == 100e6);
    CHECK(names(network, cut.links) == std::vector<std::string>{"uplink down"});
}

TEST_CASE("the links while they run carry the goodput behind the guest's network card")
{
    const auto scenario = shipped::scenario("seed-2016");
    sim::Simulation simulation;
    const models::Links links(simulation, scenario, shipped::platform(scenario, "kvm"));
    REQUIRE(links.names.size() == 6);
    CHECK(links.capacities[shipped::link(scenario, "uplink down")] == Approx(94.9e6 / 8));
    CHECK(links.names[4] == "network card out");
    CHECK(links.capacities[4] == Approx(949e6 / 8 * 0.9979));
    REQUIRE(links.nodes.size() == 2);
    CHECK(links.nodes[links.node_of("internet")].delay == Approx(0.020 + 148.6e-6 / 2));
    CHECK(links.nodes[links.node_of("office")].delay == Approx(0.0001 + 148.6e-6 / 2));
}
