#include "sim/calendar_queue.hpp"

#include <bit>
#include <cstring>
#include <utility>

namespace sim {

void CalendarQueue::take_days(SortedKeys& sorted)
{
    crowd_ = usual_crowd;
    if (near_ > most_near_) shorten_days();
    while (!find_day()) begin_next_year();
    std::uint32_t fills = 0;
    std::memcpy(&fills, &fill_[today_], days_at_once);
    const std::size_t before = near_;
    if ((fills & any_chained) != 0) [[unlikely]] {
        take_crowded_days(sorted);
    } else {
        EventKey* const begin = sorted.room(days_at_once * places);
        EventKey* end = begin;
        for (std::size_t day = today_; day < today_ + days_at_once; ++day) {
            end += take_line(day, end);
        }
        const auto count = static_cast<std::size_t>(end - begin);
        sorted.filled(count);
        near_ -= count;
    }
    taken_ += before - near_;
    today_ += days_at_once;
}

// Whether a day of this year has keys still; today is then the first of the days taken at once.
bool CalendarQueue::find_day()
{
    for (; today_ < days(); today_ += days_at_once) {
        std::uint32_t fills = 0;
        std::memcpy(&fills, &fill_[today_], days_at_once);
        if (fills != 0) return true;
    }
    return false;
}

// Without branches: the place of a key is the number of keys before it, and of equal ones (free
// places) the first in the line comes first.
std::size_t CalendarQueue::take_line(std::size_t day, EventKey* out)
{
    const auto [a, b, c, d] = lines_[day].keys;
    const std::size_t b_a = b < a, c_a = c < a, d_a = d < a;
    const std::size_t c_b = c < b, d_b = d < b, d_c = d < c;
    out[b_a + c_a + d_a] = a;
    out[1 - b_a + c_b + d_b] = b;
    out[2 - c_a - c_b + d_c] = c;
    out[3 - d_a - d_b - d_c] = d;
    lines_[day] = Line{};
    return std::exchange(fill_[day], std::uint8_t{0});
}

void CalendarQueue::take_crowded_days(SortedKeys& sorted)
{
    for (std::size_t day = today_; day < today_ + days_at_once; ++day) {
        if ((fill_[day] & chained) != 0) {
            const std::size_t before = sorted.size();
            give_bucket(day, [&](EventKey key) { sorted.append(key); });
            sorted.sort_from(before);
        } else {
            const std::size_t count = take_line(day, sorted.room(places));
            sorted.filled(count);
            near_ -= count;
        }
    }
}

// Full lines stand in the chain the newest first; taken in reverse, equal times come in order.
template <class Take>
void CalendarQueue::give_bucket(std::size_t day, Take take)
{
    if ((fill_[day] & chained) != 0) {
        std::uint32_t oldest = none;
        for (std::uint32_t line = chain_[day]; line != none;) {
            oldest = std::exchange(line, std::exchange(next_line_[line], oldest));
        }
        while (oldest != none) {
            for (const EventKey key : full_lines_[oldest].keys) take(key);
            near_ -= places;
            const std::uint32_t line = std::exchange(oldest, next_line_[oldest]);
            next_line_[line] = std::exchange(free_line_, line);
        }
    }
    const std::size_t count = fill_[day] & count_mask;
    for (std::size_t i = 0; i < count; ++i) take(lines_[day].keys[i]);
    near_ -= count;
    lines_[day] = Line{};
    fill_[day] = 0;
}

// Makes room in the line of a bucket.
void CalendarQueue::chain_line(std::size_t day)
{
    if (free_line_ == none) {
        full_lines_.emplace_back();
        next_line_.push_back(none);
        free_line_ = static_cast<std::uint32_t>(next_line_.size() - 1);
    }
    const std::uint32_t line = std::exchange(free_line_, next_line_[free_line_]);
    next_line_[line] = (fill_[day] & chained) != 0 ? chain_[day] : none;
    chain_[day] = line;
    full_lines_[line] = std::exchange(lines_[day], Line{});
    fill_[day] = chained;
}

void CalendarQueue::begin_next_year()
{
    const Time start = far_.least_time();
    if (taken_ >= enough_to_judge) {
        set_pace((start - since_) / static_cast<double>(taken_));
        taken_ = 0;
        since_ = start;
    }
    begin_year(start, {});
}

void CalendarQueue::set_pace(double gap)
{
    if (!(gap > 0)) return;  // ties only, or keys that came in the past
    seconds_per_day_ = std::clamp(gaps_per_day * gap, shortest_day, longest_day);
}

// The buckets must be empty; `keys` are among those of the year or later.
void CalendarQueue::begin_year(Time start, std::span<const EventKey> keys)
{
    const std::size_t pending = far_.size() + keys.size();
    const std::size_t wanted = std::clamp(std::bit_ceil(2 * pending), fewest_days, most_days);
    if (wanted > days() || 4 * wanted < days()) {
        lines_.assign(wanted, Line{});
        fill_.assign(wanted, 0);
        chain_.assign(wanted, none);
    }
    start_ = start;
    days_per_second_ = 1 / seconds_per_day_;
    last_day_ = static_cast<double>(days() - 1);
    today_ = 0;
    const Time end = start + static_cast<double>(days()) * seconds_per_day_;
    set_end(std::bit_cast<std::uint64_t>(end));
    for (const EventKey key : keys) put(key);
    most_near_ = std::max(places * days(), 2 * near_);
}

void CalendarQueue::set_end(std::uint64_t end)
{
    if (end < far_.bound()) return far_.lower_bound(end);
    far_.raise_bound(end, [this](EventKey key) { put_into(day_of(key), key); });
}

void CalendarQueue::take_over(SortedKeys& sorted)
{
    if (seconds_per_day_ == 0) seconds_per_day_ = 1;
    restart(sorted, early_gap(sorted.all()));
    take_days(sorted);
}

void CalendarQueue::relieve(SortedKeys& sorted)
{
    const double gap = early_gap(sorted.all());
    if (would_help(gap)) {
        restart(sorted, gap);
        take_days(sorted);
    }
    crowd_ = std::max(usual_crowd, 2 * sorted.size());
}

// More keys came into this year than its days were made for.
void CalendarQueue::shorten_days()
{
    const Time today = start_ + static_cast<double>(today_) * seconds_per_day_;
    const Time end = std::bit_cast<Time>(far_.bound());
    const double gap = (end - today) / static_cast<double>(near_);
    SortedKeys none_sorted;
    if (would_help(gap)) restart(none_sorted, gap);
    most_near_ = std::max(most_near_, 2 * near_);
}

bool CalendarQueue::would_help(double gap) const
{
    return gap > 0 && 4 * gaps_per_day * gap < seconds_per_day_;
}

void CalendarQueue::restart(SortedKeys& sorted, double gap)
{
    std::vector<EventKey> keys(sorted.all().begin(), sorted.all().end());
    sorted.clear();
    empty_year_into(keys);
    free_line_ = none;
    full_lines_ = {};
    next_line_ = {};
    set_pace(gap);
    taken_ = 0;
    since_ = time_of(*std::min_element(keys.begin(), keys.end()));
    begin_year(since_, keys);
}

// Mean gap of the earliest quarter of the keys, or of as many as it takes to find one.
double CalendarQueue::early_gap(std::span<const EventKey> keys)
{
    for (std::size_t count = keys.size() / 4; count > 0 && count < keys.size(); count *= 2) {
        const double span = time_of(keys[count]) - time_of(keys.front());
        if (span > 0) return span / static_cast<double>(count);
    }
    return 0;
}

void CalendarQueue::empty_year_into(std::vector<EventKey>& keys)
{
    for (std::size_t day = 0; day < days(); ++day) {
        if (fill_[day] != 0) give_bucket(day, [&](EventKey key) { keys.push_back(key); });
    }
}

void CalendarQueue::give_all(SortedKeys& sorted)
{
    for (std::size_t day = 0; day < days(); ++day) {
        if (fill_[day] != 0) give_bucket(day, [&](EventKey key) { sorted.append(key); });
    }
    far_.raise_bound(time_bits(last_key), [&](EventKey key) { sorted.append(key); });
    sorted.sort_from(0);
    today_ = days();
}

bool CalendarQueue::erase(EventKey key)
{
    if (time_bits(key) > far_.bound()) return false;
    const std::size_t day = day_of(key);
    auto& keys = lines_[day].keys;
    const std::size_t count = fill_[day] & count_mask;
    for (std::size_t i = 0; i < count; ++i) {
        if (keys[i] != key) continue;
        keys[i] = keys[count - 1];
        keys[count - 1] = last_key;
        --fill_[day];
        --near_;
        return true;
    }
    return false;
}

void CalendarQueue::clear()
{
    std::vector<EventKey> keys;
    empty_year_into(keys);
    far_.clear();
}

}  // namespace sim
