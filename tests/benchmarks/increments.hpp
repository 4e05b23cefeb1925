#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "tests/benchmarks/draws.hpp"

namespace benchmarks {

// The seven laws of the time from an event to the one it schedules: smooth, of two scales, without
// any spread, with massive ties, with a heavy tail, of very different scales, and very short.
enum class Law { exponential, bimodal, constant, grid, pareto, camel, micro };

struct NamedLaw {
    const char* name;
    Law law;
    double mean;  // s
};
inline constexpr std::array<NamedLaw, 7> laws = {{{"exp", Law::exponential, 1},
                                                  {"bimodal", Law::bimodal, 1.00875},
                                                  {"const", Law::constant, 1},
                                                  {"grid", Law::grid, 0.53125},
                                                  {"pareto", Law::pareto, 5},
                                                  {"camel", Law::camel, 500.0005},
                                                  {"micro", Law::micro, 1e-6}}};

inline const NamedLaw* find_law(const std::string& name)
{
    for (const NamedLaw& law : laws) {
        if (name == law.name) return &law;
    }
    return nullptr;
}

class Increments {
public:
    explicit Increments(Law law) : law_(law), draws_("increments") {}

    double next()
    {
        switch (law_) {
            case Law::exponential:
                return draws_.exponential(1);
            case Law::bimodal:  // one of eight is 800 times as long as the others
                return draws_.exponential(draws_.bits() >> 61 == 0 ? 8 : 0.01);
            case Law::constant:
                return 1;
            case Law::grid:  // 1/16 ... 16/16
                return static_cast<double>(1 + (draws_.bits() >> 60)) / 16;
            case Law::pareto:  // shape 1.2, shifted to begin at 0
                return std::exp(draws_.exponential(1) / 1.2) - 1;
            case Law::camel:  // one of two is a million times as long as the other
                return draws_.exponential(draws_.bits() >> 63 == 0 ? 1000 : 0.001);
            case Law::micro:
                return draws_.exponential(1e-6);
        }
        return 0;
    }

private:
    Law law_;
    Draws draws_;
};

}  // namespace benchmarks
