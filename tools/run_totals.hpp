#pragma once

#include <span>

#include "models/parameter.hpp"
#include "models/run_analysis.hpp"

namespace tools {

// A number about a run; what is averaged, counted or a peak leaves the deleted beginning out.
struct RunTotal {
    const char* name;   // in JSON, and of --response
    const char* label;  // on the terminal
    models::Dimension dimension;
    bool headline;                           // shown without --verbose
    double (*of)(const models::Run& run);    // NaN: nobody was there to measure it
    models::ReadingValue reading = nullptr;  // what it is the average of over time; null: none
};

std::span<const RunTotal> run_totals();

// In a minute; NaN where nobody watched or listened.
double webcam_fps(const models::Sample& minute);
double bit_rate_delivered(const models::Sample& minute);
double audio_mos(const models::Sample& minute);
double video_mos(const models::Sample& minute);

}  // namespace tools
