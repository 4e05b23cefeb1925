// Whatever ends a sweep: nothing is lost that was stored, nothing is there twice or by halves, and
// what is resumed ends as if it had never been interrupted.
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>

#include "tests/catch.hpp"
#include "tests/tools/background.hpp"
#include "tests/tools/sweeping.hpp"

using tests::Background;
using tests::bbbcap;
using tests::contains;
using tests::OpenStore;
using tests::ScratchFolder;
using tests::small_design;

namespace {

using std::chrono::milliseconds;

// Some hundred points of a millisecond or two.
#ifdef BBBCAP_SANITIZED  // ten times slower
constexpr int rates = 100;
#else
constexpr int rates = 300;
#endif

const std::string many_points = small_design(
    "factors:\n"
    "  platform: [native, [kvm, lxc]]\n"
    "  network.uplink.rate: {from: 100 Mbit/s, to: 1 Gbit/s, scale: log, steps: " +
        std::to_string(rates) + "}\n",
    "responses: [run.cpu_utilization, run.peak_memory_bytes]\nreplications: 2\n");

int stored_points(const std::string& store)
{
    if (!std::filesystem::exists(store)) return 0;
    const OpenStore open(store);
    if (open.rows("SELECT name FROM sqlite_schema WHERE name = 'point'").empty()) return 0;
    return std::stoi(open.rows("SELECT count(*) FROM point"));
}

// Points without all of their rows.
std::string half_points(const std::string& store)
{
    const OpenStore open(store);
    if (open.rows("SELECT name FROM sqlite_schema WHERE name = 'point'").empty()) return "";
    return open.rows(
        "SELECT point FROM point p WHERE (SELECT count(*) FROM answer a WHERE a.point = p.point) "
        "<> 1 + (platform LIKE '[%') OR (SELECT count(*) FROM observation o WHERE o.point = "
        "p.point) <> 2 + 2 * (platform LIKE '[%')");
}

void wait_for_points(const std::string& store, int points)
{
    for (int i = 0; i < 1000 && stored_points(store) < points; ++i) {
        std::this_thread::sleep_for(milliseconds(5));
    }
}

// Another program locks the store, from its first point on.
void keep_locked(const std::string& store, std::chrono::seconds time)
{
    wait_for_points(store, 1);
    const OpenStore other(store);
    other.rows("BEGIN IMMEDIATE");
    std::this_thread::sleep_for(time);
    other.rows("COMMIT");
}

// A small file system of its own; without the right to mount there is none.
class SmallDisk {
public:
    explicit SmallDisk(const std::string& size)
        : mounted_(std::system(("mount -t tmpfs -o size=" + size + " tmpfs '" + folder_.path() +
                                "' 2>/dev/null")
                                   .c_str()) == 0)
    {
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk()
    {
        if (mounted_) std::ignore = std::system(("umount '" + folder_.path() + "'").c_str());
    }
    bool mounted() const { return mounted_; }
    void remount(const std::string& options) const
    {
        std::ignore =
            std::system(("mount -o remount," + options + " '" + folder_.path() + "'").c_str());
    }
    std::string path(const std::string& name) const { return folder_.path(name); }

private:
    ScratchFolder folder_;
    bool mounted_;
};

}  // namespace

TEST_CASE("Ctrl-C ends a sweep with 130 and the command that goes on")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", many_points);
    const auto store = folder.path("s.sqlite");
    REQUIRE(bbbcap("sweep " + design + " -o " + folder.path("whole")).exit_code == 0);
    for (const int signal : {SIGINT, SIGTERM}) {
        Background sweep({"sweep", design, "--resume", "-o", store, "--threads", "2"});
        wait_for_points(store, stored_points(store) + 1);
        sweep.send(signal);
        const int code = sweep.wait();
        if (code == 0) break;  // it was faster
        CHECK(code == 130);
        const std::string err = tests::text_of(sweep.err());
        INFO(err);
        CHECK(contains(err, "bbbcap sweep " + design + " -o " + store + " --resume"));
        CHECK(half_points(store).empty());
    }
    const auto twice = bbbcap("sweep " + design + " -o " + store);
    CHECK(twice.exit_code == 2);
    CHECK(contains(twice.err, "is there already; go on with `--resume`"));
    CHECK(bbbcap("sweep " + design + " --resume -o " + store).exit_code == 0);
    CHECK(tests::dump_of(store) == tests::dump_of(folder.path("whole")));
}

