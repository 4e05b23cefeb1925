// Parts of a sweep on many machines become the one that it had without parts.
#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/sweeping.hpp"

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;
using tests::small_design;

namespace {

const std::string grid = small_design(
    "factors:\n"
    "  platform: [native, kvm, lxc]\n"
    "  guest.vcpus: [1, 2, 3, 4]\n"
    "  network.uplink.rate: [100 Mbit/s, 200 Mbit/s, 500 Mbit/s]\n"
    "where: [guest.vcpus > 1 or platform != lxc]\n",
    "responses: [run.cpu_utilization]\nreplications: 2\n");

}  // namespace

TEST_CASE("seven shards merged are the sweep without shards, every row")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", grid);
    REQUIRE(bbbcap("sweep " + design + " -o " + folder.path("whole")).exit_code == 0);
    std::string shards;
    for (int index = 7; index >= 1; --index) {
        const std::string shard = std::to_string(index);
        const auto store = folder.path("small-" + shard + "-of-7.sqlite");
        shards += " " + store;
        const auto answer = bbbcap("sweep " + design + " --shard " + shard + "/7 -o " + store);
        CHECK(answer.exit_code == 0);
        CHECK(contains(answer.out, index <= 5 ? "5 points done" : "4 points done"));
    }
    const auto merged = bbbcap("merge" + shards + " -o " + folder.path("merged"));
    INFO(merged.err);
    REQUIRE(merged.exit_code == 0);
    CHECK(contains(merged.out, "33 points of 7 shards"));
    CHECK(tests::dump_of(folder.path("merged")) == tests::dump_of(folder.path("whole")));
    CHECK(bbbcap("sweep " + design + " --resume -o " + folder.path("merged")).exit_code == 0);
}

TEST_CASE("missing, partial, double and foreign shards are named with the way out")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", grid);
    const auto store = [&](int index) { return folder.path("s" + std::to_string(index)); };
    for (const int index : {1, 2}) {
        REQUIRE(bbbcap("sweep " + design + " --shard " + std::to_string(index) + "/3 -o " +
                       store(index))
                    .exit_code == 0);
    }
    tests::OpenStore(store(2)).rows("DELETE FROM point WHERE point = 1");
    const auto missing =
        bbbcap("merge " + store(1) + " " + store(2) + " -o " + folder.path("merged"));
    CHECK(missing.exit_code == 1);
    INFO(missing.err);
    CHECK(contains(missing.err, "shard 2/3 has 10 of 11 points: bbbcap sweep " + design +
                                    " --shard 2/3 -o " + store(2) + " --resume"));
    CHECK(contains(missing.err, "shard 3/3 is missing: bbbcap sweep " + design + " --shard 3/3"));
    CHECK_FALSE(std::filesystem::exists(folder.path("merged")));
    const auto twice =
        bbbcap("merge " + store(1) + " " + store(1) + " -o " + folder.path("merged"));
    CHECK(twice.exit_code == 2);
    CHECK(contains(twice.err, "are both shard 1/3"));
    REQUIRE(bbbcap("sweep " + design + " --seed 3 --shard 3/3 -o " + store(3)).exit_code == 0);
    const auto foreign =
        bbbcap("merge " + store(1) + " " + store(3) + " -o " + folder.path("merged"));
    CHECK(foreign.exit_code == 2);
    CHECK(contains(foreign.err, "seed: was \"1\", is now \"3\""));
}

TEST_CASE("a shard that was killed while it stored is named with the command that goes on")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", grid);
    std::string shards;
    for (const int index : {1, 2}) {
        shards += " " + folder.path("s-" + std::to_string(index) + "-of-3.sqlite");
        REQUIRE(bbbcap("sweep " + design + " --shard slurm/3 -o " +
                           folder.path("s-" + std::to_string(index) + "-of-3.sqlite"),
                       "SLURM_ARRAY_TASK_ID=" + std::to_string(index))
                    .exit_code == 0);
    }
    // as a copy taken in the middle of a transaction, which is what the end of a program leaves
    const std::string store = folder.path("s-2-of-3.sqlite");
    {
        tests::OpenStore open(store);
        open.rows(
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM point WHERE point = 1; CREATE "
            "TABLE more AS SELECT a.* FROM observation a, observation, observation");
        std::filesystem::copy_file(store, store + ".copy");
        std::filesystem::copy_file(store + "-journal", store + ".copy-journal");
    }
    std::filesystem::rename(store + ".copy", store);
    std::filesystem::rename(store + ".copy-journal", store + "-journal");
    const auto answer = bbbcap("merge" + shards + " -o " + folder.path("merged"));
    CHECK(answer.exit_code == 1);
    CHECK(contains(answer.err, "shard 3/3 is missing: "));
    CHECK_FALSE(contains(answer.err, "shard 2/3"));
    CHECK(contains(answer.err, "-o " + folder.path("s-3-of-3.sqlite")));
    CHECK_FALSE(std::filesystem::exists(store + "-journal"));
}

TEST_CASE("a shard may come from an array of Slurm or an indexed job of Kubernetes")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", grid);
    REQUIRE(bbbcap("sweep " + design + " --shard 2/3 -o " + folder.path("s")).exit_code == 0);
    const std::string expected = tests::dump_of(folder.path("s"));
    const auto slurm = bbbcap("sweep " + design + " --shard slurm -o " + folder.path("slurm"),
                              "SLURM_ARRAY_TASK_ID=11 SLURM_ARRAY_TASK_MIN=10 "
                              "SLURM_ARRAY_TASK_MAX=12 SLURM_ARRAY_TASK_COUNT=3");
    INFO(slurm.err);
    REQUIRE(slurm.exit_code == 0);
    CHECK(tests::dump_of(folder.path("slurm")) == expected);
    REQUIRE(bbbcap("sweep " + design + " --shard kubernetes/3 -o " + folder.path("kubernetes"),
                   "JOB_COMPLETION_INDEX=1")
                .exit_code == 0);
    CHECK(tests::dump_of(folder.path("kubernetes")) == expected);
    const auto gaps = bbbcap("sweep " + design + " --shard slurm",
                             "SLURM_ARRAY_TASK_ID=11 SLURM_ARRAY_TASK_MIN=10 "
                             "SLURM_ARRAY_TASK_MAX=14 SLURM_ARRAY_TASK_COUNT=3");
    CHECK(gaps.exit_code == 2);
    CHECK(contains(gaps.err, "has gaps"));
}
