#include "tools/sweep/sweep.hpp"

#include <fmt/format.h>

#include <optional>

#include "models/finding.hpp"
#include "tools/commands.hpp"
#include "tools/document.hpp"
#include "tools/folders.hpp"
#include "tools/sweep/inputs.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

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

bool asks_for_a_summary(const Arguments& arguments)
{
    return !(arguments.best.empty() && arguments.under.empty() && arguments.columns.empty() &&
             arguments.pareto.empty() && arguments.format.empty() && arguments.table.empty() &&
             !arguments.force && arguments.top == Arguments{}.top &&
             arguments.level == Arguments{}.level);
}

}  // namespace

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
