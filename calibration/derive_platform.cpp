#include "calibration/derive_platform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/section_yaml.hpp"
#include "models/suggestion.hpp"

namespace calibration {
namespace {

using models::Mark;
using models::Parameter;
using models::Platform;

struct Rule {
    Parameter Platform::*parameter;
    const char* quantity;
};

constexpr Rule cpu_rules[] = {
    {&Platform::compute, "linpack"},
    {&Platform::memory_bandwidth, "ramspeed_beyond_caches"},
};
constexpr Rule disk_rules[] = {
    {&Platform::disk_read, "iozone_read"},
    {&Platform::disk_write, "iozone_write"},
    {&Platform::disk_random_read, "iozone_random_read"},
    {&Platform::disk_random_write, "iozone_random_write"},
};
constexpr Rule throughput_rules[] = {
    {&Platform::tcp_throughput, "netperf_tcp_throughput"},
    {&Platform::udp_throughput, "netperf_udp_throughput"},
};
constexpr Rule round_trip_rules[] = {
    {&Platform::round_trip_tcp, "netperf_tcp_round_trip"},
    {&Platform::round_trip_udp, "netperf_udp_round_trip"},
};

constexpr double megabyte = 1e6;
constexpr double most_unknown_network_cpu = 2;
constexpr double most_unknown_memory = 50 * megabyte;

double to_four_decimals(double ratio)
{
    return std::round(ratio * 1e4) / 1e4;
}

double to_megabytes(double bytes)
{
    return std::round(bytes / megabyte) * megabyte;
}

class Derivation {
public:
    Derivation(const PublishedStudy& study, const std::string& platform)
        : study_(study), name_(platform)
    {
    }

    Platform derive();

private:
    void derive_cpu();
    void derive_disk();
    void derive_network();
    void derive_memory();
    void label();

    void know(Parameter& parameter, double value, Mark mark, std::string source);
    void assume(Parameter& parameter, double value, double low, double high, std::string source);
    void define(Parameter& parameter);

    bool is_reference() const { return name_ == study_.reference; }
    const PublishedFigure* calibration_figure(const char* quantity, const std::string& platform);
    const PublishedFigure* number(const char* quantity, const std::string& platform);
    const PublishedFigure* ratio(const char* quantity);
    std::string source(const PublishedFigure& figure) const;
    double least_disk_ratio();
    void throughput(const Rule& rule);
    void disk(const Rule& rule);

