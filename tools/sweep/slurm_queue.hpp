#pragma once

#include <optional>
#include <set>
#include <string>

#include "tools/sweep/slurm_jobs.hpp"

namespace tools {

// What is left of a sweep in Slurm's queue.
struct SlurmQueue {
    std::set<std::string> jobs;  // ids
    int running = 0;             // tasks and merge
    int waiting = 0;

    std::string text() const;  // "2 jobs run, 6 wait"
    std::string ids() const;   // "12 13"
};

// The jobs of this user that have this mark; nothing: Slurm does not answer. Throws UsageError
// where there is no Slurm.
std::optional<SlurmQueue> read_queue(const std::string& mark);

// The id that sbatch gave. Throws UsageError where there is none, WriteError where it refused.
std::string submit(const SlurmJob& job);

void cancel(const std::string& id);

}  // namespace tools
