#include "tools/sweep/slurm_jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/finding.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

constexpr std::uint64_t points_of_a_task = 10;
constexpr std::uint64_t most_by_default = 100;

int tasks_of(std::uint64_t points, int asked)
{
    if (points < 2) throw UsageError("a sweep of one point needs no Slurm; leave out `--slurm`");
    if (static_cast<std::uint64_t>(asked) > points) {
        throw UsageError(fmt::format("`--tasks {}`: the sweep has {} points; name at most as many",
                                     asked, points));
    }
    if (asked > 0) return asked;
    const std::uint64_t most = std::min(points, most_by_default);
    return static_cast<int>(std::clamp<std::uint64_t>(points / points_of_a_task, 2, most));
}

// In names of logs Slurm replaces %a and the like, unless there is a backslash.
std::string log_name(const std::string& path)
{
    std::string name;
    for (const char letter : path) {
        if (letter == '\\' || letter == '\n') {
            throw UsageError(
                fmt::format("{}: Slurm cannot have a log beside it; name a store "
                            "without backslash or line end with `-o`",
                            models::quoted(path)));
        }
        name += letter == '%' ? std::string("%%") : std::string(1, letter);
    }
    return name;
}

// "1-3,7"
std::string array_of(const std::vector<int>& numbers)
{
    std::string text;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        text += (text.empty() ? "" : ",") + std::to_string(numbers[i]);
        if (last > i) text += '-' + std::to_string(numbers[last]);
        i = last + 1;
    }
    return text;
}

// `last` is a shell word.
std::string submitted(const std::string& variable, const SlurmJob& job, const std::string& last)
{
    return fmt::format("{}=$({}{}{} <<'END_OF_JOB'\n{}END_OF_JOB\n)", variable,
                       shell_line(job.words), last.empty() ? "" : " ", last, job.script);
}

}  // namespace

SlurmJobs::SlurmJobs(const StoreHeading& heading, const Arguments& arguments)
    : heading_(heading),
      folder_(std::filesystem::current_path()),
      program_(std::filesystem::read_symlink("/proc/self/exe")),
      store_(arguments.output.empty() ? store_name(heading.name, {}) : arguments.output),
      stem_(stem_of(store_, {}, store_)),
      go_on_(arguments.retry_failed ? "--retry-failed" : "--resume"),
      tasks_(tasks_of(heading.points, arguments.tasks)),
      threads_(arguments.has("threads") ? arguments.threads : 1)
{
}

std::string SlurmJobs::part(int index) const
{
    return store_name(stem_, {index, tasks_});
}

std::string SlurmJobs::log(int index) const
{
    return fmt::format("{}-{}-of-{}.log", stem_, index, tasks_);
}

std::string SlurmJobs::merge_log() const
{
    return stem_ + "-merge.log";
}

std::string SlurmJobs::mark() const
{
    return (std::filesystem::path(folder_) / store_).lexically_normal();
}

std::vector<std::string> SlurmJobs::sbatch(const std::string& name, const std::string& log) const
{
    return {"sbatch",    "--parsable",         "--job-name=" + name, "--comment=" + mark(),
            "--requeue", "--open-mode=append", "--chdir=" + folder_, "--output=" + log};
}

std::string SlurmJobs::sweep_line(const std::string& program) const
{
    const std::string line = asking_line(heading_, program);
    return threads_ > 1 ? fmt::format("{} --threads {}", line, threads_) : line;
}

SlurmJob SlurmJobs::array(const std::vector<int>& shards) const
{
    SlurmJob job{sbatch(heading_.name, fmt::format("{}-%a-of-{}.log", log_name(stem_), tasks_)),
                 ""};
    job.words.push_back(fmt::format("--cpus-per-task={}", threads_));
    job.words.push_back("--array=" + array_of(shards));
    job.script = fmt::format(
        R"(#!/bin/sh
# A program that a signal ended is begun again, twice at most, and goes on where it stopped; with 130
# it says that it was told to stop.
for attempt in 1 2 3; do
    {}{} --shard slurm/{} \
        -o {}-"$SLURM_ARRAY_TASK_ID"-of-{}.sqlite {}
    code=$?
    if [ $code -le 128 ] || [ $code = 130 ]; then break; fi
    echo "attempt $attempt of 3 ended with $code" >&2
done
exit $code
)",
        sweep_line(program_), threads_ > 1 ? "" : " --threads 1", tasks_, shell_word(stem_), tasks_,
        go_on_);
    return job;
}

SlurmJob SlurmJobs::merge(const std::string& dependency) const
{
    SlurmJob job{sbatch(heading_.name + "-merge", log_name(merge_log())), ""};
    if (!dependency.empty()) job.words.push_back("--dependency=afterany:" + dependency);
    job.script = fmt::format(
        R"(#!/bin/sh
# Whatever became of the tasks: merges all parts, or names those that are missing.
stem={}
set --
for part in $(seq {}); do
    if [ -e "$stem-$part-of-{}.sqlite" ]; then set -- "$@" "$stem-$part-of-{}.sqlite"; fi
done
{} merge "$@" --force -o {} && exit
code=$?
cat >&2 <<'END_OF_ADVICE'
Or all of them: {}
END_OF_ADVICE
exit $code
)",
        shell_word(stem_), tasks_, tasks_, tasks_, shell_word(program_), shell_word(store_),
        resume_line());
    return job;
}

std::string SlurmJobs::submitting_script(const std::vector<int>& shards) const
{
    std::string text = fmt::format(
        R"(#!/bin/sh
# Submits {}, {} points in {} tasks of Slurm, and a job that merges what they stored.
# All machines have to see the folder, the scenario and the program under the same path.
set -eu
)",
        heading_.name, heading_.points, tasks_);
    std::string dependency;
    if (!shards.empty()) {
        text += submitted("tasks", array(shards), "") + '\n';
        dependency = R"(--dependency=afterany:"${tasks%%;*}")";
    }
    text += submitted("merge", merge(""), dependency);
    text += shards.empty() ? "\n" : " || { scancel \"${tasks%%;*}\"; exit 1; }\n";
    return text + fmt::format("echo \"submitted: {}${{merge%%;*}}\"\n",
                              shards.empty() ? "" : "${tasks%%;*} ");
}

std::string SlurmJobs::resume_line() const
{
    return fmt::format("{} --slurm --tasks {} -o {} {}", sweep_line("bbbcap"), tasks_,
                       shell_word(store_), go_on_);
}

}  // namespace tools
