#include "models/publisher.hpp"

#include <algorithm>

#include "models/meeting.hpp"
#include "models/world.hpp"

namespace models {

Publisher::Publisher(FrameMedia& media, Audience& audience, const Train& train,
                     sim::FairSharing::Class up, const std::string& name)
    : media_(media),
      world_(media.meeting.world),
      audience_(audience),
      train_(train),
      stream_(audience.add_stream()),
      up_(world_.links.shares.add_flow(up, 1, sim::Callback::to<&Publisher::arrive>(this))),
      random_(world_.stream(name)),
      size_(train.variation > 0 ? sim::Distribution::lognormal(1, train.variation)
                                : sim::Distribution::constant(1)),
      small_bytes_(train.mean_bytes * train.keyframe_interval /
                   (train.keyframe_ratio + train.keyframe_interval - 1)),
      next_(world_.simulation, sim::Callback::to<&Publisher::publish>(this))
{
    // cameras are not in step: each begins somewhere in its interval and its group of frames
    next_.after(random_.uniform() * train.interval);
    next_index_ =
        static_cast<double>(static_cast<int>(random_.uniform() * train.keyframe_interval));
}

Publisher::~Publisher()
{
    world_.links.shares.remove_flow(up_);
    audience_.remove_stream(stream_);
    media_.disown(*this);
}

void Publisher::publish()
{
    next_.after(train_.interval);
    Monitor& monitor = world_.monitor;
    if (!world_.links.shares.idle(up_) || waiting_ >= train_.backlog) {
        return monitor.held_back(1);
    }
    keyframe_ = next_index_ == 0;
    next_index_ = next_index_ + 1 < train_.keyframe_interval ? next_index_ + 1 : 0;
    bytes_ = small_bytes_ * (keyframe_ ? train_.keyframe_ratio : 1) * size_.next(random_);
    published_ = world_.simulation.now();
    world_.links.shares.send(up_, bytes_);
}

void Publisher::arrive()
{
    FrameInCpu& job = media_.frame_in_cpu();
    job = {this, &audience_.offer(stream_, bytes_, keyframe_), true};
    job.frame->published = published_;
    ++waiting_;
    const bool webcam = train_.event == EventStream::webcam_frame;
    if (webcam && job.frame->delivered < job.frame->offered) world_.monitor.dropped();
    for (std::size_t path = 0; path < audience_.paths(); ++path) {
        NodeCounts& node = world_.monitor.at(audience_.node_of(path));
        (webcam ? node.webcam_offered : node.desktop_offered) += audience_.offered_at(path);
    }
    Counts counts = media_.meeting.counts();
    counts.viewers = job.frame->offered;
    counts.deliveries = job.frame->delivered;
    counts.kilobytes = job.frame->delivered * bytes_ / 1000;
    world_.server.spend(train_.event, counts, sim::Callback::to<&FrameInCpu::done>(&job));
}

void FrameInCpu::done()
{
    in_use = false;
    if (publisher == nullptr) return Audience::discard(*frame);
    --publisher->waiting_;
    publisher->audience_.send(*frame);
    publisher->sent(frame->bytes);
}

void Publisher::sent(double bytes)
{
    for (std::size_t path = 0; path < audience_.paths(); ++path) {
        NodeCounts& node = world_.monitor.at(audience_.node_of(path));
        const double delivered = audience_.delivered_at(path);
        if (train_.event == EventStream::webcam_frame) {
            node.webcam_delivered += delivered;
            node.webcam_bytes += delivered * bytes;
        } else {
            node.desktop_delivered += delivered;
        }
    }
}

}  // namespace models
