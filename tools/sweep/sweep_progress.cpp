#include "tools/sweep/sweep_progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/standard_streams.hpp"
#include "tools/sweep/sweep.hpp"

namespace tools {
namespace {

constexpr std::chrono::milliseconds on_terminal{500};
constexpr std::chrono::minutes in_log{1};

}  // namespace

SweepProgress::SweepProgress(const Plan& plan, const Plan::Order& order, const StoreCounts& before,
                             bool quiet)
    : terminal_(quiet),
      log_(!quiet && !terminal_.active()),
      name_(plan.design().name),
      points_(plan.size()),
      counts_(before),
      shown_(Clock::now())
{
    for (std::size_t i = 0; i < order.numbers.size(); ++i) {
        const std::uint32_t number = order.numbers[i];
        if (number >= work_.size()) work_.resize(number + 1);
        work_[number] = order.work[i];
        left_ += order.work[i];
    }
    // those that are tried again no longer count as failed
    const std::uint64_t stored = points_ - order.numbers.size();
    counts_.failed = std::min(counts_.failed, stored - std::min(stored, counts_.done));
}

SweepProgress::SweepProgress(const std::string& name, std::uint64_t points,
                             const StoreCounts& before, bool quiet)
    : terminal_(quiet),
      log_(!quiet && !terminal_.active()),
      name_(name),
      points_(points),
      counts_(before),
      left_(static_cast<double>(points - std::min(points, before.done + before.failed)))
{
}

void SweepProgress::seen(const StoreCounts& counts, const std::string& note)
{
    const std::uint64_t before = counts_.done + counts_.failed;
    const std::uint64_t stored = std::max(before, counts.done + counts.failed);
    new_ += stored - before;
    finished_ += static_cast<double>(stored - before);
    left_ -= static_cast<double>(stored - before);
    counts_ = counts;
    note_ = note;
}

void SweepProgress::done(std::uint64_t number, bool failed)
{
    ++(failed ? counts_.failed : counts_.done);
    ++new_;
    left_ -= work_[number];
    finished_ += work_[number];
}

std::string SweepProgress::text() const
{
    return fmt::format("{} of {} points", grouped(counts_.done + counts_.failed), grouped(points_));
}

std::string SweepProgress::line() const
{
    const double seconds = std::chrono::duration<double>(Clock::now() - began_).count();
    std::string line = fmt::format("{}: {}", name_, text());
    if (counts_.failed > 0) line += fmt::format(", {} failed", grouped(counts_.failed));
    if (new_ > 0 && finished_ > 0) {
        line += fmt::format(", {:.3g} points/s, {} left", static_cast<double>(new_) / seconds,
                            duration(std::max(0.0, left_) / finished_ * seconds));
    }
    return note_.empty() ? line : line + ", " + note_;
}

void SweepProgress::show()
{
    const auto now = Clock::now();
    if (now - shown_ < (log_ ? Clock::duration(in_log) : Clock::duration(on_terminal))) return;
    shown_ = now;
    if (log_) {
        tell(line() + '\n');
    } else {
        terminal_.show(line());
    }
}

void SweepProgress::clear()
{
    terminal_.clear();
}

}  // namespace tools
