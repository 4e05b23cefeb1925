#include "tools/sweep/sweep.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "models/finding.hpp"
#include "tools/commands.hpp"
#include "tools/document.hpp"
#include "tools/folders.hpp"
#include "tools/json_parts.hpp"
#include "tools/sweep/inputs.hpp"
#include "tools/sweep/summary.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

constexpr int most_failures_shown = 3;

StoreHeading heading_of(const Plan& plan, const Shard& shard, const Arguments& arguments)
{
    const Design& design = plan.design();
    std::vector<std::string> files = plan.scenario().files();
    if (!design.list.empty()) files.push_back(design.list);
    std::string overrides;
    for (const std::string& one : arguments.overrides) overrides += one + '\n';
    return {design.name, design.title,      design.path,       design.text,
            overrides,   arguments.library, BBBCAP_VERSION,    std::to_string(plan.seed()),
            shard,       plan.size(),       read_inputs(files)};
}

}  // namespace

void expect_same(const StoreHeading& before, const StoreHeading& now, const std::string& path)
{
    std::vector<std::string> changes = differences(before, now);
    if (before.shard != now.shard) {
        changes.push_back(fmt::format("--shard: was {}, is now {}", to_string(before.shard),
                                      to_string(now.shard)));
    }
    if (changes.empty()) return;
    std::string text = fmt::format(
        "{} was begun with something else; put it back, or begin a new store with `-o`:",
        models::quoted(path));
    for (const std::string& change : changes) text += "\n  " + change;
    throw UsageError(text);
}

namespace {

// A part of an array is followed from another machine.
Journal journal_of(const Arguments& arguments)
{
    const bool of_array =
        arguments.shard.starts_with("slurm") || arguments.shard.starts_with("kubernetes");
    return of_array ? Journal::rollback : Journal::write_ahead;
}

void check_slurm(const Arguments& arguments)
{
    if (arguments.slurm && !arguments.shard.empty()) {
        throw UsageError("`--slurm` makes the shards itself; leave out `--shard`");
    }
    if (arguments.tasks > 0 && !arguments.slurm) {
        throw UsageError("`--tasks` is of Slurm; add `--slurm`");
    }
}

void open(std::optional<Store>& store, const std::string& path, const StoreHeading& heading,
          const Plan& plan, const Arguments& arguments)
{
    const Journal journal = journal_of(arguments);
    if (!Store::is_begun(path)) {
        store.emplace(path, heading, plan.design(), plan.question(), journal);
        return;
    }
    if (!arguments.resume && !arguments.retry_failed) {
        throw UsageError(
            fmt::format("{} is there already; go on with `--resume`, or name another "
                        "store with `-o`",
                        models::quoted(path)));
    }
    store.emplace(path, Database::Access::write, journal);
    expect_same(store->heading(), heading, path);
}

std::string failures_text(Store& store)
{
    std::string text;
    const auto rows = store.database().rows(
        fmt::format("SELECT point, message FROM point WHERE status = 'failed' ORDER BY point "
                    "LIMIT {}",
                    most_failures_shown));
    for (const auto& row : rows) {
        text += fmt::format("  point {}: {}\n", std::get<std::int64_t>(row[0]),
                            std::get<std::string>(row[1]));
    }
    return text;
}

}  // namespace

std::string end_text(Store& store, const StoreHeading& heading, const std::string& path)
{
    const StoreCounts counts = store.counts();
    std::string text =
        fmt::format("{}: {} done, {} failed, in {}\n", heading.name,
                    counted(static_cast<long>(counts.done), "point"), grouped(counts.failed), path);
    if (heading.shard.whole()) text += best_line(path);
    if (counts.failed > 0) {
        text += failures_text(store) + "Next: " + command_line(heading, heading.shard, path) +
                " --retry-failed\n";
    } else if (heading.shard.whole()) {
        text += fmt::format("Next: bbbcap export {} --format csv\n", shell_word(path));
    } else {
        const std::string stem = stem_of(path, heading.shard, heading.name);
        text += fmt::format("Next: bbbcap merge {}-*-of-{}.sqlite -o {}\n", shell_word(stem),
                            heading.shard.count, shell_word(store_name(stem, {})));
    }
    return text;
}

std::string end_document(Store& store, const StoreHeading& heading, const std::string& path)
{
    const StoreCounts counts = store.counts();
    Json document = tools::heading("sweep");
    document["name"] = heading.name;
    document["store"] = path;
    document["shard"] = to_string(heading.shard);
    document["points"] = heading.points;
    document["done"] = counts.done;
    document["failed"] = counts.failed;
    return text_of(document);
}

namespace {

bool asks_for_a_summary(const Arguments& arguments)
{
    return !(arguments.best.empty() && arguments.under.empty() && arguments.columns.empty() &&
             arguments.pareto.empty() && arguments.format.empty() && arguments.table.empty() &&
             !arguments.force && arguments.top == Arguments{}.top &&
             arguments.level == Arguments{}.level);
}

}  // namespace

std::string grouped(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, ",");
    return text;
}

std::string duration(double seconds)
{
    if (seconds < 90) return fmt::format("{:.2g} s", seconds);
    if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
    if (seconds < 36 * 3600) return fmt::format("{:.1f} h", seconds / 3600);
    return fmt::format("{:.1f} d", seconds / 86400);
}

std::string asking_line(const StoreHeading& heading, const std::string& program)
{
    std::string line = shell_line({program, "sweep", heading.design_path});
    for (std::size_t begin = 0; begin < heading.overrides.size();) {
        const std::size_t end = heading.overrides.find('\n', begin);
        line += " --set " + shell_word(heading.overrides.substr(begin, end - begin));
        begin = end + 1;
    }
    if (!heading.library.empty()) line += " --library " + shell_word(heading.library);
    return line;
}

std::string command_line(const StoreHeading& heading, const Shard& shard, const std::string& store)
{
    std::string line = asking_line(heading);
    if (!shard.whole()) line += " --shard " + to_string(shard);
    return line + " -o " + shell_word(store);
}

ExitCode sweep(const Arguments& arguments)
{
    if (arguments.operands.size() == 2) {
        if (arguments.operands.front() == "status") {
            return sweep_status(arguments.operands.back(), arguments);
        }
        if (arguments.operands.front() == "summary") {
            return sweep_summary(arguments.operands.back(), arguments);
        }
        throw UsageError("`sweep` takes one DESIGN, or `status` or `summary` and a STORE");
    }
    if (asks_for_a_summary(arguments)) {
        throw UsageError(
            "`--best`, `--under`, `--force` and the like belong to `sweep summary STORE`");
    }
    const Design design = read_design(arguments.operands.front());
    check_slurm(arguments);
    const Shard shard = read_shard(arguments.shard);
    const Plan plan(design, arguments.overrides, library_folder(arguments.library), shard);
    if (arguments.slurm) {
        return sweep_on_slurm(heading_of(plan, shard, arguments), arguments);
    }
    if (arguments.dry_run) return dry_run(plan, arguments);
    const std::string path =
        arguments.output.empty() ? store_name(design.name, shard) : arguments.output;
    const StoreHeading heading = heading_of(plan, shard, arguments);
    std::optional<Store> store;
    open(store, path, heading, plan, arguments);
    carry_out(plan, *store, arguments, command_line(heading, shard, path) + " --resume");
    store->finish();
    print(arguments.json ? end_document(*store, heading, path) : end_text(*store, heading, path));
    return store->counts().failed > 0 ? ExitCode::answer_is_no : ExitCode::done;
}

}  // namespace tools
