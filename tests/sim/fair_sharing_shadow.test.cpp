#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "sim/fair_sharing.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// The links against the definition of max-min fairness: every flow is carried along by itself and
// all rates are filled progressively, flow by flow, at every change.

using sim::FairSharing;
using sim::Simulation;
using sim::Time;

namespace {

const double infinity = std::numeric_limits<double>::infinity();
const std::vector<double> capacities{10, 8, 15, 4};

struct FlowClass {
    std::vector<FairSharing::Link> route;
    double weight;
    double cap;
};
const std::vector<FlowClass> classes{
    {{0}, 1, infinity}, {{0, 1}, 1, infinity}, {{1, 2}, 2.5, infinity},
    {{2, 3}, 1, 1.2},   {{0, 1, 2, 3}, 1, 5},  {{3}, 0.3, 0.4},
    {{}, 1, 2},         {{2}, 1, 0.7},
};

enum class Kind { send, set_members, look, stream };

struct Step {
    Time at;
    Kind kind;
    std::size_t flow;
    double amount;
    std::uint32_t members;
};

std::vector<Step> random_steps(std::size_t count, std::size_t flows, const char* name)
{
    sim::RandomStream random(43, 0, name);
    std::vector<Step> steps;
    Time now = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (random.uniform() < 0.7) now -= std::log(random.uniform()) * 0.12;
        const auto flow = static_cast<std::size_t>(random.uniform() * double(flows));
        const auto members = static_cast<std::uint32_t>(4 * random.uniform());
        const double choice = random.uniform();
        const double amount = random.uniform() < 0.02 ? 0 : -std::log(random.uniform());
        const Kind kind = choice < 0.7    ? Kind::send
                          : choice < 0.8  ? Kind::set_members
                          : choice < 0.97 ? Kind::look
                                          : Kind::stream;
        steps.push_back({now, kind, flow, amount, members});
    }
    return steps;
}

// What both are compared by: every drain that is listened to, every backlog looked at, and what
// the links have carried in the end.
struct Record {
    std::vector<std::vector<Time>> drains;
    std::vector<double> backlogs;
    std::vector<double> carried;
};

class Naive {
public:
    explicit Naive(std::size_t flows) : flows_(flows), carried_(capacities.size(), 0)
    {
        for (std::size_t i = 0; i < flows; ++i) flows_[i].in = i % classes.size();
        record_.drains.resize(flows);
        flows_.push_back({classes.size() - 1, 0, infinity, 0, false});  // the streams
    }
    Record run(const std::vector<Step>& steps, Time end)
    {
        for (const Step& step : steps) {
            advance_to(step.at);
            take(step);
        }
        advance_to(end);
        record_.carried = carried_;
        return record_;
    }

private:
    struct Flow {
        std::size_t in = 0;
        double members = 1;
        double backlog = 0;
        double rate = 0;
        bool fixed = false;
    };
    static bool busy(const Flow& flow) { return flow.members > 0 && flow.backlog > 0; }

    void take(const Step& step)
    {
        Flow& flow = flows_[step.flow];
        if (step.kind == Kind::send && flow.members > 0) {
            const bool idle = flow.backlog <= 0;
            flow.backlog += step.amount;
            if (idle && step.amount == 0) record_.drains[step.flow].push_back(now_);
        } else if (step.kind == Kind::set_members) {
            flow.members = step.members;
            if (step.members == 0) flow.backlog = 0;
        } else if (step.kind == Kind::look) {
            record_.backlogs.push_back(flow.backlog);
        } else if (step.kind == Kind::stream) {
            flows_.back().members = step.members;
        }
    }
    void advance_to(Time time)
    {
        for (;;) {
            set_rates();
            double until = infinity;
            std::size_t next = 0;
            for (std::size_t i = 0; i + 1 < flows_.size(); ++i) {
                if (!busy(flows_[i]) || flows_[i].backlog / flows_[i].rate >= until) continue;
                until = flows_[i].backlog / flows_[i].rate;
                next = i;
            }
            if (now_ + until > time) break;
            pass(until);
            flows_[next].backlog = 0;
            record_.drains[next].push_back(now_);
        }
        pass(time - now_);
    }
    void pass(double seconds)
    {
        for (Flow& flow : flows_) {
            if (!busy(flow)) continue;
            flow.backlog -= flow.rate * seconds;
            for (const auto link : classes[flow.in].route) {
                carried_[link] += flow.rate * flow.members * seconds;
            }
        }
        now_ += seconds;
    }
    void set_rates()
    {
        std::vector<double> left = capacities;
        for (Flow& flow : flows_) flow.fixed = !busy(flow);
        while (std::ranges::any_of(flows_, [](const Flow& flow) { return !flow.fixed; })) {
            std::vector<double> weights(left.size(), 0);
            for (const Flow& flow : flows_) {
                if (flow.fixed) continue;
                for (const auto link : classes[flow.in].route) {
                    weights[link] += classes[flow.in].weight * flow.members;
                }
            }
            fix_the_first(left, weights);
        }
    }
    // The flow that meets its cap or a full link at the lowest level is fixed there.
    void fix_the_first(std::vector<double>& left, const std::vector<double>& weights)
    {
        Flow* first = nullptr;
        double level = infinity;
        for (Flow& flow : flows_) {
            if (flow.fixed) continue;
            double its = classes[flow.in].cap / classes[flow.in].weight;
            for (const auto link : classes[flow.in].route) {
                its = std::min(its, left[link] / weights[link]);
            }
            if (its >= level) continue;
            level = its;
            first = &flow;
        }
        first->fixed = true;
        first->rate = classes[first->in].weight * level;
        for (const auto link : classes[first->in].route) left[link] -= first->rate * first->members;
    }

