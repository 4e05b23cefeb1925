#include "calibration/calibrated_platform.hpp"

#include <algorithm>
#include <utility>

#include "calibration/cpu_per_bit.hpp"

namespace calibration {

bool CalibratedPlatform::is_measured() const
{
    return std::any_of(quantities.begin(), quantities.end(),
                       [](const CalibratedQuantity& one) { return one.is_measured(); });
}

CalibratedPlatform calibrated_platform(const std::string& name, std::span<const Imported> native,
                                       std::span<const Imported> guest, bool drop_outliers)
{
    Pairing pairing = pair_samples(with_cpu_per_bit(native), with_cpu_per_bit(guest));
    CalibratedPlatform platform{name, {}, std::move(pairing.unpaired), {}};
    for (Comparison& comparison : pairing.comparisons) {
        platform.compared.push_back(compared_factor(std::move(comparison), drop_outliers));
    }
    platform.quantities = platform_factors(platform.compared);
    return platform;
}

}  // namespace calibration
