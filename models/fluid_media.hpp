#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "models/demands.hpp"
#include "models/dropper_response.hpp"
#include "models/workload.hpp"
#include "sim/fair_sharing.hpp"
#include "sim/time.hpp"

namespace models {

class Meeting;
class World;

// The media of all meetings as rates (`resolution: flow`): they change only when somebody joins or
// leaves. Connections are endless streams over the links, capped at what they have to carry; the
// CPU time of frames, ticks and updates is taken from the cores that joins and other work share.
class FluidMedia {
public:
    explicit FluidMedia(World& world) : world_(world) {}

    void changed(Meeting& meeting);
    void advance();                        // books what happened since the last change
    double queued_bytes() const;           // waiting at the server now
    double busy() const { return busy_; }  // core-seconds
    const std::vector<double>& work() const { return work_; }  // core-seconds by component

private:
    struct Group {  // users of one meeting at one node who see the same number of webcams
        std::size_t room;
        std::size_t node;
        bool publishers;
        sim::FairSharing::Class video, desktop, audio, up;
        double users = 0;
        double streams = 0;  // webcams each of them sees
        VideoShare video_share;
        double desktop_share = 0;
    };

    std::size_t add(Meeting& meeting);
    double video_demand(const Group& group) const;
    double desktop_demand(const Group& group) const;
    void set_streams(Group& group);
    void answer_full_links();
    void solve();
    void share_cpu();
    std::vector<double> work_at(double accepted, double audio) const;
    void add_room(std::size_t room, double accepted, double audio, std::vector<double>& work) const;
    double other_load() const;
    double thread_left_over() const;
    bool fits(double accepted, double audio_late) const;
    double audio_cores() const;
    double audio_floor() const;
    void book(double passed);

    World& world_;
    std::vector<Meeting*> rooms_;
    std::vector<Group> groups_;                 // by room, as many for each
    std::map<int, DropperResponse> responses_;  // by number of webcams watched
    double accepted_ = 1;                       // share of frames for which there is CPU
    double updates_accepted_ = 1;               // idem of desktop updates
    double audio_late_ = 0;                     // share of ticks
    double busy_ = 0;
    std::vector<double> work_rate_;  // cores by component
    std::vector<double> work_;
    sim::Time last_ = 0;
};

}  // namespace models
