#include "models/platform.hpp"

namespace models {

double cpu_factor(const Platform& platform, const Shares& shares)
{
    return shares.compute.value / platform.compute.value +
           shares.memory.value / platform.memory_bandwidth.value +
           shares.network() * platform.network_cpu.value;
}

}  // namespace models
