// What is wrong with a design is told with its place, all at once, before anything runs.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/sweeping.hpp"

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;
using tests::small_design;

TEST_CASE("every finding in a design is told at once, with its place and a way out")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml",
                                     "version: 1\n"
                                     "sweep: wrong\n"
                                     "scenario: " +
                                         tests::root +
                                         "scenarios/seed-2016.yaml\n"
                                         "methd: grid\n"
                                         "factors:\n"
                                         "  guest.vcpus: 4\n"
                                         "  network.uplink.rate: {from: 10 Mbit/s, to: 5 s}\n"
                                         "responses: [capacity.user]\n");
    const auto answer = bbbcap("sweep " + design);
    CHECK(answer.exit_code == 2);
    CHECK(answer.out.empty());
    INFO(answer.err);
    for (const std::string sentence :
         {":1:1: `method` is missing",
          ":4:1: unknown key `methd` in the design; did you mean "
          "`method`?",
          ":6:16: `guest.vcpus` must be a list of values or a range",
          ":7:46: `network.uplink.rate.to` must have a unit of the same kind as `from`",
          ":8:13: there is no figure `capacity.user`; did you mean `capacity.users`?"}) {
        INFO(sentence);
        CHECK(contains(answer.err, design + sentence));
    }
}

TEST_CASE("keys and values that the scenario refuses are findings in the design")
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"factors: {guest.vcpu: [2, 4]}\n", ":6:24: unknown key `vcpu` in `guest`; did you mean"},
        {"factors: {guest.vcpus: [2, 0]}\n", ":6:28: `guest.vcpus` must be from 1 to 1024"},
        {"factors: {guest.memory: [2, 4 GiB]}\n", "`guest.memory` needs a unit"},
        {"factors: {platform: [kvm, lcx]}\n", "there is no platform `lcx`; did you mean `lxc`?"},
        {"factors: {network.uplink.rate: {from: 0 bit/s, to: 1 Gbit/s, steps: 3}}\n",
         "`network.uplink.rate` must be from 1 kbit/s"},
        {"factors: {guest.vcpus: {from: 1, to: 2000, steps: 5}}\n", "`guest.vcpus` must be"},
        {"factors: {guest.vcpus: {from: 1, to: 8, scale: lg, steps: 2}}\n",
         "`guest.vcpus.scale` must be one of linear and log"},
        {"factors: {guest.vcpus: {from: 1, to: 2, integer: true, steps: 5}}\n",
         "has 2 whole numbers only"},
        {"factors: {guest.vcpus: [1, 1]}\n", "has \"1\" twice"},
        {"factors: {guest.vcpus: [1, 2]}\nwhere: [guest.vcpus > 2]\n", "no point fulfils"},
        {"factors: {guest.vcpus: [1, 2]}\nwhere: [guest.vcpu > 1]\n",
         "there is no factor `guest.vcpu`; did you mean `guest.vcpus`?"},
        {"factors: {guest.vcpus: [1, 2]}\nwhere: [guest.vcpus > many]\n", "must be held against"},
        {"factors: {platform: [kvm, lxc]}\nwhere: [platform = lcx]\n", "did you mean `lxc`?"},
        {"factors: {guest.vcpus: [1, 2], slo: [good-video]}\nzip: [[guest.vcpus, slo]]\n",
         "factors that are zipped need as many"},
        {"factors: {workload.users: {from: 1, to: 90000, steps: 90000}, guest.vcpus: {from: 1, to: "
         "900, steps: 900}}\n",
         "at most 10000000 are taken"},
    };
    for (const auto& [factors, sentence] : cases) {
        const ScratchFolder folder;
        const auto design = folder.write("d.yaml", small_design(factors));
        const auto answer = bbbcap("sweep " + design + " -o " + folder.path("s"));
        INFO(factors << answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, sentence));
        CHECK_FALSE(std::filesystem::exists(folder.path("s")));
    }
}

TEST_CASE("a list of points is checked line by line")
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"guest.vcpus,platform\n1,kvm\n2\n", "points.csv:3:1: 1 values in 2 columns"},
        {"guest.vcpus\n1\n0\n", "points.csv:3:1: `guest.vcpus` must be from 1 to 1024"},
        {"guest.vcpus,guest.vcpus\n1,2\n", "points.csv:1:13: `guest.vcpus` has two columns"},
        {"guest.vcpus,platform\n1,\n", "points.csv:2:3: a value is missing"},
        {"guest.vcpus\n\"1\n", "points.csv:2:1: a quote is never closed"},
        {"guest.vcpus\n", "points.csv:1:1: has no point"},
        {"", "points.csv"}};
    for (const auto& [list, sentence] : cases) {
        const ScratchFolder folder;
        folder.write("points.csv", list);
        const auto design = folder.write(
            "d.yaml", small_design("", tests::one_figure, "method: {list: points.csv}\n"));
        const auto answer = bbbcap("sweep " + design + " -o " + folder.path("s"));
        INFO(list << answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, sentence));
    }
}

TEST_CASE("responses have to fit the platforms and resources of the scenario")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml", small_design("factors: {guest.vcpus: [1]}\n",
                               "responses: [compare.difference, capacity.resources.uplnk]\n"));
    const auto answer = bbbcap("sweep " + design);
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "compares the platforms of a point, which has one"));
    CHECK(contains(answer.err, "there is no resource `uplnk`; did you mean `uplink`?"));
}

TEST_CASE("options of sweep, export and merge are refused with the way out")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", small_design("factors: {guest.vcpus: [1]}\n"));
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"sweep " + design + " --shard 8/7", "`--shard` must be like `3/7`"},
        {"sweep " + design + " --shard slurm", "SLURM_ARRAY_TASK_ID"},
        {"sweep " + design + " " + design,
         "`sweep` takes one DESIGN, or `status` or `summary` and a STORE"},
        {"merge a.sqlite", "`merge` needs `-o STORE`"},
        {"export a.sqlite --format cvs", "`--format` does not know \"cvs\"; did you mean `csv`?"},
        {"export a.sqlite --table reslt", "did you mean `result`?"}};
    for (const auto& [line, sentence] : cases) {
        const auto answer = bbbcap(line);
        INFO(line << answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, sentence));
    }
}
