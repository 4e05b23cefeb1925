#include <algorithm>
#include <limits>
#include <string>

#include "sim/fair_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

// A feasible allocation is max-min fair if and only if every flow has a bottleneck: a full link of
// its route on which no flow has a higher rate (by weight); or it has all its cap allows (Bertsekas
// and Gallager, Data Networks, 2nd edition, 1992, 6.5.2).

using namespace known_answers;

namespace {

struct Permanent {
    std::vector<sim::FairSharing::Link> route;
    double weight;
    double cap;
    std::uint32_t members;
    sim::FairSharing::Class in;
    sim::FairSharing::Flow flow;
};

class RandomNetwork {
public:
    explicit RandomNetwork(std::uint64_t number)
        : random_(1987, number, "network"), links_(simulation_)
    {
        const std::uint32_t links = 1 + below(8);
        for (std::uint32_t i = 0; i < links; ++i) {
            capacities_.push_back(1 + below(20));  // whole numbers: ties and equal shares
            links_.add_link(capacities_.back());
        }
        const std::uint32_t flows = 1 + below(25);
        for (std::uint32_t i = 0; i < flows; ++i) add_flow();
    }
    // Some flows come, go, change, as time passes; then all is checked again.
    void disturb()
    {
        simulation_.run_until(simulation_.now() + random_.uniform());
        Permanent& flow = flows_[below(static_cast<std::uint32_t>(flows_.size()))];
        flow.members = below(4);
        links_.set_members(flow.flow, flow.members);
        if (flow.members > 0) links_.send(flow.flow, 1e9);
        add_flow();
    }
    bool feasible()
    {
        for (std::size_t link = 0; link < capacities_.size(); ++link) {
            if (load(link) > capacities_[link] * (1 + 1e-12)) return false;
        }
        links_.check_laws();
        return true;
    }
    bool everybody_has_a_bottleneck()
    {
        return std::ranges::all_of(flows_, [this](const Permanent& flow) {
            if (flow.members == 0 || links_.rate(flow.in) >= flow.cap * (1 - 1e-12)) return true;
            return std::ranges::any_of(flow.route, [&](std::size_t link) {
                return full(link) && level(flow) >= highest_level(link) * (1 - 1e-12);
            });
        });
    }

private:
    std::uint32_t below(std::uint32_t limit)
    {
        return static_cast<std::uint32_t>(random_.uniform() * limit);
    }
    void add_flow()
    {
        Permanent flow{};
        for (sim::FairSharing::Link link = 0; link < capacities_.size(); ++link) {
            if (random_.uniform() < 0.4) flow.route.push_back(link);
        }
        if (flow.route.empty()) flow.route.push_back(0);
        flow.weight = 1 + below(3);
        flow.cap = random_.uniform() < 0.3 ? 1 + below(4) : std::numeric_limits<double>::infinity();
        flow.members = 1 + below(3);
        flow.in = links_.add_class(flow.route, flow.weight, flow.cap);
        flow.flow = links_.add_flow(flow.in, flow.members);
        links_.send(flow.flow, 1e9);
        flows_.push_back(flow);
    }
    double level(const Permanent& flow) { return links_.rate(flow.in) / flow.weight; }
    double load(std::size_t link)
    {
        double sum = 0;
        for (const Permanent& flow : flows_) {
            if (crosses(flow, link)) sum += flow.members * links_.rate(flow.in);
        }
        return sum;
    }
    bool full(std::size_t link) { return load(link) >= capacities_[link] * (1 - 1e-12); }
    double highest_level(std::size_t link)
    {
        double highest = 0;
        for (const Permanent& flow : flows_) {
            if (crosses(flow, link) && flow.members > 0) highest = std::max(highest, level(flow));
        }
        return highest;
    }
    static bool crosses(const Permanent& flow, std::size_t link)
    {
        return std::ranges::find(flow.route, link) != flow.route.end();
    }

    sim::RandomStream random_;
    sim::Simulation simulation_;
    sim::FairSharing links_;
    std::vector<double> capacities_;
    std::vector<Permanent> flows_;
};

}  // namespace

TEST_CASE("in random networks every permanent flow has a bottleneck")
{
    int infeasible = 0;
    int without_bottleneck = 0;
    for (std::uint64_t number = 0; number < 300; ++number) {
        RandomNetwork network(number);
        for (int round = 0; round < 10; ++round) {
            infeasible += network.feasible() ? 0 : 1;
            without_bottleneck += network.everybody_has_a_bottleneck() ? 0 : 1;
            network.disturb();
        }
    }
    CHECK(infeasible == 0);
    CHECK(without_bottleneck == 0);
}

// Two links of capacity 1 and three permanent flows share 1/2, 1/2, 1/2 (the long one over both);
// while Poisson transfers of load 0.3 come and go on the first link, the long-run shares there are
// what those leave: 0.7 on average, half for each of the two, and the third flow gets the rest of
// the second link.
TEST_CASE("permanent flows share what comers and goers leave, and the neighbour link fills up")
{
    const auto simulated = intervals(20, [](int number) {
        const sim::Time end = 5'000;
        sim::Simulation simulation;
        sim::FairSharing links(simulation);
        const auto first = links.add_link(1);
        const auto second = links.add_link(1);
        const auto both = links.add_class({first, second});
        const auto left = links.add_class({first});
        const auto right = links.add_class({second});
        auto visitors = links.add_class({first});
        for (const auto in : {both, left, right}) links.send(links.add_flow(in), 1e9);
        Probe probe{0, {}};
        sim::ProcessGroup group(simulation);
        const Poisson source{1992, number, 0.3, sim::Distribution::exponential(1)};
        group.start(arrivals<sim::Transfer>(simulation, group, source, probe, links, visitors));
        simulation.run_until(end);
        links.check_laws();
        return std::vector<double>{links.served(both) / end, links.served(left) / end,
                                   links.served(right) / end,
                                   links.carried(second) / links.capacity(second) / end};
    });
    check("over both", simulated[0], 0.35);
    check("over the first", simulated[1], 0.35);
    check("over the second", simulated[2], 0.65);
    CHECK(simulated[3].mean == Approx(1).epsilon(1e-12));
}
