// What a sweep gives to Slurm. The programs of Slurm are scripts here that note what they are given
// and run it at once; tests/tools/sweep-on-slurm is with the real ones.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/catch.hpp"
#include "tests/tools/sweeping.hpp"

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;
using tests::small_design;

namespace {

const std::string six_points = small_design(
    "factors:\n"
    "  platform: [native, kvm]\n"
    "  network.uplink.rate: [100 Mbit/s, 200 Mbit/s, 500 Mbit/s]\n");

// Programs with the names of Slurm's, found before all others.
class Slurm {
public:
    void add(const std::string& name, const std::string& script) const
    {
        folder_.write(name, "#!/bin/sh\nfolder='" + folder_.path() + "'\n" + script);
        std::filesystem::permissions(folder_.path(name), std::filesystem::perms::owner_all);
    }
    // Jobs of an array run one after the other, at once.
    Slurm()
    {
        add("sbatch",
            "printf '%s\\n' \"$@\" >>\"$folder/words\"\n"
            "cat >\"$folder/script\"\n"
            "cat \"$folder/script\" >>\"$folder/scripts\"\n"
            "list=0\n"
            "for word in \"$@\"; do\n"
            "    case $word in --array=*) list=$(echo \"${word#*=}\" | tr , ' ') ;; esac\n"
            "done\n"
            "for range in $list; do\n"
            "    for task in $(seq \"${range%-*}\" \"${range#*-}\"); do\n"
            "        SLURM_ARRAY_TASK_ID=$task sh \"$folder/script\" >>\"$folder/log\" 2>&1\n"
            "    done\n"
            "done\n"
            "echo \"7$(wc -l <\"$folder/words\");cluster\"\n");
        add("squeue", "cat \"$folder/queue\" 2>/dev/null; true\n");
        add("scancel", "echo \"$@\" >\"$folder/cancelled\"\n");
    }
    std::string path() const { return "PATH='" + folder_.path() + "':\"$PATH\""; }
    std::string text(const std::string& name) const { return tests::text_of(folder_.path(name)); }
    void write(const std::string& name, const std::string& text) const
    {
        folder_.write(name, text);
    }

private:
    ScratchFolder folder_;
};

}  // namespace

TEST_CASE("an array of Slurm and its merge are the sweep without parts, whatever the names are")
{
    const Slurm slurm;
    const ScratchFolder folder;
    folder.write("a user's $HOME.yaml", six_points);
    const std::string quoted = "\"" + folder.path("a user's \\$HOME.yaml") + "\"";
    REQUIRE(bbbcap("sweep " + quoted + " -o " + folder.path("whole")).exit_code == 0);
    const std::string store = folder.path("it's 100 %a.sqlite");
    const auto answer =
        bbbcap("sweep " + quoted + " --slurm --tasks 4 -o \"" + store + "\"", slurm.path());
    INFO(answer.err << slurm.text("log"));
    REQUIRE(answer.exit_code == 0);
    CHECK(contains(answer.out, "6 points done, 0 failed"));
    CHECK(tests::dump_of(store) == tests::dump_of(folder.path("whole")));
    CHECK(contains(slurm.text("words"), "--array=1-4\n"));
    CHECK(contains(slurm.text("words"),
                   "--output=" + folder.path("it's 100 %%a") + "-%a-of-4.log\n"));
}

TEST_CASE("sweep --slurm --dry-run prints a script that gives Slurm what --slurm does")
{
    const ScratchFolder folder;
    const auto design = folder.write("it's mine.yaml", six_points);
    const auto sweep = "sweep \"" + design + "\" --slurm --tasks 3 --threads 2 --seed 5 -o \"" +
                       folder.path("new store") + "\"";
    const Slurm direct;
    const auto script = bbbcap(sweep + " --dry-run", direct.path());
    REQUIRE(script.exit_code == 0);
    CHECK(direct.text("words").empty());
    REQUIRE(bbbcap(sweep, direct.path()).exit_code == 0);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        if (entry.path() != design) std::filesystem::remove(entry.path());
    }
    const Slurm printed;
    const auto file = folder.write("script", script.out);
    const std::string line = "cd '" + tests::root + "' && " + printed.path() + " sh '" + file +
                             "' >/dev/null 2>&1 </dev/null";
    REQUIRE(std::system(line.c_str()) == 0);
    CHECK(printed.text("words") == direct.text("words"));
    CHECK(printed.text("scripts") == direct.text("scripts"));
    CHECK(std::filesystem::exists(folder.path("new store")));
}

