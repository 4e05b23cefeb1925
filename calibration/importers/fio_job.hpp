#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "calibration/sample.hpp"

namespace calibration::importers {

inline constexpr std::array<std::string_view, 3> fio_directions = {"read", "write", "trim"};

inline constexpr std::size_t most_fio_jobs = 2000;  // of a run

// What a job did in one direction.
struct FioDirection {
    std::string name;
    double iops = 0;          // 1/s
    double milliseconds = 0;  // that it took; 0: not printed
    Conditions conditions;    // of this direction alone: block_size
    std::vector<Sample> samples;

    // A metric without "fio_" and the direction; a value of 0 is none.
    void add(std::string_view metric, double value, std::string_view unit, Better better,
             std::size_t line, double percentile = 0);
};

// What fio prints of a job, or of a group that it reports together, in any of its formats.
struct FioJob {
    std::string name;
    double group = 0;
    int client = 0;  // of client/server mode, from 1; 0: none
    std::size_t line = 0;
    double error = 0;        // errno
    bool old_units = false;  // KB are 1024 bytes, as fio 2 writes them
    Conditions conditions;   // of its options
    std::vector<FioDirection> directions;
};

// The name of a metric for fio's "clat" and "lat"; empty: neither.
std::string_view fio_latency_metric(std::string_view name);

// The samples of the jobs of one run. Jobs of equal name and group may be parallel clones: they and
// the parts of other clients get conditions of their own, for they are no repetitions.
void add_fio_jobs(const std::vector<FioJob>& jobs, Run& run);

// Jobs that one format told, so that another format in the same file does not count them again.
class FioTold {
public:
    void add(const FioJob& job);
    void add(const FioTold& others);
    bool is_empty() const { return iops_.empty(); }

    // Whether the job is one of them. Its rates may have been rounded to three digits.
    bool contains(const FioJob& job) const;

private:
    using Key = std::tuple<std::string, double, std::string, double>;

    static Key key(const FioJob& job, const FioDirection& direction);

    std::map<Key, std::set<double>> iops_;  // by name, group, direction, time
};

}  // namespace calibration::importers
