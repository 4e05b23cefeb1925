#include "sim/replications.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <functional>
#include <numeric>
#include <thread>
#include <utility>

#include "sim/expect.hpp"
#include "sim/statistics/confidence_interval.hpp"

namespace sim {
namespace {

// The numbers first ... last - 1 in the order in which they are to begin: the longest first, so
// that no thread is left alone with a long one at the end.
std::vector<std::size_t> order_of_beginning(int first, std::size_t count, const Duration& expected)
{
    std::vector<std::size_t> places(count);
    std::iota(places.begin(), places.end(), std::size_t{0});
    if (!expected) return places;
    std::vector<double> durations;
    for (const std::size_t place : places) {
        durations.push_back(expected(first + static_cast<int>(place)));
        EXPECT(!std::isnan(durations.back()), "an expected duration must be a number");
    }
    std::ranges::stable_sort(places, std::ranges::greater{},
                             [&durations](std::size_t place) { return durations[place]; });
    return places;
}

// Places of a batch, filled by whichever thread is free and read when all have finished. Plain
// threads: the thread sanitizer sees the whole of their synchronization.
class Batch {
public:
    Batch(int first, int last, const Replication& one, const Duration& expected)
        : first_(first),
          one_(one),
          responses_(static_cast<std::size_t>(last - first)),
          errors_(responses_.size()),
          places_(order_of_beginning(first, responses_.size(), expected)),
          failed_(responses_.size())
    {
    }

    // Takes the next place until none is left; to be called by every thread.
    void work()
    {
        for (std::size_t turn = next_++; turn < places_.size(); turn = next_++) {
            // above a failed number nothing counts any more, below it everything does
            if (places_[turn] < failed_) run(places_[turn]);
        }
    }

    std::vector<std::vector<double>> take()
    {
        if (failed_ < errors_.size()) std::rethrow_exception(errors_[failed_]);
        return std::move(responses_);
    }

private:
    void run(std::size_t place)
    {
        try {
            responses_[place] = one_(first_ + static_cast<int>(place));
        } catch (...) {
            errors_[place] = std::current_exception();
            std::size_t lowest = failed_;
            while (place < lowest && !failed_.compare_exchange_weak(lowest, place)) {
            }
        }
    }

    int first_;
    const Replication& one_;
    std::vector<std::vector<double>> responses_;
    std::vector<std::exception_ptr> errors_;
    std::vector<std::size_t> places_;  // in the order of beginning
    std::atomic<std::size_t> next_{0};
    std::atomic<std::size_t> failed_;  // the lowest place that failed
};

void tally_up(ReplicationResult& result, std::vector<std::vector<double>> batch)
{
    if (result.responses.empty() && !batch.empty()) result.responses.resize(batch.front().size());
    for (std::vector<double>& responses : batch) {
        EXPECT(!responses.empty() && responses.size() == result.responses.size(),
               "every replication must return the same number of responses, at least one");
        for (std::size_t i = 0; i < responses.size(); ++i) result.responses[i].add(responses[i]);
        result.observations.push_back(std::move(responses));
    }
}

bool is_precise(const Tally& response, const Precision& precision)
{
    const double half_width = confidence_interval(response, precision.level).half_width();
    return half_width <= precision.relative * std::abs(response.mean());
}

}  // namespace

std::vector<std::vector<double>> replicate(int first, int last, int threads, const Replication& one,
                                           const Duration& expected)
{
    EXPECT(first <= last, "the replications to run must be a range");
    EXPECT(threads >= 1, "replications need at least one thread");
    Batch batch(first, last, one, expected);
    {
        const int helpers = std::min(threads, last - first) - 1;
        std::vector<std::jthread> running;
        for (int i = 0; i < helpers; ++i) running.emplace_back([&batch] { batch.work(); });
        batch.work();
    }
    return batch.take();
}

ReplicationResult run_replications(const Precision& precision, int threads, const Replication& one)
{
    EXPECT(precision.minimum >= 2, "an interval needs at least two replications");
    EXPECT(precision.maximum >= precision.minimum,
           "the maximum of replications must not be below the minimum");
    EXPECT(precision.relative >= 0, "a relative precision must not be negative");
    ReplicationResult result;
    int done = 0;
    int next = precision.minimum;
    bool confirmed = false;
    while (done < next && !confirmed) {
        tally_up(result, replicate(done, next, threads, one));
        const bool before =
            std::exchange(result.precise, is_precise(result.responses.front(), precision));
        confirmed = before && result.precise;
        done = next;
        next += std::min(precision.minimum / 2, precision.maximum - done);
    }
    return result;
}

}  // namespace sim
