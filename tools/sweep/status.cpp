#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

// Seconds of "2026-11-29T07:18:02Z".
double seconds_of(const std::string& utc)
{
    std::tm parts{};
    if (strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) return 0;
    return static_cast<double>(timegm(&parts));
}

struct Status {
    StoreHeading heading;
    StoreCounts counts;
    std::vector<Session> sessions;
    double rate = 0;  // points/s of the last session; 0: not known

    std::uint64_t left() const { return heading.points - counts.done - counts.failed; }
};

Status status_of(const std::string& path)
{
    const Store store(path, Database::Access::read);
    Status status{store.heading(), store.counts(), store.sessions(), 0};
    if (status.sessions.empty()) return status;
    const Session& last = status.sessions.back();
    const double seconds = seconds_of(last.seen) - seconds_of(last.began);
    if (seconds > 0) status.rate = static_cast<double>(last.points) / seconds;
    return status;
}

std::string status_text(const Status& status, const std::string& path)
{
    const StoreHeading& heading = status.heading;
    std::string text = fmt::format("{}: {} of {} points done, {} failed", heading.name,
                                   grouped(status.counts.done), grouped(heading.points),
                                   grouped(status.counts.failed));
    if (!heading.shard.whole()) text += ", shard " + to_string(heading.shard);
    text += '\n';
    if (!status.sessions.empty()) {
        const Session& last = status.sessions.back();
        text += fmt::format("last stored {} on {}, {}", last.seen, last.host,
                            counted(last.threads, "thread"));
        if (status.rate > 0) text += fmt::format(", {:.3g} points/s", status.rate);
        if (status.rate > 0 && status.left() > 0) {
            text += fmt::format(", {} left", duration(double(status.left()) / status.rate));
        }
        text += '\n';
    }
    if (status.left() > 0) {
        text += "Next: " + command_line(heading, heading.shard, path) + " --resume\n";
    }
    return text;
}

std::string status_document(const Status& status)
{
    Json document = heading("sweep status");
    document["name"] = status.heading.name;
    document["shard"] = to_string(status.heading.shard);
    document["points"] = status.heading.points;
    document["done"] = status.counts.done;
    document["failed"] = status.counts.failed;
    document["points_per_second"] = status.rate > 0 ? Json(status.rate) : Json(nullptr);
    Json& sessions = document["sessions"] = Json::array();
    for (const Session& session : status.sessions) {
        sessions.push_back({{"began", session.began},
                            {"seen", session.seen},
                            {"host", session.host},
                            {"threads", session.threads},
                            {"points", session.points}});
    }
    return text_of(document);
}

}  // namespace

ExitCode sweep_status(const std::string& store, const Arguments& arguments)
{
    const Status status = status_of(store);
    print(arguments.json ? status_document(status) : status_text(status, store));
    return ExitCode::done;
}

}  // namespace tools
