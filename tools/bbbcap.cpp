// How many BigBlueButton users a server holds, and what stops it: the command line.
#include <fmt/format.h>

#include <CLI/Error.hpp>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "models/finding.hpp"
#include "tools/arguments.hpp"
#include "tools/commands.hpp"
#include "tools/standard_streams.hpp"
#include "tools/text.hpp"

namespace {

using tools::Command;
using tools::ExitCode;

constexpr std::size_t any_number = 1000000;

const std::vector<std::string> shared = {"json",  "set",     "platform", "seed", "threads",
                                         "level", "library", "quiet",    "color"};

std::vector<std::string> and_shared(std::vector<std::string> more)
{
    more.insert(more.end(), shared.begin(), shared.end());
    return more;
}

std::vector<Command> commands()
{
    return {
        {"capacity",
         "the largest number of users that meets the SLO, and what gives out first",
         "SCENARIO",
         1,
         1,
         {{"bbbcap capacity scenarios/seed-2016.yaml", "how many users each platform carries"},
          {"bbbcap capacity scenarios/lecture.yaml --platform lxc --set guest.vcpus=4",
           "with one platform and another guest"},
          {"bbbcap capacity scenarios/seed-2016.yaml --set slo=connected-only --json",
           "with another objective, for programs"}},
         and_shared({"precision", "held", "budget", "curve", "gains", "calibration-error"}),
         tools::capacity},
        {"run",
         "the workload from beginning to end, minute by minute",
         "SCENARIO",
         1,
         1,
         {{"bbbcap run scenarios/seed-2016.yaml", "the ramp of the study, on each platform"},
          {"bbbcap run scenarios/timetable-day.yaml --replications 5 --set resolution=flow",
           "the mean of five days, with rates in place of frames"},
          {"bbbcap run scenarios/lecture.yaml --hold 80 --precision 1%",
           "80 users present all the time, until the mean CPU is known to 1 %"}},
         and_shared(
             {"replications", "precision", "response", "budget", "hold", "warm-up", "verbose"}),
         tools::run},
        {"compare",
         "platforms, variants or scenarios under the same random numbers: who carries more",
         "SCENARIO...",
         1,
         any_number,
         {{"bbbcap compare scenarios/seed-2016-gigabit.yaml --platform native,kvm,openvz,lxc",
           "what each platform costs in users and CPU"},
          {"bbbcap compare scenarios/lecture.yaml --vary guest.vcpus=4 --vary guest.vcpus=16",
           "what other guests would carry on the scenario's first platform"},
          {"bbbcap compare scenarios/lecture.yaml scenarios/seminar.yaml --platform kvm",
           "scenarios, each on its first platform or the one named"}},
         and_shared({"precision", "held", "budget", "calibration-error", "vary", "verbose"}),
         tools::compare},
        {"report",
         "the whole answer as one page for people: charts, tables, sources, how to get it again",
         "SCENARIO|RESULT -o FILE",
         1,
         1,
         {{"bbbcap report scenarios/lecture.yaml -o report.html",
           "one file that needs nothing beside it, on the screen or printed"},
          {"bbbcap report lecture.json -o report.html",
           "of what `capacity --json` wrote, if its scenario still answers that"},
          {"bbbcap report scenarios/lecture.yaml --format vega-lite -o charts.json",
           "its charts as Vega-Lite specifications, to style or to draw elsewhere"}},
         {"output", "force", "format", "set", "platform", "seed", "precision", "held", "budget",
          "calibration-error", "level", "threads", "library", "quiet", "color"},
         tools::report},
        {"sensitivity",
         "which of the assumed parameters to measure first, by what each does over its range",
         "SCENARIO",
         1,
         1,
         {{"bbbcap sensitivity scenarios/seed-2016-gigabit.yaml",
           "what each does to the capacity, the others as they stand"},
          {"bbbcap sensitivity scenarios/lecture.yaml --method sobol --response audio_mos",
           "shares of the variance of a figure of the SLO, interactions included"}},
         and_shared({"method", "response", "samples", "verbose"}),
         tools::sensitivity},
        {"check",
         "whether scenarios and all they refer to can run; tells everything found at once",
         "SCENARIO...",
         1,
         any_number,
         {{"bbbcap check my-school.yaml", "every mistake with its line and the way out"},
          {"bbbcap check scenarios/*.yaml", "all of a folder"}},
         {"json", "set", "platform", "seed", "library", "quiet", "color"},
         tools::check},
        {"list",
         "what is in the library: platforms, profiles, hosts, workloads, slos or scenarios",
         "KIND",
         1,
         1,
         {{"bbbcap list platforms", "names to use in a scenario or after --platform"},
          {"bbbcap list scenarios", "scenarios that run as they are"}},
         {"json", "library", "quiet", "color"},
         tools::list},
        {"import",
         "what benchmark and monitoring tools wrote: every sample with unit, conditions and line",
         "FILE...",
         1,
         any_number,
         {{"bbbcap import linpack.log", "the samples of each run as a table"},
          {"bbbcap import results/*.txt --json", "all of a folder, for programs"}},
         {"json", "verbose", "quiet", "color"},
         tools::import},
        {"calibrate",
         "measurements taken natively and in guests become platforms, with their errors",
         "--native FOLDER --guest NAME=FOLDER",
         0,
         0,
         {{"bbbcap calibrate --native logs/native --guest kvm=logs/kvm -o platforms",
           "the factors as a table, and platforms/kvm.yaml for --platform ./platforms/kvm.yaml"},
          {"bbbcap calibrate --native native --guest kvm=kvm --guest lxc=lxc --json",
           "two guests, nothing written, for programs"}},
         {"native", "guest", "output", "drop-outliers", "force", "level", "json", "verbose",
          "quiet", "color"},
         tools::calibrate},
        {"fit",
         "demands of a profile, with their errors, from the monitoring of a server in use",
         "--monitoring FILE... --users METRIC --profile NAME",
         0,
         any_number,
         {{"bbbcap fit --monitoring day/*.json --users bbb_meetings_participants --profile "
           "bbb-0.81",
           "CPU and memory per user, on the screen"},
          {"bbbcap fit run-*/*.csv --users viewers --streams connections --cpu cpu_percent "
           "--profile nginx-rtmp -o mine.yaml",
           "per delivered frame, from several recordings, as a profile"}},
         {"monitoring", "users", "streams", "cpu", "memory", "cores", "webcams", "settle",
          "profile", "output", "force", "library", "json", "quiet", "color"},
         tools::fit},
        {"validate",
         "a scenario held against what was measured, beside predictions that know no model",
         "SCENARIO --against FILE",
         1,
         1,
         {{"bbbcap validate my-school.yaml --against day.json --users bbb_meetings_participants",
           "error, coverage of the intervals and skill on each monitored quantity"},
          {"bbbcap validate scenarios/seed-2016.yaml --against seed-2016",
           "beside the figures of a published study"}},
         and_shared({"against", "users", "cpu", "memory", "sent", "cores", "settle",
                     "calibration-error", "output", "force", "verbose"}),
         tools::validate},
        {"serve",
         "a page to play with: move a slider, see what happens to the users; on this machine alone",
         "[SCENARIO]",
         0,
         1,
         {{"bbbcap serve", "the shipped scenarios at http://127.0.0.1:8417/"},
          {"bbbcap serve my-school.yaml --port 0", "yours first, at any free port"}},
         {"port", "address", "allow-remote", "token-file", "threads", "library", "quiet", "color"},
         tools::serve},
        {"sweep",
         "a scenario at many points, with a store that survives whatever ends the program",
         "DESIGN | status STORE | summary STORE",
         1,
         2,
         {{"bbbcap sweep scenarios/sweeps/uplink-and-guest.yaml --dry-run",
           "how many points, how long, how large a store"},
          {"bbbcap sweep mine.yaml --resume", "go on where it stopped"},
          {"bbbcap sweep mine.yaml --shard 3/7", "one of seven parts, on a machine of its own"},
          {"bbbcap sweep mine.yaml --slurm", "on a cluster: submits, follows, merges"},
          {"bbbcap sweep status mine.sqlite", "how far it is"},
          {"bbbcap sweep summary mine.sqlite --column 'cost=9 * guest.vcpus' --under 'cost < 40'",
           "the best points that one can pay, and what each factor does"}},
         {"json",         "set",     "platform", "seed",   "threads", "library", "output", "resume",
          "retry-failed", "dry-run", "shard",    "slurm",  "tasks",   "best",    "under",  "column",
          "pareto",       "top",     "level",    "format", "table",   "force",   "quiet",  "color"},
         tools::sweep},
        {"merge",
         "the stores of the parts of a sweep become the one that it had without parts",
         "STORE... -o STORE",
         1,
         any_number,
         {{"bbbcap merge mine-*-of-7.sqlite -o mine.sqlite",
           "checks that they belong together and none is missing"}},
         {"output", "force", "json", "quiet", "color"},
         tools::merge},
        {"export",
         "the store of a sweep as a table for pandas, R or DuckDB, or an answer as charts",
         "STORE|RESULT|SCENARIO",
         1,
         1,
         {{"bbbcap export mine.sqlite --format csv -o mine.csv", "a row for each answer"},
          {"bbbcap export mine.sqlite --format jsonl --table replicate",
           "every replication, one JSON object a line"},
          {"bbbcap export lecture.json --format vega-lite -o charts.json",
           "the charts of what `capacity --json` wrote; of a store those of its summary"}},
         {"format", "table", "output", "force", "quiet", "color"},
         tools::export_store},
    };
}

ExitCode execute(const Command& command, const std::vector<std::string>& words)
{
    const tools::Arguments arguments = tools::parse_arguments(command, words);
    if (arguments.help) {
        tools::print(tools::help_of(command));
        return ExitCode::done;
    }
    if (arguments.operands.size() < command.least_operands) {
        tools::tell(fmt::format("bbbcap: `{}` needs a {}; examples:\n{}", command.name,
                                command.operands, tools::short_help_of(command)));
        return ExitCode::bad_input;
    }
    return command.execute(arguments);
}

ExitCode answer(const std::vector<std::string>& words)
{
    const std::vector<Command> known = commands();
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        tools::print(tools::help_of(known));
        return ExitCode::done;
    }
    if (words[0] == "--version") {
        tools::print(std::string("bbbcap ") + BBBCAP_VERSION + "\n");
        return ExitCode::done;
    }
    return execute(tools::find_command(known, words[0]), {words.begin() + 1, words.end()});
}

ExitCode complain(const char* sentence, ExitCode code)
{
    tools::tell(fmt::format("bbbcap: {}\n", sentence));
    return code;
}

ExitCode guarded(const std::vector<std::string>& words)
{
    try {
        return answer(words);
    } catch (const models::InputError& error) {
        tools::tell(std::string(error.what()) + '\n');
        return ExitCode::bad_input;
    } catch (const tools::UsageError& error) {
        return complain(error.what(), ExitCode::bad_input);
    } catch (const CLI::ParseError& error) {
        return complain(error.what(), ExitCode::bad_input);
    } catch (const tools::WriteError& error) {
        return complain(error.what(), ExitCode::cannot_write);
    } catch (const std::bad_alloc&) {
        return complain("out of memory; lower `max_users`, or use `--set resolution=flow`",
                        ExitCode::internal_error);
    } catch (const std::exception& error) {
        tools::tell(
            fmt::format("bbbcap: internal error: {}; please report it with the command line and "
                        "the scenario\n",
                        error.what()));
        return ExitCode::internal_error;
    }
}

}  // namespace

int main(int count, char** words)
{
    tools::open_standard_streams();
    return static_cast<int>(guarded({words + (count > 0 ? 1 : 0), words + count}));
}
