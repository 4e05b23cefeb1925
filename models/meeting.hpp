#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <vector>

#include "models/audience.hpp"
#include "models/demands.hpp"
#include "models/publisher.hpp"
#include "models/workload.hpp"
#include "sim/process.hpp"

namespace models {

class World;

// A user as the model names him: his number is the same on every platform.
struct User {
    std::uint32_t number = 0;
    const Persona* persona = nullptr;
};

// A room: who is in it, and the event streams that belong to the room and not to a user.
class Meeting {
public:
    Meeting(World& world, std::uint32_t number);
    Meeting(const Meeting&) = delete;
    Meeting& operator=(const Meeting&) = delete;

    // How many users of a node see webcams with and without showing their own, and so on.
    struct NodePresence {
        double watchers = 0;    // users without a webcam
        double publishers = 0;  // users with one
        double talkers = 0;
        double listeners = 0;
    };

    void open();   // slides are converted; chat, slide changes and the recording begin
    void close();  // they end; the recording is processed
    void sit_down(const User& user);
    void stand_up(const User& user);

    Counts counts() const;
    double users() const { return users_; }
    double webcams() const { return webcams_seen_; }
    double desktops(Desktop kind) const;
    const std::vector<NodePresence>& presence() const { return presence_; }
    double queued_bytes();

    FrameInCpu& frame_in_cpu();
    void disown(const Publisher& publisher);

    World& world;
    const std::uint32_t number;

private:
    struct Publishing {
        std::uint32_t user;
        std::unique_ptr<Publisher> webcam;
        std::unique_ptr<Publisher> desktop;
    };

    void subscribe(const User& user, double change);
    void join_audiences(const User& user);
    void leave_audiences(const User& user);
    void tick();
    void ticked();
    void report_tick(double response);
    sim::Process convert_slides();
    sim::Process change_slides();
    sim::Process chat();
    sim::Process record();
    sim::Process process_recording(double length);

    std::vector<NodePresence> presence_;  // by node
    double users_ = 0;
    double webcams_seen_ = 0;
    double idle_desktops_ = 0;
    double busy_desktops_ = 0;
    Audience webcam_audience_;
    Audience desktop_audience_;
    Audience audio_audience_;
    std::size_t audio_stream_ = 0;
    std::vector<sim::FairSharing::Flow> audio_up_;  // by node
    std::deque<FrameInCpu> frames_in_cpu_;
    std::list<Publishing> publishing_;
    sim::Event tick_;
    sim::Time tick_began_ = 0;
    bool tick_running_ = false;
    sim::Time opened_ = 0;
    sim::ProcessGroup activities_;
};

// A seat in a meeting, given back on every way out.
class Seat {
public:
    Seat(Meeting& meeting, const User& user) : meeting_(meeting), user_(user)
    {
        meeting_.sit_down(user_);
    }
    ~Seat() { meeting_.stand_up(user_); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

private:
    Meeting& meeting_;
    User user_;
};

}  // namespace models
