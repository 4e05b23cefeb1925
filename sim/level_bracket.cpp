#include "sim/level_bracket.hpp"

#include <algorithm>
#include <cmath>

#include "sim/expect.hpp"
#include "sim/replications.hpp"

namespace sim {

LevelBracket::LevelBracket(const LevelDecision& decision, int most)
    : decision_(decision), test_(decision.probability, decision.error / 2), high_(most)
{
    EXPECT(most >= 0, "levels are counted from 0");
    EXPECT(decision.relative >= 0, "a relative width must not be negative");
}

bool LevelBracket::narrow() const
{
    const int one = low_ > 0 ? 1 : 0;  // nothing at all and one are not nearly the same
    return high_ - low_ <= std::max<double>(one, decision_.relative * low_);
}

int LevelBracket::answer() const
{
    if (narrow() || largest_.empty()) return low_;
    const double may_fail = std::floor((1 - decision_.probability) * replications() + 1e-9);
    return std::clamp(of_rank(static_cast<int>(may_fail)), low_, high_);
}

void LevelBracket::add(const std::vector<int>& largest)
{
    largest_.insert(largest_.end(), largest.begin(), largest.end());
    std::ranges::sort(largest_);
    const int trials = replications();
    // with f failures allowed, the levels up to the one of rank f hold
    const int held = test_.most_failures_held(trials);
    if (held >= 0 && held < trials) low_ = std::clamp(of_rank(held), low_, high_);
    const int missed = test_.fewest_failures_missed(trials);
    if (missed <= trials) high_ = std::clamp(of_rank(missed - 1), low_, high_);
}

int LevelBracket::of_rank(int rank) const
{
    return largest_[static_cast<std::size_t>(rank)];
}

int LevelBracket::next_look() const
{
    const int fewest = test_.fewest_trials();
    const int further = replications() < fewest ? fewest : replications() + (fewest + 1) / 2;
    return std::max(replications(), std::min(further, decision_.maximum));
}

void narrow_down(LevelBracket& bracket, int threads, const LargestLevel& largest)
{
    while (!bracket.narrow() && bracket.next_look() > bracket.replications()) {
        const int low = bracket.low();
        const int high = bracket.high();
        std::vector<int> found;
        for (const auto& one :
             replicate(bracket.replications(), bracket.next_look(), threads, [&](int number) {
                 return std::vector<double>{static_cast<double>(largest(number, low, high))};
             })) {
            found.push_back(static_cast<int>(one.front()));
        }
        bracket.add(found);
    }
}

}  // namespace sim
