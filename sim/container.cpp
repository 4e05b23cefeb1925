#include "sim/container.hpp"

#include <algorithm>

#include "sim/expect.hpp"

namespace sim {

Container::Container(Simulation& simulation, double capacity)
    : simulation_(simulation), capacity_(capacity)
{
    EXPECT(capacity >= 0, "a container holds an amount that is not negative");
}

Container::Ticket Container::take(double amount, Callback granted)
{
    EXPECT(amount <= capacity_, "more is asked for than the container can ever hold");
    if (try_take(amount)) {
        granted();
        return 0;
    }
    if (line_.full()) line_.set_capacity(2 * line_.capacity() + 16);
    line_.push_back({++last_ticket_, amount, granted});
    return last_ticket_;
}

void Container::withdraw(Ticket ticket)
{
    const auto place = std::ranges::lower_bound(line_, ticket, {}, &Claim::ticket);
    if (place != line_.end() && place->ticket == ticket) line_.erase(place);
    serve();
}

void Container::give(double amount)
{
    EXPECT(amount >= 0 && amount <= taken_ * (1 + 1e-9) + 1e-9,
           "more is given back than was taken");
    set(std::max(0.0, taken_ - amount));
    serve();
}

// Whoever is served may give back or withdraw before returning: that call leaves the line to this
// loop, or a long line would recurse as deep as it is long.
void Container::serve()
{
    if (serving_) return;
    struct Serving {
        bool& on;
        explicit Serving(bool& flag) : on(flag) { on = true; }
        ~Serving() { on = false; }
    };
    const Serving serving(serving_);
    while (!line_.empty() && fits(line_.front().amount)) {
        const Claim next = line_.front();
        line_.pop_front();
        set(taken_ + next.amount);
        next.granted();
    }
}

double Container::area()
{
    set(taken_);
    return area_;
}

}  // namespace sim
