#include "sim/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <vector>

#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "tests/catch.hpp"

using sim::Callback;
using sim::Event;
using sim::Simulation;
using sim::Time;

namespace {

// Writes down when it was called.
struct Diary {
    explicit Diary(Simulation& of) : simulation(of) {}
    void write() { times.push_back(simulation.now()); }
    Callback writing() { return Callback::to<&Diary::write>(this); }

    Simulation& simulation;
    std::vector<Time> times;
};

// An event that occurs again and again at random times.
class Clockwork {
public:
    Clockwork(Simulation& simulation, std::uint64_t seed)
        : random_(seed, 0, "clockwork"), tick_(simulation, Callback::to<&Clockwork::occur>(this))
    {
        tick_.after(random_.uniform());
    }

private:
    void occur() { tick_.after(random_.uniform()); }
    sim::RandomStream random_;
    Event tick_;
};

std::uint64_t fingerprint_of(std::uint64_t seed, Time end)
{
    Simulation simulation;
    const Clockwork first(simulation, seed);
    const Clockwork second(simulation, seed + 1);
    simulation.run_until(end);
    return simulation.fingerprint();
}

// Destroys itself and other events and makes new ones, in the middle of its own occurrence.
struct Revolution {
    explicit Revolution(Simulation& of) : simulation(of), diary(of)
    {
        begin = std::make_unique<Event>(of, Callback::to<&Revolution::occur>(this));
        victim = std::make_unique<Event>(of, diary.writing());
        begin->at(1);
        victim->at(2);
    }
    void occur()
    {
        begin.reset();
        victim.reset();
        for (int i = 0; i < 1000; ++i) {  // enough to move the table of slots
            heirs.push_back(std::make_unique<Event>(simulation, diary.writing()));
            heirs.back()->at(3);
        }
        occurred = true;
    }

    Simulation& simulation;
    Diary diary;
    std::unique_ptr<Event> begin;
    std::unique_ptr<Event> victim;
    std::vector<std::unique_ptr<Event>> heirs;
    bool occurred = false;
};

}  // namespace

TEST_CASE("the clock stands at the end of the run, with or without events")
{
    Simulation simulation;
    CHECK(simulation.now() == 0);
    simulation.run_until(5);
    CHECK(simulation.now() == 5);
    Diary diary(simulation);
    Event event(simulation, diary.writing());
    event.after(2);
    simulation.run_until(10);
    CHECK(simulation.now() == 10);
    CHECK(diary.times == std::vector<Time>{7});
    CHECK(simulation.events() == 1);
}

TEST_CASE("an event at the end of the run occurs, a later one waits for the next run")
{
    Simulation simulation;
    Diary diary(simulation);
    Event at_end(simulation, diary.writing());
    Event later(simulation, diary.writing());
    at_end.at(5);
    later.at(std::nextafter(5.0, 6.0));
    simulation.run_until(5);
    CHECK(diary.times == std::vector<Time>{5});
    simulation.run_until(6);
    CHECK(diary.times == std::vector<Time>{5, std::nextafter(5.0, 6.0)});
}

