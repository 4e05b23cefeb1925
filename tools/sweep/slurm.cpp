#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "models/finding.hpp"
#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/standard_streams.hpp"
#include "tools/sweep/interruption.hpp"
#include "tools/sweep/slurm_jobs.hpp"
#include "tools/sweep/slurm_queue.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/sweep/sweep_progress.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds between_looks{2000};
constexpr milliseconds between_signals{100};
constexpr int looks_for_the_store = 50;  // until a file of another machine is seen here
constexpr std::size_t most_parts_named = 5;

// How far the store of a shard is.
struct Part {
    std::uint64_t points = 0;  // 0: not known yet
    StoreCounts counts;

    bool complete() const { return points > 0 && counts.done + counts.failed == points; }
};

bool is_there(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

using WriteTime = std::optional<std::filesystem::file_time_type>;

// Nothing where the file is not there. File systems of the network look anew at what is in a folder
// that is opened.
WriteTime written(const std::string& path)
{
    std::error_code error;
    const auto folder = std::filesystem::absolute(path).parent_path();
    const std::filesystem::directory_iterator opened(folder, error);
    const auto time = std::filesystem::last_write_time(path, error);
    if (error) return std::nullopt;
    return time;
}

class Parts {
public:
    Parts(const SlurmJobs& jobs, bool again)
        : jobs_(jobs), again_(again), parts_(std::size_t(jobs.tasks()))
    {
    }

    // What earlier jobs left. Throws UsageError where it is of something else.
    void begin(const StoreHeading& heading, bool go_on)
    {
        StoreHeading of_part = heading;
        for (int index = 1; index <= jobs_.tasks(); ++index) {
            of_part.shard = {index, jobs_.tasks()};
            expect_free(jobs_.part(index), of_part, go_on);
        }
        expect_free(jobs_.store(), heading, go_on);
        look();
    }

    // Reads those that were not complete, or have failed points that are tried again; one that is
    // being written may have to wait.
    void look()
    {
        for (int index = 1; index <= jobs_.tasks(); ++index) {
            Part& part = parts_[std::size_t(index - 1)];
            if (!has_to_run(part) || !is_there(jobs_.part(index))) continue;
            try {
                const Store store(jobs_.part(index), Database::Access::read);
                part = {store.heading().points, store.counts()};
            } catch (const StoreError&) {
                continue;
            }
        }
    }

    // Not complete or, of a sweep that tries them again, with failed points.
    std::vector<int> to_run() const
    {
        return numbers([this](const Part& part) { return has_to_run(part); });
    }

    std::vector<int> incomplete() const
    {
        return numbers([](const Part& part) { return !part.complete(); });
    }

    StoreCounts counts() const
    {
        StoreCounts sum;
        for (const Part& part : parts_) {
            sum.done += part.counts.done;
            sum.failed += part.counts.failed;
        }
        return sum;
    }

private:
    bool has_to_run(const Part& part) const
    {
        return !part.complete() || (again_ && part.counts.failed > 0);
    }

    template <class Condition>
    std::vector<int> numbers(const Condition& condition) const
    {
        std::vector<int> numbers;
        for (int index = 1; index <= jobs_.tasks(); ++index) {
            if (condition(parts_[std::size_t(index - 1)])) numbers.push_back(index);
        }
        return numbers;
    }

    static void expect_free(const std::string& path, const StoreHeading& heading, bool go_on)
    {
        if (!is_there(path) || !Store::is_begun(path)) return;
        if (!go_on) {
            throw UsageError(
                fmt::format("{} is there already; go on with `--resume`, or name "
                            "another store with `-o`",
                            models::quoted(path)));
        }
        expect_same(Store(path, Database::Access::read).heading(), heading, path);
    }

    const SlurmJobs& jobs_;
    bool again_;
    std::vector<Part> parts_;
};

SlurmQueue submit_all(const SlurmJobs& jobs, const std::vector<int>& shards, bool quiet)
{
    SlurmQueue queue;
    std::string tasks;
    if (!shards.empty()) tasks = *queue.jobs.insert(submit(jobs.array(shards))).first;
    try {
        const std::string merge = submit(jobs.merge(tasks));
        queue.jobs.insert(merge);
        if (quiet) return queue;
        const std::string array = fmt::format("job {} with {}, ", tasks,
                                              counted(static_cast<long>(shards.size()), "task"));
        tell(fmt::format("Submitted: {}job {} that merges\n", tasks.empty() ? "" : array, merge));
        return queue;
    } catch (const WriteError&) {
        if (!tasks.empty()) cancel(tasks);
        throw;
    }
}

// Until no job is left; false: interrupted before.
bool follow(const SlurmJobs& jobs, Parts& parts, SlurmQueue& queue, SweepProgress& progress)
{
    const Interruption interruption;
    for (;;) {
        parts.look();
        std::string note = "Slurm does not answer";
        if (auto seen = read_queue(jobs.mark())) {
            queue = std::move(*seen);
            note = queue.text();
        }
        if (queue.jobs.empty()) return true;
        progress.seen(parts.counts(), note);
        progress.show();
        for (milliseconds waited{0}; waited < between_looks; waited += between_signals) {
            if (interruption.asked()) return false;
            std::this_thread::sleep_for(between_signals);
        }
    }
}

ExitCode tell_missing(const SlurmJobs& jobs, const std::vector<int>& missing)
{
    std::string text;
    for (std::size_t i = 0; i < missing.size() && i < most_parts_named; ++i) {
        text += fmt::format("shard {} was not finished, see {}\n",
                            to_string(Shard{missing[i], jobs.tasks()}), jobs.log(missing[i]));
    }
    if (missing.size() > most_parts_named) {
        text += fmt::format("and {} more\n", missing.size() - most_parts_named);
    }
    if (missing.empty()) text = fmt::format("nothing was merged, see {}\n", jobs.merge_log());
    tell(fmt::format("{}Go on with: {}\n", text, jobs.resume_line()));
    return ExitCode::answer_is_no;
}

ExitCode tell_merged(const SlurmJobs& jobs, const StoreHeading& heading, const Arguments& arguments)
{
    Store store(jobs.store(), Database::Access::read);
    print(arguments.json ? end_document(store, heading, jobs.store())
                         : end_text(store, heading, jobs.store()));
    return store.counts().failed > 0 ? ExitCode::answer_is_no : ExitCode::done;
}

void print_script(const SlurmJobs& jobs, const std::vector<int>& shards, bool json)
{
    const std::string script = jobs.submitting_script(shards);
    if (!json) return print(script);
    Json document = heading("sweep");
    document["tasks"] = shards.size();
    document["script"] = script;
    print(text_of(document));
}

// `before`: when an earlier merged store was written.
ExitCode tell_end(const SlurmJobs& jobs, Parts& parts, const StoreHeading& heading,
                  const Arguments& arguments, WriteTime before)
{
    const auto merged = [&] {
        const auto now = written(jobs.store());
        return now && now != before;
    };
    for (int i = 0; i < looks_for_the_store && !merged(); ++i) {
        std::this_thread::sleep_for(between_signals);
    }
    parts.look();
    const std::vector<int> missing = parts.incomplete();
    if (!missing.empty() || !merged()) return tell_missing(jobs, missing);
    return tell_merged(jobs, heading, arguments);
}

// An earlier merged store that has all that is asked for.
bool is_final(const SlurmJobs& jobs, const StoreHeading& heading, const Arguments& arguments)
{
    if (!is_there(jobs.store())) return false;
    Store store(jobs.store(), Database::Access::read);
    expect_same(store.heading(), heading, jobs.store());
    return !arguments.retry_failed || store.counts().failed == 0;
}

// What is in the queue already.
SlurmQueue queued(const SlurmJobs& jobs, bool go_on)
{
    const auto queue = read_queue(jobs.mark());
    if (!queue) throw WriteError("Slurm does not answer `squeue`; nothing was submitted");
    if (queue->jobs.empty() || go_on) return *queue;
    throw UsageError(
        fmt::format("Slurm has jobs of this sweep already; follow them with "
                    "`--resume`, or end them with `scancel {}`",
                    queue->ids()));
}

}  // namespace

