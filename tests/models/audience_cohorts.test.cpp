// Cohorts are a way to count, not an approximation: against a follower of every single viewer.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/audience.hpp"
#include "sim/distribution.hpp"
#include "sim/random_stream.hpp"
#include "sim/simulation.hpp"
#include "tests/catch.hpp"

namespace {

constexpr models::DropperLimits limits{10, 10};
constexpr std::size_t streams = 3;
constexpr double uplink_rate = 400e3;  // byte/s

// A far path over the uplink and a near one over the LAN, both behind a network card.
struct Lines {
    Lines() : links(simulation)
    {
        const auto card = links.add_link(10e6);
        uplink = links.add_link(uplink_rate);
        lan = links.add_link(10e6);
        far = links.add_class({card, uplink});
        near = links.add_class({card, lan});
    }
    sim::Simulation simulation;
    sim::FairSharing links;
    sim::FairSharing::Link uplink, lan;
    sim::FairSharing::Class far, near;
};

struct Counted {
    double offered = 0;
    double delivered = 0;
    bool operator==(const Counted&) const = default;
};

// What Audience does, without cohorts: a connection, a dropper and all waiting messages of each
// viewer.
class Followed {
public:
    explicit Followed(Lines& lines) : lines_(lines) {}

    void join(std::uint64_t name, bool far, double buffer, std::size_t own)
    {
        Viewer& viewer = viewers_[name];
        viewer = {far, buffer, own, lines_.links.add_flow(far ? lines_.far : lines_.near), {}, {}};
        viewer.droppers.resize(streams);
        viewer.tags.resize(streams);
    }

    void leave(std::uint64_t name)
    {
        lines_.links.remove_flow(viewers_.at(name).flow);
        viewers_.erase(name);
    }

    Counted offer(std::size_t stream, bool keyframe, std::vector<std::uint64_t>& receivers)
    {
        Counted counted;
        for (auto& [name, viewer] : viewers_) {
            if (viewer.own == stream) continue;
            ++counted.offered;
            const double beyond = served(viewer) + viewer.buffer;
            std::vector<double>& tags = viewer.tags[stream];
            std::erase_if(tags, [beyond](double tag) { return tag <= beyond; });
            const auto pending = static_cast<double>(tags.size());
            if (!viewer.droppers[stream].offer(keyframe, pending, limits)) continue;
            ++counted.delivered;
            receivers.push_back(name);
        }
        return counted;
    }

    double send(std::size_t stream, double bytes, const std::vector<std::uint64_t>& receivers)
    {
        double delivered = 0;
        for (const std::uint64_t name : receivers) {
            const auto found = viewers_.find(name);
            if (found == viewers_.end()) continue;
            Viewer& viewer = found->second;
            lines_.links.send(viewer.flow, bytes);
            viewer.tags[stream].push_back(lines_.links.tail(viewer.flow));
            ++delivered;
        }
        return delivered;
    }

    double queued()
    {
        double bytes = 0;
        for (auto& [name, viewer] : viewers_) bytes += lines_.links.backlog(viewer.flow);
        return bytes;
    }

private:
    struct Viewer {
        bool far = false;
        double buffer = 0;
        std::size_t own = 0;
        sim::FairSharing::Flow flow = 0;
        std::vector<models::FrameDropper> droppers;
        std::vector<std::vector<double>> tags;  // by stream: ends of messages
    };

    double served(const Viewer& viewer)
    {
        return lines_.links.served(viewer.far ? lines_.far : lines_.near);
    }

