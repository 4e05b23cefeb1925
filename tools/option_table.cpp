#include "tools/option_table.hpp"

#include "tools/option_values.hpp"

namespace tools {
namespace {

constexpr int most_samples = 4096;
constexpr int most_tasks = 10000;

constexpr Option options[] = {
    {"json", "", "one JSON document in place of text", false,
     [](Arguments& a, const std::string&, const std::string&) { a.json = true; }},
    {"set", "KEY=VALUE", "change any key of the scenario; repeatable", true,
     [](Arguments& a, const std::string&, const std::string& text) {
         a.overrides.push_back(text);
     }},
    {"platform", "A,B", "the platforms to answer for, the same as --set platform=A,B", false,
     [](Arguments& a, const std::string&, const std::string& text) {
         a.overrides.push_back("platform=" + text);
     }},
    {"vary", "KEY=VALUE", "a variant to compare with the scenario; repeatable", true,
     [](Arguments& a, const std::string&, const std::string& text) { a.variants.push_back(text); }},
    {"seed", "N", "of the random numbers, the same as --set seed=N", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.overrides.push_back("seed=" + read_seed(option, text));
     }},
    {"replications", "N", "runs with other random numbers; default 1", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.replications = read_count(option, text, 1, most_replications);
     }},
    {"level", "PERCENT", "of the intervals; default 95%", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.level = read_level(option, text);
     }},
    {"precision", "PERCENT", "of the capacity, to stop at; default 2%, or one user", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.precision = read_precision(option, text);
     }},
    {"held", "PERCENT", "of the workloads, in which the SLO must hold; default 95%", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.held = read_level(option, text);
     }},
    {"budget", "N", "replications after which a search gives up; default 500", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.budget = read_count(option, text, 10, most_replications);
     }},
    {"calibration-error", "WHEN", "on, or off: as if no parameter had a standard error", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.calibration_error = read_switch(option, text);
     }},
    {"threads", "N", "default: one for each core; the answer is the same", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.threads = read_count(option, text, 1, most_threads);
         a.threads_given = true;
     }},
    {"library", "FOLDER", "with hosts/, platforms/, ...; default: $BBBCAP_LIBRARY, or as shipped",
     false, [](Arguments& a, const std::string&, const std::string& text) { a.library = text; }},
    {"native", "FOLDER", "what the tools wrote on the machine without virtualization", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.native = text; }},
    {"guest", "NAME=FOLDER", "what they wrote in the guest of that name; repeatable", true,
     [](Arguments& a, const std::string&, const std::string& text) { a.guests.push_back(text); }},
    {"drop-outliers", "", "leave outliers out of the factors", false,
     [](Arguments& a, const std::string&, const std::string&) { a.drop_outliers = true; }},
    {"force", "", "write over files that are there", false,
     [](Arguments& a, const std::string&, const std::string&) { a.force = true; }},
    {"monitoring", "FILE", "recorded while users were there; more files may follow", true,
     [](Arguments& a, const std::string&, const std::string& text) {
         a.monitoring.push_back(text);
     }},
    {"users", "METRIC", "series of the users present", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.users = text; }},
    {"streams", "METRIC", "series of the webcams that are sent to somebody, each viewer counted",
     false, [](Arguments& a, const std::string&, const std::string& text) { a.streams = text; }},
    {"cpu", "METRIC", "series of the CPU, a share of one core; default: the one known", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.cpu = text; }},
    {"memory", "METRIC", "series of the memory in use; default: the one known", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.memory = text; }},
    {"sent", "METRIC", "series of the bits or bytes sent a second; default: the one known", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.sent = text; }},
    {"against", "FILE", "monitoring, or a published study by name or path; repeatable", true,
     [](Arguments& a, const std::string&, const std::string& text) { a.against.push_back(text); }},
    {"cores", "N", "that the server may use, 0.3 under such a quota; default 1", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.cores = read_cores(option, text);
     }},
    {"webcams", "N", "published all the time; default: what they cost is in the offset", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.webcams = read_count(option, text, 0, 100000);
     }},
    {"settle", "TIME", "that CPU and network are averages over; default 0 s", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.settle = read_time(option, text);
     }},
    {"method", "NAME", "one-at-a-time (default), morris or sobol", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.method = text; }},
    {"response", "NAME", "capacity (default), or a figure of the SLO at that many users", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.response = text; }},
    {"samples", "N", "replications, trajectories or samples; default 10, 20 or 256", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.samples = read_count(option, text, 2, most_samples);
     }},
    {"profile", "NAME", "whose demands are fitted, a name or a path", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.profile = text; }},
    {"output", "PATH", "where to write, or -o PATH; without it nothing is written", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.output = text; }},
    {"resume", "", "go on with the store of a sweep that was interrupted", false,
     [](Arguments& a, const std::string&, const std::string&) { a.resume = true; }},
    {"retry-failed", "", "the same, and try the points again that failed", false,
     [](Arguments& a, const std::string&, const std::string&) { a.retry_failed = true; }},
    {"dry-run", "", "tell how many points, how long and how large, and run a sample only", false,
     [](Arguments& a, const std::string&, const std::string&) { a.dry_run = true; }},
    {"shard", "I/N", "part I of N, with a store of its own; or slurm, slurm/N, kubernetes/N", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.shard = text; }},
    {"slurm", "", "give the parts to Slurm, follow them; with --dry-run print the script", false,
     [](Arguments& a, const std::string&, const std::string&) { a.slurm = true; }},
    {"tasks", "N", "of Slurm; default: one for every ten points, at most 100", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.tasks = read_count(option, text, 2, most_tasks);
     }},
    {"format", "NAME", "csv (default) or jsonl", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.format = text; }},
    {"table", "NAME", "result (default), a row for each platform at a point, or replicate", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.table = text; }},
    {"verbose", "", "also what is usually left out", false,
     [](Arguments& a, const std::string&, const std::string&) { a.verbose = true; }},
    {"quiet", "", "no progress on the terminal", false,
     [](Arguments& a, const std::string&, const std::string&) { a.quiet = true; }},
    {"color", "WHEN", "auto, always or never", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.colour = read_colour(option, text);
     }},
    {"help", "", "this text", false,
     [](Arguments& a, const std::string&, const std::string&) { a.help = true; }},
};

}  // namespace

std::span<const Option> all_options()
{
    return options;
}

}  // namespace tools
