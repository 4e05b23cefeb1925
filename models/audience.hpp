#pragma once

#include <cstdint>
#include <list>
#include <vector>

#include "models/copy_delays.hpp"
#include "models/frame_dropper.hpp"
#include "models/index_set.hpp"
#include "sim/fair_sharing.hpp"

namespace models {

// What is sent to viewers who cannot keep up.
enum class WhenBehind {
    red5_dropper,  // webcams: FrameDropper per viewer and stream
    newest_only,   // desktop: an update is left out while the one before still waits
    send_all,      // audio: never dropped, it waits
};

// One frame on its way through the server: to whom it will be sent was decided when it arrived.
struct Frame {
    std::size_t stream = 0;
    double bytes = 0;
    sim::Time published = 0;
    bool keyframe = false;
    bool in_use = false;
    std::uint64_t clear_paths = 0;       // whose clear cohort gets it (but the publisher)
    double offered = 0;                  // viewers
    double delivered = 0;                // viewers
    std::vector<std::uint64_t> singles;  // (generation, index) of single viewers who get it
};

// The viewers of one room and one application, each with one connection over a path of the network.
//
// Viewers of a path who have nothing waiting beyond their socket buffer are all in the same state:
// they are one cohort, the clear one, handled at once. A viewer whose buffer is full leaves it with
// the queue he had and is followed alone, or with those of an equal buffer who leave at the same
// moment: tags of waiting messages, a dropper per stream. Who has caught up and is idle joins the
// clear cohort again. Who publishes does not see his own
// stream: while the cohort carries his frame alone he is its member with nothing waiting, and only
// when another frame meets it on the way his queue differs and he is followed alone.
class Audience {
public:
    using Viewer = std::uint64_t;  // name of a viewer, chosen by the caller, unique
    static constexpr std::size_t no_stream = ~std::size_t{0};

    // `delays`: where the delays of copies go, or null.
    Audience(sim::FairSharing& links, WhenBehind when_behind, DropperLimits limits,
             CopyDelays* delays = nullptr);
    ~Audience();
    Audience(const Audience&) = delete;
    Audience& operator=(const Audience&) = delete;

    // A path is a class of the links; `node` is where its viewers sit, `way` s from the server. At
    // most 64.
    std::size_t add_path(sim::FairSharing::Class in, std::size_t node, sim::Time way = 0);
    std::size_t node_of(std::size_t path) const { return paths_[path].node; }
    std::size_t paths() const { return paths_.size(); }

    std::size_t add_stream();
    void remove_stream(std::size_t stream);

    // `buffer` bytes the kernel takes before a message counts as waiting.
    void join(Viewer viewer, std::size_t path, double buffer, std::size_t own_stream = no_stream);
    void leave(Viewer viewer);
    std::size_t viewers() const { return viewers_; }

    Frame& offer(std::size_t stream, double bytes, bool keyframe);  // decides who gets it
    void send(Frame& frame);  // puts it on the connections and forgets it
    static void discard(Frame& frame) { frame.in_use = false; }
    // Viewers at a path the last `offer` counted or the last `send` served.
    double offered_at(std::size_t path) const { return paths_[path].offered; }
    double delivered_at(std::size_t path) const { return paths_[path].delivered; }

    double delay(std::size_t path);  // s a byte sent now to the clear cohort waits for
    double queued();                 // bytes waiting on all connections

private:
    struct Waiting {  // tags of messages of one stream on one connection, oldest first
        std::vector<double> tags;
        std::size_t first = 0;
        void add(double tag);
        double count_beyond(double tag);  // how many are later, forgetting the others
        void clear() { tags.clear(), first = 0; }
    };
    struct Spectator {
        Viewer viewer;
        CopyDelays::Record delays = CopyDelays::nobody;
    };
    struct Member : Spectator {
        double buffer;
        std::size_t own_stream;
    };
    struct Path {
        sim::FairSharing::Class in;
        std::size_t node;
        sim::Time way;
        sim::FairSharing::Flow clear;
        CopyDelays::Group delays = 0;    // of the members
        std::vector<Member> members;     // smallest buffer first
        std::size_t absent = no_stream;  // whose publisher, a member, gets nothing of what waits
        double apart = 0;                // viewers who are not members
        double served = 0;               // virtual clock of the class, at the offer
        double offered = 0;
        double delivered = 0;
        std::vector<Waiting> waiting;  // by stream
        std::size_t receiving() const { return members.size() - (absent != no_stream); }
    };
    struct Single {  // one viewer, or several in the same state
        std::vector<Spectator> viewers;
        CopyDelays::Group delays = 0;
        std::uint32_t path = 0;
        std::uint32_t generation = 0;
        sim::FairSharing::Flow flow = 0;
        double buffer = 0;
        std::size_t own_stream = no_stream;
        int degraded = 0;  // streams not in send_all
        int calm = 0;      // offers in a row that found him and the cohort idle
        double count() const { return static_cast<double>(viewers.size()); }
    };
    enum class Publisher : std::uint8_t { unknown, member, single };
    struct Stream {
        bool present = false;
        Publisher publisher = Publisher::unknown;
        std::size_t path = 0;                // of the publisher
        std::vector<FrameDropper> droppers;  // by single viewer
        std::vector<Waiting> waiting;        // by single viewer
        IndexSet closed;                     // single viewers to whom only keyframes are sent
    };

    std::size_t single_out(std::size_t path, double buffer, std::size_t own_stream,
                           std::vector<Spectator> viewers);
    void part(std::size_t path, std::size_t first, std::size_t last, double backlog);
    void part_publisher(std::size_t stream, double backlog);
    void split(std::size_t path);
    void merge_idle();
    bool mergeable(std::size_t index);
    void merge(std::size_t index);
    bool in_same_frames(std::size_t index) const;
    void offer_to_singles(Frame& frame);
    bool decide(std::size_t index, const Frame& frame);
    void send_to_clear(std::size_t path, Frame& frame);
    void note_delays(const Frame& frame);
    std::size_t place_of_publisher(std::size_t stream) const;  // among the members of his path
    void forget(const Spectator& viewer, std::size_t own_stream);
    void note_in(CopyDelays::Group group, Spectator& viewer);
    template <class Visit>
    void for_each_receiver(const Frame& frame, Visit visit);
    bool publishes_from(std::size_t path, std::size_t stream, Publisher as) const;
    void drop_single(std::size_t index);
    bool leave_single(std::size_t index, Viewer viewer);
    std::uint64_t ticket(std::size_t index) const;
    Frame& new_frame(std::size_t stream, double bytes, bool keyframe);

    sim::FairSharing& links_;
    WhenBehind when_behind_;
    DropperLimits limits_;
    CopyDelays* delays_;
    std::vector<Path> paths_;
    std::vector<Stream> streams_;
    std::vector<Single> singles_;
    IndexSet present_;  // singles in use
    IndexSet whole_;    // of these, who get all frames of all streams
    std::vector<std::size_t> free_singles_;
    std::list<Frame> frames_;
    std::size_t viewers_ = 0;
};

}  // namespace models
