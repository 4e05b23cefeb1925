#include "sim/container.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::Callback;
using sim::Container;
using sim::Process;
using sim::ProcessGroup;
using sim::Simulation;

namespace {

// Writes its number down when it is granted what it asked for.
struct Claimant {
    Claimant(std::vector<int>& of, int its) : order(of), number(its) {}
    void grant() { order.push_back(number); }
    Callback granted() { return Callback::to<&Claimant::grant>(this); }

    std::vector<int>& order;
    int number;
};

Process holder(Simulation& simulation, Container& memory, double amount, sim::Time seconds)
{
    co_await sim::Take(memory, amount);
    const sim::Held held(memory, amount);
    co_await sim::Delay(simulation, seconds);
}

Process passer_by(Container& memory, int& served)
{
    co_await sim::Take(memory, 1);
    const sim::Held held(memory, 1);
    ++served;
}

// The container on plain lists of whole numbers, against the one of the kernel.
class Duel {
public:
    Duel() : random_(53, 0, "duel"), memory_(simulation_, 20) {}

    void step()
    {
        const double choice = random_.uniform();
        if (choice < 0.4) {
            take();
        } else if (choice < 0.5) {
            try_take();
        } else if (choice < 0.9) {
            give();
        } else {
            withdraw();
        }
        agree(memory_.taken() == total(held_));
        agree(memory_.waiting() == line_.size());
        agree(granted_ == expected_);
        granted_.clear();
        expected_.clear();
    }
    int differences() const { return differences_; }
    int grants() const { return grants_; }

private:
    struct Claim {
        int number;
        int amount;
        Container::Ticket ticket;
    };
    int amount() { return 1 + static_cast<int>(8 * random_.uniform()); }
    void agree(bool same) { differences_ += same ? 0 : 1; }
    static int total(const std::vector<int>& amounts)
    {
        int sum = 0;
        for (const int one : amounts) sum += one;
        return sum;
    }
    void take()
    {
        const int number = static_cast<int>(claimants_.size());
        claimants_.push_back(std::make_unique<Claimant>(granted_, number));
        const int asked = amount();
        const auto ticket = memory_.take(asked, claimants_.back()->granted());
        line_.push_back({number, asked, ticket});
        serve();
        agree((ticket == 0) == !expected_.empty());
    }
    void try_take()
    {
        const int asked = amount();
        const bool fits = line_.empty() && total(held_) + asked <= 20;
        agree(memory_.try_take(asked) == fits);
        if (fits) held_.push_back(asked);
    }
    void give()
    {
        if (held_.empty()) return;
        const auto place = static_cast<std::size_t>(random_.uniform() * double(held_.size()));
        const int amount = held_[place];
        held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(place));
        memory_.give(amount);
        serve();
    }
    void withdraw()
    {
        if (line_.empty()) return;
        const auto place = static_cast<std::size_t>(random_.uniform() * double(line_.size()));
        memory_.withdraw(line_[place].ticket);
        line_.erase(line_.begin() + static_cast<std::ptrdiff_t>(place));
        serve();
    }
    void serve()
    {
        while (!line_.empty() && total(held_) + line_.front().amount <= 20) {
            held_.push_back(line_.front().amount);
            expected_.push_back(line_.front().number);
            line_.pop_front();
            ++grants_;
        }
    }

    sim::RandomStream random_;
    Simulation simulation_;
    Container memory_;
    std::vector<std::unique_ptr<Claimant>> claimants_;
    std::deque<Claim> line_;
    std::vector<int> held_;
    std::vector<int> granted_;
    std::vector<int> expected_;
    int grants_ = 0;
    int differences_ = 0;
};

}  // namespace

TEST_CASE("an amount is taken at once as long as it fits")
{
    Simulation simulation;
    Container memory(simulation, 10);
    CHECK(memory.try_take(6));
    CHECK(memory.try_take(4));
    CHECK(memory.free() == 0);
    CHECK_FALSE(memory.try_take(1));
    CHECK(memory.try_take(0));
    memory.give(4);
    CHECK(memory.taken() == 6);
    CHECK(memory.capacity() == 10);
}

// 8 of 10 are taken. 5 waits; 1 would fit but came later.
TEST_CASE("who fits does not overtake who came first")
{
    Simulation simulation;
    Container memory(simulation, 10);
    std::vector<int> order;
    Claimant large(order, 1), small(order, 2);
    REQUIRE(memory.try_take(8));
    CHECK(memory.take(5, large.granted()) != 0);
    CHECK(memory.take(1, small.granted()) != 0);
    CHECK_FALSE(memory.try_take(1));
    CHECK(order.empty());
    memory.give(2);
    CHECK(order.empty());
    memory.give(1);
    CHECK(order == std::vector<int>{1});
    CHECK(memory.taken() == 10);
    memory.give(1);
    CHECK(order == std::vector<int>{1, 2});
    CHECK(memory.waiting() == 0);
}

