#include "tools/serve/workers.hpp"

#include <exception>
#include <utility>

namespace tools {
namespace {

// Whatever a request brings about, the next one has a worker.
Reply reply_of(const Respond& respond, const std::string& request)
{
    try {
        return respond(request);
    } catch (const std::exception&) {
        return refusal(500);
    }
}

}  // namespace

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
        Done done{next.connection, reply_of(respond, next.request)};
        {
            const std::scoped_lock lock(mutex_);
            done_.push_back(std::move(done));
        }
        wake_();
    }
}

}  // namespace tools
