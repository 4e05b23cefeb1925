#include "sim/container.hpp"

#include <algorithm>

#include "sim/expect.hpp"

namespace sim {

Container::Container(Simulation& simulation, double capacity)
    : simulation_(simulation), capacity_(capacity)
{
    EXPECT(capacity >= 0, "a container holds an amount that is not negative");
}

bool Container::try_take(double amount)
{
    EXPECT(amount >= 0, "an amount is not negative");
    if (!line_.empty() || !fits(amount)) return false;
    set(taken_ + amount);
    return true;
}

Container::Ticket Container::take(double amount, Callback granted)
{
    EXPECT(amount <= capacity_, "more is asked for than the container can ever hold");
    if (try_take(amount)) {
        granted();
        return 0;
    }
    line_.push_back({++last_ticket_, amount, granted});
    return last_ticket_;
}

void Container::withdraw(Ticket ticket)
{
    std::erase_if(line_, [ticket](const Claim& claim) { return claim.ticket == ticket; });
    serve();
}

// Within the rounding of very many amounts taken and given back.
bool Container::fits(double amount) const
{
    return taken_ + amount <= capacity_ * (1 + 1e-12);
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

void Container::set(double taken)
{
    area_ += taken_ * (simulation_.now() - last_);
    last_ = simulation_.now();
    taken_ = taken;
}

}  // namespace sim
