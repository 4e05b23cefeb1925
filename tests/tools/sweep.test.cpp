#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/sweeping.hpp"

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;
using tests::small_design;
using tests::table_of;

TEST_CASE("a grid has every combination that the conditions admit, the last factor fastest")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml",
        small_design(
            "factors:\n"
            "  platform: [native, kvm]\n"
            "  guest.vcpus: [1, 2]\n"
            "  network.uplink.rate: {from: 10 Mbit/s, to: 1000 Mbit/s, scale: log, steps: 3}\n"
            "where: ['guest.vcpus >= 2 or network.uplink.rate < 1 Gbit/s']\n"));
    const auto store = folder.path("s.sqlite");
    const auto answer = bbbcap("sweep " + design + " -o " + store);
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    CHECK(contains(answer.out, "10 points done, 0 failed"));
    const auto rows = table_of(store);
    REQUIRE(rows.size() == 10);
    CHECK(rows[0]["platform"] == "native");
    CHECK(rows[0]["guest.vcpus"] == 1);
    CHECK(rows[0]["network.uplink.rate"] == 1e7);
    CHECK(rows[1]["network.uplink.rate"].get<double>() == Approx(1e8));
    CHECK(rows[2]["guest.vcpus"] == 2);
    CHECK(rows[4]["network.uplink.rate"] == 1e9);
    CHECK(rows[9]["platform"] == "kvm");
    CHECK(rows[9]["point"] == 11);
    for (const auto& row : rows) {
        CHECK(row["status"] == "done");
        CHECK(row["run.cpu_utilization"].is_number_float());
        CHECK(row["message"].is_null());
    }
    CHECK(rows[0]["run.cpu_utilization"] > rows[2]["run.cpu_utilization"]);
}

TEST_CASE("the answers are those of the commands")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml", small_design("factors: {platform: [[native, kvm]]}\n",
                               "responses: [run.peak_users, run.cpu_utilization, capacity.users, "
                               "capacity.limit, capacity.slo.video_mos, compare.difference]\n"
                               "replications: 3\n"));
    const auto store = folder.path("s.sqlite");
    REQUIRE(bbbcap("sweep " + design + " -o " + store).exit_code == 0);
    const auto rows = table_of(store);
    REQUIRE(rows.size() == 2);
    const std::string scenario = tests::small + "--platform native,kvm --json ";
    const auto run = bbbcap("run " + scenario + "--replications 3").json()["platforms"][1];
    const auto capacity = bbbcap("capacity " + scenario).json()["platforms"][1];
    const auto compared = bbbcap("compare " + scenario).json()["platforms"][1];
    CHECK(rows[1]["platform"] == "kvm");
    CHECK(rows[1]["run.cpu_utilization"] == run["totals"]["cpu_utilization"]);
    CHECK(rows[1]["run.cpu_utilization.low"] == run["intervals"]["cpu_utilization"]["low"]);
    CHECK(rows[1]["capacity.users"] == capacity["users"]);
    CHECK(rows[1]["capacity.limit"] == capacity["limit"]["resource"]);
    CHECK(rows[1]["compare.difference"] == compared["difference"]["mean"]);
    CHECK(rows[0]["compare.difference"].is_null());
    const auto replications = table_of(store, "replicate");
    CHECK(replications.size() == 2 * capacity["replications"].get<std::size_t>());
    CHECK(replications[0]["run.peak_users"] == 20);
    CHECK(replications[5]["run.peak_users"].is_null());
    CHECK(replications[5]["capacity.users"].is_number_integer());
}

