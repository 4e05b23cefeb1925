#include "calibration/platform_assumptions.hpp"

#include <algorithm>
#include <iterator>

namespace calibration {
namespace {

using models::Parameter;
using models::Platform;

constexpr double megabyte = 1e6;

// What holds where nothing was measured.
constexpr PlatformAssumption assumptions[] = {
    {&Platform::network_cpu, 1, 1, 2, "not measured; as natively, at worst twice"},
    {&Platform::round_trip_tcp, 1e-4, 2e-5, 5e-4, "not measured; of a LAN"},
    {&Platform::round_trip_udp, 1e-4, 2e-5, 5e-4, "not measured; of a LAN"},
    {&Platform::memory_per_guest, 0, 0, 300 * megabyte,
     "no benchmark tells it; the footprint of the profile is taken to hold here too"},
};
constexpr PlatformAssumption as_natively = {nullptr, 1, 0.5, 1,
                                            "not measured; as natively, at worst half"};

}  // namespace

const PlatformAssumption& assumption_about(Parameter Platform::*quantity)
{
    const auto* const found =
        std::find_if(std::begin(assumptions), std::end(assumptions),
                     [&](const PlatformAssumption& one) { return one.quantity == quantity; });
    return found == std::end(assumptions) ? as_natively : *found;
}

}  // namespace calibration
