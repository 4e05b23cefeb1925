#include "sim/replications.hpp"

#include <atomic>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <string>
#include <thread>

#include "sim/distribution.hpp"
#include "sim/expect.hpp"
#include "sim/random_stream.hpp"
#include "sim/statistics/confidence_interval.hpp"
#include "tests/catch.hpp"

using sim::Precision;
using sim::ReplicationResult;
using sim::run_replications;

namespace {

// The mean of `count` exponential variates of mean 1, and the greatest.
sim::Replication exponential_means(int count)
{
    return [count](int number) {
        const sim::Distribution law = sim::Distribution::exponential(1);
        sim::RandomStream stream(77, static_cast<std::uint64_t>(number), "service");
        sim::Tally tally;
        for (int i = 0; i < count; ++i) tally.add(law.next(stream));
        return std::vector<double>{tally.mean(), tally.maximum()};
    };
}

std::vector<double> square(int number)
{
    return {static_cast<double>(number) * number};
}

// What replicate(0, 50) throws if exactly these numbers fail.
std::string failure(int threads, int first_failing, int second_failing,
                    const sim::Duration& expected = {})
{
    try {
        const auto fail = [=](int number) -> std::vector<double> {
            if (number == first_failing || number == second_failing) {
                throw std::runtime_error("replication " + std::to_string(number));
            }
            return {0};
        };
        (void)sim::replicate(0, 50, threads, fail, expected);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "nothing";
}

}  // namespace

TEST_CASE("responses are gathered by the number of the replication")
{
    for (const int threads : {1, 2, 3}) {
        const std::vector<std::vector<double>> responses = sim::replicate(5, 105, threads, square);
        REQUIRE(responses.size() == 100);
        for (int i = 0; i < 100; ++i) {
            CHECK(responses[static_cast<std::size_t>(i)] == square(5 + i));
        }
    }
    CHECK(sim::replicate(3, 3, 2, square).empty());
}

TEST_CASE("the longest replications begin first, and the responses keep their numbers")
{
    const auto expected = [](int number) { return number % 10; };
    std::vector<int> begun;
    const auto note = [&begun](int number) {
        begun.push_back(number);
        return square(number);
    };
    const auto responses = sim::replicate(0, 40, 1, note, expected);
    REQUIRE(begun.size() == 40);
    for (std::size_t i = 0; i < 40; ++i) {
        CHECK(responses[i] == square(static_cast<int>(i)));
        CHECK(begun[i] % 10 == 9 - static_cast<int>(i) / 4);
        if (i % 4 > 0) CHECK(begun[i] > begun[i - 1]);
    }
    for (const int threads : {2, 3}) {
        CHECK(sim::replicate(0, 40, threads, square, expected) == responses);
    }
}

TEST_CASE("the result does not depend on the number of threads")
{
    const Precision precision{0.02, 0.95, 10, 200};
    const ReplicationResult one = run_replications(precision, 1, exponential_means(500));
    for (const int threads : {2, 3}) {
        const ReplicationResult other =
            run_replications(precision, threads, exponential_means(500));
        CHECK(other.observations == one.observations);
        CHECK(other.precise == one.precise);
        for (std::size_t i = 0; i < 2; ++i) {
            CHECK(other.responses[i].mean() == one.responses[i].mean());
            CHECK(other.responses[i].variance() == one.responses[i].variance());
        }
    }
}

// A mean of 500 has the deviation 1 / sqrt(500) = 0.045: for a half width of 0.02 about 20 are
// needed.
TEST_CASE("replications stop after two batches in succession that leave the interval narrow enough")
{
    const Precision precision{0.02, 0.95, 10, 200};
    const ReplicationResult result = run_replications(precision, 2, exponential_means(500));
    REQUIRE(result.precise);
    const int n = static_cast<int>(result.responses[0].count());
    CHECK(n > 10);
    CHECK(n < 60);
    CHECK(n % 5 == 0);
    std::vector<bool> narrow;
    for (int looked = 10; looked <= n; looked += 5) {
        sim::Tally so_far;
        for (int i = 0; i < looked; ++i) {
            so_far.add(result.observations[static_cast<std::size_t>(i)][0]);
        }
        const double half_width = confidence_interval(so_far, 0.95).half_width();
        narrow.push_back(half_width <= 0.02 * so_far.mean());
    }
    REQUIRE(narrow.size() >= 2);
    CHECK(narrow.back());
    CHECK(narrow[narrow.size() - 2]);
    for (std::size_t i = 1; i + 1 < narrow.size(); ++i) CHECK_FALSE((narrow[i - 1] && narrow[i]));
}

TEST_CASE("a certain response takes the minimum of replications and one more batch")
{
    const auto result = run_replications({0.01, 0.95, 4, 100}, 2, [](int number) {
        return std::vector<double>{3, static_cast<double>(number)};
    });
    CHECK(result.precise);
    CHECK(result.responses.size() == 2);
    CHECK(result.responses[0].count() == 6);
    CHECK(result.responses[1].mean() == 2.5);
    CHECK(result.observations.size() == 6);
}

TEST_CASE("an interval that is narrow at the maximum is precise though nobody looks again")
{
    const auto certain = [](int) { return std::vector<double>{3}; };
    const auto result = run_replications({0.01, 0.95, 4, 4}, 2, certain);
    CHECK(result.precise);
    CHECK(result.observations.size() == 4);
}

TEST_CASE("a response that is always zero is precise")
{
    const auto zero = [](int) { return std::vector<double>{0}; };
    CHECK(run_replications({0.01, 0.95, 2, 10}, 1, zero).precise);
}

TEST_CASE("replications end at the maximum, and say so")
{
    const auto coin = [](int number) { return std::vector<double>{number % 2 ? 1.0 : -1.0}; };
    for (const int maximum : {10, 12, 33}) {
        const ReplicationResult result = run_replications({0.01, 0.95, 10, maximum}, 2, coin);
        CHECK_FALSE(result.precise);
        CHECK(result.responses[0].count() == static_cast<std::uint64_t>(maximum));
        CHECK(result.observations.size() == static_cast<std::size_t>(maximum));
    }
}

// Each waits until the others have begun, or gives up after ten seconds.
TEST_CASE("as many replications run at once as threads are asked for")
{
    for (const int threads : {2, 3}) {
        std::atomic<int> begun{0};
        const auto wait_for_the_others = [&begun, threads](int) {
            const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
            ++begun;
            while (begun < threads && std::chrono::steady_clock::now() < patience) {
                std::this_thread::yield();
            }
            return std::vector<double>{begun == threads ? 1.0 : 0.0};
        };
        const auto met = sim::replicate(0, threads, threads, wait_for_the_others);
        CHECK(met == std::vector<std::vector<double>>(static_cast<std::size_t>(threads), {1}));
    }
}

TEST_CASE("of several failed replications the lowest number is reported")
{
    for (const int threads : {1, 2, 3}) {
        for (int repetition = 0; repetition < 20; ++repetition) {
            REQUIRE(failure(threads, 31, 7) == "replication 7");
            REQUIRE(failure(threads, 49, 48) == "replication 48");
        }
        const auto last_first = [](int number) { return number; };
        CHECK(failure(threads, 31, 7, last_first) == "replication 7");
        CHECK(failure(threads, -1, -1, last_first) == "nothing");
        CHECK(failure(threads, -1, -1) == "nothing");
    }
}

TEST_CASE("a failed replication ends the whole run")
{
    const auto late = [](int number) -> std::vector<double> {
        if (number == 12) throw std::runtime_error("twelve");
        return {number % 2 ? 1.0 : -1.0};
    };
    CHECK_THROWS_WITH(run_replications({0.01, 0.95, 10, 40}, 2, late), "twelve");
}

TEST_CASE("misuse of replications is a programmer's error")
{
    const auto growing = [](int number) {
        return std::vector<double>(static_cast<std::size_t>(number + 1), 1);
    };
    const auto empty = [](int) { return std::vector<double>(); };
    CHECK_THROWS_AS(run_replications({0.1, 0.9, 2, 4}, 1, growing), sim::LogicError);
    CHECK_THROWS_AS(run_replications({0.1, 0.9, 2, 4}, 1, empty), sim::LogicError);
    CHECK_THROWS_AS(run_replications({0.1, 0.9, 1, 4}, 1, square), sim::LogicError);
    CHECK_THROWS_AS(run_replications({0.1, 0.9, 5, 4}, 1, square), sim::LogicError);
    CHECK_THROWS_AS(sim::replicate(0, 4, 0, square), sim::LogicError);
    CHECK_THROWS_AS(sim::replicate(4, 0, 1, square), sim::LogicError);
    const auto unknown = [](int) { return std::nan(""); };
    CHECK_THROWS_AS(sim::replicate(0, 4, 1, square, unknown), sim::LogicError);
}
