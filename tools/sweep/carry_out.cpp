#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "tools/standard_streams.hpp"
#include "tools/sweep/crew.hpp"
#include "tools/sweep/interruption.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/sweep/sweep_progress.hpp"

namespace tools {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Forcing a commit to the disk takes some milliseconds: points that are finished within this time
// share one. Until then none of them counts as done.
constexpr milliseconds between_commits{200};

std::string host()
{
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

// Stores what the crew finishes, until all is stored or somebody interrupts.
class Keeper {
public:
    Keeper(Store& store, Crew& crew, SweepProgress& progress)
        : store_(store), crew_(crew), progress_(progress)
    {
    }

    bool keep(std::size_t points, const Interruption& interruption)
    {
        while (stored_ < points) {
            const bool leaving = interruption.asked();
            for (PointResult& result : crew_.take(milliseconds(leaving ? 0 : 50))) {
                waiting_.push_back(std::move(result));
            }
            const bool all = stored_ + waiting_.size() == points;
            if (all || leaving || Clock::now() - committed_ >= between_commits) commit();
            if (leaving && !all) return false;
            progress_.show();
        }
        return true;
    }

private:
    void commit()
    {
        if (waiting_.empty()) return;
        store_.write(waiting_);
        committed_ = Clock::now();
        stored_ += waiting_.size();
        for (const PointResult& result : waiting_) {
            progress_.done(result.number, !result.failure.empty());
        }
        waiting_.clear();
    }

    Store& store_;
    Crew& crew_;
    SweepProgress& progress_;
    Clock::time_point committed_ = Clock::now() - between_commits;
    std::vector<PointResult> waiting_;
    std::size_t stored_ = 0;
};

}  // namespace

void carry_out(const Plan& plan, Store& store, const Arguments& arguments,
               const std::string& resume)
{
    const Plan::Order order = plan.order(store.stored(!arguments.retry_failed));
    if (order.numbers.empty()) return;
    store.begin_session({"", "", host(), arguments.threads, 0});
    const Interruption interruption;
    const StoreCounts before = store.counts();
    SweepProgress progress(plan, order, before, arguments.quiet);
    Crew crew(plan, order, arguments.threads);
    try {
        Keeper keeper(store, crew, progress);
        if (keeper.keep(order.numbers.size(), interruption)) return;
    } catch (const StoreError& error) {
        progress.clear();
        store.finish();
        tell(fmt::format("bbbcap: {}\nGo on with: {}\n", error.what(), resume));
        leave_at_once(static_cast<int>(ExitCode::cannot_write));
    }
    progress.clear();
    store.finish();
    tell(fmt::format("bbbcap: interrupted, {} stored; go on with: {}\n", progress.text(), resume));
    leave_at_once(static_cast<int>(ExitCode::interrupted));
}

}  // namespace tools