TEST_CASE("samples lie where they should, and differ by their seed alone")
{
    const ScratchFolder folder;
    const std::string factors =
        "factors:\n"
        "  guest.vcpus: {from: 1, to: 4, integer: true}\n"
        "  profile.media.webcam_bit_rate: {from: 100 kbit/s, to: 400 kbit/s}\n"
        "  network.uplink.rate: {from: 100 Mbit/s, to: 1 Gbit/s, scale: log}\n"
        "  platform: [native, kvm]\n";
    for (const std::string method : {"latin-hypercube", "sobol"}) {
        INFO(method);
        const auto design = folder.write(
            method + ".yaml",
            small_design(factors, tests::one_figure, "method: {" + method + ": 16}\n"));
        const auto store = folder.path(method);
        REQUIRE(bbbcap("sweep " + design + " -o " + store).exit_code == 0);
        const auto rows = table_of(store);
        REQUIRE(rows.size() == 16);
        std::vector<int> vcpus(5, 0);
        std::set<int> strata;
        int kvm = 0;
        for (const auto& row : rows) {
            ++vcpus.at(row["guest.vcpus"].get<std::size_t>());
            const double rate = row["profile.media.webcam_bit_rate"];
            strata.insert(static_cast<int>((rate - 1e5) / 3e5 * 16));
            kvm += row["platform"] == "kvm";
        }
        CHECK(vcpus == std::vector<int>{0, 4, 4, 4, 4});
        CHECK(strata.size() == 16);
        CHECK(kvm == 8);
        const auto other = folder.path(method + "-other");
        REQUIRE(bbbcap("sweep " + design + " --seed 2 -o " + other).exit_code == 0);
        const bool same =
            table_of(other)[3]["network.uplink.rate"] == rows[3]["network.uplink.rate"];
        CHECK(same == (method == "sobol"));
    }
}

TEST_CASE("zipped factors move together, and a list of points is taken as it is")
{
    const ScratchFolder folder;
    const auto zipped =
        folder.write("z.yaml", small_design("factors:\n"
                                            "  guest.vcpus: [1, 2]\n"
                                            "  platform: [native, kvm]\n"
                                            "  guest.memory: [4 GiB, 8 GiB]\n"
                                            "zip: [[guest.vcpus, guest.memory]]\n"));
    REQUIRE(bbbcap("sweep " + zipped + " -o " + folder.path("z")).exit_code == 0);
    const auto rows = table_of(folder.path("z"));
    REQUIRE(rows.size() == 4);
    for (const auto& row : rows) {
        CHECK(row["guest.memory"].get<double>() / row["guest.vcpus"].get<double>() == 4294967296.0);
    }
    folder.write("points.csv",
                 "guest.vcpus,network.uplink.rate,\"platform\"\n"
                 "1,10 Mbit/s,native\r\n2,\"20 Mbit/s\",kvm\n2,5 Mbit/s,lxc\n");
    const auto list =
        folder.write("l.yaml", small_design("", tests::one_figure, "method: {list: points.csv}\n"));
    const auto answer = bbbcap("sweep " + list + " -o " + folder.path("l"));
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    const auto listed = table_of(folder.path("l"));
    REQUIRE(listed.size() == 3);
    CHECK(listed[2]["platform"] == "lxc");
    CHECK(listed[1]["network.uplink.rate"] == 2e7);
}

TEST_CASE("replications go on until the response is precise")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml", small_design("factors: {workload.users: [20]}\n",
                               "responses: [run.cpu_utilization]\n"
                               "replications: {least: 3, most: 5, precision: 0.1 %, of: "
                               "run.cpu_utilization}\n",
                               "method: grid\n",
                               "set: {resolution: flow, platform: native, workload: "
                               "lecture, workload.duration: 5 min}\n"));
    REQUIRE(bbbcap("sweep " + design + " -o " + folder.path("s")).exit_code == 0);
    const auto row = table_of(folder.path("s"))[0];
    INFO(row.dump());
    const double half =
        row["run.cpu_utilization.high"].get<double>() - row["run.cpu_utilization"].get<double>();
    const bool reached = half <= 0.001 * row["run.cpu_utilization"].get<double>();
    CHECK(row["replications"] >= 3);
    CHECK(row["precise"] == int(reached));
    CHECK((reached || row["replications"] == 5));
}

