#include "calibration/measured_ramp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "calibration/aligned_series.hpp"
#include "calibration/files_by_folder.hpp"
#include "calibration/monitored_resource.hpp"
#include "calibration/monitoring.hpp"

namespace calibration {
namespace {

constexpr double rounding = 1e-6;
constexpr double bits_in_byte = 8;

struct Kind {
    const char* name;
    const char* option;
    MonitoredResource resource;
    const char* unit;   // of a series that is named
    const char* words;  // for that unit
};

constexpr Kind kinds[measured_count] = {
    {"cpu", "--cpu", MonitoredResource::cpu_busy, "1", "a share"},
    {"memory", "--memory", MonitoredResource::memory_used, "B", "bytes"},
    {"sent", "--sent", MonitoredResource::network_out, "bit/s", "bits or bytes per second"},
};

using Found = std::array<std::optional<Series>, measured_count>;

void scale(Series& series, double factor)
{
    for (Point& point : series.points) point.value *= factor;
}

class RampReader {
public:
    RampReader(const RampSeries& wanted, const std::vector<std::string>& paths,
               std::vector<std::string>& notes, models::Findings& findings)
        : wanted_(wanted), place_{paths.front(), 1, 1}, notes_(notes), findings_(findings)
    {
    }

    std::optional<MeasuredRamp> read(const std::string& folder,
                                     const std::vector<std::string>& paths)
    {
        const std::size_t before = findings_.size();
        const Monitoring monitoring = read_monitoring(paths, findings_);
        notes_.insert(notes_.end(), monitoring.notes.begin(), monitoring.notes.end());
        if (findings_.size() > before) return std::nullopt;
        const auto users = one(monitoring, wanted_.users);
        const auto known = resource_series(monitoring, notes_);
        Found found;
        for (std::size_t i = 0; i < measured_count; ++i) {
            found[i] = wanted_.named[i] ? named(monitoring, *wanted_.named[i], kinds[i])
                                        : the_known(known, kinds[i]);
        }
        if (findings_.size() > before || !users) return std::nullopt;
        const auto there = [](const std::optional<Series>& series) { return series.has_value(); };
        if (std::none_of(found.begin(), found.end(), there)) {
            add("has no series known to tell of CPU, memory or bytes sent; name one with `--cpu`, "
                "`--memory` or `--sent`");
            return std::nullopt;
        }
        return on_one_grid(folder, *users, found);
    }

private:
    void add(const std::string& sentence) { findings_.add(place_, sentence); }

    std::optional<Series> one(const Monitoring& monitoring, const Selector& selector)
    {
        std::string problem;
        const Series* found = select_one(monitoring, selector, problem);
        if (found == nullptr) add(problem);
        return found == nullptr ? std::nullopt : std::optional(*found);
    }

    std::optional<Series> named(const Monitoring& monitoring, const Selector& selector,
                                const Kind& kind)
    {
        auto series = one(monitoring, selector);
        if (!series) return series;
        std::size_t left_out = 0;
        if (series->is_counter()) series = rate_of(*series, left_out);
        const std::string written = series->unit;
        const bool known = to_si(*series);
        if (kind.unit == std::string("bit/s") && series->unit == "B/s") {
            scale(*series, bits_in_byte);
            series->unit = "bit/s";
        }
        if (known && (series->unit == kind.unit || series->unit.empty())) return series;
        add(fmt::format("{} is in {}, where {} are needed for `{}`; name another series",
                        series->name(), models::quoted(written), kind.words, kind.option));
        return std::nullopt;
    }

    std::optional<Series> the_known(const std::vector<ResourceSeries>& known, const Kind& kind)
    {
        const auto found = series_of(known, kind.resource);
        if (found.size() > 1) {
            notes_.push_back(fmt::format(
                "{}: {} and {} both tell of `{}`, which is left out; "
                "name one of them with `{}`",
                place_.file, found[0]->name(), found[1]->name(), kind.name, kind.option));
            return std::nullopt;
        }
        if (found.empty()) {
            notes_.push_back(
                fmt::format("{}: no series is known to tell of `{}`; name one with `{}` to have it "
                            "compared",
                            place_.file, kind.name, kind.option));
            return std::nullopt;
        }
        Series series = *found.front();
        if (kind.resource == MonitoredResource::cpu_busy) {
            to_cores_busy(series, wanted_.cores, notes_);
        } else if (kind.resource == MonitoredResource::network_out) {
            scale(series, bits_in_byte);
        }
        return series;
    }

    std::optional<MeasuredRamp> on_one_grid(const std::string& folder, const Series& users,
                                            const Found& found)
    {
        std::vector<const Series*> series{&users};
        for (const auto& each : found) {
            if (each) series.push_back(&*each);
        }
        std::string problem;
        const auto aligned = align(series, {}, problem);
        if (!aligned) {
            add(problem);
            return std::nullopt;
        }
        auto ramp = settled(*aligned, found);
        ramp.folder = folder;
        if (!ramp.times.empty()) return ramp;
        add("has no sample left after `--settle`; ask for a shorter time");
        return std::nullopt;
    }

    // Without the samples too near after a change of users, the first column.
    MeasuredRamp settled(const AlignedSeries& aligned, const Found& found) const
    {
        MeasuredRamp ramp;
        ramp.step = aligned.step;
        const std::vector<double>& users = aligned.values[0];
        double changed = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < aligned.times.size(); ++i) {
            const double time = aligned.times[i];
            if (i == 0 || users[i] != users[i - 1]) changed = time;
            if (wanted_.settle > 0 && time - changed < wanted_.settle - rounding) continue;
            ramp.times.push_back(time);
            ramp.users.push_back(users[i]);
            std::size_t column = 0;
            for (std::size_t k = 0; k < measured_count; ++k) {
                if (found[k]) ramp.values[k].push_back(aligned.values[++column][i]);
            }
        }
        ramp.unsettled = aligned.times.size() - ramp.times.size();
        return ramp;
    }

    const RampSeries& wanted_;
    models::Place place_;
    std::vector<std::string>& notes_;
    models::Findings& findings_;
};

}  // namespace

const char* to_string(Measured quantity)
{
    return kinds[static_cast<std::size_t>(quantity)].name;
}

std::vector<MeasuredRamp> read_ramps(const std::vector<std::string>& paths,
                                     const RampSeries& series, std::vector<std::string>& notes,
                                     models::Findings& findings)
{
    std::vector<MeasuredRamp> ramps;
    for (const auto& [folder, files] : files_by_folder(paths)) {
        RampReader reader(series, files, notes, findings);
        if (auto ramp = reader.read(folder, files)) ramps.push_back(std::move(*ramp));
    }
    return ramps;
}

}  // namespace calibration
