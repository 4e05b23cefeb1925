#pragma once

#include <array>
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

// Computes answers step by step in two threads that have others help, one for what is quick, which
// so never waits for what takes long, whoever asks. No client has more than one answer under way:
// the last. The steps of each are events of its stream:
//   flow, frames  the document of `capacity --json --curve off --gains off` on one platform, the
//                 question's own first
//   whole         that of `capacity --json` on the question's own, which takes much longer
//   curve         what each limit of the objective comes to, against users
//   difference    to the baseline, paired
//   report        {name, type, text}, the file that `report` writes
//   progress      replications as they come
//   waiting       the next step waits for one of another client
//   problem       what went wrong, in one sentence
class Answering {
public:
    static constexpr std::size_t most_waiting = 64;
    static constexpr int last_quick_rank = 1;  // of steps

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
        models::Resolution resolution = models::Resolution::flow;
        int rank = 0;  // lower ones first
    };
    struct Job {
        std::string client;
        Inquiry inquiry;
        std::deque<Step> steps;
        std::shared_ptr<AnswerStream> stream;
    };
    using Answer = std::shared_ptr<const models::Capacity>;
    // Of an answer: how many users; the same from draws of the calibration, though its scenario
    // has no standard errors; with the curve around them and the gains.
    enum class Extent { users, drawn, whole };

    // Of the steps, and whose is under way in it.
    struct Lane {
        std::shared_ptr<AnswerStream> running;
        std::string client;
    };

    static std::deque<Step> steps_of(const Inquiry& inquiry);
    Lane& lane_of(const Step& step) { return lanes_[step.rank <= last_quick_rank ? 0 : 1]; }
    std::deque<Job>::iterator first_in(const Lane& lane);
    std::optional<Job> next(Lane& lane);
    void put_in(Job job);
    void put_back(Job job);
    void work(Lane& lane);
    void take_step(Job& job);
    void give_capacity(const Job& job, const Step& step);
    void give_curve(const Job& job, const Step& step);
    void give_difference(const Job& job, const Step& step);
    void give_report(const Job& job);
    models::CapacityOptions options_of(const Job& job, models::Resolution resolution) const;
    Answer answer(const Job& job, const Question& question, models::Resolution resolution,
                  Extent extent = Extent::users);

    const Offer& offer_;
    int threads_;
    CapacityCache cache_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::array<Lane, 2> lanes_;
    bool closing_ = false;
    std::array<std::jthread, 2> threads_of_lanes_;
};

}  // namespace tools