ExitCode sweep_on_slurm(const StoreHeading& heading, const Arguments& arguments)
{
    const SlurmJobs jobs(heading, arguments);
    Parts parts(jobs, arguments.retry_failed);
    const bool go_on = arguments.resume || arguments.retry_failed;
    if (arguments.dry_run) {
        if (go_on) parts.begin(heading, go_on);
        print_script(jobs, parts.to_run(), arguments.json);
        return ExitCode::done;
    }
    const WriteTime before = arguments.retry_failed ? written(jobs.store()) : std::nullopt;
    SlurmQueue queue = queued(jobs, go_on);
    if (queue.jobs.empty()) {
        if (go_on && is_final(jobs, heading, arguments))
            return tell_merged(jobs, heading, arguments);
        parts.begin(heading, go_on);
        queue = submit_all(jobs, parts.to_run(), arguments.quiet);
    }
    SweepProgress progress(heading.name, heading.points, parts.counts(), arguments.quiet);
    if (follow(jobs, parts, queue, progress)) {
        progress.clear();
        return tell_end(jobs, parts, heading, arguments, before);
    }
    progress.clear();
    tell(
        fmt::format("bbbcap: no longer followed, {}; the jobs go on\nFollow them: {}\nEnd them: "
                    "scancel {}\n",
                    progress.text(), jobs.resume_line(), queue.ids()));
    return ExitCode::interrupted;
}

}  // namespace tools