    std::vector<Flow> flows_;
    std::vector<double> carried_;
    Record record_;
    Time now_ = 0;
};

struct Listener {
    Listener(Simulation& of, std::vector<Time>& its) : simulation(of), drains(its) {}
    void drained() { drains.push_back(simulation.now()); }

    Simulation& simulation;
    std::vector<Time>& drains;
};

// Of the flows every `listened`th has somebody who wants to hear of its drains.
class Simulated {
public:
    Simulated(std::size_t flows, std::size_t listened) : links_(simulation_)
    {
        for (const double capacity : capacities) links_.add_link(capacity);
        for (const FlowClass& k : classes) links_.add_class(k.route, k.weight, k.cap);
        record_.drains.resize(flows);
        for (std::size_t i = 0; i < flows; ++i) {
            listeners_.push_back(std::make_unique<Listener>(simulation_, record_.drains[i]));
            auto drained = sim::Callback::to<&Listener::drained>(listeners_.back().get());
            if (i % listened != 0) drained = {};
            const auto in = static_cast<FairSharing::Class>(i % classes.size());
            flows_.push_back(links_.add_flow(in, 1, drained));
        }
    }
    Record run(const std::vector<Step>& steps, Time end)
    {
        std::size_t number = 0;
        for (const Step& step : steps) {
            simulation_.run_until(step.at);
            take(step);
            if (++number % 20 == 0) links_.check_laws();
        }
        simulation_.run_until(end);
        links_.check_laws();
        for (FairSharing::Link link = 0; link < capacities.size(); ++link) {
            record_.carried.push_back(links_.carried(link));
        }
        return record_;
    }

private:
    void take(const Step& step)
    {
        const FairSharing::Flow flow = flows_[step.flow];
        const auto last = static_cast<FairSharing::Class>(classes.size() - 1);
        if (step.kind == Kind::send) links_.send(flow, step.amount);
        if (step.kind == Kind::set_members) links_.set_members(flow, step.members);
        if (step.kind == Kind::look) record_.backlogs.push_back(links_.backlog(flow));
        if (step.kind == Kind::stream) links_.set_streams(last, step.members, classes[last].cap);
    }

    Simulation simulation_;
    FairSharing links_;
    Record record_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<FairSharing::Flow> flows_;
};

double worst_difference(const std::vector<double>& one, const std::vector<double>& other)
{
    REQUIRE(one.size() == other.size());
    double worst = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        worst = std::max(worst, std::abs(one[i] - other[i]));
    }
    return worst;
}

}  // namespace

TEST_CASE("thousands of random flows are carried as naive progressive filling says")
{
    const std::size_t flows = 64;
    const std::vector<Step> steps = random_steps(10'000, flows, "steps");
    const Time end = steps.back().at + 1000;
    const Record expected = Naive(flows).run(steps, end);
    for (const std::size_t listened : {1u, 3u, 1000u}) {
        const Record simulated = Simulated(flows, listened).run(steps, end);
        INFO("every " << listened << "th flow is listened to");
        CHECK(worst_difference(simulated.backlogs, expected.backlogs) <= 1e-9);
        CHECK(worst_difference(simulated.carried, expected.carried) <= 1e-6);
        for (std::size_t flow = 0; flow < flows; flow += listened) {
            CHECK(worst_difference(simulated.drains[flow], expected.drains[flow]) <= 1e-9);
        }
    }
    CHECK(std::ranges::count(expected.backlogs, 0) > 100);
    CHECK(std::ranges::count(expected.backlogs, 0) < 1500);
}

TEST_CASE("conservation holds also when nearly all that was sent is given up")
{
    sim::RandomStream random(43, 0, "given up");
    Simulation simulation;
    FairSharing links(simulation);
    const auto link = links.add_link(3);
    const auto in = links.add_class({link});
    for (int i = 0; i < 1000; ++i) {
        const auto flow = links.add_flow(in, 3);
        links.send(flow, 1e9 * random.uniform());
        simulation.run_until(simulation.now() + 1e-3 * random.uniform());
        links.remove_flow(flow);
        links.check_laws();
    }
    CHECK(links.carried(link) == Approx(3 * simulation.now()).epsilon(1e-12));
}