TEST_CASE("who withdraws from the head of the line lets the next ones through")
{
    Simulation simulation;
    Container memory(simulation, 10);
    std::vector<int> order;
    Claimant large(order, 1), small(order, 2), smaller(order, 3);
    REQUIRE(memory.try_take(8));
    const auto ticket = memory.take(5, large.granted());
    memory.take(2, small.granted());
    const auto last = memory.take(1, smaller.granted());
    memory.withdraw(last);
    CHECK(order.empty());
    memory.withdraw(ticket);
    CHECK(order == std::vector<int>{2});
    CHECK(memory.taken() == 10);
    CHECK(memory.waiting() == 0);
}

// 3 for 2 s, then 5 for 4 s: 6 + 20.
TEST_CASE("the area is the amount taken times the seconds")
{
    Simulation simulation;
    Container memory(simulation, 10);
    REQUIRE(memory.try_take(3));
    simulation.run_until(2);
    REQUIRE(memory.try_take(2));
    simulation.run_until(6);
    CHECK(memory.area() == 26);
    memory.give(5);
    simulation.run_until(10);
    CHECK(memory.area() == 26);
}

TEST_CASE("requests that cannot be meant are refused")
{
    Simulation simulation;
    CHECK_THROWS_AS(Container(simulation, -1), sim::LogicError);
    Container memory(simulation, 10);
    CHECK_THROWS_AS(memory.take(11, {}), sim::LogicError);
    CHECK_THROWS_AS(memory.try_take(-1), sim::LogicError);
    CHECK_THROWS_AS(memory.give(1), sim::LogicError);
    CHECK_THROWS_AS(memory.give(-1), sim::LogicError);
    CHECK(memory.taken() == 0);
}

TEST_CASE("processes take in order and give back when they die, in line or served")
{
    Simulation simulation;
    Container memory(simulation, 2);
    ProcessGroup doomed(simulation);
    ProcessGroup survivors(simulation);
    doomed.start(holder(simulation, memory, 2, 100));
    doomed.start(holder(simulation, memory, 2, 100));
    survivors.start(holder(simulation, memory, 1, 5));
    simulation.run_until(1);
    CHECK(memory.waiting() == 2);
    doomed.end();
    CHECK(memory.taken() == 1);
    CHECK(memory.waiting() == 0);
    simulation.run_until(10);
    CHECK(survivors.size() == 0);
    CHECK(memory.taken() == 0);
}

TEST_CASE("a process that asks for more than there can be is told so")
{
    Simulation simulation;
    Container memory(simulation, 2);
    ProcessGroup group(simulation);
    group.start(holder(simulation, memory, 3, 1));
    CHECK_THROWS_AS(simulation.run_until(1), sim::LogicError);
    CHECK(memory.taken() == 0);
    CHECK(memory.waiting() == 0);
}

// Whoever is granted the amount gives it back at once, which grants it to the next.
TEST_CASE("a long line that moves up all at once does not exhaust the stack")
{
    Simulation simulation;
    Container memory(simulation, 1);
    int served = 0;
    ProcessGroup group(simulation);
    REQUIRE(memory.try_take(1));
    for (int i = 0; i < 200'000; ++i) group.start(passer_by(memory, served));
    CHECK(memory.waiting() == 200'000);
    memory.give(1);
    CHECK(served == 200'000);
    CHECK(group.size() == 0);
    CHECK(memory.taken() == 0);
}

TEST_CASE("amounts that are no whole numbers do not wear the container out")
{
    Simulation simulation;
    Container memory(simulation, 1);
    sim::RandomStream random(53, 0, "amounts");
    for (int round = 0; round < 20; ++round) {
        std::deque<double> held;
        for (int i = 0; i < 10'000; ++i) {
            const double amount = random.uniform() / 5;
            if (memory.try_take(amount)) {
                held.push_back(amount);
            } else {
                memory.give(held.front());
                held.pop_front();
            }
        }
        for (const double amount : held) memory.give(amount);
        CHECK(memory.taken() <= 1e-12);
        CHECK(memory.try_take(1));
        memory.give(1);
    }
}

TEST_CASE("many thousands of random operations agree with plain lists")
{
    Duel duel;
    for (int i = 0; i < 50'000; ++i) duel.step();
    CHECK(duel.differences() == 0);
    CHECK(duel.grants() > 10'000);
}
