#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "calibration/demand_fit.hpp"
#include "calibration/recordings.hpp"
#include "models/server_profile.hpp"

namespace calibration {

// A demand as one recording alone tells it.
struct SingleDemand {
    std::string folder;
    std::size_t samples = 0;
    double value = 0;
    double standard_error = 0;
};

// A demand of a profile as recordings tell it.
struct RecordedDemand {
    std::string key;  // of the profile: "streams.webcam_frame.nginx.per_delivery"; empty: of none
    FittedDemand demand;
    models::Dimension dimension = models::Dimension::time;
    double others = 0;                 // part of it that the profile has under further keys
    std::vector<SingleDemand> single;  // recordings that tell it by themselves
    double between_recordings = 0;     // standard deviation of these; 0: less than two

    double of_component() const;  // without the others, not negative: what the key stands for
    // Of the demand in a further recording: the larger of both.
    double standard_error() const;
};

struct RecordedDemands {
    std::string response;  // "CPU", "memory", "network in", "network out"
    DemandFit fit;         // of all recordings together
    std::vector<RecordedDemand> demands;
};

struct RecordedServer {
    double cores = 1;    // that it may use: a sample from 90 % of them is saturated
    double webcams = 0;  // published all the time
};

// What was recorded, as it depends on the load. With streams, CPU is per delivered frame and
// kilobyte, of webcams as the profile has them, and memory and network per stream; without, all are
// per user. Joins cost CPU, too, where samples with joins were kept. The work per published frame
// is the profile's and taken from the offset. Demands are of the core that they were recorded on.
std::vector<RecordedDemands> fit_recordings(const std::vector<Recording>& recordings,
                                            const models::ServerProfile& profile,
                                            const RecordedServer& server);

}  // namespace calibration
