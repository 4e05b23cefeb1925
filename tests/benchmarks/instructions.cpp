// The kernel's hot loops, each run a fixed number of times, for counting the instructions of an
// operation under callgrind. Only the loop itself is counted, not what it needs first.
#include <fmt/core.h>

#include <array>
#include <string>

#include "models/audience.hpp"
#include "sim/instruction_set.hpp"
#include "sim/variates.hpp"
#include "tests/benchmarks/arguments.hpp"
#include "tests/benchmarks/calendar_loops.hpp"
#include "tests/benchmarks/station_loops.hpp"

namespace {

#if defined(__clang__)
constexpr const char* compiler = "Clang " __clang_version__;
#else
constexpr const char* compiler = "GCC " __VERSION__;
#endif

long random_words(long operations)
{
    sim::RandomStream stream(1, 0, "words");
    std::array<std::uint64_t, 64> words{};
    return benchmarks::count(operations, [&] { stream.fill_bits(words); });
}

long exponential(long operations)
{
    sim::Variates variates(sim::RandomStream(1, 0, "variates"), sim::Distribution::exponential(1));
    double sum = 0;
    benchmarks::count(operations, [&] { sum += variates.next(); });
    return sum > 0 ? operations : 0;
}

// 340 viewers on one path who keep up; a frame is offered, sent and carried.
long frame_to_audience(long operations)
{
    sim::Simulation simulation;
    sim::FairSharing links(simulation);
    models::Audience audience(links, models::WhenBehind::red5_dropper, {});
    const auto path = audience.add_path(links.add_class({links.add_link(1e9)}), 0);
    const auto stream = audience.add_stream();
    for (models::Audience::Viewer viewer = 0; viewer < 340; ++viewer) {
        audience.join(viewer, path, 65536);
    }
    double delivered = 0;
    benchmarks::count(operations, [&] {
        models::Frame& frame = audience.offer(stream, 300, false);
        audience.send(frame);
        delivered += audience.delivered_at(path);
        simulation.run_until(simulation.now() + 1.0 / 15);
    });
    return delivered > 0 ? operations : 0;
}

struct Loop {
    const char* name;
    long (*run)(long operations);
    long operations;
};
constexpr Loop loops[] = {
    {"calendar_hold_10", benchmarks::hold_10, 100000},
    {"calendar_hold_1000", benchmarks::hold_1000, 100000},
    {"calendar_hold_100000", benchmarks::hold_100000, 200000},
    {"calendar_move", benchmarks::move, 100000},
    {"calendar_cancel", benchmarks::cancel, 100000},
    {"processor_sharing", benchmarks::processor_sharing, 50000},
    {"fair_sharing", benchmarks::fair_sharing, 20000},
    {"fair_sharing_100_classes", benchmarks::fair_sharing_100_classes, 5000},
    {"coroutine_per_customer", benchmarks::coroutine_per_customer, 50000},
    {"random_words_64", random_words, 10000},
    {"exponential", exponential, 200000},
    {"frame_to_audience", frame_to_audience, 20000},
};

const char* instruction_set()
{
    switch (sim::widest_instruction_set()) {
        case sim::InstructionSet::portable:
            return "portable";
        case sim::InstructionSet::avx2:
            return "avx2";
        case sim::InstructionSet::avx512:
            return "avx512";
    }
    return "";
}

}  // namespace

int main(int argc, char** argv)
{
    const benchmarks::Arguments arguments(argc, argv, "instructions [LOOP]; without: all names");
    const std::string wanted = arguments.word(1, "");
    for (const Loop& loop : loops) {
        if (wanted.empty()) fmt::print("{}\n", loop.name);
        if (wanted != loop.name) continue;
        const long operations = loop.run(loop.operations);
        fmt::print("operations={} instruction_set={} compiler={}\n", operations, instruction_set(),
                   compiler);
        return 0;
    }
    if (!wanted.empty()) arguments.refuse(wanted);
}
