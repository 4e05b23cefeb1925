#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "models/capacity.hpp"
#include "tools/serve/answer_stream.hpp"
#include "tools/serve/capacity_cache.hpp"
#include "tools/serve/offer.hpp"

namespace tools {

// A question, what its answer is held against, and on which platforms it is asked besides; or the
// report on them.
struct Inquiry {
    enum class Kind { answer, report };
    Question question;
    std::optional<Question> baseline;
    std::vector<std::string> platforms;
    Kind kind = Kind::answer;
};

// Computes answers, one step after another in one thread that has the others help. What is quick
// goes before what takes long, whoever asks, and no client has more than one answer under way: the
// last. The steps of each are events of its stream:
//   flow, frames  the document of `capacity --json --curve off --gains off` on one platform, the
//                 question's own first
//   whole         that of `capacity --json` on the question's own, which takes much longer
//   curve         what each limit of the objective comes to, against users
//   difference    to the baseline, paired
//   report        {name, type, text}, the file that `report` writes
//   progress      replications as they come
//   problem       what went wrong, in one sentence
class Answering {
public:
    static constexpr std::size_t most_waiting = 64;

    Answering(const Offer& offer, int threads);
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;
    ~Answering();

    // The stream that the answer will come on; nullptr when too many wait.
    std::shared_ptr<AnswerStream> ask(const std::string& client, Inquiry inquiry);

private:
    struct Step {
        enum class Kind { flow, curve, frames, difference, whole, report };
        Kind kind = Kind::flow;
        std::string platform;
        models::Resolution resolution = models::Resolution::flow;  // of a difference
        int rank = 0;                                              // lower ones first
    };
    struct Job {
        std::string client;
        Inquiry inquiry;
        std::deque<Step> steps;
        std::shared_ptr<AnswerStream> stream;
    };
    using Answer = std::shared_ptr<const models::Capacity>;

    static std::deque<Step> steps_of(const Inquiry& inquiry);
    std::optional<Job> next();
    void put_back(Job job);
    void work();
    void take_step(Job& job);
    void give_capacity(const Job& job, const Step& step);
    void give_curve(const Job& job, const Step& step);
    void give_difference(const Job& job, const Step& step);
    void give_report(const Job& job);
    models::CapacityOptions options_of(const Job& job, models::Resolution resolution) const;
    Answer answer(const Job& job, const Question& question, models::Resolution resolution,
                  bool whole = false);

    const Offer& offer_;
    int threads_;
    CapacityCache cache_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::shared_ptr<AnswerStream> running_;
    std::string running_client_;
    bool closing_ = false;
    std::jthread thread_;
};

}  // namespace tools