TEST_CASE("killed at 200 random moments, a sweep ends as the one that was not", "[slow]")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", many_points);
    REQUIRE(bbbcap("sweep " + design + " -o " + folder.path("whole")).exit_code == 0);
    const std::string whole = tests::dump_of(folder.path("whole"));
    std::mt19937 random(7);
    int kills = 0;
    int finished = 0;
    for (int round = 0; kills < 200; ++round) {
        const auto store = folder.path("s" + std::to_string(finished));
        const int before = stored_points(store);
        Background sweep({"sweep", design, "--resume", "-o", store, "--threads", "2"});
        // every other time while it stores, however slow the machine
        if (round % 2 == 1) wait_for_points(store, before + 1);
        std::this_thread::sleep_for(milliseconds(random() % 300));
        sweep.send(SIGKILL);
        const int code = sweep.wait();
        INFO("round " << round << ": " << tests::text_of(sweep.err()));
        CHECK((code == -SIGKILL || code == 0));
        kills += code == -SIGKILL;
        if (std::filesystem::exists(store)) {
            CHECK(stored_points(store) >= before);
            CHECK(half_points(store).empty());
        }
        if (code == 0) {
            CHECK(tests::dump_of(store) == whole);
            ++finished;
        }
    }
    const auto store = folder.path("s" + std::to_string(finished));
    CHECK(bbbcap("sweep " + design + " --resume -o " + store).exit_code == 0);
    CHECK(tests::dump_of(store) == whole);
    WARN(kills << " kills, " << finished + 1 << " sweeps finished");
}

TEST_CASE("a full disk ends a sweep with 4, and it goes on when there is room")
{
    const SmallDisk disk("96k");
    if (!disk.mounted()) {
        WARN("skipped: mounting a small file system needs root");
        return;
    }
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", many_points);
    const auto store = disk.path("s.sqlite");
    const auto answer = bbbcap("sweep " + design + " -o " + store);
    INFO(answer.err);
    CHECK(answer.exit_code == 4);
    CHECK(contains(answer.err, "the disk is full; free some of it and go on with `--resume`"));
    CHECK(half_points(store).empty());
    const int before = stored_points(store);
    disk.remount("size=4m");
    CHECK(bbbcap("sweep " + design + " --resume -o " + store).exit_code == 0);
    CHECK(stored_points(store) >= before);
    REQUIRE(bbbcap("sweep " + design + " -o " + folder.path("whole")).exit_code == 0);
    CHECK(tests::dump_of(store) == tests::dump_of(folder.path("whole")));
}

TEST_CASE("a store that may only be read is told as such, with 4, and stays as it is")
{
    const SmallDisk disk("4m");
    if (!disk.mounted()) {
        WARN("skipped: mounting a small file system needs root");
        return;
    }
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", many_points);
    const auto store = disk.path("s.sqlite");
    {
        Background sweep({"sweep", design, "-o", store});
        wait_for_points(store, 1);
        sweep.send(SIGTERM);
        sweep.wait();
    }
    const int before = stored_points(store);
    disk.remount("ro");
    const auto answer = bbbcap("sweep " + design + " --resume -o " + store);
    INFO(answer.err);
    CHECK(answer.exit_code == 4);
    CHECK(contains(answer.err, "writable and go on with `--resume`"));
    disk.remount("rw");
    CHECK(stored_points(store) == before);
    CHECK(bbbcap("sweep " + design + " --resume -o " + store).exit_code == 0);
    disk.remount("ro");
    CHECK(bbbcap("sweep status " + store).exit_code == 0);
    CHECK(tests::table_of(store).size() == 3 * rates);
}

