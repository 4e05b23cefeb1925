#pragma once

#include <string>
#include <vector>

#include "tools/arguments.hpp"
#include "tools/sweep/store.hpp"

namespace tools {

// A job of Slurm: the words of its sbatch, and the script for its standard input.
struct SlurmJob {
    std::vector<std::string> words;
    std::string script;
};

// A sweep as an array of Slurm, a shard in each task, and a job that merges what they stored.
class SlurmJobs {
public:
    SlurmJobs(const StoreHeading& heading, const Arguments& arguments);

    int tasks() const { return tasks_; }
    const std::string& store() const { return store_; }  // the merged one
    std::string part(int index) const;                   // the store of a shard, from 1
    std::string log(int index) const;
    std::string merge_log() const;
    std::string mark() const;  // the comment that its jobs have: the path of the store

    SlurmJob array(const std::vector<int>& shards) const;
    SlurmJob merge(const std::string& dependency) const;  // empty: none
    std::string submitting_script(const std::vector<int>& shards) const;
    std::string resume_line() const;  // the command that submits what is missing, or follows

private:
    std::vector<std::string> sbatch(const std::string& name,
                                    const std::string& log) const;  // words
    std::string sweep_line(const std::string& program) const;

    StoreHeading heading_;
    std::string folder_;   // where it is called
    std::string program_;  // this one
    std::string store_;
    std::string stem_;  // of the stores of the shards
    std::string go_on_;
    int tasks_;
    int threads_;  // of a task
};

}  // namespace tools
