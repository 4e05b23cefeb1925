// W6, the conference on ns-3's events: 340 users join, one every JOIN_INTERVAL s; the first eight
// send a webcam (15 fps, 300 byte), the first also a desktop (5 fps, 1500 byte), and everybody else
// gets every frame. A frame takes 50 us and 5 us per viewer of one of two CPUs and then goes out
// over 100 Mbit/s, unless 0.25 s of data wait there already. In mode `frame` the copies of a frame
// leave in one go; in mode `copy` each leaves for itself (an event) and is delivered (another one)
// 20 ms later, and 0.1 ms for each copy of the frame that left before it.
#include <ns3/core-module.h>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <random>

#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/stop_watch.hpp"

namespace {

constexpr int user_count = 340;
constexpr int webcam_count = 8;
constexpr int cpu_count = 2;
constexpr double uplink_rate = 100e6;     // bit/s
constexpr double longest_backlog = 0.25;  // s

struct Frame {
    double published;  // s
    double bits;
    int viewers;
};

ns3::Time after(double seconds)
{
    return ns3::Time::FromDouble(seconds, ns3::Time::S);
}

double now()
{
    return ns3::Simulator::Now().GetSeconds();
}

class Conference {
public:
    Conference(bool whole_frames, double join_interval)
        : whole_frames_(whole_frames), join_interval_(join_interval)
    {
        ns3::Simulator::Schedule(after(0), &Conference::join, this);
    }

    void print(const std::string& mode, double simulated, double seconds) const
    {
        std::printf(
            "workload=W6 program=ns-3 mode=%s simulated=%g frames=%ld copies=%ld delivered=%ld "
            "refused=%ld mean_delay=%.6f seconds=%.6f seconds_per_hour=%.6f\n",
            mode.c_str(), simulated, frames_, delivered_ + refused_, delivered_, refused_,
            delay_ / static_cast<double>(std::max(1L, delivered_)), seconds,
            seconds * 3600 / simulated);
    }

private:
    void join()
    {
        const int user = users_++;
        std::uniform_real_distribution<> phase(0, 1);
        if (user < webcam_count) start_source(phase(generator_), 1.0 / 15, 300 * 8.0);
        if (user == 0) start_source(phase(generator_), 1.0 / 5, 1500 * 8.0);
        if (users_ < user_count) {
            ns3::Simulator::Schedule(after(join_interval_), &Conference::join, this);
        }
    }
    void start_source(double phase, double period, double bits)
    {
        ns3::Simulator::Schedule(after(phase * period), &Conference::publish, this, period, bits);
    }
    void publish(double period, double bits)
    {
        ++frames_;
        ns3::Simulator::Schedule(after(period), &Conference::publish, this, period, bits);
        const Frame frame{now(), bits, users_ - 1};
        if (busy_cpus_ < cpu_count) {
            start_cpu(frame);
        } else {
            cpu_line_.push_back(frame);
        }
    }
    void start_cpu(Frame frame)
    {
        ++busy_cpus_;
        ns3::Simulator::Schedule(after(50e-6 + 5e-6 * frame.viewers), &Conference::leave_cpu, this,
                                 frame);
    }
    void leave_cpu(Frame frame)
    {
        if (whole_frames_) {
            send_whole(frame);
        } else {
            send_copies(frame);
        }
        --busy_cpus_;
        if (cpu_line_.empty()) return;
        const Frame next = cpu_line_.front();
        cpu_line_.pop_front();
        start_cpu(next);
    }

    void send_whole(Frame frame)
    {
        if (frame.viewers == 0 || uplink_free_ - now() > longest_backlog) {
            refused_ += frame.viewers;
            return;
        }
        uplink_free_ = std::max(uplink_free_, now()) + frame.viewers * frame.bits / uplink_rate;
        ns3::Simulator::Schedule(after(uplink_free_ - now()), &Conference::deliver_whole, this,
                                 frame);
    }
    void deliver_whole(Frame frame)
    {
        delivered_ += frame.viewers;
        delay_ += (now() - frame.published) * frame.viewers;
    }

    void send_copies(Frame frame)
    {
        if (frame.viewers == 0 || backlog_ / uplink_rate > longest_backlog) {
            refused_ += frame.viewers;
            return;
        }
        backlog_ += frame.bits * frame.viewers;
        uplink_line_.push_back(frame);
        if (uplink_line_.size() == 1) schedule_copy();
    }
    void schedule_copy()
    {
        ns3::Simulator::Schedule(after(uplink_line_.front().bits / uplink_rate),
                                 &Conference::send_copy, this);
    }
    void send_copy()
    {
        const Frame& frame = uplink_line_.front();
        backlog_ -= frame.bits;
        ns3::Simulator::Schedule(after(0.02 + 1e-4 * next_viewer_), &Conference::deliver_copy, this,
                                 frame.published);
        if (++next_viewer_ == frame.viewers) {
            next_viewer_ = 0;
            uplink_line_.pop_front();
        }
        if (!uplink_line_.empty()) schedule_copy();
    }
    void deliver_copy(double published)
    {
        ++delivered_;
        delay_ += now() - published;
    }

    bool whole_frames_;
    double join_interval_;
    std::mt19937_64 generator_{3};
    std::deque<Frame> cpu_line_;
    std::deque<Frame> uplink_line_;  // mode copy: the first is being sent
    int next_viewer_ = 0;            // of the frame being sent
    int busy_cpus_ = 0;
    int users_ = 0;
    double uplink_free_ = 0;  // mode frame: when all is sent, s
    double backlog_ = 0;      // mode copy, bit
    long frames_ = 0;
    long delivered_ = 0;
    long refused_ = 0;
    double delay_ = 0;  // s, summed over the copies delivered
};

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "conference frame|copy JOIN_INTERVAL");
    const std::string mode = arguments.word(1, "frame");
    const double join_interval = arguments.number(2, 10);
    const double simulated = user_count * join_interval;
    Conference conference(mode == "frame", join_interval);
    ns3::Simulator::Stop(after(simulated));
    const benchmarks::StopWatch watch;
    ns3::Simulator::Run();
    conference.print(mode, simulated, watch.seconds());
}
