#include "calibration/recordings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "calibration/aligned_series.hpp"
#include "calibration/files_by_folder.hpp"
#include "calibration/monitored_resource.hpp"

namespace calibration {
namespace {

constexpr double rounding = 1e-6;

bool all_have_users(const std::vector<FolderFiles>& folders, const RecordingSeries& series)
{
    if (folders.size() == 1) return true;
    return std::all_of(folders.begin(), folders.end(), [&](const FolderFiles& one) {
        models::Findings ignored;  // told when the files are read as a recording
        return !select_all(read_monitoring(one.files, ignored), series.users).empty();
    });
}

struct Responses {
    std::optional<Series> cpu;
    std::optional<Series> memory;
    std::optional<Series> received;
    std::optional<Series> sent;
    bool memory_is_relative = false;

    bool none() const { return !cpu && !memory && !received && !sent; }
};

class RecordingReader {
public:
    RecordingReader(const RecordingSeries& wanted, std::vector<std::string>& notes,
                    models::Findings& findings)
        : wanted_(wanted), notes_(notes), findings_(findings)
    {
    }

    std::optional<Recording> read(const std::vector<std::string>& paths)
    {
        const std::size_t before = findings_.size();
        place_ = {paths.front(), 1, 1};
        const Monitoring monitoring = read_monitoring(paths, findings_);
        notes_.insert(notes_.end(), monitoring.notes.begin(), monitoring.notes.end());
        const auto users = named(monitoring, wanted_.users, "");
        std::optional<Series> streams;
        if (wanted_.streams) streams = named(monitoring, *wanted_.streams, "");
        known_ = resource_series(monitoring, notes_);
        const Responses responses = responses_of(monitoring);
        if (responses.none() && findings_.size() == before) {
            add("has no series known to tell of CPU, memory or network; name one with `--cpu` or "
                "`--memory`");
        }
        if (findings_.size() > before || !users) return std::nullopt;
        return on_one_grid(*users, streams, responses);
    }

private:
    void add(const std::string& sentence) { findings_.add(place_, sentence); }

    std::optional<Series> named(const Monitoring& monitoring, const Selector& selector,
                                const std::string& unit)
    {
        std::string problem;
        const Series* found = select_one(monitoring, selector, problem);
        if (found == nullptr) {
            add(problem);
            return std::nullopt;
        }
        Series series = *found;
        const bool known = to_si(series);
        if (unit.empty()) return series;
        if (known && (series.unit == unit || series.unit.empty())) return series;
        add(fmt::format("{} is in {}, where {} is needed; name another series", series.name(),
                        models::quoted(found->unit), unit == "B" ? "bytes" : "a share"));
        return std::nullopt;
    }

    Responses responses_of(const Monitoring& monitoring)
    {
        Responses all;
        if (wanted_.cpu) {
            all.cpu = named(monitoring, *wanted_.cpu, "1");
        } else if ((all.cpu = known(MonitoredResource::cpu_busy, "; name one with `--cpu`"))) {
            to_cores_busy(*all.cpu, wanted_.cores, notes_);
        }
        if (wanted_.memory) {
            all.memory = named(monitoring, *wanted_.memory, "B");
        } else {
            const char* way_out = "; name one with `--memory`";
            all.memory = known(MonitoredResource::memory_used, way_out);
            if (!all.memory) {
                all.memory = known(MonitoredResource::memory_available, way_out);
                all.memory_is_relative = all.memory.has_value();
            }
        }
        const char* way_out = "; leave out those of other interfaces";
        all.received = known(MonitoredResource::network_in, way_out);
        all.sent = known(MonitoredResource::network_out, way_out);
        return all;
    }

    // The one series known to tell of a resource.
    std::optional<Series> known(MonitoredResource wanted, const char* way_out)
    {
        const auto found = series_of(known_, wanted);
        if (found.size() == 1) return *found.front();
        if (found.size() > 1) {
            notes_.push_back(fmt::format("{} series tell of {}, {} and {} among them{}",
                                         found.size(), to_string(wanted), found[0]->name(),
                                         found[1]->name(), way_out));
        }
        return std::nullopt;
    }

    std::optional<Recording> on_one_grid(const Series& users, const std::optional<Series>& streams,
                                         const Responses& responses)
    {
        Recording recording;
        std::vector<const Series*> series{&users};
        std::vector<std::vector<double>*> columns{&recording.users};
        const auto also = [&](const std::optional<Series>& one, std::vector<double>& column) {
            if (!one) return;
            series.push_back(&*one);
            columns.push_back(&column);
        };
        also(streams, recording.streams);
        also(responses.cpu, recording.cpu);
        also(responses.memory, recording.memory);
        also(responses.received, recording.received);
        also(responses.sent, recording.sent);
        std::string problem;
        auto aligned = align(series, {}, problem);
        if (!aligned) {
            add(problem);
            return std::nullopt;
        }
        recording.settled = settled(*aligned, streams ? 2 : 1);
        recording.times = aligned->times;
        recording.joins = joins_of(*aligned);
        for (std::size_t i = 0; i < columns.size(); ++i) *columns[i] = aligned->values[i];
        recording.memory_is_relative = responses.memory_is_relative;
        if (recording.memory_is_relative) make_used(recording.memory);
        return recording;
    }

    // Whether none of the first `loads` series changed within the time to settle before a sample.
    std::vector<bool> settled(const AlignedSeries& aligned, std::size_t loads) const
    {
        std::vector<bool> kept(aligned.times.size(), true);
        double changed = -1e300;
        for (std::size_t i = 0; i < kept.size() && wanted_.settle > 0; ++i) {
            for (std::size_t j = 0; i > 0 && j < loads; ++j) {
                if (aligned.values[j][i] != aligned.values[j][i - 1]) changed = aligned.times[i];
            }
            kept[i] = i > 0 && aligned.times[i] - changed >= wanted_.settle - rounding;
        }
        return kept;
    }

    static std::vector<double> joins_of(const AlignedSeries& aligned)
    {
        const std::vector<double>& users = aligned.values[0];
        std::vector<double> joins(users.size(), 0);
        for (std::size_t i = 1; i < users.size(); ++i) {
            const double time = aligned.times[i] - aligned.times[i - 1];
            joins[i] = std::max(0.0, users[i] - users[i - 1]) / time;
        }
        return joins;
    }

    static void make_used(std::vector<double>& available)
    {
        if (available.empty()) return;
        const double most = *std::max_element(available.begin(), available.end());
        for (double& value : available) value = most - value;
    }

    const RecordingSeries& wanted_;
    std::vector<std::string>& notes_;
    models::Findings& findings_;
    models::Place place_;
    std::vector<ResourceSeries> known_;
};

}  // namespace

std::optional<Recording> read_recording(const std::vector<std::string>& paths,
                                        const RecordingSeries& series,
                                        std::vector<std::string>& notes, models::Findings& findings)
{
    return RecordingReader(series, notes, findings).read(paths);
}

std::vector<Recording> read_recordings(const std::vector<std::string>& paths,
                                       const RecordingSeries& series,
                                       std::vector<std::string>& notes, models::Findings& findings)
{
    std::vector<Recording> recordings;
    auto folders = files_by_folder(paths);
    if (!all_have_users(folders, series)) folders = {{"", paths}};
    for (const auto& [folder, files] : folders) {
        auto one = read_recording(files, series, notes, findings);
        if (!one) continue;
        one->folder = folder;
        recordings.push_back(std::move(*one));
    }
    return recordings;
}

}  // namespace calibration
