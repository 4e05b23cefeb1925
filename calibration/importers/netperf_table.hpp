#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "calibration/importers/netperf_test.hpp"
#include "calibration/measurement_text.hpp"
#include "calibration/sample.hpp"

namespace calibration::importers {

// All words of a line when they are numbers, else none. The last of a file cut there is left out.
std::vector<double> netperf_numbers(const TextLine& line);

// The classic table of one test.
class NetperfTable {
public:
    NetperfTable() = default;
    explicit NetperfTable(NetperfTest test) : test_(std::move(test)) {}

    const NetperfTest& test() const { return test_; }
    int results() const { return results_; }
    bool lacks_receiver() const { return sender_seen_; }  // of UDP

    // A line between banner and rows, which may have units. After a row it ends the table.
    void take_heading(std::string_view line);

    void take_row(const std::vector<double>& row, std::size_t line, Run& run);

private:
    void take_stream(const std::vector<double>& row, std::size_t line, Run& run);
    void take_udp_stream(const std::vector<double>& row, std::size_t line, Run& run);
    void take_request_response(const std::vector<double>& row, std::size_t line, Run& run);
    void add_cpu(const std::vector<double>& row, std::size_t first, std::size_t line, Run& run);
    void add_cpu_of(std::string_view end, const std::vector<double>& row, std::size_t first,
                    std::size_t line, Run& run);
    void add(std::string_view metric, double value, std::string_view unit, Better better,
             std::size_t line, Run& run) const;
    void count_result(Run& run);

    NetperfTest test_;
    std::string_view rate_unit_;
    std::string_view demand_unit_;
    int results_ = 0;
    bool ended_ = false;
    bool sender_seen_ = false;  // and no receiver yet
};

}  // namespace calibration::importers
