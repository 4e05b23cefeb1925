#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/capacity.hpp"
#include "models/scenario.hpp"
#include "tools/comparison.hpp"
#include "tools/sweep/database.hpp"
#include "tools/sweep/design.hpp"
#include "tools/sweep/figures.hpp"

namespace tools {

// What is asked at every point, from the design.
struct SweepQuestion {
    explicit SweepQuestion(const Design& design);

    const Design* design;
    std::vector<Figure> figures;  // one for each response, in its order
    bool runs = false;            // any figure of `run`
    bool capacities = false;
    bool comparisons = false;
    int of = -1;  // index of the figure whose precision decides about replications; -1: none
};

// What one replication gave on one platform.
struct ObservationRow {
    std::uint64_t fingerprint = 0;  // of the run; 0: there was none
    std::vector<Cell> cells;        // of the figures that have replications
};

// What one platform gave at a point.
struct AnswerRow {
    std::string platform;
    std::uint64_t fingerprint = 0;
    bool precise = true;
    int replications = 0;     // of `run`
    std::vector<Cell> cells;  // of all columns of all figures
    std::vector<ObservationRow> observations;
};

struct PointResult {
    std::uint64_t number = 0;
    std::vector<Cell> factors;
    std::string outside;  // factors beyond the range their parameter is known in
    std::string failure;  // empty: done
    std::vector<AnswerRow> answers;
};

// One point at work, in parts that may run on several threads at once: its result depends neither
// on their order nor on their number.
class PointTask {
public:
    PointTask(const SweepQuestion& question, models::Scenario scenario);

    int parts() const { return parts_; }       // of the batch at hand
    void run(int part, int threads) noexcept;  // `threads`: that a search may use
    bool extend();  // when all parts have run: whether more replications are needed, a next batch

    // After extend() was false. Without factors and number, which the task does not know.
    PointResult result() const;

private:
    struct Replication {
        std::uint64_t fingerprint = 0;
        std::vector<double> values;  // by figure of `run`, others NaN
    };

    void run_replication(int part);
    void search(int threads);
    sim::ConfidenceInterval interval(std::size_t platform, std::size_t figure) const;
    bool precise(std::size_t platform) const;
    AnswerRow answer(std::size_t platform) const;
    void add_observations(std::size_t platform, AnswerRow& row) const;
    const models::Capacity* capacity(std::size_t platform) const;

    const SweepQuestion* question_;
    models::Scenario scenario_;
    int first_ = 0;  // replications of the batch
    int last_ = 0;
    int parts_ = 0;
    bool searched_ = false;
    std::vector<std::vector<Replication>> replications_;  // by platform
    std::vector<models::Capacity> capacities_;
    std::optional<Comparison> comparison_;
    std::vector<std::string> failures_;  // by part, of all batches
};

// How long a point takes, in a unit that is the same for all points of a design.
double expected_work(const SweepQuestion& question, const models::Scenario& scenario);

}  // namespace tools
