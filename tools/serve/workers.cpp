#include "tools/serve/workers.hpp"

#include <utility>

namespace tools {

Workers::Workers(int count, const std::function<Respond()>& make, std::function<void()> wake)
    : wake_(std::move(wake))
{
    for (int i = 0; i < count; ++i) {
        threads_.emplace_back([this, respond = make()] { work(respond); });
    }
}

Workers::~Workers()
{
    {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
}

bool Workers::offer(std::uint64_t connection, std::string request)
{
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= most_waiting) return false;
        waiting_.push_back({connection, std::move(request)});
    }
    changed_.notify_one();
    return true;
}

std::vector<Workers::Done> Workers::take()
{
    const std::scoped_lock lock(mutex_);
    return std::exchange(done_, {});
}

void Workers::work(const Respond& respond)
{
    for (;;) {
        Waiting next;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
            if (closing_) return;
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        Done done{next.connection, respond(next.request)};
        {
            const std::scoped_lock lock(mutex_);
            done_.push_back(std::move(done));
        }
        wake_();
    }
}

}  // namespace tools
