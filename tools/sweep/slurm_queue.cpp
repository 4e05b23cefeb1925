#include "tools/sweep/slurm_queue.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <sstream>

#include "tools/sweep/program.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

// The programs of Slurm, without a word of their own where they are not there.
ProgramOutput run_slurm(const std::vector<std::string>& words, const std::string& input = "")
{
    if (auto output = run_program(words, input)) return *output;
    throw UsageError(
        fmt::format("`--slurm` needs `{}` of Slurm, which is not on the PATH; call it "
                    "on a machine that submits, or see `--shard I/N`",
                    words[0]));
}

std::string last_line(const std::string& text)
{
    const std::size_t end = text.find_last_not_of('\n');
    if (end == std::string::npos) return "it does not say why";
    const std::size_t before = text.rfind('\n', end);
    return text.substr(before == std::string::npos ? 0 : before + 1,
                       before == std::string::npos ? end + 1 : end - before);
}

}  // namespace

std::string SlurmQueue::text() const
{
    if (jobs.empty()) return "";
    return fmt::format("{} of Slurm running, {} waiting", counted(running, "job"), waiting);
}

std::string SlurmQueue::ids() const
{
    std::string text;
    for (const std::string& id : jobs) text += (text.empty() ? "" : " ") + id;
    return text;
}

std::optional<SlurmQueue> read_queue(const std::string& mark)
{
    const ProgramOutput output =
        run_slurm({"squeue", "--noheader", "--array", "--user=" + std::to_string(getuid()),
                   "--format=%F %T %k"});
    if (output.exit_code != 0) return std::nullopt;
    SlurmQueue queue;
    std::istringstream lines(output.out);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t state = line.find(' ') + 1;
        const std::size_t comment = line.find(' ', state) + 1;
        if (state == 0 || comment == 0 || line.substr(comment) != mark) continue;
        queue.jobs.insert(line.substr(0, state - 1));
        const std::string word = line.substr(state, comment - 1 - state);
        ++(word == "RUNNING" || word == "COMPLETING" ? queue.running : queue.waiting);
    }
    return queue;
}

std::string submit(const SlurmJob& job)
{
    const ProgramOutput output = run_slurm(job.words, job.script);
    const std::string id = output.out.substr(0, output.out.find_first_of(";\n"));
    if (output.exit_code == 0 && !id.empty()) return id;
    throw WriteError("Slurm did not take the job: " + last_line(output.err));
}

void cancel(const std::string& id)
{
    run_slurm({"scancel", id});
}

}  // namespace tools
