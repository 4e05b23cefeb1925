// Searches on models whose capacity is known in closed form. In each replication a higher level
// fails wherever a lower one does: users are added, never exchanged.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "sim/distribution.hpp"
#include "sim/level_bracket.hpp"
#include "sim/random_stream.hpp"
#include "sim/replications.hpp"
#include "tests/catch.hpp"

namespace {

constexpr int searches = 500;
constexpr std::uint64_t seed = 1917;

struct Model {
    std::string name;
    int most;                                      // users
    std::function<double(int users)> probability;  // that so many are served as agreed
    std::function<bool(std::uint64_t replication, int users)> held;
};

// Servers that each complete a call at rate 1, and users that each offer `load` erlang.
struct Trunks {
    int servers;
    double load;
    bool calls_wait;  // else they are lost
};

// Erlang's loss formula by its recursion.
double blocked(double offered, int servers)
{
    double loss = 1;
    for (int n = 1; n <= servers; ++n) loss = offered * loss / (n + offered * loss);
    return loss;
}

double waiting(double offered, int servers)
{
    if (offered >= servers) return 1;
    const double loss = blocked(offered, servers);
    return servers * loss / (servers - offered * (1 - loss));
}

// Whether a call finds a server free after `duration` mean service times from empty. Calls of user
// i are those of the stream with a mark below i; server k completes what it has if k calls are in.
bool finds_one_free(const Trunks& trunks, std::uint64_t replication, int users, int most)
{
    constexpr double duration = 40;
    const double of_all = most * trunks.load;
    const double rate = of_all + trunks.servers;
    const auto gap = sim::Distribution::exponential(1 / rate);
    sim::RandomStream gaps(seed, replication, "gap");
    sim::RandomStream marks(seed, replication, "mark");
    int calls = 0;
    for (double now = gap.next(gaps); now < duration; now += gap.next(gaps)) {
        const double mark = marks.uniform() * rate;
        if (mark < of_all) {
            const bool asked = mark < users * trunks.load;
            if (asked && (trunks.calls_wait || calls < trunks.servers)) ++calls;
        } else if (mark - of_all < calls) {
            --calls;
        }
    }
    return calls < trunks.servers;
}

Model telephone(const std::string& name, const Trunks& trunks, int most)
{
    const auto probability = [trunks](int users) {
        const double offered = users * trunks.load;
        return 1 - (trunks.calls_wait ? waiting(offered, trunks.servers)
                                      : blocked(offered, trunks.servers));
    };
    return {name, most, probability, [trunks, most](std::uint64_t replication, int users) {
                return finds_one_free(trunks, replication, users, most);
            }};
}

double binomial(int trials, double p, int at_most)
{
    double sum = 0;
    for (int k = 0; k <= std::min(at_most, trials); ++k) {
        sum += std::exp(std::lgamma(trials + 1.0) - std::lgamma(k + 1.0) -
                        std::lgamma(trials - k + 1.0) + k * std::log(p) +
                        (trials - k) * std::log1p(-p));
    }
    return sum;
}

// An uplink for so many streams, of which each user takes one with a probability.
Model fan_out(int streams, double watching, int most)
{
    const auto held = [=](std::uint64_t replication, int users) {
        sim::RandomStream draws(seed, replication, "watching");
        int watched = 0;
        for (int user = 0; user < users; ++user) watched += draws.uniform() < watching;
        return watched <= streams;
    };
    return {"fan-out", most, [=](int users) { return binomial(users, watching, streams); }, held};
}

int capacity_of(const Model& model, double probability)
{
    int users = 0;
    while (users < model.most && model.probability(users + 1) >= probability) ++users;
    return users;
}

sim::LevelBracket search(const Model& model, const sim::LevelDecision& decision, int number)
{
    sim::LevelBracket bracket(decision, model.most);
    narrow_down(bracket, 1, [&](int replication, int low, int high) {
        const auto one = static_cast<std::uint64_t>(number * decision.maximum + replication);
        while (low < high) {
            const int middle = low + (high - low + 1) / 2;
            if (model.held(one, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    });
    return bracket;
}

struct Tried {
    int decided = 0;
    int outside = 0;        // brackets that do not contain the capacity
    int wrong = 0;          // answers by more than one user, or brackets where it could not decide
    int guessed_wrong = 0;  // of all, answers by more than one user
    double replications = 0;
};

Tried try_out(const Model& model, const sim::LevelDecision& decision)
{
    const int capacity = capacity_of(model, decision.probability);
    Tried tried;
    for (const auto& one : sim::replicate(0, searches, 2, [&](int number) {
             const sim::LevelBracket found = search(model, decision, number);
             const bool outside = capacity < found.low() || capacity > found.high();
             const bool off = std::abs(found.answer() - capacity) > 1;
             const bool beyond = capacity < found.low() - 1 || capacity > found.high() + 1;
             const bool wrong = found.narrow() ? off : beyond;
             return std::vector<double>{found.narrow() * 1.0, outside * 1.0, wrong * 1.0, off * 1.0,
                                        found.replications() * 1.0};
         })) {
        tried.decided += one[0] > 0;
        tried.outside += one[1] > 0;
        tried.wrong += one[2] > 0;
        tried.guessed_wrong += one[3] > 0;
        tried.replications += one[4] / searches;
    }
    UNSCOPED_INFO(model.name << ", budget " << decision.maximum << ": capacity " << capacity
                             << ", decided " << tried.decided << ", outside " << tried.outside
                             << ", wrong " << tried.wrong << ", best guess wrong "
                             << tried.guessed_wrong << ", replications " << tried.replications);
    return tried;
}

}  // namespace

TEST_CASE("searches are wrong by more than one user less often than stated", "[capacity_search]")
{
    const std::vector<Model> models = {
        telephone("Erlang B", {10, 0.5, false}, 40),
        telephone("Erlang C", {10, 0.5, true}, 40),
        fan_out(100, 0.8, 200),
        fan_out(20, 0.3, 200),
    };
    const Model& model = models[GENERATE(as<std::size_t>{}, 0, 1, 2, 3)];
    sim::LevelDecision decision;
    decision.maximum = GENERATE(500, 20000);
    const Tried tried = try_out(model, decision);
    CHECK(tried.wrong < 0.05 * searches);
    CHECK(tried.outside < 0.05 * searches);
    if (decision.maximum > 500) CHECK(tried.decided > 0.95 * searches);
}
