#include "calibration/importers/fio_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/finding.hpp"

namespace calibration::importers {
namespace {

using JobKey = std::tuple<std::string, double, int>;

JobKey key_of(const FioJob& job)
{
    return {job.name, job.group, job.client};
}

// `clone`: from 1; 0: the only one.
Conditions conditions_of(const FioJob& job, int clone)
{
    Conditions all = job.conditions;
    set_condition(all, "job", job.name);
    if (job.client > 0) set_condition(all, "client", job.client);
    if (clone > 0) set_condition(all, "clone", clone);
    return all;
}

void set_all(Conditions& conditions, const Conditions& others)
{
    for (const Condition& other : others) {
        if (const double* value = std::get_if<double>(&other.value)) {
            set_condition(conditions, other.name, *value);
        } else {
            set_condition(conditions, other.name, std::get<std::string>(other.value));
        }
    }
}

void add_directions(const FioJob& job, const Conditions& conditions, Run& run)
{
    for (const FioDirection& direction : job.directions) {
        for (Sample sample : direction.samples) {
            sample.metric = "fio_" + direction.name + '_' + sample.metric;
            Conditions all = conditions;
            set_all(all, direction.conditions);
            set_all(all, sample.conditions);
            sample.conditions = std::move(all);
            run.add(std::move(sample));
        }
    }
}

// What makes the results of a job unfit, or careful use of them necessary.
bool is_usable(const FioJob& job, Run& run)
{
    if (job.error != 0) {
        run.complete = false;
        run.flag(fmt::format("line {}: the job {} ended with error {}; its results are left out",
                             job.line, models::quoted(job.name), job.error));
        return false;
    }
    if (job.directions.empty()) {
        run.flag(fmt::format("line {}: the job {} neither read nor wrote", job.line,
                             models::quoted(job.name)));
    }
    if (job.old_units) run.flag("KB and MB are powers of 1024 bytes here");
    if (job.client > 0) {
        run.flag(
            "clients of fio ran at the same time: what they moved adds up, and they are no "
            "repetitions");
    }
    return true;
}

}  // namespace

void FioDirection::add(std::string_view metric, double value, std::string_view unit, Better better,
                       std::size_t line, double percentile)
{
    if (!(value > 0)) return;
    Sample sample{std::string(metric), value, std::string(unit), better, {}, line};
    if (percentile > 0) set_condition(sample.conditions, "percentile", percentile);
    samples.push_back(std::move(sample));
}

std::string_view fio_latency_metric(std::string_view name)
{
    if (name == "clat") return "completion_latency";
    return name == "lat" ? "latency" : "";
}

void add_fio_jobs(const std::vector<FioJob>& jobs, Run& run)
{
    std::map<JobKey, int> count;
    for (const FioJob& job : jobs) ++count[key_of(job)];
    std::map<JobKey, int> clone;
    for (const FioJob& job : jobs) {
        const bool one_of_many = count[key_of(job)] > 1;
        const int number = one_of_many ? ++clone[key_of(job)] : 0;
        if (!is_usable(job, run)) continue;
        add_directions(job, conditions_of(job, number), run);
        if (!one_of_many) continue;
        run.flag(
            fmt::format("the job {} is there {} times in one group; such jobs may have run at "
                        "the same time and are not taken for repetitions",
                        models::quoted(job.name), count[key_of(job)]));
    }
}

FioTold::Key FioTold::key(const FioJob& job, const FioDirection& direction)
{
    return {job.name, job.group, direction.name, direction.milliseconds};
}

void FioTold::add(const FioJob& job)
{
    for (const FioDirection& direction : job.directions) {
        iops_[key(job, direction)].insert(direction.iops);
    }
}

void FioTold::add(const FioTold& others)
{
    for (const auto& [key, rates] : others.iops_) iops_[key].insert(rates.begin(), rates.end());
}

bool FioTold::contains(const FioJob& job) const
{
    const auto is_told = [&](const FioDirection& direction) {
        const auto found = iops_.find(key(job, direction));
        if (found == iops_.end()) return false;
        const double rounding = std::max(1.0, 0.006 * direction.iops);
        const auto near = found->second.lower_bound(direction.iops - rounding);
        return near != found->second.end() && *near <= direction.iops + rounding;
    };
    return !job.directions.empty() &&
           std::all_of(job.directions.begin(), job.directions.end(), is_told);
}

}  // namespace calibration::importers
