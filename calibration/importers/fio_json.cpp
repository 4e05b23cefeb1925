#include "calibration/importers/fio_json.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view all_clients = "All clients";  // the sum of the others

struct Option {
    std::string_view name;
    std::string_view condition;
};

constexpr Option counts[] = {
    {"iodepth", "queue_depth"}, {"numjobs", "processes"},   {"direct", "direct"},
    {"rwmixread", "rwmixread"}, {"rate_iops", "rate_iops"}, {"runtime", "duration"},
};

constexpr Option sizes[] = {{"size", "file_size"}, {"rate", "rate"}};

constexpr Option texts[] = {{"rw", "rw"}, {"readwrite", "rw"}, {"ioengine", "ioengine"}};

void set_options(const JsonNode& options, Conditions& conditions)
{
    for (const Option& option : counts) {
        const std::string_view value = options.text_at(option.name);
        const auto count = number(value.substr(0, value.find_last_not_of('s') + 1));
        if (count) set_condition(conditions, option.condition, *count);
    }
    for (const Option& option : sizes) {
        const auto bytes = binary_size(options.text_at(option.name));
        if (bytes) set_condition(conditions, option.condition, *bytes);
    }
    for (const Option& option : texts) {
        const std::string_view text = options.text_at(option.name);
        if (!text.empty()) set_condition(conditions, option.condition, text);
    }
}

// "64k" for all directions, "64k,4k" for reading and for the others; a range stays text.
void set_block_size(std::string_view option, std::size_t direction, Conditions& conditions)
{
    std::string_view size = option;
    for (std::size_t i = 0; i < direction && size.find(',') != std::string_view::npos; ++i) {
        size.remove_prefix(size.find(',') + 1);
    }
    size = trimmed(size.substr(0, size.find(',')));
    const auto bytes = binary_size(size);
    if (bytes) set_condition(conditions, "block_size", *bytes);
    if (!bytes && !size.empty()) set_condition(conditions, "block_size", size);
}

void add_latency(const JsonNode& from, std::string_view name, FioDirection& direction)
{
    const std::string nanoseconds = std::string(name) + "_ns";
    const JsonNode* latency = from.find(nanoseconds);
    const std::string_view unit = latency != nullptr ? "ns" : "usec";
    if (latency == nullptr) latency = from.find(name);
    if (latency == nullptr) return;
    const std::string metric(fio_latency_metric(name));
    const JsonNode* mean = latency->find("mean");
    if (mean != nullptr) direction.add(metric, mean->number, unit, Better::lower, mean->line);
    const JsonNode* percentiles = latency->find("percentile");
    if (percentiles == nullptr) return;
    for (const JsonNode& one : percentiles->items) {
        const auto rank = number(one.key);
        if (!rank || !(*rank > 0)) continue;  // places that fio left empty
        direction.add(metric + "_percentile", one.number, unit, Better::lower, one.line, *rank);
    }
}

// The bandwidth in the finest unit that fio states.
void add_throughput(const JsonNode& from, bool old_units, FioDirection& direction)
{
    const JsonNode* exact = from.find("bw_bytes");
    const JsonNode* rate = exact != nullptr ? exact : from.find("bw");
    if (rate == nullptr) return;
    const std::string_view kilobytes = old_units ? "KB/s" : "KiB/s";
    direction.add("throughput", rate->number, exact != nullptr ? "B/s" : kilobytes, Better::higher,
                  rate->line);
}

FioDirection read_direction(const JsonNode& from, bool old_units)
{
    FioDirection direction;
    direction.name = from.key;
    direction.milliseconds = from.number_at("runtime").value_or(0);
    add_throughput(from, old_units, direction);
    if (const JsonNode* iops = from.find("iops")) {
        direction.iops = iops->number;
        direction.add("iops", iops->number, "IOPS", Better::higher, iops->line);
    }
    add_latency(from, "clat", direction);
    add_latency(from, "lat", direction);
    return direction;
}

class RunReader {
public:
    explicit RunReader(const JsonNode& root) : root_(root)
    {
        const std::string_view version = root.text_at("fio version");
        old_units_ = version.starts_with("fio-2") || version.starts_with("fio-1");
    }

    std::vector<FioJob> jobs()
    {
        std::vector<FioJob> found;
        for (const char* list : {"jobs", "client_stats"}) {
            const JsonNode* jobs = root_.find(list);
            if (jobs == nullptr) continue;
            for (const JsonNode& job : jobs->items) {
                const bool sum = job.text_at("jobname") == all_clients;
                if (job.find("jobname") != nullptr && !sum) found.push_back(read_job(job));
            }
        }
        return found;
    }

private:
    FioJob read_job(const JsonNode& from)
    {
        FioJob job;
        job.name = from.text_at("jobname");
        job.group = from.number_at("groupid").value_or(0);
        job.error = from.number_at("error").value_or(0);
        job.line = from.line;
        job.old_units = old_units_;
        if (const JsonNode* host = from.find("hostname")) job.client = client(host->text);
        std::string_view block_size;
        for (const JsonNode* options : {root_.find("global options"), from.find("job options")}) {
            if (options == nullptr) continue;
            set_options(*options, job.conditions);
            for (const char* name : {"bs", "blocksize", "bsrange"}) {
                const std::string_view size = options->text_at(name);
                if (!size.empty()) block_size = size;
            }
        }
        for (std::size_t i = 0; i < fio_directions.size(); ++i) {
            const JsonNode* part = from.find(fio_directions[i]);
            FioDirection direction =
                part != nullptr ? read_direction(*part, old_units_) : FioDirection();
            if (direction.samples.empty()) continue;
            set_block_size(block_size, i, direction.conditions);
            job.directions.push_back(std::move(direction));
        }
        return job;
    }

    int client(const std::string& host)
    {
        return clients_.try_emplace(host, static_cast<int>(clients_.size()) + 1).first->second;
    }

    const JsonNode& root_;
    bool old_units_ = false;
    std::map<std::string, int> clients_;  // numbers by host
};

}  // namespace

bool is_fio_json(const JsonNode& value)
{
    if (value.text_at("fio version").starts_with("fio-")) return true;
    const JsonNode* jobs = value.find("jobs");
    return jobs != nullptr && !jobs->items.empty() && jobs->items[0].find("jobname") != nullptr;
}

void read_fio_json(const JsonDocuments& json, Imported& imported, FioTold& told)
{
    for (const JsonDocument& document : json.documents) {
        if (!is_fio_json(document.root)) continue;
        const std::string_view version = document.root.text_at("fio version");
        if (version.starts_with("fio-")) imported.add_version(version.substr(4));
        Run run;
        run.complete = document.complete;
        const auto jobs = RunReader(document.root).jobs();
        for (const FioJob& job : jobs) told.add(job);
        add_fio_jobs(jobs, run);
        if (run.samples.empty()) run.complete = false;
        if (!document.complete) run.flag("the run is cut");
        imported.add_run(std::move(run));
    }
}

}  // namespace calibration::importers
