#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/event_key.hpp"
#include "sim/radix_queue.hpp"
#include "sim/sorted_keys.hpp"

namespace sim {

// A calendar of one year in front of a radix queue. The year is cut into days of equal length, each
// with an unsorted bucket; days are taken in their order, some at once, and their keys handed over
// sorted. When the year is over, the next one begins at the earliest key of the radix queue, with
// days fitted to the pace at which keys were taken before.
//
// Invariants:
//  * bound of far_ = end of the year: later keys are in far_, others in their day's bucket;
//  * the buckets of days before today_ are empty; such keys belong to who took those days;
//  * free places of a bucket's line hold last_key; only full lines are chained behind it.
// The day of a time is a monotone function of it, whatever the rounding, so the order is exact.
class CalendarQueue {
public:
    bool empty() const { return size() == 0; }
    std::size_t size() const { return near_ + far_.size(); }
    // More keys than this in the hands of who took them ask for relief.
    std::size_t crowd() const { return crowd_; }

    // Keeps the key unless it belongs to days already taken: then returns false.
    bool put(EventKey key)
    {
        if (time_bits(key) > far_.bound()) {
            far_.push(key);
            return true;
        }
        const std::size_t day = day_of(key);
        if (day < today_) {
            ++taken_;
            return false;
        }
        put_into(day, key);
        return true;
    }
    // Whether the key is or would be with who took the days.
    bool gave(EventKey key) const { return time_bits(key) <= far_.bound() && day_of(key) < today_; }

    // Hands over the keys of the next days that have any; `sorted` is empty, the calendar not.
    void take_days(SortedKeys& sorted);
    void give_all(SortedKeys& sorted);
    // Begins with the keys of `sorted`, an idle calendar; hands the earliest back.
    void take_over(SortedKeys& sorted);
    // Takes keys back from `sorted`, where there is a crowd, if shorter days would help.
    void relieve(SortedKeys& sorted);

    // All places of the lines of the days to be taken `batches` times later; free ones hold
    // last_key.
    std::span<const EventKey> coming(std::size_t batches) const
    {
        const std::size_t first = today_ + batches * days_at_once;
        if (first >= days()) return {};
        return {lines_[first].keys.data(), days_at_once * places};
    }

    void clear();
    bool erase(
        EventKey key);  // one that is not `gave`; false, and still there, if it is not at hand
    template <class Predicate>
    void erase_if(Predicate predicate);

private:
    static constexpr std::size_t places = 4;
    struct alignas(64) Line {
        std::array<EventKey, places> keys{last_key, last_key, last_key, last_key};
    };
    static_assert(sizeof(Line) == places * sizeof(EventKey));  // lines are one array of keys
    // Fill of a bucket: number of keys in its line, and whether full lines are chained behind it.
    static constexpr std::uint8_t count_mask = 7;
    static constexpr std::uint8_t chained = 8;
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t days_at_once = 4;
    static constexpr std::size_t fewest_days = 64;
    static constexpr std::size_t most_days = 4096;  // their lines fit a cache of the second level
    static constexpr std::size_t usual_crowd = 256;
    static constexpr std::uint32_t any_chained = 0x08080808;
    static constexpr double gaps_per_day = 2;
    static constexpr std::uint64_t enough_to_judge = 64;
    static constexpr double shortest_day = 1e-300;
    static constexpr double longest_day = 1e300;

    std::size_t day_of(EventKey key) const
    {
        const double day = (time_of(key) - start_) * days_per_second_;
        const double not_before = day > 0 ? day : 0;  // infinity - infinity: the first day
        const double within = not_before < last_day_ ? not_before : last_day_;
        return static_cast<std::size_t>(static_cast<std::int64_t>(within));
    }
    void put_into(std::size_t day, EventKey key)
    {
        if ((fill_[day] & count_mask) == places) [[unlikely]]
            chain_line(day);
        lines_[day].keys[fill_[day] & count_mask] = key;
        ++fill_[day];
        ++near_;
    }

    std::size_t days() const { return lines_.size(); }
    bool find_day();
    std::size_t take_line(std::size_t day, EventKey* out);
    void take_crowded_days(SortedKeys& sorted);
    void chain_line(std::size_t day);
    template <class Take>
    void give_bucket(std::size_t day, Take take);
    void empty_year_into(std::vector<EventKey>& keys);

    void begin_next_year();
    void begin_year(Time start, std::span<const EventKey> keys);
    void set_pace(double gap);
    void set_end(std::uint64_t end);
    void shorten_days();
    bool would_help(double gap) const;
    void restart(SortedKeys& sorted, double gap);
    static double early_gap(std::span<const EventKey> keys);

    Time start_ = 0;
    double seconds_per_day_ = 0;  // none yet
    double days_per_second_ = 0;
    double last_day_ = 0;
    std::size_t today_ = 0;  // the first day not taken yet
    std::size_t near_ = 0;   // keys in the buckets
    std::vector<std::uint8_t> fill_;
    std::vector<Line> lines_;
    RadixQueue far_;

    std::vector<std::uint32_t> chain_;  // of a bucket: its newest full line
    std::vector<Line> full_lines_;
    std::vector<std::uint32_t> next_line_;
    std::uint32_t free_line_ = none;

    std::size_t crowd_ = usual_crowd;
    std::size_t most_near_ = 0;  // with more the days of this year are too long
    std::uint64_t taken_ = 0;    // keys since `since_`
    Time since_ = 0;
};

template <class Predicate>
void CalendarQueue::erase_if(Predicate predicate)
{
    std::vector<EventKey> keys;
    empty_year_into(keys);
    std::erase_if(keys, predicate);
    for (const EventKey key : keys) put_into(day_of(key), key);
    far_.erase_if(predicate);
}

}  // namespace sim