    Lines& lines_;
    std::map<std::uint64_t, Viewer> viewers_;  // in order of their names
};

struct Step {
    enum Kind { join, leave, offer, send };
    double time = 0;
    Kind kind = join;
    std::uint64_t name = 0;  // of the viewer or the frame
    bool far = true;
    double buffer = 0;
    std::size_t stream = 0;  // or the own one
    double bytes = 0;
    bool keyframe = false;
};

struct Cast {
    bool publishers_far = false;  // behind the uplink, where their frames meet others
    bool equal_buffers = false;   // so that several fall behind at the same moment
};

// Two minutes: far viewers come until the uplink carries half of the demand, then most go again;
// two of the viewers publish. Frames are 0.02 to 0.06 s under way, so several are at a time.
std::vector<Step> screenplay(std::uint64_t seed, const Cast& cast)
{
    sim::RandomStream random(seed, 0, "screenplay");
    const sim::Distribution size = sim::Distribution::lognormal(1, 0.2);
    std::vector<Step> steps;
    const auto uniform = [&](double low, double high) {
        return low + random.uniform() * (high - low);
    };
    for (std::uint64_t viewer = 0; viewer < 26; ++viewer) {
        Step come{uniform(0, 50),
                  Step::join,
                  viewer,
                  true,
                  cast.equal_buffers ? (viewer % 2 == 0 ? 10e3 : 30e3) : uniform(2e3, 40e3),
                  models::Audience::no_stream,
                  0,
                  false};
        if (viewer < 2) {
            come = {0, Step::join, viewer, cast.publishers_far, 10e3, viewer, 0, false};
        }
        steps.push_back(come);
        if (viewer < 8) continue;
        steps.push_back({uniform(60, 80), Step::leave, viewer, true, 0, 0, 0, false});
    }
    std::uint64_t frame = 0;
    for (std::size_t stream = 0; stream < streams; ++stream) {
        for (int number = 0; number < 1200; ++number) {
            const double at = 0.1 * number + 0.033 * static_cast<double>(stream) + 0.001;
            const bool keyframe = (number + 7 * static_cast<int>(stream)) % 30 == 0;
            const double bytes = 2.6e3 * (keyframe ? 5 : 1) * size.next(random);
            steps.push_back({at, Step::offer, frame, false, 0, stream, bytes, keyframe});
            const double through = at + uniform(0.02, 0.06);
            steps.push_back({through, Step::send, frame, false, 0, stream, bytes, keyframe});
            ++frame;
        }
    }
    std::ranges::stable_sort(steps, {}, &Step::time);
    return steps;
}

// Acts in both houses and compares what they do.
class Rehearsal {
public:
    Rehearsal()
        : followed_(apart_), audience_(together_.links, models::WhenBehind::red5_dropper, limits)
    {
        far_ = audience_.add_path(together_.far, 0);
        near_ = audience_.add_path(together_.near, 1);
        for (std::size_t stream = 0; stream < streams; ++stream) (void)audience_.add_stream();
    }

    void act(const Step& step)
    {
        together_.simulation.run_until(step.time);
        apart_.simulation.run_until(step.time);
        switch (step.kind) {
            case Step::join:
                audience_.join(step.name, step.far ? far_ : near_, step.buffer, step.stream);
                return followed_.join(step.name, step.far, step.buffer, step.stream);
            case Step::leave:
                audience_.leave(step.name);
                return followed_.leave(step.name);
            case Step::offer:
                return offer(step);
            case Step::send:
                return send(step);
        }
    }

    void drain()
    {
        together_.simulation.run_until(together_.simulation.now() + 100);
        apart_.simulation.run_until(apart_.simulation.now() + 100);
        together_.links.check_laws();
        apart_.links.check_laws();
    }

    void compare_links()
    {
        CHECK(together_.links.carried(together_.uplink) ==
              Approx(apart_.links.carried(apart_.uplink)).epsilon(1e-9));
        CHECK(together_.links.carried(together_.lan) ==
              Approx(apart_.links.carried(apart_.lan)).epsilon(1e-9));
        CHECK(audience_.queued() == Approx(followed_.queued()).epsilon(1e-6).margin(1e-3));
    }

    double offered = 0;
    double delivered = 0;
    int unequal = 0;

private:
    void offer(const Step& step)
    {
        models::Frame& frame = audience_.offer(step.stream, step.bytes, step.keyframe);
        frames_[step.name] = &frame;
        const Counted one = followed_.offer(step.stream, step.keyframe, receivers_[step.name]);
        unequal += Counted{frame.offered, frame.delivered} != one;
        offered += one.offered;
    }

    void send(const Step& step)
    {
        audience_.send(*frames_.at(step.name));
        const double one = followed_.send(step.stream, step.bytes, receivers_.at(step.name));
        unequal += audience_.delivered_at(far_) + audience_.delivered_at(near_) != one;
        delivered += one;
        receivers_.erase(step.name);
    }

    Lines together_;
    Lines apart_;
    Followed followed_;
    models::Audience audience_;
    std::size_t far_ = 0;
    std::size_t near_ = 0;
    std::map<std::uint64_t, models::Frame*> frames_;
    std::map<std::uint64_t, std::vector<std::uint64_t>> receivers_;
};

}  // namespace

TEST_CASE("cohorts deliver frame by frame what following every viewer alone delivers")
{
    const auto publishers_far = GENERATE(false, true);
    const auto equal_buffers = GENERATE(false, true);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        Rehearsal rehearsal;
        double checked = 10;
        for (const Step& step : screenplay(seed, {publishers_far, equal_buffers})) {
            rehearsal.act(step);
            if (step.time < checked) continue;
            rehearsal.compare_links();
            checked += 10;
        }
        rehearsal.drain();
        rehearsal.compare_links();
        INFO("seed " << seed << ", publishers far " << publishers_far << ", equal buffers "
                     << equal_buffers << ": " << rehearsal.delivered << " of "
                     << rehearsal.offered);
        CHECK(rehearsal.unequal == 0);
        // both regions were visited
        CHECK(rehearsal.delivered < 0.9 * rehearsal.offered);
        CHECK(rehearsal.delivered > 0.2 * rehearsal.offered);
    }
}
