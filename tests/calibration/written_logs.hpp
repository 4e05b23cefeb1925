#pragma once

#include <string>
#include <vector>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/calibration/written_texts.hpp"

// The texts of written_texts.hpp, already imported.
namespace tests {

using calibration::Imported;

inline Imported log_of(const std::string& name, const std::string& text)
{
    Imported log = imported(text);
    log.file = name;
    return log;
}

inline Imported linpack_log(const std::vector<Order>& orders)
{
    return log_of("linpack.log", linpack_text(orders));
}

inline Imported ramspeed_log(double megabytes)
{
    return log_of("ramspeed.log", ramspeed_text(megabytes));
}

inline Imported iozone_log(const DiskRates& rates)
{
    return log_of("iozone.log", iozone_text(rates));
}

inline Imported netperf_log(const NetworkRates& rates)
{
    return log_of("netperf.log", netperf_text(rates));
}

}  // namespace tests
