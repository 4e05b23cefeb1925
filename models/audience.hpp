#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "models/frame_dropper.hpp"
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
    bool keyframe = false;
    bool in_use = false;
    std::uint64_t clear_paths = 0;       // paths whose clear cohort gets it
    double offered = 0;                  // viewers
    double delivered = 0;                // viewers
    std::vector<std::uint64_t> singles;  // (generation, index) of single viewers who get it
};

// The viewers of one room and one application, each with one connection over a path of the network.
//
// Viewers of a path who see all streams and have nothing waiting beyond their socket buffer are all
// in the same state: they are one cohort, the clear one, handled at once. A viewer whose buffer is
// full leaves it with the queue he had and is followed alone: tags of his waiting messages, a
// dropper per stream. When he has caught up and is idle, he joins the clear cohort again. Whoever
// publishes himself (and does not see his own stream) is always followed alone.
class Audience {
public:
    using Viewer = std::uint64_t;  // name of a viewer, chosen by the caller, unique
    static constexpr std::size_t no_stream = ~std::size_t{0};

    Audience(sim::FairSharing& links, WhenBehind when_behind, DropperLimits limits);
    ~Audience();
    Audience(const Audience&) = delete;
    Audience& operator=(const Audience&) = delete;

    // A path is a class of the links; `node` is where its viewers sit. At most 64.
    std::size_t add_path(sim::FairSharing::Class in, std::size_t node);
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
    struct ClearViewer {
        double buffer;
        Viewer viewer;
    };
    struct Path {
        sim::FairSharing::Class in;
        std::size_t node;
        sim::FairSharing::Flow clear;
        std::vector<ClearViewer> members;  // smallest buffer first
        double served = 0;                 // virtual clock of the class, at the offer
        double offered = 0;
        double delivered = 0;
        std::vector<Waiting> waiting;  // by stream
    };
    struct Single {
        Viewer viewer = 0;
        std::uint32_t path = 0;
        std::uint32_t generation = 0;
        bool present = false;
        sim::FairSharing::Flow flow = 0;
        double buffer = 0;
        std::size_t own_stream = no_stream;
        int degraded = 0;  // streams not in send_all
    };
    struct Stream {
        bool present = false;
        std::vector<FrameDropper> droppers;  // by single viewer
        std::vector<Waiting> waiting;        // by single viewer
    };

    std::size_t single_out(Viewer viewer, std::size_t path, double buffer, std::size_t own);
    void split(std::size_t path);
    void try_merge(std::size_t index);
    bool in_same_frames(std::size_t index) const;
    bool decide(std::size_t index, std::size_t stream, bool keyframe);
    void drop_single(std::size_t index);
    std::uint64_t ticket(std::size_t index) const;
    Frame& new_frame();

    sim::FairSharing& links_;
    WhenBehind when_behind_;
    DropperLimits limits_;
    std::vector<Path> paths_;
    std::vector<Stream> streams_;
    std::vector<Single> singles_;
    std::vector<std::size_t> free_singles_;
    std::deque<Frame> frames_;
    std::size_t viewers_ = 0;
};

}  // namespace models
