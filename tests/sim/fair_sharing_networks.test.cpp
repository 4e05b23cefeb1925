#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/fair_sharing.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

// Random networks of several parts that grow, join and are looked at in part only, against carrying
// every flow along by itself. The rates alone are in fair_shares.test.cpp.

using sim::FairSharing;
using sim::Simulation;
using sim::Time;

namespace {

const double infinity = std::numeric_limits<double>::infinity();

struct PlainClass {
    std::vector<FairSharing::Link> route;
    double weight;
    double cap;
    double streams = 0;
    double rate = 0;
    double served = 0;
};

struct PlainFlow {
    std::size_t in;
    double members;
    double backlog = 0;
    double drained_at = -1;
};

// Every flow and every link is carried along at every step.
class Plain {
public:
    std::vector<double> capacities;
    std::vector<double> carried;
    std::vector<PlainClass> classes;
    std::vector<PlainFlow> flows;

    void advance_to(Time end)
    {
        while (true) {
            fill();
            double until = infinity;
            std::size_t next = 0;
            for (std::size_t i = 0; i < flows.size(); ++i) {
                if (!busy(flows[i])) continue;
                const double its = flows[i].backlog / classes[flows[i].in].rate;
                if (its < until) next = i;
                until = std::min(until, its);
            }
            if (now_ + until > end) break;
            pass(until);
            flows[next].backlog = 0;
            flows[next].drained_at = now_;
        }
        pass(end - now_);
        now_ = end;
    }

private:
    static bool busy(const PlainFlow& flow) { return flow.members > 0 && flow.backlog > 0; }

    void pass(double seconds)
    {
        for (PlainFlow& flow : flows) {
            if (busy(flow)) flow.backlog -= classes[flow.in].rate * seconds;
        }
        for (std::size_t k = 0; k < classes.size(); ++k) {
            classes[k].served += classes[k].rate * seconds;
            const double units = classes[k].rate * members_[k] * seconds;
            for (const auto link : classes[k].route) carried[link] += units;
        }
        now_ += seconds;
    }
    void fill()
    {
        members_.assign(classes.size(), 0);
        for (std::size_t k = 0; k < classes.size(); ++k) members_[k] = classes[k].streams;
        for (const PlainFlow& flow : flows) {
            if (busy(flow)) members_[flow.in] += flow.members;
        }
        std::vector<double> left = capacities;
        std::vector<bool> fixed(classes.size(), false);
        for (PlainClass& k : classes) k.rate = 0;
        while (fix_lowest(left, fixed)) {
        }
    }
    bool fix_lowest(std::vector<double>& left, std::vector<bool>& fixed)
    {
        std::vector<double> weights(left.size(), 0);
        for (std::size_t k = 0; k < classes.size(); ++k) {
            if (fixed[k]) continue;
            for (const auto link : classes[k].route)
                weights[link] += classes[k].weight * members_[k];
        }
        double level = infinity;
        std::size_t first = classes.size();
        for (std::size_t k = 0; k < classes.size(); ++k) {
            if (fixed[k] || members_[k] == 0) continue;
            double its = classes[k].cap / classes[k].weight;
            for (const auto link : classes[k].route)
                its = std::min(its, left[link] / weights[link]);
            if (its < level) first = k;
            level = std::min(level, its);
        }
        if (first == classes.size()) return false;
        fixed[first] = true;
        classes[first].rate = classes[first].weight * level;
        for (const auto link : classes[first].route) {
            left[link] -= classes[first].rate * members_[first];
        }
        return true;
    }

