#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calibration/demand_samples.hpp"
#include "calibration/series_selector.hpp"
#include "models/finding.hpp"

namespace calibration {

// Which series of a recording tell what. Where `cpu` or `memory` is not named, it is the one that
// resource_series() knows; each may be missing.
struct RecordingSeries {
    Selector users;
    std::optional<Selector> streams;  // (webcam, viewer) pairs
    std::optional<Selector> cpu;      // share of one core, or of all for the ones known
    std::optional<Selector> memory;
    double cores = 1;   // the server has; a share of all is of them
    double settle = 0;  // s before a sample that rates are averages over
};

// What was recorded in one folder, on one grid.
struct Recording {
    std::string folder;
    std::vector<double> times;  // s
    std::vector<double> users;
    std::vector<double> joins;        // users more than at the sample before, per second
    std::vector<double> streams;      // empty: not named
    std::vector<double> cpu;          // cores busy; empty: not recorded
    std::vector<double> memory;       // B; idem
    std::vector<double> received;     // B/s; idem
    std::vector<double> sent;         // B/s; idem
    bool memory_is_relative = false;  // to the least seen, known by what was available
    std::vector<bool> settled;        // whether users and streams were still for the time to settle
};

// What these files tell. Of a resource that several series tell of, none is taken. `notes` are
// sentences about what was found. What is missing or cannot be read is a finding.
std::optional<Recording> read_recording(const std::vector<std::string>& paths,
                                        const RecordingSeries& series,
                                        std::vector<std::string>& notes,
                                        models::Findings& findings);

// Files of one folder are one recording, in the order in which the folders are first named: two
// folders may tell of the same times. But where a folder has no series of users, all files are one.
std::vector<Recording> read_recordings(const std::vector<std::string>& paths,
                                       const RecordingSeries& series,
                                       std::vector<std::string>& notes, models::Findings& findings);

}  // namespace calibration
