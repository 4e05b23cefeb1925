#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/served_answers.hpp"

using nlohmann::json;
using tests::asked;
using tests::bbbcap;
using tests::contains;
using tests::events_in;
using tests::measured_upload;
using tests::Served;

namespace {

namespace fs = std::filesystem;

// The small scenario of the page's tests with a platform of its own beside it, `mine`.
class OwnScenario {
public:
    explicit OwnScenario(const std::string& folder = "") : folder_(folder)
    {
        file_ =
            scratch_.write(folder_ + "own.yaml",
                           replaced(tests::text_of("tests/browser/quick.yaml"),
                                    {{"[native, kvm, openvz, lxc]", "[native, ./mine.yaml]"},
                                     {"scenario: quick", "scenario: own"},
                                     {"uplink: {between: [server, internet], rate: 20 Mbit/s",
                                      "uplink: {between: [server, internet], rate: 1 Gbit/s"}}));
        write_platform("0.8605");
    }

    const std::string& file() const { return file_; }

    // Of that share of the host's speed; the file seems to be as old as it was.
    void write_platform(const std::string& compute) const
    {
        const std::string path = scratch_.write(
            folder_ + "mine.yaml", replaced(tests::text_of("scenarios/platforms/kvm.yaml"),
                                            {{"platform: kvm", "platform: mine"},
                                             {"value: 0.8605", "value: " + compute}}));
        fs::last_write_time(
            path, fs::last_write_time(file_) - std::chrono::hours(compute == "0.8605" ? 1 : 2));
    }

private:
    using Changes = std::vector<std::pair<std::string, std::string>>;

    static std::string replaced(std::string text, const Changes& changes)
    {
        for (const auto& [from, to] : changes) text.replace(text.find(from), from.size(), to);
        return text;
    }

    tests::ScratchFolder scratch_;
    std::string folder_;
    std::string file_;
};

json question(const std::string& platform)
{
    json body = asked(platform);
    body["scenario"] = "own";
    return body;
}

json answered(const Served& served, const json& body, const std::string& event)
{
    return tests::parsed(events_in(served.post("/answer", body).body, event).at(0));
}

}  // namespace

TEST_CASE("a file that changes is read again, however old it claims to be")
{
    const OwnScenario own;
    const Served served({own.file()});
    const json before = answered(served, question("mine"), "flow");
    own.write_platform("0.4000");
    const json after = answered(served, question("mine"), "flow");
    CHECK(after["platforms"][0]["users"] < before["platforms"][0]["users"]);
    CHECK(after == bbbcap("capacity " + own.file() + " --platform " +
                          fs::path(own.file()).replace_filename("mine.yaml").string() +
                          " --set resolution=flow --curve off --gains off --json")
                       .json());
}

TEST_CASE("an upload never takes the place of the scenario's own platform")
{
    const OwnScenario own;
    const Served served({own.file()});
    const auto refused = served.post("/calibration", measured_upload("mine"));
    CHECK(refused.status == 400);
    CHECK(contains(refused.body, "there is a platform `mine` already"));
    CHECK(served.post("/calibration", measured_upload("other")).status == 200);
    CHECK(served.post("/calibration", measured_upload("other")).status == 200);
    CHECK(served.post("/controls", question("")).json()["platforms"].size() == 6);
}

TEST_CASE("one upload is calibrated at a time, and another is told to come again")
{
    const Served served;
    json large = measured_upload("large");
    std::string monitored = "time,users,cpu\n";
    for (int i = 0; monitored.size() < 1 << 20; ++i) monitored += std::to_string(i) + ",1,2\n";
    large["native"].push_back({{"name", "monitored.csv"}, {"text", monitored}});
    const std::string text = large.dump();
    std::vector<std::unique_ptr<tests::RawConnection>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<tests::RawConnection>(served.port));
        clients.back()->send(served.post_head("/calibration", text.size()) + text);
    }
    std::map<int, int> told;
    for (const auto& client : clients) ++told[tests::reply_in(client->read("", 60000)).status];
    CHECK(told[200] > 0);
    CHECK(told[503] > 0);
    CHECK(told[200] + told[503] == 4);
    CHECK(served.post("/calibration", measured_upload("other")).status == 200);
}

TEST_CASE("the difference of a measured platform is that of compare")
{
    const OwnScenario own;
    const Served served({own.file()});
    const json calibrated = served.post("/calibration", measured_upload("measured")).json();
    json body = question("native");
    body["platforms"] = {"native", "measured"};
    body["baseline"] = question("native");
    const auto differences = events_in(served.post("/answer", body).body, "difference");
    const json last = tests::parsed(differences.back());
    REQUIRE(last["platform"] == "measured");
    const tests::ScratchFolder scratch;
    const std::string platform = scratch.write("measured.yaml", calibrated["platform"]);
    const json compared =
        bbbcap("compare " + own.file() + " --platform native," + platform + " --json").json();
    CHECK(last["difference"] == compared["platforms"][1]["difference"]);
    CHECK(last["difference"]["mean"] < 0);
}

TEST_CASE("the copied command names the library and files with commas in their paths")
{
    const OwnScenario own("a,b/");
    const tests::ScratchFolder scratch;
    fs::copy("scenarios", scratch.path("library"), fs::copy_options::recursive);
    const Served served({own.file(), "--library", scratch.path("library")});
    json body = question("mine");
    body["platforms"] = {"native", "mine"};
    const std::string command = served.post("/copies", body).json()["command"];
    CHECK(contains(command, "--library " + scratch.path("library")));
    const json again = bbbcap(command.substr(7) + " --json").json();
    CHECK(again["platforms"][1] == answered(served, question("mine"), "whole")["platforms"][0]);
}
