#include "calibration/recorded_demands.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace calibration {
namespace {

using models::EventStream;
using models::Parameter;
using models::TermKind;

constexpr double between = 1e6;  // s put between recordings, longer than any echo of a load

// Without a standard error the range is taken as two of them on either side.
double error_of(const Parameter& parameter)
{
    return parameter.standard_error > 0 ? parameter.standard_error
                                        : (parameter.high - parameter.low) / 4;
}

// What the profile has for a term of an event stream: the first component's, the one that a fitted
// value goes to, and what is apart from it, of the other components.
struct Prior {
    std::string key;
    double value = 0;
    double standard_error = 0;
    double others = 0;
};

std::optional<Prior> prior_of(const models::ServerProfile& profile, EventStream stream,
                              TermKind kind)
{
    std::optional<Prior> prior;
    for (const models::Visit& visit : profile.visits_of(stream)) {
        for (const models::Term& term : visit.terms) {
            if (term.kind != kind) continue;
            if (prior) {
                prior->others += term.demand.value;
            } else {
                prior = Prior{std::string("streams.") + to_string(stream) + '.' +
                                  profile.components[visit.component].name + '.' + to_string(kind),
                              0, 0, 0};
            }
            prior->value += term.demand.value;
            prior->standard_error = std::hypot(prior->standard_error, error_of(term.demand));
        }
    }
    return prior;
}

enum class LoadOf { users, streams, joins, nothing };

// A regressor: how much of it there is per user, stream or join, and always.
struct Load {
    std::string name;
    LoadOf of = LoadOf::users;
    double each = 1;
    double constant = 0;
    std::optional<Prior> profile;  // whose key its demand has
    bool is_prior = false;         // whether that may be taken where the samples cannot tell
};

struct Response {
    std::string name;
    models::Dimension dimension = models::Dimension::time;
    std::vector<double> Recording::*values = nullptr;
    bool is_rate = true;  // an average over the time to settle
    std::optional<Prior> offset;
    std::vector<Load> loads;