    const PublishedStudy& study_;
    std::string name_;
    Platform result_;
    models::Findings findings_;
};

void Derivation::know(Parameter& parameter, double value, Mark mark, std::string source)
{
    parameter.value = parameter.low = parameter.high = value;
    parameter.mark = mark;
    parameter.source = std::move(source);
}

void Derivation::assume(Parameter& parameter, double value, double low, double high,
                        std::string source)
{
    know(parameter, value, Mark::assumed, std::move(source));
    parameter.low = low;
    parameter.high = high;
}

void Derivation::define(Parameter& parameter)
{
    know(parameter, 1, Mark::computed, "the reference, 1 by definition");
}

// The figure, or nullptr and a finding.
const PublishedFigure* Derivation::calibration_figure(const char* quantity,
                                                      const std::string& platform)
{
    const PublishedFigure* figure = study_.find(quantity, platform);
    if (figure != nullptr && figure->use == Use::calibration) return figure;
    findings_.add(
        figure != nullptr ? figure->written : study_.written,
        fmt::format("{} has no calibration figure `{}` of `{}`; add it",
                    models::key_quoted(study_.name), quantity, models::printable(platform)));
    return nullptr;
}

// The same with a number in it.
const PublishedFigure* Derivation::number(const char* quantity, const std::string& platform)
{
    const PublishedFigure* figure = calibration_figure(quantity, platform);
    if (figure == nullptr || figure->value) return figure;
    findings_.add(figure->written, fmt::format("`{}` of `{}` must be a number to make a platform; "
                                               "add `value`",
                                               quantity, models::printable(platform)));
    return nullptr;
}

// A number over the reference platform, or nullptr and a finding.
const PublishedFigure* Derivation::ratio(const char* quantity)
{
    const PublishedFigure* figure = number(quantity, name_);
    if (figure == nullptr || figure->against == study_.reference) return figure;
    findings_.add(figure->written,
                  fmt::format("`{}` must be against the reference to make a platform; write "
                              "`against: {}`",
                              quantity, models::printable(study_.reference)));
    return nullptr;
}

std::string Derivation::source(const PublishedFigure& figure) const
{
    std::string text = study_.short_citation + ", " + figure.place + ", " + figure.conditions;
    if (!figure.against.empty()) text += ", over " + figure.against;
    if (!figure.in_words.empty()) text += ", \"" + figure.in_words + "\"";
    if (!figure.caveat.empty()) text += "; " + figure.caveat;
    return text;
}

void Derivation::derive_cpu()
{
    if (is_reference()) {
        for (const Rule& rule : cpu_rules) define(result_.*rule.parameter);
        return define(result_.network_cpu);
    }
    for (const Rule& rule : cpu_rules) {
        const PublishedFigure* figure = ratio(rule.quantity);
        if (figure == nullptr) continue;
        know(result_.*rule.parameter, *figure->value, figure->mark, source(*figure));
    }
    assume(result_.network_cpu, 1, 1, most_unknown_network_cpu,
           "the study gives round trips, which are delay, and no CPU time per packet");
}

// How bad the operations that the study has no number for may be.
double Derivation::least_disk_ratio()
{
    double least = 1;
    for (const Rule& rule : disk_rules) {
        const PublishedFigure* figure = study_.find(rule.quantity, name_);
        const bool known = figure != nullptr && figure->use == Use::calibration && figure->value;
        if (known) least = std::min(least, *figure->value);
    }
    return least;
}

void Derivation::disk(const Rule& rule)
{
    const PublishedFigure* figure = calibration_figure(rule.quantity, name_);
    if (figure == nullptr) return;
    if (!figure->value) {
        assume(result_.*rule.parameter, 1, least_disk_ratio(), 1,
               source(*figure) + "; taken as native, at worst as the slowest operation measured");
    } else if (ratio(rule.quantity) != nullptr) {
        know(result_.*rule.parameter, *figure->value, figure->mark, source(*figure));
    }
}

void Derivation::derive_disk()
{
    for (const Rule& rule : disk_rules) {
        if (is_reference()) {
            define(result_.*rule.parameter);
        } else {
            disk(rule);
        }
    }
}

void Derivation::throughput(const Rule& rule)
{
    if (is_reference()) return define(result_.*rule.parameter);
    const PublishedFigure* here = number(rule.quantity, name_);
    const PublishedFigure* there = number(rule.quantity, study_.reference);
    if (here == nullptr || there == nullptr) return;
    know(result_.*rule.parameter, to_four_decimals(*here->value / *there->value), here->mark,
         source(*here) + ", over " + study_.reference);
}

void Derivation::derive_network()
{
    for (const Rule& rule : throughput_rules) throughput(rule);
    for (const Rule& rule : round_trip_rules) {
        const PublishedFigure* figure = number(rule.quantity, name_);
        if (figure == nullptr) continue;
        know(result_.*rule.parameter, *figure->value, figure->mark, source(*figure));
    }
}

void Derivation::derive_memory()
{
    Parameter& memory = result_.memory_per_guest;
    const PublishedFigure* figure = calibration_figure("macro_memory", name_);
    if (figure == nullptr) return;
    if (figure->platform == figure->against) {
        return know(memory, 0, Mark::computed,
                    "the platform whose memory the others are compared with, 0 by definition");
    }
    if (!figure->value) {
        return assume(memory, 0, 0, most_unknown_memory,
                      source(*figure) + "; the footprint of the profile is taken to hold here too");
    }
    const Parameter& mean = study_.reference_memory;
    know(memory, to_megabytes(*figure->value * mean.value), Mark::fitted,
         source(*figure) + "; of the mean of the run, " + mean.source +
             "; so the figure of the study is no prediction");
    const auto [low, high] = std::minmax({*figure->value * mean.low, *figure->value * mean.high});
    memory.low = to_megabytes(low);
    memory.high = to_megabytes(high);
}

// Names and dimensions as if read from the file of the platform.
void Derivation::label()
{
    result_.name = name_;
    result_.title = study_.find_platform(name_)->title;
    for (const models::Field<Platform>& field : models::platform_fields()) {
        Parameter& parameter = result_.*std::get<Parameter Platform::*>(field.member);
        parameter.name = "platform." + name_ + "." + field.key;
        parameter.dimension = field.dimension;
    }
}

Platform Derivation::derive()
{
    derive_cpu();
    derive_disk();
    derive_network();
    derive_memory();
    findings_.throw_if_any();
    label();
    return result_;
}

}  // namespace

Platform derive_platform(const PublishedStudy& study, const std::string& platform)
{
    if (study.find_platform(platform) == nullptr) {
        std::vector<std::string> known;
        for (const StudyPlatform& one : study.platforms) known.push_back(one.name);
        models::Findings findings;
        findings.add(study.written,
                     fmt::format("{} has no platform {}{}", models::key_quoted(study.name),
                                 models::key_quoted(platform), models::way_out(platform, known)));
        findings.throw_if_any();
    }
    return Derivation(study, platform).derive();
}

}  // namespace calibration
