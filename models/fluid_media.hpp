#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "models/demands.hpp"
#include "models/dropper_response.hpp"
#include "sim/fair_sharing.hpp"
#include "sim/simulation.hpp"
#include "sim/time.hpp"

namespace models {

class Meeting;
class World;

// The media of all meetings as rates (`resolution: flow`): they change only when somebody joins or
// leaves. Connections are endless streams over the links, capped at what they have to carry; the
// CPU time of frames, ticks and updates is taken from the cores that joins and other work share.
//
// Users at one node who see the same number of webcams fare alike in whatever room they are, so
// they are counted together, and so is the work of rooms, which is linear in a few sums: a change
// costs the same with one room and with twenty thousand. All sums are of whole numbers: rooms are
// taken out and put in without a rest.
class FluidMedia {
public:
    explicit FluidMedia(World& world);

    // A meeting is taken out before it changes and put in again after.
    void take_out(const Meeting& meeting);
    void put_in(const Meeting& meeting);

    void advance();                        // books what happened since the last change
    double queued_bytes() const;           // waiting at the server now
    double busy() const { return busy_; }  // core-seconds
    const std::vector<double>& work() const { return work_; }  // core-seconds by component

private:
    struct Watchers {  // users at one node who see the same number of webcams
        sim::FairSharing::Class in;
        double users = 0;
        VideoShare share;
    };
    struct DesktopViewers {  // users at one node who see the same desktops
        sim::FairSharing::Class in;
        double users = 0;
        double share = 0;
    };
    struct NodeUsers {
        double webcams = 0;
        double talkers = 0;
        double listeners = 0;
    };
    struct RoomSums {  // over rooms: events, and what they have to do with times events
        double events = 0;
        Counts with;
        void add(double events_of_room, const Counts& room);
    };
    struct Desktops {
        int idle = 0;
        int busy = 0;
        auto operator<=>(const Desktops&) const = default;
    };
    using Streams = int;
    using Node = std::size_t;

    void add(const Meeting& meeting, double sign);
    double video_rate(Streams streams) const;  // bit rates in byte/s
    double desktop_rate(const Desktops& seen) const;
    void solve();
    void ask_links();
    void answer_full_links();
    void set_up_streams();
    void send_what_fits();
    void share_cpu();
    std::vector<double> work_at(double accepted, double audio) const;
    void add_work(EventStream stream, double events, const Counts& sums,
                  std::vector<double>& work) const;
    void add_webcams(double accepted, std::vector<double>& work) const;
    void add_desktops(std::vector<double>& work) const;
    double other_load() const;
    double thread_left_over() const;
    bool fits(double accepted, double audio_late, double left) const;
    double audio_cores() const;
    double audio_floor() const;
    void book(double passed);
    void book_audio(Node node, double passed);

    World& world_;
    std::map<std::pair<Node, Streams>, Watchers> watchers_;
    std::map<std::pair<Node, Desktops>, DesktopViewers> desktop_viewers_;
    std::vector<NodeUsers> nodes_;
    RoomSums webcams_;
    RoomSums audio_;  // an event is a room with audio
    RoomSums idle_desktops_;
    RoomSums busy_desktops_;
    std::map<Streams, DropperResponse> responses_;
    double accepted_ = 1;          // share of frames for which there is CPU
    double updates_accepted_ = 1;  // idem of desktop updates
    double audio_late_ = 0;        // share of ticks
    double busy_ = 0;
    std::vector<double> work_rate_;  // cores by component
    std::vector<double> work_;
    sim::Time last_ = 0;
    sim::Event seated_;  // at the start one solution serves all who are seated
};

}  // namespace models
