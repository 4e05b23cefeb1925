#include "sim/key_queue.hpp"

namespace sim {

void KeyQueue::push(EventKey key)
{
    if (!deep_ || !calendar_->put(key)) insert(key);
}

void KeyQueue::insert(EventKey key)
{
    sorted_.insert(key);
    if (sorted_.size() > (deep_ ? calendar_->crowd() : few_)) [[unlikely]]
        unburden();
}

void KeyQueue::unburden()
{
    if (deep_) return calendar_->relieve(sorted_);
    if (!calendar_) calendar_ = std::make_unique<CalendarQueue>();
    deep_ = true;
    calendar_->take_over(sorted_);
}

void KeyQueue::refill()
{
    if (calendar_->size() <= few_again) {
        calendar_->give_all(sorted_);
        deep_ = false;
        return;
    }
    calendar_->take_days(sorted_);
    if (sorted_.size() > calendar_->crowd()) calendar_->relieve(sorted_);
}

void KeyQueue::clear()
{
    sorted_.clear();
    if (deep_) calendar_->clear();
    deep_ = false;
}

}  // namespace sim
