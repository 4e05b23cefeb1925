#pragma once

#include <optional>
#include <vector>

#include "models/server_profile.hpp"

namespace models {

// What viewers get of the webcams they watch: shares of the frames and bits published, and the
// bytes that wait for each of them at the server.
struct VideoShare {
    double frames = 1;
    double bits = 1;
    double queued = 0;
};

// How the frame dropper answers a full link, for `resolution: flow`.
//
// The dropper is a delayed feedback with memory (queues, thresholds, three keyframes to recover),
// so no formula of the rates alone gives its result. But what many viewers of a shared link get
// depends only on the share of their demand that the link can carry. It is therefore measured once,
// for all runs of the program, on a scale model: a few viewers, buffers spread evenly over their
// range, on a link scaled with them, each with a connection of its own and FrameDropper for every
// stream. Shares in between are interpolated linearly; the nodes are dense where keyframes alone
// fill the link.
class DropperResponse {
public:
    DropperResponse(const Media& media, int streams);

    // `share` > 0: capacity for the connection / bit rate of its streams.
    VideoShare at(double share);

private:
    struct Node {
        double share;
        std::optional<VideoShare> got;  // filled when first asked for
    };
    const VideoShare& got(Node& node);

    Media media_;
    int streams_;
    std::vector<Node> nodes_;  // shares ascending
};

}  // namespace models