TEST_CASE("a store locked for some seconds is waited for, for a minute it is told", "[slow]")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", many_points);
    const auto store = folder.path("s.sqlite");
    {
        Background sweep({"sweep", design, "-o", store});
        keep_locked(store, std::chrono::seconds(5));
        CHECK(sweep.wait() == 0);
    }
    const auto locked = folder.path("locked.sqlite");
    Background sweep({"sweep", design, "-o", locked});
    keep_locked(locked, std::chrono::seconds(60));
    CHECK(sweep.wait() == 4);
    CHECK(contains(tests::text_of(sweep.err()), "another process kept it locked for 30 s"));
    CHECK(bbbcap("sweep " + design + " --resume -o " + locked).exit_code == 0);
    CHECK(tests::dump_of(locked) == tests::dump_of(store));
}

TEST_CASE("two programs do not work on one store")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", many_points);
    const auto store = folder.path("s.sqlite");
    Background sweep({"sweep", design, "-o", store});
    wait_for_points(store, 1);
    const auto second = bbbcap("sweep " + design + " --resume -o " + store);
    const bool beside = sweep.wait() == 0 && second.exit_code == 4;
    CHECK((beside || second.exit_code == 0));  // it was through before
    if (beside) CHECK(contains(second.err, "another bbbcap is at work on it"));
}

TEST_CASE("what is no store is refused, and so is one of a newer program")
{
    const ScratchFolder folder;
    const auto design = folder.write("d.yaml", small_design("factors: {guest.vcpus: [1]}\n"));
    const auto store = folder.path("s.sqlite");
    REQUIRE(bbbcap("sweep " + design + " -o " + store).exit_code == 0);
    OpenStore(store).rows("PRAGMA user_version = 99");
    const auto newer = bbbcap("export " + store);
    CHECK(newer.exit_code == 4);
    CHECK(contains(newer.err, "take a newer bbbcap"));
    OpenStore(store).rows("PRAGMA user_version = 1; PRAGMA application_id = 5");
    CHECK(contains(bbbcap("sweep status " + store).err, "it is no store of a sweep"));
    const auto text = folder.write("text", std::string(5000, 'a'));
    CHECK(contains(bbbcap("sweep status " + text).err, "it is no store of a sweep"));
    CHECK(bbbcap("sweep status " + folder.path("none")).exit_code == 4);
}

TEST_CASE("resuming with something changed is refused, and what changed is told")
{
    const ScratchFolder folder;
    const std::string factors = "factors: {guest.vcpus: [1, 2]}\n";
    const auto scenario =
        folder.write("seed-2016.yaml", tests::text_of(tests::root + "scenarios/seed-2016.yaml"));
    auto text = small_design(factors);
    text.replace(text.find(tests::root + "scenarios/"), tests::root.size() + 10, "");
    const auto design = folder.write("d.yaml", text);
    const std::string line = "sweep " + design + " --resume -o " + folder.path("s");
    REQUIRE(bbbcap(line).exit_code == 0);
    CHECK(bbbcap(line).exit_code == 0);
    const auto refused = [&](const std::string& command, const std::string& what) {
        const auto answer = bbbcap(command);
        INFO(answer.err);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, what));
    };
    refused(line + " --seed 4", "seed: was \"1\", is now \"4\"");
    refused(line + " --shard 1/2", "--shard: was 1/1, is now 1/2");
    folder.write("d.yaml", text + "# more\n");
    refused(line, design + ":8: was the end, is now \"# more\"");
    folder.write("d.yaml", text);
    std::ofstream(scenario, std::ios::app) << "# changed\n";
    refused(line, scenario + ": changed or new since the sweep began");
    OpenStore(folder.path("s")).rows("UPDATE sweep SET value = '0.0.9' WHERE key = 'program'");
    refused(line, "bbbcap: was \"0.0.9\", is now");
}
