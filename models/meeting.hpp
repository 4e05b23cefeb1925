#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/demands.hpp"
#include "models/frame_media.hpp"
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

    struct NodePresence {
        double users = 0;
        double viewers = 0;      // users who see webcams
        double own_webcams = 0;  // of viewers, who do not see their own
        double webcams = 0;      // of users and of the room
        double talkers = 0;
        double listeners = 0;
    };

    void open();   // slides are converted; chat, slide changes and the recording begin
    void close();  // they end; the recording is processed
    void expect(int more) { expected_ += more; }  // users who will come or are there
    bool over() const;  // closed, nobody is expected and nothing of it is left
    void sit_down(const User& user);
    void stand_up(const User& user);

    Counts counts() const;
    double users() const { return users_; }
    double webcams() const { return webcams_; }
    double subscriptions() const;  // (webcam, viewer) pairs
    double desktops(Desktop kind) const;
    const std::vector<NodePresence>& presence() const { return presence_; }
    double queued_bytes();
    double queued_webcam_bytes();

    World& world;
    const std::uint32_t number;

private:
    void count(const User& user, double change);
    void subscribe(const User& user, double change);
    void set_up_cameras();
    void take_cameras_away();
    sim::Process convert_slides();
    sim::Process change_slides();
    sim::Process chat();
    sim::Process record();
    sim::Process process_recording(double length);

    std::vector<NodePresence> presence_;  // by node
    double users_ = 0;
    double webcams_ = 0;
    double idle_desktops_ = 0;
    double busy_desktops_ = 0;
    std::unique_ptr<FrameMedia> frames_;  // none: all meetings share World::fluid
    sim::Time opened_ = 0;
    bool closed_ = false;
    int expected_ = 0;
    sim::ProcessGroup activities_;
};

}  // namespace models
