#include <string>

#include "sim/container.hpp"
#include "tests/known_answers/replicated.hpp"

using namespace known_answers;

namespace {

const sim::Time warm_up = 100;
const sim::Time end = 8'100;

struct Calls {
    double rate;
    int places;  // taken by each
    sim::Distribution duration;
};

struct Count {
    int asked = 0;
    int blocked = 0;
    double share() const { return static_cast<double>(blocked) / asked; }
};

sim::Process call(sim::Simulation& simulation, sim::Container& places, int amount,
                  sim::Time duration)
{
    const sim::Held held(places, amount);
    co_await sim::Delay(simulation, duration);
}

sim::Process calls(sim::Simulation& simulation, sim::ProcessGroup& group, sim::Container& places,
                   Calls of, std::uint64_t replication, Count& count)
{
    const std::string name = std::to_string(of.places) + " places";
    const sim::Distribution gap = sim::Distribution::exponential(1 / of.rate);
    sim::RandomStream gaps(1917, replication, name + "/gap");
    sim::RandomStream durations(1917, replication, name + "/duration");
    for (;;) {
        const sim::Time pause = gap.next(gaps);
        co_await sim::Delay(simulation, pause);
        const sim::Time duration = of.duration.next(durations);
        const bool admitted = places.try_take(of.places);
        if (simulation.now() >= warm_up) ++count.asked;
        if (simulation.now() >= warm_up && !admitted) ++count.blocked;
        if (admitted) group.start(call(simulation, places, of.places, duration));
    }
}

// Shares blocked by class, then the mean amount taken.
std::vector<double> replicate_loss(int number, double capacity, const std::vector<Calls>& classes)
{
    sim::Simulation simulation;
    sim::Container places(simulation, capacity);
    std::vector<Count> counts(classes.size());
    sim::ProcessGroup group(simulation);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        group.start(calls(simulation, group, places, classes[i], static_cast<std::uint64_t>(number),
                          counts[i]));
    }
    simulation.run_until(warm_up);
    const double before = places.area();
    simulation.run_until(end);
    std::vector<double> responses;
    for (const Count& count : counts) responses.push_back(count.share());
    responses.push_back((places.area() - before) / (end - warm_up));
    return responses;
}

}  // namespace

// M/G/m/m: the share of blocked calls is Erlang's B(m, a) whatever the law of their durations, and
// a (1 - B) places are taken on average (Kleinrock, Queueing Systems I, 1975, 3.6).
TEST_CASE("calls are lost as Erlang's B says, whatever the law of their durations")
{
    const double erlangs = 8;
    const double theory = erlang_b(10, erlangs);
    const std::vector<std::pair<const char*, sim::Distribution>> laws{
        {"constant", sim::Distribution::constant(2)},
        {"exponential", sim::Distribution::exponential(2)},
        {"lognormal, cv 2", sim::Distribution::lognormal(2, 2)},
    };
    for (const auto& [name, duration] : laws) {
        const std::vector<Calls> classes{{erlangs / 2, 1, duration}};
        const auto simulated =
            intervals(20, [&classes](int number) { return replicate_loss(number, 10, classes); });
        check(name, simulated[0], theory, 0.03);
        check(name, simulated[1], erlangs * (1 - theory), 0.01);
    }
}

// Calls of 1 place (5 erlangs) and of 4 places (1.5 erlangs) share 16: n q(n) = sum over classes of
// a_k b_k q(n - b_k) for the probabilities q that n places are taken; a class is blocked when fewer
// than b_k are free (Kaufman, IEEE Transactions on Communications 29, 1981; Roberts, 1981).
TEST_CASE("calls of several places are lost as Kaufman and Roberts say")
{
    const std::vector<Calls> classes{{5, 1, sim::Distribution::exponential(1)},
                                     {1.5, 4, sim::Distribution::gamma(1, 2)}};
    std::vector<double> q(17, 0);
    q[0] = 1;
    double all = 1;
    for (std::size_t n = 1; n < q.size(); ++n) {
        q[n] += 5 * 1 * q[n - 1] / static_cast<double>(n);
        if (n >= 4) q[n] += 1.5 * 4 * q[n - 4] / static_cast<double>(n);
        all += q[n];
    }
    const double small_blocked = q[16] / all;
    const double large_blocked = (q[16] + q[15] + q[14] + q[13]) / all;
    const auto simulated =
        intervals(30, [&classes](int number) { return replicate_loss(number, 16, classes); });
    check("small", simulated[0], small_blocked, 0.05);
    check("large", simulated[1], large_blocked, 0.03);
    check("taken", simulated[2], 5 * (1 - small_blocked) + 6 * (1 - large_blocked), 0.01);
}
