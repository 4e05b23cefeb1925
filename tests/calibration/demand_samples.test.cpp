#include "calibration/demand_samples.hpp"

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using calibration::choose_samples;
using calibration::DemandSamples;
using calibration::SampleChoice;

namespace {

using Rows = std::vector<std::size_t>;

// A sample every 5 s; users go from 4 to 8 between the third and the fourth.
DemandSamples step()
{
    DemandSamples samples;
    samples.times = {0, 5, 10, 15, 20, 25, 30};
    samples.response = {1, 1, 1, 2, 2, 2, 2};
    samples.regressors = {{"users", {4, 4, 4, 8, 8, 8, 8}, 0.1}};
    return samples;
}

}  // namespace

TEST_CASE("without a window and without saturation every sample is chosen")
{
    const auto chosen = choose_samples(step(), {});
    CHECK(chosen.rows == Rows{0, 1, 2, 3, 4, 5, 6});
    CHECK(chosen.saturated + chosen.transient == 0);
}

// The change was after 10 s; a window of 15 s still holds some of it at 15, 20 and 24.9 s.
TEST_CASE("samples whose window holds a change are transient")
{
    SampleChoice choice;
    choice.smoothing_window = 5;
    CHECK(choose_samples(step(), choice).rows == Rows{0, 1, 2, 4, 5, 6});
    choice.smoothing_window = 15;
    const auto chosen = choose_samples(step(), choice);
    CHECK(chosen.rows == Rows{0, 1, 2, 6});
    CHECK(chosen.transient == 3);
}

TEST_CASE("where times may be wrong the sample before a change is transient too")
{
    SampleChoice choice;
    choice.time_error = 1;
    CHECK(choose_samples(step(), choice).rows == Rows{0, 1, 4, 5, 6});
    choice.smoothing_window = 5;
    CHECK(choose_samples(step(), choice).rows == Rows{0, 1, 5, 6});
    choice.time_error = 6;
    CHECK(choose_samples(step(), choice).rows == Rows{0, 6});
}

TEST_CASE("a change of a fiftieth of the range leaves a regressor still")
{
    auto samples = step();
    samples.regressors[0].values = {100, 100, 0, 0, 0, 2, 2};
    SampleChoice choice;
    choice.smoothing_window = 5;
    CHECK(choose_samples(samples, choice).rows == Rows{0, 1, 3, 4, 5, 6});
    choice.still = 0.01;
    CHECK(choose_samples(samples, choice).rows == Rows{0, 1, 3, 4, 6});
}

TEST_CASE("any regressor that changes makes a sample transient, saturation comes first")
{
    auto samples = step();
    samples.regressors.push_back({"streams", {1, 1, 1, 1, 1, 1, 2}, 0.1});
    samples.utilization = {0.1, 0.2, 0.9, 0.95, 0.89, 0.3, 0.2};
    SampleChoice choice;
    choice.smoothing_window = 5;
    const auto chosen = choose_samples(samples, choice);
    CHECK(chosen.rows == Rows{0, 1, 4, 5});
    CHECK(chosen.saturated == 2);
    CHECK(chosen.transient == 1);
}

TEST_CASE("samples are expected to ascend in time and to agree in length")
{
    auto samples = step();
    samples.times[3] = 10;
    CHECK_THROWS_AS(choose_samples(samples, {}), sim::LogicError);
    samples = step();
    samples.response.pop_back();
    CHECK_THROWS_AS(choose_samples(samples, {}), sim::LogicError);
    samples = step();
    samples.regressors[0].prior = -1;
    CHECK_THROWS_AS(choose_samples(samples, {}), sim::LogicError);
}
