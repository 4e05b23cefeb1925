#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/expect.hpp"
#include "sim/fair_sharing.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// How single flows come, grow, drain and go. What share they get is in fair_sharing.test.cpp.

using sim::Callback;
using sim::FairSharing;
using sim::Process;
using sim::ProcessGroup;
using sim::Simulation;
using sim::Time;

namespace {

const double infinity = std::numeric_limits<double>::infinity();

struct Listener {
    explicit Listener(Simulation& of) : simulation(of) {}
    void hear() { times.push_back(simulation.now()); }
    Callback drained() { return Callback::to<&Listener::hear>(this); }

    Simulation& simulation;
    std::vector<Time> times;
};

// Sends again as soon as all is through.
struct Chatterbox {
    Chatterbox(FairSharing& over, FairSharing::Class in)
        : links(over), flow(over.add_flow(in, 1, Callback::to<&Chatterbox::speak>(this)))
    {
    }
    void speak()
    {
        if (spoken++ < 5) links.send(flow, 2);
    }

    FairSharing& links;
    FairSharing::Flow flow;
    int spoken = 0;
};

Process download(Simulation& simulation, FairSharing& links, double amount, Time& ends)
{
    co_await sim::Transfer(links, 0, amount);
    ends = simulation.now();
}

// One link of 10 units/s and a class over it.
struct OneLink {
    OneLink() : links(simulation), link(links.add_link(10)), in(links.add_class({link})) {}
    void run(Time end)
    {
        simulation.run_until(end);
        links.check_laws();
    }

    Simulation simulation;
    FairSharing links;
    FairSharing::Link link;
    FairSharing::Class in;
};

}  // namespace

// Alone 10 units/s until 1, then 5 each: the first has 10 of 30 left over to 5 -> 20 more take 4 s.
TEST_CASE("a flow is heard of at the moment it is drained")
{
    OneLink net;
    Listener first(net.simulation), second(net.simulation);
    const auto one = net.links.add_flow(net.in, 1, first.drained());
    const auto other = net.links.add_flow(net.in, 1, second.drained());
    net.links.send(one, 30);
    net.run(1);
    CHECK(net.links.backlog(one) == 20);
    CHECK(net.links.tail(one) == 30);
    net.links.send(other, 25);
    net.run(3);
    CHECK(net.links.rate(net.in) == 5);
    CHECK(net.links.backlog(other) == 15);
    CHECK_FALSE(net.links.idle(other));
    net.run(20);
    CHECK(first.times == std::vector<Time>{5});
    CHECK(second.times == std::vector<Time>{5.5});
    CHECK(net.links.idle(one));
    CHECK(net.links.carried(net.link) == Approx(55).epsilon(1e-15));
}

// 10 at 0 and 20 more at 0.5: all through at 3, heard of once.
TEST_CASE("what is sent to a busy flow waits behind what it still has to carry")
{
    OneLink net;
    Listener listener(net.simulation);
    const auto flow = net.links.add_flow(net.in, 1, listener.drained());
    net.links.send(flow, 10);
    net.run(0.5);
    net.links.send(flow, 20);
    CHECK(net.links.backlog(flow) == 25);
    net.run(10);
    CHECK(listener.times == std::vector<Time>{3});
    net.links.send(flow, 5);
    net.run(20);
    CHECK(listener.times == std::vector<Time>{3, 10.5});
}

TEST_CASE("a flow may be given more in the moment it is drained")
{
    OneLink net;
    Chatterbox one(net.links, net.in);
    Chatterbox other(net.links, net.in);
    one.speak();
    other.speak();
    net.run(1.5);
    CHECK(one.spoken == 4);
    net.run(1.999);
    CHECK(one.spoken == 5);
    net.run(10);
    CHECK(one.spoken == 6);
    CHECK(other.spoken == 6);
    CHECK(net.links.carried(net.link) == Approx(20).epsilon(1e-14));
}

TEST_CASE("flows that are drained together are all heard of, one after the other")
{
    OneLink net;
    std::vector<FairSharing::Flow> flows;
    Listener listener(net.simulation);
    for (int i = 0; i < 3; ++i) {
        flows.push_back(net.links.add_flow(net.in, 1, listener.drained()));
        net.links.send(flows.back(), 1);
    }
    net.run(0.2999);
    CHECK(listener.times.empty());
    net.run(0.3001);
    CHECK(listener.times.size() == 3);
}

// What is due at once must be due now to the last bit, or it would be drained as something of the
// past that nobody waits for any more.
TEST_CASE("what is due at once is heard of, whenever that is")
{
    sim::RandomStream random(47, 0, "due at once");
    std::size_t heard = 0;
    for (int run = 0; run < 1000; ++run) {
        OneLink net;
        Listener listener(net.simulation);
        const auto flow = net.links.add_flow(net.in, 1, listener.drained());
        for (int i = 0; i < 5; ++i) {
            net.run((1 + random.uniform()) * std::pow(3, i));
            net.links.send(flow, 0);
            net.run(net.simulation.now());
        }
        heard += listener.times.size();
    }
    CHECK(heard == 5 * 1000);
}