TEST_CASE("a point that fails is recorded, the others are done, and it can be tried again")
{
    const ScratchFolder folder;
    // 64 GiB are more than the one host has, not more than the other
    const auto design = folder.write("d.yaml", small_design("factors:\n"
                                                            "  host: [ibm-hs23, ./big.yaml]\n"
                                                            "  guest.memory: [4 GiB, 64 GiB]\n"));
    std::string host = tests::text_of(tests::root + "scenarios/hosts/ibm-hs23.yaml");
    host.replace(host.find("host: ibm-hs23"), 14, "host: big");
    host.replace(host.find("memory: 48 GiB"), 14, "memory: 96 GiB");
    const auto scenario = tests::text_of(tests::root + "scenarios/seed-2016.yaml");
    folder.write("big.yaml", host);
    folder.write("seed-2016.yaml", scenario);
    const auto store = folder.path("s.sqlite");
    auto text = tests::text_of(design);
    text.replace(text.find(tests::root + "scenarios/seed-2016.yaml"),
                 (tests::root + "scenarios/seed-2016.yaml").size(), "seed-2016.yaml");
    folder.write("d.yaml", text);
    const auto answer = bbbcap("sweep " + design + " -o " + store);
    INFO(answer.out << answer.err);
    CHECK(answer.exit_code == 1);
    CHECK(contains(answer.out, "3 points done, 1 failed"));
    CHECK(contains(answer.out, "point 1: "));
    const auto rows = table_of(store);
    REQUIRE(rows.size() == 4);
    CHECK(rows[1]["status"] == "failed");
    CHECK(rows[1]["run.cpu_utilization"].is_null());
    CHECK(contains(rows[1]["message"], "guest.memory"));
    CHECK(rows[3]["status"] == "done");
    const auto again = bbbcap("sweep " + design + " --retry-failed -o " + store);
    CHECK(again.exit_code == 1);
    CHECK(table_of(store) == rows);
}

TEST_CASE("a dry run tells points, runs, time, size and what is beyond the calibrated range")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml",
        small_design("factors:\n"
                     "  guest.vcpus: [1, 2]\n"
                     "  profile.streams.idle.web.fixed: [1 ms, 10 ms, 90 ms]\n"
                     "where: [guest.vcpus = 2 or profile.streams.idle.web.fixed < 50 ms]\n",
                     tests::one_figure + "replications: 4\n"));
    const auto document = bbbcap("sweep " + design + " --dry-run --json --threads 2").json();
    CHECK(document["points"] == 5);
    CHECK(document["left_out"] == 1);
    CHECK(document["runs"] == 5 * 4);
    CHECK(document["beyond_calibrated_range"] == 3);
    CHECK(document["range_not_known"] == nlohmann::json({"guest.vcpus"}));
    CHECK(document["seconds"] > 0);
    CHECK(document["store_bytes"] > 100);
    const auto text = bbbcap("sweep " + design + " --dry-run").out;
    CHECK(contains(text, "1 left out by `where`"));
    CHECK(contains(text, "Nothing says in what range the calibration holds of guest.vcpus"));
    const auto store = folder.path("s");
    REQUIRE(bbbcap("sweep " + design + " -o " + store).exit_code == 0);
    CHECK(table_of(store)[0]["outside"] == "profile.streams.idle.web.fixed");
    CHECK(table_of(store)[1]["outside"].is_null());
}

TEST_CASE("the shipped designs can be carried out")
{
    for (const auto& entry :
         std::filesystem::directory_iterator(tests::root + "scenarios/sweeps")) {
        const auto answer = bbbcap("sweep " + entry.path().string() + " --dry-run --json");
        INFO(answer.err);
        REQUIRE(answer.exit_code == 0);
        CHECK(answer.json()["points"] > 10);
    }
}

TEST_CASE("the result is the same for any number of threads")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml", small_design("factors: {platform: [native, kvm], guest.vcpus: [1, 2]}\n",
                               "responses: [run.cpu_utilization, capacity.users]\n"
                               "replications: {least: 2, most: 6, precision: 1 %, of: "
                               "run.cpu_utilization}\n"));
    std::set<std::string> dumps;
    for (const std::string threads : {"1", "2", "5"}) {
        const auto store = folder.path("s" + threads);
        REQUIRE(bbbcap("sweep " + design + " --threads " + threads + " -o " + store).exit_code ==
                0);
        dumps.insert(tests::dump_of(store));
    }
    CHECK(dumps.size() == 1);
}
