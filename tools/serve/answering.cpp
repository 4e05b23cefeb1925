#include "tools/serve/answering.hpp"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

#include "models/calibration_error.hpp"
#include "models/level_search.hpp"
#include "tools/asked.hpp"
#include "tools/comparison.hpp"
#include "tools/json.hpp"
#include "tools/report/sections.hpp"
#include "tools/searching.hpp"
#include "tools/serve/limit_curve.hpp"
#include "tools/serve/scenario_file.hpp"

namespace tools {
namespace {

using models::Resolution;

std::string line_of(const Json& document)
{
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ReadScenario read(const Offer& offer, const Question& question, Resolution resolution)
{
    ReadScenario read = offer.read(question, {question.platform});
    if (resolution == Resolution::flow) read.scenario.resolution = resolution;
    return read;
}

Json progress_object(Resolution resolution, const models::SearchProgress& progress)
{
    return {{"platform", progress.platform},
            {"resolution", models::to_string(resolution)},
            {"users", progress.users},
            {"replications", progress.replications}};
}

Question on(Question question, const std::string& platform)
{
    question.platform = platform;
    return question;
}

std::string cache_key(const std::string& version, const Question& question, Resolution resolution,
                      int extent)
{
    std::string key = version + question.scenario + '\n' + question.platform + '\n' +
                      models::to_string(resolution) + ' ' + std::to_string(extent);
    for (const Change& change : question.changes) key += '\n' + change.key + '=' + change.value;
    return key;
}

}  // namespace

Answering::Answering(const Offer& offer, int threads) : offer_(offer), threads_(threads)
{
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        threads_of_lanes_[i] = std::jthread([this, i] { work(lanes_[i]); });
    }
}

Answering::~Answering()
{
    const std::scoped_lock lock(mutex_);
    closing_ = true;
    for (const Lane& lane : lanes_) {
        if (lane.running) lane.running->cancel();
    }
    changed_.notify_all();
}

std::deque<Answering::Step> Answering::steps_of(const Inquiry& inquiry)
{
    using Kind = Step::Kind;
    const std::string& own = inquiry.question.platform;
    if (inquiry.kind == Inquiry::Kind::report) return {{Kind::report, own, Resolution::frames, 6}};
    std::deque<Step> steps = {{Kind::flow, own, Resolution::flow, 0},
                              {Kind::curve, own, Resolution::flow, 1}};
    if (inquiry.baseline) steps.push_back({Kind::difference, own, Resolution::flow, 1});
    for (const std::string& platform : inquiry.platforms) {
        if (platform != own) steps.push_back({Kind::flow, platform, Resolution::flow, 1});
    }
    steps.push_back({Kind::frames, own, Resolution::frames, 2});
    if (inquiry.baseline) steps.push_back({Kind::difference, own, Resolution::frames, 3});
    for (const std::string& platform : inquiry.platforms) {
        if (platform == own) continue;
        steps.push_back({Kind::frames, platform, Resolution::frames, 4});
        if (inquiry.baseline) steps.push_back({Kind::difference, platform, Resolution::frames, 4});
    }
    steps.push_back({Kind::whole, own, Resolution::frames, 5});
    return steps;
}

std::shared_ptr<AnswerStream> Answering::ask(const std::string& client, Inquiry inquiry)
{
    const std::scoped_lock lock(mutex_);
    for (const Lane& lane : lanes_) {
        if (lane.running && lane.client == client) lane.running->cancel();
    }
    std::erase_if(waiting_, [&](const Job& job) {
        if (job.client == client) job.stream->cancel();
        return job.stream->stop().stop_requested();
    });
    if (waiting_.size() >= most_waiting) return nullptr;
    auto steps = steps_of(inquiry);
    Job job{client, std::move(inquiry), std::move(steps), std::make_shared<AnswerStream>()};
    put_in(job);
    return job.stream;
}

void Answering::put_in(Job job)
{
    const Lane& lane = lane_of(job.steps.front());
    if (lane.running && lane.running != job.stream) job.stream->send("waiting", "{}");
    waiting_.push_back(std::move(job));
    changed_.notify_all();
}

// The one of the lowest rank that waits longest.
std::deque<Answering::Job>::iterator Answering::first_in(const Lane& lane)
{
    auto first = waiting_.end();
    for (auto job = waiting_.begin(); job != waiting_.end(); ++job) {
        const Step& step = job->steps.front();
        if (&lane_of(step) != &lane) continue;
        if (first == waiting_.end() || step.rank < first->steps.front().rank) first = job;
    }
    return first;
}

std::optional<Answering::Job> Answering::next(Lane& lane)
{
    std::unique_lock lock(mutex_);
    lane.running.reset();
    changed_.wait(lock, [&] { return closing_ || first_in(lane) != waiting_.end(); });
    if (closing_) return std::nullopt;
    const auto first = first_in(lane);
    Job job = std::move(*first);
    waiting_.erase(first);
    lane.running = job.stream;
    lane.client = job.client;
    return job;
}

void Answering::put_back(Job job)
{
    const std::scoped_lock lock(mutex_);
    // superseded meanwhile: whoever did could not see it among those that wait
    if (job.stream->stop().stop_requested()) return;
    put_in(std::move(job));
}

void Answering::work(Lane& lane)
{
    while (std::optional<Job> job = next(lane)) {
        if (job->stream->stop().stop_requested()) continue;
        try {
            take_step(*job);
        } catch (const models::Cancelled&) {
            continue;
        } catch (const std::exception& error) {
            job->stream->send("problem", line_of({{"sentence", error.what()}}));
            job->stream->finish();
            continue;
        }
        job->steps.pop_front();
        if (job->steps.empty()) {
            job->stream->finish();
        } else {
            put_back(std::move(*job));
        }
    }
}

void Answering::take_step(Job& job)
{
    const Step& step = job.steps.front();
    switch (step.kind) {
        case Step::Kind::flow:
        case Step::Kind::frames:
        case Step::Kind::whole:
            return give_capacity(job, step);
        case Step::Kind::curve:
            return give_curve(job, step);
        case Step::Kind::difference:
            return give_difference(job, step);
        case Step::Kind::report:
            return give_report(job);
    }
}

models::CapacityOptions Answering::options_of(const Job& job, Resolution resolution) const
{
    Arguments arguments;
    arguments.threads = threads_;
    models::CapacityOptions options = search_options(arguments);
    options.stop = job.stream->stop();
    options.progress = [stream = job.stream, resolution](const models::SearchProgress& progress) {
        stream->send("progress", line_of(progress_object(resolution, progress)));
    };
    return options;
}

Answering::Answer Answering::answer(const Job& job, const Question& question, Resolution resolution,
                                    Extent extent)
{
    const auto [scenario, version] = read(offer_, question, resolution);
    if (extent == Extent::drawn && models::is_doubtful(scenario)) extent = Extent::users;
    const std::string key = cache_key(version, question, resolution, static_cast<int>(extent));
    if (Answer known = cache_.find(key)) return known;
    models::CapacityOptions options = options_of(job, scenario.resolution);
    options.curve = extent == Extent::whole;
    options.gains = extent == Extent::whole;
    options.draws.always = extent == Extent::drawn;
    return cache_.keep(key, models::find_capacities(scenario, options).front());
}

void Answering::give_capacity(const Job& job, const Step& step)
{
    const Question question = on(job.inquiry.question, step.platform);
    const bool whole = step.kind == Step::Kind::whole;
    const Answer found =
        answer(job, question, step.resolution, whole ? Extent::whole : Extent::users);
    const models::Scenario scenario = read(offer_, question, step.resolution).scenario;
    Question asked = question;
    if (step.resolution == Resolution::flow) asked.changes.push_back({"resolution", "flow"});
    const auto words = asked_words(arguments_of(offer_, asked, {step.platform}));
    job.stream->send(whole ? "whole" : models::to_string(step.resolution),
                     capacity_document(scenario, words, {*found}));
}

void Answering::give_curve(const Job& job, const Step& step)
{
    const Question question = on(job.inquiry.question, step.platform);
    const Answer found = answer(job, question, Resolution::flow);
    const models::Scenario scenario = read(offer_, question, Resolution::flow).scenario;
    job.stream->send("curve",
                     line_of(limit_curve(scenario, found->users, threads_, job.stream->stop())));
}

void Answering::give_difference(const Job& job, const Step& step)
{
    const Question question = on(job.inquiry.question, step.platform);
    const Question& other = *job.inquiry.baseline;
    const models::Scenario scenario = read(offer_, question, step.resolution).scenario;
    // pairs are of replications, or of draws
    const bool drawn =
        models::is_doubtful(scenario) || models::is_doubtful(offer_.scenario_of(other));
    const Extent extent = drawn ? Extent::drawn : Extent::users;
    const Answer baseline = answer(job, other, step.resolution, extent);
    const Answer found = answer(job, question, step.resolution, extent);
    constexpr double level = 0.95;
    const Json document = {
        {"resolution", models::to_string(scenario.resolution)},
        {"platform", step.platform},
        {"baseline", {{"platform", baseline->platform}, {"users", baseline->users}}},
        {"difference", interval(paired_difference(*found, *baseline, level))}};
    job.stream->send("difference", line_of(document));
}

void Answering::give_report(const Job& job)
{
    const Inquiry& inquiry = job.inquiry;
    Arguments arguments = arguments_of(offer_, inquiry.question, inquiry.platforms);
    arguments.threads = threads_;
    arguments.quiet = true;
    const models::Scenario scenario = offer_.scenario_of(inquiry.question, inquiry.platforms);
    const ReportAnswer answer =
        answer_for_report(scenario, arguments, options_of(job, scenario.resolution));
    job.stream->send("report", line_of({{"name", scenario.name + ".html"},
                                        {"type", "text/html"},
                                        {"text", report_page(answer)}}));
}

}  // namespace tools
