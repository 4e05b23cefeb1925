#include "sim/processor_sharing.hpp"
#include "tests/known_answers/replicated.hpp"

using namespace known_answers;

namespace {

// Work in a class of its own, for `arrivals`.
class WorkIn : public sim::Work {
public:
    WorkIn(sim::ProcessorSharing& cpu, sim::ProcessorSharing::Class in, double work)
        : Work(cpu, work, in)
    {
    }
};

struct Finish {
    explicit Finish(sim::Simulation& of) : simulation(of) {}
    void occur() { at = simulation.now(); }
    sim::Callback done() { return sim::Callback::to<&Finish::occur>(this); }

    sim::Simulation& simulation;
    sim::Time at = -1;
};

// Two classes of Poisson arrivals with exponential work.
struct Traffic {
    double rate;
    double work;  // mean
    double weight;
};
const Traffic light{0.3, 1, 1};
const Traffic heavy{0.25, 1.6, 4};

std::vector<double> replicate_classes(int number)
{
    const sim::Time warm_up = 500;
    sim::Simulation simulation;
    sim::ProcessorSharing cpu(simulation, 1);
    auto light_class = cpu.add_class(light.weight, 1);
    auto heavy_class = cpu.add_class(heavy.weight, 1);
    Probe light_probe{warm_up, {}};
    Probe heavy_probe{warm_up, {}};
    sim::ProcessGroup group(simulation);
    const Poisson of_light{1980, number, light.rate, sim::Distribution::exponential(light.work)};
    const Poisson of_heavy{1981, number, heavy.rate, sim::Distribution::exponential(heavy.work)};
    group.start(arrivals<WorkIn>(simulation, group, of_light, light_probe, cpu, light_class));
    group.start(arrivals<WorkIn>(simulation, group, of_heavy, heavy_probe, cpu, heavy_class));
    const Averages means = average(simulation, cpu, warm_up, 60'500);
    return {light_probe.responses.mean(), heavy_probe.responses.mean(), means.busy};
}

// E[T] of `one` beside `other`: Fayolle, Mitrani and Iasnogorodski, Journal of the ACM 27, 1980.
double discriminatory_response(const Traffic& one, const Traffic& other)
{
    const double one_load = one.rate * one.work;
    const double other_load = other.rate * other.work;
    const double divisor =
        one.weight / one.work * (1 - one_load) + other.weight / other.work * (1 - other_load);
    return one.work / (1 - one_load - other_load) *
           (1 + other_load * (other.weight - one.weight) / (one.work * divisor));
}

}  // namespace

// A job of weight 3 with three times the work of a job of weight 1 ends with it, whoever else comes
// and goes, because at every moment it gets three times as much.
TEST_CASE("permanent classes are served in proportion to their weights whatever the others do")
{
    for (int number = 0; number < 20; ++number) {
        sim::Simulation simulation;
        sim::ProcessorSharing cpu(simulation, 2);
        const auto light_class = cpu.add_class(1, 2);
        const auto heavy_class = cpu.add_class(3, 2);
        Finish light_end(simulation);
        Finish heavy_end(simulation);
        cpu.enter(100, light_end.done(), light_class, 2);
        cpu.enter(300, heavy_end.done(), heavy_class, 2);
        Probe probe{0, {}};
        sim::ProcessGroup group(simulation);
        const Poisson source{1976, number, 0.8, sim::Distribution::exponential(1)};
        group.start(arrivals<sim::Work>(simulation, group, source, probe, cpu));
        simulation.run_until(5'000);
        cpu.check_laws();
        CHECK(light_end.at > 400);
        CHECK(heavy_end.at == Approx(light_end.at).epsilon(1e-12));
    }
}

TEST_CASE("two classes of different weight are as slow as discriminatory sharing says")
{
    const auto simulated = intervals(30, replicate_classes);
    check("light", simulated[0], discriminatory_response(light, heavy), 0.03);
    check("heavy", simulated[1], discriminatory_response(heavy, light), 0.03);
    check("utilization", simulated[2], light.rate * light.work + heavy.rate * heavy.work);
}