    std::vector<double> members_;
    Time now_ = 0;
};

struct Heard {
    Simulation* simulation = nullptr;
    double at = -1;
    void drained() { at = simulation->now(); }
};

class Both {
public:
    explicit Both(std::uint64_t number) : random_(73, number, "networks"), links_(simulation_)
    {
        heard_.reserve(1000);
        const std::uint32_t count = 1 + below(10);
        for (std::uint32_t i = 0; i < count; ++i) {
            plain_.capacities.push_back(1 + 9 * random_.uniform());
            links_.add_link(plain_.capacities.back());
        }
        plain_.carried.resize(count);
        add_class();
        add_flow();
    }
    void step()
    {
        const Time now = simulation_.now() - 0.2 * std::log(random_.uniform());
        simulation_.run_until(now);
        plain_.advance_to(now);
        const int together = random_.uniform() < 0.2 ? 8 : 1;
        if (together > 1) links_.begin_batch();
        for (int i = 0; i < together; ++i) change();
        if (together > 1) links_.end_batch();
        look();
    }
    double worst() const { return worst_; }
    double finish()
    {
        links_.check_laws();
        for (FairSharing::Link link = 0; link < plain_.capacities.size(); ++link) {
            compare(links_.carried(link), plain_.carried[link]);
        }
        for (std::size_t flow = 0; flow < plain_.flows.size(); flow += 2) {
            compare(heard_[flow].at, plain_.flows[flow].drained_at);
        }
        return worst_;
    }

private:
    std::uint32_t below(std::size_t limit)
    {
        return static_cast<std::uint32_t>(random_.uniform() * static_cast<double>(limit));
    }
    void compare(double one, double other)
    {
        worst_ = std::max(worst_, std::abs(one - other) / (1 + std::abs(other)));
    }
    void change()
    {
        const double choice = random_.uniform();
        if (choice < 0.02 && plain_.classes.size() < 20) return add_class();
        if (choice < 0.06 && plain_.flows.size() < 60) return add_flow();
        if (choice < 0.10) return stream();
        const std::uint32_t flow = below(plain_.flows.size());
        if (choice < 0.25) return set_members(flow);
        if (plain_.flows[flow].members == 0) return;
        const double amount = -2 * std::log(random_.uniform());
        plain_.flows[flow].backlog += amount;
        links_.send(flow, amount);
    }
    void add_class()
    {
        PlainClass added{{}, 0.5 * (1 + below(4)), infinity};
        if (random_.uniform() < 0.4) added.cap = 0.2 + 3 * random_.uniform();
        const std::uint32_t start = below(plain_.capacities.size());
        for (std::uint32_t link = start; link < plain_.capacities.size() && link < start + 4;
             ++link) {
            if (random_.uniform() < 0.5) added.route.push_back(link);
        }
        if (added.route.empty()) added.route.push_back(start);
        if (!plain_.classes.empty() && random_.uniform() < 0.3) {
            const std::uint32_t other = below(plain_.classes.size());
            added = plain_.classes[other];
            added.streams = added.served = 0;
            links_.add_class_like(other);
        } else {
            links_.add_class(added.route, added.weight, added.cap);
        }
        plain_.classes.push_back(added);
    }
    void add_flow()
    {
        const std::uint32_t in = below(plain_.classes.size());
        const std::uint32_t members = 1 + below(3);
        plain_.flows.push_back({in, double(members)});
        heard_.push_back({&simulation_});
        const auto drained = sim::Callback::to<&Heard::drained>(&heard_.back());
        links_.add_flow(in, members, heard_.size() % 2 == 1 ? drained : sim::Callback());
    }
    void stream()
    {
        const std::uint32_t in = below(plain_.classes.size());
        PlainClass& k = plain_.classes[in];
        if (k.cap == infinity) return;
        const std::uint32_t members = below(4);
        k.streams = members;
        k.cap = 0.2 + 3 * random_.uniform();
        links_.set_streams(in, members, k.cap);
    }
    void set_members(std::uint32_t flow)
    {
        const std::uint32_t members = below(4);
        plain_.flows[flow].members = members;
        if (members == 0) plain_.flows[flow].backlog = 0;
        links_.set_members(flow, members);
    }
    // At one flow, so that the other parts stay behind.
    void look()
    {
        const std::uint32_t flow = below(plain_.flows.size());
        compare(links_.backlog(flow), plain_.flows[flow].backlog);
        const std::uint32_t link = below(plain_.capacities.size());
        if (random_.uniform() < 0.1) compare(links_.carried(link), plain_.carried[link]);
        if (random_.uniform() < 0.02) links_.check_laws();
    }

    sim::RandomStream random_;
    Simulation simulation_;
    FairSharing links_;
    Plain plain_;
    std::vector<Heard> heard_;
    double worst_ = 0;
};

}  // namespace

TEST_CASE("flows over random networks of several parts are carried as each by itself would be")
{
    double worst = 0;
    for (std::uint64_t number = 0; number < 60; ++number) {
        Both both(number);
        for (int step = 0; step < 1000; ++step) both.step();
        worst = std::max(worst, both.finish());
    }
    CHECK(worst <= 1e-9);
}
