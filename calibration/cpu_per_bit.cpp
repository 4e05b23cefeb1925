#include "calibration/cpu_per_bit.hpp"

#include <string>
#include <string_view>

#include "calibration/canonical_unit.hpp"

namespace calibration {
namespace {

constexpr std::string_view throughput = "throughput";
constexpr double percent = 100;

// The only sample of that metric, or nullptr.
const Sample* only(const Run& run, const std::string& metric)
{
    const Sample* found = nullptr;
    for (const Sample& sample : run.samples) {
        if (sample.metric != metric) continue;
        if (found != nullptr) return nullptr;
        found = &sample;
    }
    return found;
}

void add_cpu_per_bit(Run& run)
{
    for (const std::string begin : {"iperf3_tcp_", "iperf3_udp_"}) {
        const Sample* rate = only(run, begin + std::string(throughput));
        for (const std::string side : {"host", "remote"}) {
            const Sample* cpu = only(run, begin + side + "_cpu");
            if (rate == nullptr || cpu == nullptr || !(rate->value > 0) || cpu->unit != "%") {
                continue;
            }
            const CanonicalUnit unit = canonical_unit(rate->metric, rate->unit);
            if (unit.name != "bit/s") continue;
            Sample sample = *cpu;
            sample.metric += "_per_bit";
            sample.value = cpu->value / percent / (rate->value * unit.size);
            sample.unit = "s/bit";
            run.samples.push_back(sample);
            rate = only(run, begin + std::string(throughput));
        }
    }
}

}  // namespace

std::vector<Imported> with_cpu_per_bit(std::span<const Imported> files)
{
    std::vector<Imported> more(files.begin(), files.end());
    for (Imported& file : more) {
        for (Run& run : file.runs) add_cpu_per_bit(run);
    }
    return more;
}

}  // namespace calibration
