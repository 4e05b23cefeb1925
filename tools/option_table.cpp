#include "tools/option_table.hpp"

#include "tools/option_values.hpp"

namespace tools {
namespace {

constexpr int most_samples = 4096;
constexpr int most_tasks = 10000;
constexpr int most_users = 1000000;

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
    {"hold", "N", "users present all the time, in place of the workload's course", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.hold = read_count(option, text, 1, most_users);
     }},
    {"warm-up", "WHAT", "auto (default: MSER-5 decides), off, or a time to leave out", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.warm_up = text; }},
    {"level", "PERCENT", "of the intervals; default 95%", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.level = read_level(option, text);
     }},
    {"precision", "PERCENT", "relative, to stop at; of a capacity 2% by default, or one user",
     false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.precision = read_precision(option, text);
     }},
    {"held", "PERCENT", "of the workloads, in which the SLO must hold; default 95%", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.held = read_level(option, text);
     }},
    {"budget", "N", "replications after which to give up; default 500", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.budget = read_count(option, text, 10, most_replications);
     }},
    {"calibration-error", "WHEN", "on, or off: as if no parameter had a standard error", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.calibration_error = read_switch(option, text);
     }},
    {"curve", "WHEN", "on, or off: without the levels around the capacity", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.curve = read_switch(option, text);
     }},
    {"gains", "WHEN", "on, or off: without what more of each resource would buy", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.gains = read_switch(option, text);
     }},
    {"threads", "N", "default: one for each core; the answer is the same", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.threads = read_count(option, text, 1, most_threads);
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
    {"response", "NAME", "a capacity, a figure of the SLO or a total of the run", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.response = text; }},
    {"samples", "N", "replications, trajectories or samples; default 10, 20 or 256", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.samples = read_count(option, text, 2, most_samples);
     }},
    {"profile", "NAME", "whose demands are fitted, a name or a path", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.profile = text; }},
    {"port", "N", "where the page is; default 8417, 0 for any that is free", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.port = read_count(option, text, 0, 65535);
     }},
    {"address", "IP", "of this machine, to be reached at; default 127.0.0.1", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.address = text; }},
    {"allow-remote", "", "also from other machines, with `--address` and `--token-file`", false,
     [](Arguments& a, const std::string&, const std::string&) { a.allow_remote = true; }},
    {"token-file", "FILE", "its first line is the token that the page asks for", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.token_file = text; }},
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
    {"format", "NAME",
     "html or vega-lite of `report`, csv, jsonl or vega-lite of `export`, text, csv or vega-lite "
     "of `summary`",
     false, [](Arguments& a, const std::string&, const std::string& text) { a.format = text; }},
    {"table", "NAME",
     "result (default) or replicate; of `summary` best (default), effects or front", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.table = text; }},
    {"best", "FORMULA", "what is to be most; least with a minus; default the users, if asked for",
     false, [](Arguments& a, const std::string&, const std::string& text) { a.best = text; }},
    {"under", "CONDITION", "like `cost < 200 or platform = lxc`, for best and front; repeatable",
     true,
     [](Arguments& a, const std::string&, const std::string& text) { a.under.push_back(text); }},
    {"column", "NAME=FORMULA", "from factors and responses, `cost=4 * guest.vcpus`; repeatable",
     true,
     [](Arguments& a, const std::string&, const std::string& text) { a.columns.push_back(text); }},
    {"pareto", "A,B", "the answers that none surpasses in both; least with a minus", false,
     [](Arguments& a, const std::string&, const std::string& text) { a.pareto = text; }},
    {"top", "N", "rows of the text, and best points; default 10", false,
     [](Arguments& a, const std::string& option, const std::string& text) {
         a.top = read_count(option, text, 1, 10000);
     }},
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
