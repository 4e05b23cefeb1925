#include "tools/sweep/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/suggestion.hpp"
#include "tools/sweep/corners.hpp"

namespace tools {

using models::Findings;

Plan::Plan(const Design& design, const std::vector<std::string>& overrides,
           const std::string& library, const Shard& shard)
    : design_(&design),
      question_(design),
      scenario_(design.scenario, overrides, library),
      shard_(shard)
{
    const models::Scenario base = scenario_.with(fixed_changes(design));
    seed_ = base.seed;
    known_ = KnownRanges(design, base);
    points_.emplace(design, seed_);
    Corners corners(design);
    std::vector<Value> values;
    for (std::uint64_t number = 0; number < points_->count(); ++number) {
        if (!points_->at(number, values)) continue;
        corners.see(values);
        const std::uint64_t rank = admitted_++;
        if (shard_.has(rank)) numbers_.push_back(static_cast<std::uint32_t>(number));
    }
    if (admitted_ == 0) {
        throw models::InputError(
            {{{design.path, 1, 1}, "no point fulfils what stands below `where`; loosen it"}});
    }
    corners.check(*points_, scenario_);
    check_responses(scenario_at(corners.first()));
    expectation_ = Expectation(question_, *points_, scenario_, corners.first());
}

models::Scenario Plan::scenario_at(const std::vector<Value>& values) const
{
    return scenario_.with(points_->changes(values));
}

void Plan::check_responses(const models::Scenario& first) const
{
    Findings findings;
    const std::vector<std::string> resources = resources_of(first);
    for (std::size_t i = 0; i < question_.figures.size(); ++i) {
        const Figure& figure = question_.figures[i];
        const models::Place& place = design_->responses[i].place;
        const std::string resource = resource_of(figure);
        if (figure.source == Source::compare && first.platforms.size() < 2) {
            findings.add(place, fmt::format("{} compares the platforms of a point, which has one; "
                                            "write lists of them, like `platform: [[native, kvm]]`",
                                            models::key_quoted(figure.name)));
        }
        const bool known = resource.empty() || std::find(resources.begin(), resources.end(),
                                                         resource) != resources.end();
        if (known) continue;
        findings.add(place, fmt::format("there is no resource {}{}", models::key_quoted(resource),
                                        models::way_out(resource, resources)));
    }
    findings.throw_if_any();
}

Plan::Order Plan::order(const std::vector<bool>& stored) const
{
    std::vector<std::uint32_t> left;
    std::vector<float> work;
    std::vector<Value> values;
    for (const std::uint32_t number : numbers_) {
        if (number < stored.size() && stored[number]) continue;
        points_->at(number, values);
        left.push_back(number);
        work.push_back(static_cast<float>(expectation_.of(*design_, values)));
    }
    std::vector<std::uint32_t> places(left.size());
    std::iota(places.begin(), places.end(), std::uint32_t{0});
    std::stable_sort(places.begin(), places.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return work[a] > work[b]; });
    Order order;
    for (const std::uint32_t place : places) {
        order.numbers.push_back(left[place]);
        order.work.push_back(work[place]);
    }
    return order;
}

}  // namespace tools
