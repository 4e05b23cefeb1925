#include "tools/report/load_series.hpp"

#include <algorithm>
#include <limits>

#include "sim/statistics/tally.hpp"

namespace tools {
namespace {

constexpr std::size_t most_spans = 120;
constexpr double least_use = 0.005;  // less than that is idle

using Minutes = std::vector<double>;

// Mean over spans of so many minutes.
Minutes thinned(const Minutes& minutes, std::size_t length)
{
    Minutes means;
    for (std::size_t begin = 0; begin < minutes.size(); begin += length) {
        sim::Tally tally;
        for (std::size_t i = begin; i < std::min(begin + length, minutes.size()); ++i) {
            tally.add(minutes[i]);
        }
        means.push_back(tally.mean());
    }
    return means;
}

LoadSeries series_of(const std::string& name, const std::vector<Minutes>& by_platform)
{
    std::size_t longest = 0;
    for (const Minutes& minutes : by_platform) longest = std::max(longest, minutes.size());
    const std::size_t length = (longest + most_spans - 1) / most_spans;
    LoadSeries series{name, {}, {}, {}};
    for (std::size_t begin = 0; begin < longest; begin += length) {
        series.minutes.push_back(static_cast<double>(std::min(begin + length, longest)));
    }
    for (const Minutes& minutes : by_platform) {
        series.by_platform.push_back(thinned(minutes, length));
        series.by_platform.back().resize(series.minutes.size(),
                                         std::numeric_limits<double>::quiet_NaN());
        series.fullest.push_back(minutes.empty() ? 0 : std::ranges::max(minutes));
    }
    return series;
}

std::vector<std::string> resource_names(const ReportAnswer& answer)
{
    std::vector<std::string> names;
    for (const ComparedCapacity& one : answer.comparison.contenders) {
        for (const ResourceSeries& resource : one.run.resources) {
            if (std::ranges::count(names, resource.resource) == 0) {
                names.push_back(resource.resource);
            }
        }
    }
    return names;
}

LoadSeries resource_series(const ReportAnswer& answer, const std::string& name)
{
    std::vector<Minutes> by_platform;
    for (const ComparedCapacity& one : answer.comparison.contenders) {
        const auto& all = one.run.resources;
        const auto found = std::ranges::find(all, name, &ResourceSeries::resource);
        by_platform.push_back(found == all.end() ? Minutes(one.run.series.size(), 0.0)
                                                 : found->by_minute);
    }
    return series_of(name, by_platform);
}

double fullest(const LoadSeries& series)
{
    return std::ranges::max(series.fullest);
}

}  // namespace

LoadSeries users_series(const ReportAnswer& answer)
{
    std::vector<Minutes> by_platform;
    for (const ComparedCapacity& one : answer.comparison.contenders) {
        Minutes users;
        for (const Minute& minute : one.run.series) users.push_back(minute.mean_users);
        by_platform.push_back(users);
    }
    return series_of("users", by_platform);
}

std::vector<LoadSeries> resource_series(const ReportAnswer& answer)
{
    std::vector<LoadSeries> all;
    for (const std::string& name : resource_names(answer)) {
        LoadSeries series = resource_series(answer, name);
        if (fullest(series) >= least_use) all.push_back(std::move(series));
    }
    std::ranges::stable_sort(all, std::ranges::greater(), fullest);
    return all;
}

std::vector<std::string> idle_resources(const ReportAnswer& answer)
{
    std::vector<std::string> idle;
    for (const std::string& name : resource_names(answer)) {
        if (fullest(resource_series(answer, name)) < least_use) idle.push_back(name);
    }
    return idle;
}

}  // namespace tools
