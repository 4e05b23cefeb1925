// The flows of FairSharing: how they come, are sent more, drain and go.
#include "sim/fair_sharing.hpp"

#include <algorithm>
#include <utility>

#include "sim/expect.hpp"

namespace sim {

FairSharing::FairSharing(Simulation& simulation)
    : simulation_(simulation),
      drain_(simulation, Callback::to<&FairSharing::occur>(this)),
      paces_(1)
{
}

FairSharing::Flow FairSharing::add_flow(Class in, std::uint32_t members, Callback drained)
{
    Flow flow;
    if (free_.empty()) {
        EXPECT(flows_.size() < std::size_t{1} << key_index_bits, "too many flows exist at once");
        flow = static_cast<Flow>(flows_.size());
        flows_.emplace_back();
    } else {
        flow = free_.back();
        free_.pop_back();
    }
    FlowState& added = flows_[flow];
    added = {};
    added.drained = drained;
    added.in = in;
    added.members = members;
    added.alive = true;
    return flow;
}

void FairSharing::remove_flow(Flow flow)
{
    set_members(flow, 0);
    flows_[flow].alive = false;
    if (flows_[flow].filed == 0) free_.push_back(flow);
}

void FairSharing::set_members(Flow flow, std::uint32_t members)
{
    FlowState& of = flows_[flow];
    FlowClass& in = classes_[of.in];
    catch_up(in.part);
    const double change = static_cast<double>(members) - of.members;
    if (!of.busy || change == 0) {
        of.members = members;
        return;
    }
    settle(in, simulation_.now());
    const double units = (of.tail - in.served) * change;
    in.offered += std::max(0.0, units);
    in.expected += units;
    in.busy += members - of.members;
    of.members = members;
    if (members == 0) give_up(of);
    change_part(of.in);
}

// Its tags stay in the queue of its class and are taken out when they come up or become many.
void FairSharing::give_up(FlowState& flow)
{
    FlowClass& in = classes_[flow.in];
    flow.busy = false;
    if (flow.drained) --parts_[in.part].listening;
    if (in.lone != none) {
        in.lone = none;
        return;
    }
    ++in.given_up;
    if (in.busy == 0 || in.given_up > 64 + in.tags.size() / 2) sweep(in);
}

void FairSharing::sweep(FlowClass& in)
{
    in.given_up = 0;
    in.tags.erase_if([this](Flow index) {
        FlowState& flow = flows_[index];
        if (flow.busy) return false;
        if (--flow.filed == 0 && !flow.alive) free_.push_back(index);
        return true;
    });
}

void FairSharing::make_busy(Flow flow, double amount)
{
    FlowState& to = flows_[flow];
    FlowClass& in = classes_[to.in];
    if (!batch_ && parts_[in.part].light && parts_[in.part].busy.empty()) {
        return start_alone(flow, amount);
    }
    settle(in, simulation_.now());
    to.tail = in.served + amount;
    to.busy = true;
    if (in.busy == 0 && in.tags.empty()) {
        in.lone = flow;
    } else {
        if (in.lone != none) file_tag(in, std::exchange(in.lone, none));
        file_tag(in, flow);
    }
    in.busy += to.members;
    if (to.drained) ++parts_[in.part].listening;
    change_part(to.in);
}

void FairSharing::file_tag(FlowClass& in, Flow flow)
{
    ++flows_[flow].filed;
    in.tags.push(flows_[flow].tail, flow);
}

double FairSharing::earliest_tag(FlowClass& in)
{
    if (in.lone != none) return in.lone_tag = flows_[in.lone].tail;
    mend_earliest(in);
    return in.tags.earliest().at;
}

void FairSharing::set_streams(Class index, std::uint32_t members, double cap)
{
    FlowClass& in = classes_[index];
    if (members == in.streams && cap == shares_.cap(index)) return;
    catch_up(in.part);
    settle(in, simulation_.now());
    parts_[in.part].filled.clear();  // at other caps
    in.streams = members;
    shares_.set(index, parts_[in.part].light ? 0 : in.members(), cap);
    change_part(index);
}

void FairSharing::change_part(Class index)
{
    const FlowClass& in = classes_[index];
    count_members(index);
    if (!batch_) return resolve(in.part, simulation_.now());
    PartState& part = parts_[in.part];
    part.planned_at = infinity;  // its plan is about to be made anew
    if (!part.dirty) dirty_.push_back(in.part);
    part.dirty = true;
}

void FairSharing::count_members(Class index)
{
    FlowClass& of = classes_[index];
    const std::uint32_t members = of.members();
    if ((members > 0) != (of.busy_place != none)) list_busy(index, members > 0);
    if (!parts_[of.part].light) {
        shares_.set(index, members, shares_.cap(index));
    } else if (members == 0) {
        of.factor = 0;
    }
}

void FairSharing::list_busy(Class index, bool busy)
{
    FlowClass& of = classes_[index];
    std::vector<Class>& list = parts_[of.part].busy;
    if (busy) {
        of.busy_place = static_cast<std::uint32_t>(list.size());
        list.push_back(index);
        return;
    }
    classes_[list.back()].busy_place = of.busy_place;
    list[of.busy_place] = list.back();
    list.pop_back();
    of.busy_place = none;
}

void FairSharing::end_batch()
{
    batch_ = false;
    for (const Part part : dirty_) {
        parts_[part].dirty = false;
        resolve(part, simulation_.now());
    }
    dirty_.clear();
}

void FairSharing::drain_until_now(Part part)
{
    while (parts_[part].planned_at < simulation_.now()) drain(part, parts_[part].planned_at);
}

// Takes out the flow that is due and says whom to tell. The moment of a drain is rounded to what a
// clock can tell; the units that this adds or takes are booked, or they would add up over a long
// run.
Callback FairSharing::drain(Part index, Time at)
{
    const PartState& part = parts_[index];
    if (part.light && part.busy.size() == 1 && alone(part.planned_class)) {
        return drain_alone(index);
    }
    const Pace& pace = paces_[part.planned];
    const Class due = part.light ? part.planned_class : pace.classes[pace.due.winner()];
    FlowClass& in = classes_[due];
    settle(in, at);
    const bool lone = in.lone != none;
    const FinishTags::Tag first = lone ? FinishTags::Tag{in.lone_tag, in.lone} : in.tags.earliest();
    FlowState& flow = flows_[first.member];
    const double missing = first.at - in.served;
    const bool done = flow.tail <= first.at;  // or it was given more meanwhile
    if (missing > 0) {
        in.served = first.at;
        in.expected += missing * in.streams;
        in.delivered += missing * in.members();
    } else if (done) {
        in.delivered += missing * flow.members;
    }
    if (!done) {
        if (!part.light) set_due(due);
        plan(index, at);
        return {};
    }
    if (lone) {
        in.lone = none;
    } else {
        in.tags.pop();
        --flow.filed;
    }
    flow.busy = false;
    in.busy -= flow.members;
    const Callback drained = flow.drained;
    if (drained) --parts_[index].listening;
    count_members(due);
    resolve(index, at);
    return drained;
}

void FairSharing::occur()
{
    announced_ = infinity;
    const Part part = agenda_.winner();
    if (agenda_.least() > simulation_.now()) return announce(part);
    const Callback drained = drain(part, simulation_.now());
    if (drained) drained();
}

}  // namespace sim
