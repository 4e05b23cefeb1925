#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calibration/label_set.hpp"
#include "calibration/monitoring.hpp"

namespace calibration {

// Names series, with the labels that are needed to tell one from others, as in PromQL:
// bbb_meetings, node_cpu_seconds_total{cpu="0",mode="idle"}. `file` stands for the end of a path,
// and an item of Zabbix is known by its key, its name and its number, too: net.if.in[eth0].
struct Selector {
    std::string metric;
    std::vector<Label> labels;

    bool matches(const Series& series) const;
};

// Sets `problem` to the end of a sentence ("must be ...") where the text is no selector.
std::optional<Selector> read_selector(std::string_view text, std::string& problem);

// The series that a selector matches, in the order of `monitoring`.
std::vector<const Series*> select_all(const Monitoring& monitoring, const Selector& selector);

// The only one; nullptr, and `problem` is a sentence with the way out: there is none, or there are
// several.
const Series* select_one(const Monitoring& monitoring, const Selector& selector,
                         std::string& problem);

}  // namespace calibration
