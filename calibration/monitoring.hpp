#pragma once

#include <string>
#include <vector>

#include "calibration/series.hpp"
#include "models/finding.hpp"

namespace calibration {

// All series of some files.
struct Monitoring {
    std::vector<Series> series;      // in the order of the files
    std::vector<std::string> notes;  // what to know about them, in sentences that begin with a file
};

// Reads monitoring exports of any kind. A file that cannot be read is a finding; one without series
// is a note, and so is each flag of its runs. Points without a time are left out.
//
// Points of equal tool, metric, labels and unit are one series, whatever file they are in; but
// where files disagree about a moment, or tell of the same time without a common moment, each
// file's is a series of its own with a label `file`.
//
// What an answer has no name for (an expression of Prometheus, a page of Zabbix) is named after its
// file, "net-rx-bytes-per-s.json" gives `net_rx_bytes_per_s` in bytes/s. Answers to Zabbix's
// item.get name the items of all files. A trend of Zabbix ends where its hour ends.
Monitoring read_monitoring(const std::vector<std::string>& paths, models::Findings& findings);

}  // namespace calibration