TEST_CASE("a flow nobody listens to costs no event and makes room all the same")
{
    OneLink net;
    Listener listener(net.simulation);
    const auto silent = net.links.add_flow(net.in);
    net.links.send(silent, 5);
    CHECK(net.simulation.calendar().empty());
    const auto heard = net.links.add_flow(net.in, 1, listener.drained());
    net.links.send(heard, 10);
    net.run(10);
    CHECK(listener.times == std::vector<Time>{1.5});
    net.links.send(silent, 5);
    net.run(20);
    CHECK(net.simulation.events() == 2);
    CHECK(net.links.idle(silent));
    CHECK(net.links.load(net.link) == 0);
    CHECK(net.links.carried(net.link) == Approx(20).epsilon(1e-15));
}

// Two of 10 units/s share: 5 each. The first is given up at 1 with 15 of its 20 left.
TEST_CASE("a flow that is removed is not heard of and leaves its share to the others")
{
    OneLink net;
    Listener gone(net.simulation), stays(net.simulation);
    const auto one = net.links.add_flow(net.in, 1, gone.drained());
    const auto other = net.links.add_flow(net.in, 1, stays.drained());
    net.links.send(one, 20);
    net.links.send(other, 20);
    net.run(1);
    net.links.remove_flow(one);
    net.run(10);
    CHECK(gone.times.empty());
    CHECK(stays.times == std::vector<Time>{2.5});
    CHECK(net.links.carried(net.link) == Approx(25).epsilon(1e-15));
    CHECK(net.simulation.calendar().empty());
}

// 4 members get 2.5 each. At 1 three of them leave and take what they wait for with them; the last
// needs 10 - 2.5 = 7.5 more at 10 units/s.
TEST_CASE("members may leave a busy flow")
{
    OneLink net;
    Listener listener(net.simulation);
    const auto flow = net.links.add_flow(net.in, 4, listener.drained());
    net.links.send(flow, 10);
    net.run(1);
    CHECK(net.links.rate(net.in) == 2.5);
    CHECK(net.links.backlog(flow) == 7.5);
    net.links.set_members(flow, 1);
    net.run(10);
    CHECK(listener.times == std::vector<Time>{1.75});
    CHECK(net.links.carried(net.link) == Approx(17.5).epsilon(1e-15));
}

// One member has 5 of 10 left at 0.5; with four who share its backlog, 2.5 each, 2 s more.
TEST_CASE("members may join a busy flow and share its backlog")
{
    OneLink net;
    Listener listener(net.simulation);
    const auto flow = net.links.add_flow(net.in, 1, listener.drained());
    net.links.send(flow, 10);
    net.run(0.5);
    net.links.set_members(flow, 4);
    net.run(10);
    CHECK(listener.times == std::vector<Time>{2.5});
    CHECK(net.links.carried(net.link) == Approx(5 + 20).epsilon(1e-15));
}

TEST_CASE("a flow all members have left forgets its backlog and may be filled again")
{
    OneLink net;
    Listener listener(net.simulation);
    const auto flow = net.links.add_flow(net.in, 2, listener.drained());
    net.links.send(flow, 1000);
    net.run(1);
    net.links.set_members(flow, 0);
    CHECK(net.links.idle(flow));
    CHECK(net.links.backlog(flow) == 0);
    net.links.send(flow, 5);
    CHECK(net.links.idle(flow));
    net.links.set_members(flow, 1);
    net.links.send(flow, 10);
    net.run(5);
    CHECK(listener.times == std::vector<Time>{2});
    net.links.send(flow, 2000);  // across the place where the first 1000 would have ended
    net.run(1000);
    CHECK(listener.times == std::vector<Time>{2, 205});
}

// Up to eight at a time, removed while busy or drained; none must be taken for another.
TEST_CASE("flows removed in any state are replaced by others without a trace")
{
    sim::RandomStream random(47, 0, "reuse");
    OneLink net;
    std::vector<FairSharing::Flow> flows{net.links.add_flow(net.in)};
    int mistaken = 0;
    for (int round = 0; round < 5000; ++round) {
        const auto place = static_cast<std::size_t>(random.uniform() * double(flows.size()));
        net.links.send(flows[place], 4 * random.uniform());
        net.run(net.simulation.now() + random.uniform());
        if (flows.size() > 1 && random.uniform() < double(flows.size()) / 8) {
            net.links.remove_flow(flows[place]);
            flows.erase(flows.begin() + static_cast<std::ptrdiff_t>(place));
        } else {
            flows.push_back(net.links.add_flow(net.in));
            mistaken += std::ranges::count(flows, flows.back()) == 1 ? 0 : 1;
            mistaken += net.links.idle(flows.back()) ? 0 : 1;
        }
    }
    CHECK(mistaken == 0);
    CHECK(std::ranges::max(flows) < 50);  // and none is lost
}

// 10 units/s: 20 alone until 1, then 5 each; the second of 5 ends at 2, the first has 5 left: 2.5.
TEST_CASE("a process waits for its transfer and gives it up when it dies")
{
    OneLink net;
    Time first = infinity, second = infinity, killed = infinity;
    ProcessGroup survivors(net.simulation);
    ProcessGroup doomed(net.simulation);
    survivors.start(download(net.simulation, net.links, 20, first));
    net.run(1);
    survivors.start(download(net.simulation, net.links, 5, second));
    net.run(10);
    CHECK(first == 2.5);
    CHECK(second == 2);
    doomed.start(download(net.simulation, net.links, 20, killed));
    net.run(11);
    doomed.end();
    net.run(20);
    CHECK(killed == infinity);
    CHECK(net.links.carried(net.link) == Approx(35).epsilon(1e-15));
    doomed.start(download(net.simulation, net.links, -1, killed));
    CHECK_THROWS_AS(net.simulation.run_until(30), sim::LogicError);
}