    bool takes(const Recording& recording, std::size_t i) const
    {
        return !is_rate || recording.settled.empty() || recording.settled[i];
    }
};

bool all_have(const std::vector<Recording>& recordings, std::vector<double> Recording::*values)
{
    return std::all_of(recordings.begin(), recordings.end(),
                       [values](const Recording& one) { return !(one.*values).empty(); });
}

// Whether there are joins in samples that rates are taken of.
bool has_joins(const std::vector<Recording>& recordings)
{
    for (const Recording& one : recordings) {
        for (std::size_t i = 0; i < one.joins.size(); ++i) {
            if (one.joins[i] > 0 && (one.settled.empty() || one.settled[i])) return true;
        }
    }
    return false;
}

Response cpu_response(const models::ServerProfile& profile, bool streams, bool joins,
                      double webcams)
{
    const double frames = profile.media.webcam_frame_rate.value;
    const double kilobytes = profile.media.webcam_bit_rate.value / 8000;
    Response response{"CPU", models::Dimension::time, &Recording::cpu, true, std::nullopt, {}};
    response.offset = prior_of(profile, EventStream::idle, TermKind::fixed);
    const auto add = [&](const char* name, LoadOf of, double each, double constant,
                         EventStream stream, TermKind kind) {
        if (auto prior = prior_of(profile, stream, kind))
            response.loads.push_back({name, of, each, constant, std::move(prior), true});
    };
    if (joins) add("per_join", LoadOf::joins, 1, 0, EventStream::join, TermKind::fixed);
    if (!streams) {
        response.loads.push_back({"per_user", LoadOf::users, 1, 0, std::nullopt, false});
        return response;
    }
    const double keep_alives = 1 / profile.behaviour.keep_alive_interval.value;
    add("per_user", LoadOf::users, keep_alives, 0, EventStream::keep_alive, TermKind::fixed);
    const EventStream frame = EventStream::webcam_frame;
    response.loads.push_back({"per_delivery", LoadOf::streams, frames, 0,
                              prior_of(profile, frame, TermKind::per_delivery), false});
    add("per_viewer", LoadOf::streams, frames, 0, frame, TermKind::per_viewer);
    add("per_kilobyte", LoadOf::streams, kilobytes, 0, frame, TermKind::per_kilobyte);
    if (webcams > 0) add("per_frame", LoadOf::nothing, 0, webcams * frames, frame, TermKind::fixed);
    return response;
}

std::optional<Prior> footprint(const char* key, const Parameter& parameter)
{
    return Prior{std::string("footprint.") + key, parameter.value, error_of(parameter), 0};
}

Response memory_response(const models::ServerProfile& profile, bool streams, bool is_relative)
{
    const models::Footprint& known = profile.footprint;
    Response response{"memory", models::Dimension::bytes, &Recording::memory, false, std::nullopt,
                      {}};
    if (!is_relative) response.offset = footprint("base", known.base);
    response.loads.push_back(
        {"per_user", LoadOf::users, 1, 0, footprint("per_user", known.per_user), streams});
    if (streams) {
        response.loads.push_back({"per_subscription", LoadOf::streams, 1, 0,
                                  footprint("per_subscription", known.per_subscription), false});
    }
    return response;
}

Response network_response(const char* name, std::vector<double> Recording::*values, bool streams)
{
    return {name,
            models::Dimension::byte_rate,
            values,
            true,
            std::nullopt,
            {{streams ? "per_stream" : "per_user", streams ? LoadOf::streams : LoadOf::users, 1, 0,
              std::nullopt, false}}};
}

const std::vector<double>& values_of(const Recording& recording, LoadOf load)
{
    if (load == LoadOf::joins) return recording.joins;
    return load == LoadOf::streams ? recording.streams : recording.users;
}

std::vector<Regressor> regressors_of(const Response& response)
{
    std::vector<Regressor> regressors;
    for (const Load& load : response.loads) {
        regressors.push_back({load.name, {}, std::nullopt, 0});
        if (!load.is_prior) continue;
        regressors.back().prior = load.profile->value;
        regressors.back().prior_standard_error = load.profile->standard_error;
    }
    return regressors;
}

DemandSamples samples_of(const std::vector<Recording>& recordings, const Response& response,
                         double cores)
{
    DemandSamples samples;
    samples.regressors = regressors_of(response);
    const bool saturates = all_have(recordings, &Recording::cpu);
    for (const Recording& one : recordings) {
        const double start = samples.times.empty() ? 0 : samples.times.back() + between;
        for (std::size_t i = 0; i < one.times.size(); ++i) {
            if (!response.takes(one, i)) continue;
            samples.times.push_back(start + one.times[i] - one.times.front());
            samples.response.push_back((one.*response.values)[i]);
            if (saturates) samples.utilization.push_back(one.cpu[i] / cores);
            for (std::size_t j = 0; j < response.loads.size(); ++j) {
                const Load& load = response.loads[j];
                samples.regressors[j].values.push_back(load.constant +
                                                       load.each * values_of(one, load.of)[i]);
            }
        }
    }
    return samples;
}

const FittedDemand& demand_at(const DemandFit& fit, std::size_t place)
{
    return place == 0 ? fit.offset : fit.demands[place - 1];
}

// The spread of a demand between recordings, each fitted alone.
void add_spread(RecordedDemand& demand)
{
    const auto count = static_cast<double>(demand.single.size());
    if (count < 2) return;
    double sum = 0;
    for (const SingleDemand& one : demand.single) sum += one.value;
    double squares = 0;
    for (const SingleDemand& one : demand.single) squares += std::pow(one.value - sum / count, 2);
    demand.between_recordings = std::sqrt(squares / (count - 1));
}

RecordedDemands fit_response(const std::vector<Recording>& recordings, const Response& response,
                             double cores)
{
    RecordedDemands result{response.name, fit_demands(samples_of(recordings, response, cores)), {}};
    if (result.fit.demands.empty()) return result;
    std::vector<DemandFit> single;
    for (const Recording& one : recordings)
        single.push_back(fit_demands(samples_of({one}, response, cores)));
    // Recordings that differ by more than their noise are as few as independent samples together.
    const auto told =
        std::count_if(single.begin(), single.end(), [](const auto& one) { return one.told(); });
    if (told > 1) result.fit.refusal.clear();
    for (std::size_t place = 0; place <= response.loads.size(); ++place) {
        const auto& profile = place == 0 ? response.offset : response.loads[place - 1].profile;
        RecordedDemand demand;
        demand.demand = demand_at(result.fit, place);
        demand.dimension = response.dimension;
        if (profile) {
            demand.key = profile->key;
            demand.others = profile->others;
        }
        for (std::size_t i = 0; i < single.size(); ++i) {
            if (demand.demand.origin == DemandOrigin::prior || !single[i].told()) continue;
            const FittedDemand& one = demand_at(single[i], place);
            demand.single.push_back(
                {recordings[i].folder, single[i].samples, one.value, one.standard_error});
        }
        add_spread(demand);
        result.demands.push_back(std::move(demand));
    }
    return result;
}

}  // namespace

double RecordedDemand::of_component() const
{
    return std::max(0.0, demand.value - others);
}

double RecordedDemand::standard_error() const
{
    return std::max(demand.standard_error, between_recordings);
}

std::vector<RecordedDemands> fit_recordings(const std::vector<Recording>& recordings,
                                            const models::ServerProfile& profile,
                                            const RecordedServer& server)
{
    std::vector<RecordedDemands> fits;
    if (recordings.empty()) return fits;
    const auto add = [&](const Response& response) {
        if (all_have(recordings, response.values))
            fits.push_back(fit_response(recordings, response, server.cores));
    };
    const bool streams = all_have(recordings, &Recording::streams);
    add(cpu_response(profile, streams, has_joins(recordings), server.webcams));
    add(memory_response(profile, streams, recordings.front().memory_is_relative));
    add(network_response("network in", &Recording::received, streams));
    add(network_response("network out", &Recording::sent, streams));
    return fits;
}

}  // namespace calibration