TEST_CASE("sweep --slurm --resume gives Slurm the shards that are not finished")
{
    const Slurm slurm;
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", six_points);
    const auto sweep = "sweep " + design + " --slurm --tasks 6 -o " + folder.path("s.sqlite");
    REQUIRE(bbbcap(sweep, slurm.path()).exit_code == 0);
    const std::string whole = tests::dump_of(folder.path("s.sqlite"));
    CHECK(contains(bbbcap(sweep, slurm.path()).err, "is there already; go on with `--resume`"));
    for (const char* shard : {"2", "3", "5"}) {
        std::filesystem::remove(folder.path(std::string("s-") + shard + "-of-6.sqlite"));
    }
    std::filesystem::remove(folder.path("s.sqlite"));
    const auto again = bbbcap(sweep + " --resume", slurm.path());
    INFO(again.err);
    CHECK(again.exit_code == 0);
    CHECK(contains(slurm.text("words"), "--array=2-3,5\n"));
    CHECK(tests::dump_of(folder.path("s.sqlite")) == whole);
    const auto other = bbbcap(sweep + " --resume --seed 9", slurm.path());
    CHECK(other.exit_code == 2);
    CHECK(contains(other.err, "seed: was \"1\", is now \"9\""));
}

TEST_CASE("sweep --slurm --resume of what is merged already tells it and submits nothing")
{
    const Slurm slurm;
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", six_points);
    const auto sweep = "sweep " + design + " --slurm --tasks 2 -o " + folder.path("s.sqlite");
    const auto first = bbbcap(sweep, slurm.path());
    REQUIRE(first.exit_code == 0);
    const std::string submitted = slurm.text("words");
    for (const char* shard : {"1", "2"}) {
        std::filesystem::remove(folder.path(std::string("s-") + shard + "-of-2.sqlite"));
    }
    for (const std::string option : {" --resume", " --retry-failed"}) {
        const auto again = bbbcap(sweep + option, slurm.path());
        CHECK(again.exit_code == 0);
        CHECK(again.out == first.out);
    }
    CHECK(slurm.text("words") == submitted);
}

TEST_CASE("a Slurm that does not answer for a while is asked again")
{
    const Slurm slurm;
    slurm.add("squeue",
              "echo asked >>\"$folder/asked\"\n"
              "[ $(wc -l <\"$folder/asked\") != 2 ]\n");
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", six_points);
    const auto answer =
        bbbcap("sweep " + design + " --slurm -o " + folder.path("s.sqlite"), slurm.path());
    CHECK(answer.exit_code == 0);
    CHECK(slurm.text("asked") == "asked\nasked\nasked\n");
}

TEST_CASE("tasks that did not finish are named with their log and the command that goes on")
{
    const Slurm slurm;
    slurm.add("sbatch", "echo 41\n");  // takes the jobs and loses them
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", six_points);
    const std::string store = folder.path("s.sqlite");
    const auto answer = bbbcap("sweep " + design + " --slurm -o " + store, slurm.path());
    CHECK(answer.exit_code == 1);
    CHECK(answer.out.empty());
    INFO(answer.err);
    CHECK(contains(answer.err, "shard 2/2 was not finished, see " + folder.path("s-2-of-2.log")));
    CHECK(contains(answer.err, "Go on with: bbbcap sweep " + design + " --slurm --tasks 2 -o " +
                                   store + " --resume\n"));
}

TEST_CASE("without Slurm, or where it refuses, a sentence says so")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", six_points);
    const auto sweep = "sweep " + design + " --slurm -o " + folder.path("s.sqlite");
    const auto none = bbbcap(sweep, "PATH=/nowhere");
    CHECK(none.exit_code == 2);
    CHECK(contains(none.err, "`--slurm` needs `squeue` of Slurm, which is not on the PATH"));
    const Slurm slurm;
    slurm.add("sbatch", "echo 'sbatch: error: invalid account' >&2; exit 1\n");
    const auto refused = bbbcap(sweep, slurm.path());
    CHECK(refused.exit_code == 4);
    CHECK(refused.err == "bbbcap: Slurm did not take the job: sbatch: error: invalid account\n");
    slurm.add("sbatch", "case $* in *merge*) exit 1 ;; esac; echo 31\n");
    CHECK(bbbcap(sweep, slurm.path()).exit_code == 4);
    CHECK(slurm.text("cancelled") == "31\n");
    slurm.write("queue", "31 RUNNING " + folder.path("s.sqlite") + "\n");
    const auto twice = bbbcap(sweep, slurm.path());
    CHECK(twice.exit_code == 2);
    CHECK(contains(twice.err, "end them with `scancel 31`"));
    slurm.add("squeue", "exit 1\n");
    CHECK(bbbcap(sweep, slurm.path()).exit_code == 4);
    for (const std::string wrong : {"--tasks 7", "--shard 1/2", "--tasks 1"}) {
        INFO(wrong);
        CHECK(bbbcap(sweep + ' ' + wrong, slurm.path()).exit_code == 2);
    }
    CHECK(bbbcap("sweep " + design + " --tasks 3").exit_code == 2);
}