// To end a run the calendar must look at the next event, which may be far away.
TEST_CASE("after the end of a run events may come before those already pending")
{
    for (const int events : {1, 100, 10'000}) {
        Simulation simulation;
        Diary diary(simulation);
        std::vector<std::unique_ptr<Event>> all;
        std::vector<Time> expected;
        for (int run = 1; run <= 3; ++run) {
            for (int i = 0; i < events; ++i) {
                all.push_back(std::make_unique<Event>(simulation, diary.writing()));
                all.back()->at(1000.0 / run + i);
                expected.push_back(1000.0 / run + i);
            }
            simulation.run_until(run);
            CHECK(diary.times.empty());
        }
        simulation.run_until(1e6);
        std::sort(expected.begin(), expected.end());
        CHECK((diary.times == expected));
    }
}

TEST_CASE("time never goes back")
{
    Simulation simulation;
    simulation.run_until(5);
    CHECK_THROWS_AS(simulation.run_until(4), sim::LogicError);
    CHECK_THROWS_AS(simulation.run_until(std::nan("")), sim::LogicError);
    CHECK(simulation.now() == 5);
}

TEST_CASE("an event in the past is refused, one at the present time is not")
{
    Simulation simulation;
    Diary diary(simulation);
    Event event(simulation, diary.writing());
    simulation.run_until(5);
    CHECK_THROWS_AS(event.at(4.999), sim::LogicError);
    CHECK_THROWS_AS(event.after(-1e-9), sim::LogicError);
    CHECK_THROWS_AS(event.at(std::nan("")), sim::LogicError);
    CHECK_FALSE(event.pending());
    event.after(0);
    simulation.run_until(5);
    CHECK(diary.times == std::vector<Time>{5});
}

TEST_CASE("a moved event occurs once, at its last time, and a cancelled one never")
{
    Simulation simulation;
    Diary diary(simulation);
    Event moved(simulation, diary.writing());
    Event cancelled(simulation, diary.writing());
    moved.at(1);
    cancelled.at(1);
    moved.at(3);
    moved.at(2);
    cancelled.cancel();
    CHECK(moved.time() == 2);
    CHECK(moved.pending());
    CHECK_FALSE(cancelled.pending());
    simulation.run_until(10);
    CHECK(diary.times == std::vector<Time>{2});
    CHECK_FALSE(moved.pending());
}

TEST_CASE("an event that dies leaves the calendar")
{
    Simulation simulation;
    Diary diary(simulation);
    {
        Event event(simulation, diary.writing());
        event.at(1);
        CHECK(simulation.calendar().size() == 1);
    }
    CHECK(simulation.calendar().empty());
    simulation.run_until(2);
    CHECK(diary.times.empty());
}

TEST_CASE("an event may destroy itself and others and make new ones while it occurs")
{
    Simulation simulation;
    Revolution revolution(simulation);
    simulation.run_until(10);
    CHECK(revolution.occurred);
    CHECK(revolution.diary.times == std::vector<Time>(1000, 3));
}

TEST_CASE("equal trajectories have equal fingerprints, different ones do not")
{
    const std::uint64_t fingerprint = fingerprint_of(1, 100);
    CHECK(fingerprint_of(1, 100) == fingerprint);
    CHECK(fingerprint_of(2, 100) != fingerprint);
    CHECK(fingerprint_of(1, 101) != fingerprint);
}

TEST_CASE("the order of two events at one time is part of the fingerprint")
{
    std::vector<std::uint64_t> fingerprints;
    for (const bool swapped : {false, true}) {
        Simulation simulation;
        Diary diary(simulation);
        Event first(simulation, diary.writing());
        Event second(simulation, diary.writing());
        (swapped ? second : first).at(1);
        (swapped ? first : second).at(1);
        simulation.run_until(2);
        fingerprints.push_back(simulation.fingerprint());
    }
    CHECK(fingerprints[0] != fingerprints[1]);
}

TEST_CASE("numbers mixed in change the fingerprint, and so does their order")
{
    Simulation one;
    Simulation other;
    Simulation neither;
    one.mix(1);
    one.mix(2);
    other.mix(2);
    other.mix(1);
    CHECK(one.fingerprint() != other.fingerprint());
    CHECK(one.fingerprint() != neither.fingerprint());
}

TEST_CASE("an exception of an event leaves the run at its time, and the run can go on")
{
    struct Fault {
        void occur() { throw std::runtime_error("broken"); }
    } fault;
    Simulation simulation;
    Diary diary(simulation);
    Event broken(simulation, Callback::to<&Fault::occur>(&fault));
    Event sound(simulation, diary.writing());
    broken.at(1);
    sound.at(2);
    CHECK_THROWS_WITH(simulation.run_until(10), "broken");
    CHECK(simulation.now() == 1);
    simulation.run_until(10);
    CHECK(diary.times == std::vector<Time>{2});
}
