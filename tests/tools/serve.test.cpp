#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/served_answers.hpp"

using nlohmann::json;
using tests::asked;
using tests::contains;
using tests::events_in;
using tests::Served;

namespace {

const std::vector<std::string> all = {"native", "kvm", "openvz", "lxc"};

std::string command_line(const std::string& arguments)
{
    return tests::bbbcap("capacity tests/browser/quick.yaml --json " + arguments).out;
}

}  // namespace

TEST_CASE("the estimate is the utilization law's, for each platform")
{
    const Served served;
    json body = asked("kvm");
    body["platforms"] = all;
    const json estimate = served.post("/estimate", body).json();
    REQUIRE(estimate["platforms"].size() == all.size());
    const json answer =
        tests::parsed(command_line("--platform native,kvm,openvz,lxc --set resolution=flow"));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const json& one = estimate["platforms"][i];
        CHECK(one["platform"] == all[i]);
        CHECK(one["users"] == answer["platforms"][i]["by_law"]);
        CHECK(one["bound"] == answer["platforms"][i]["bound"]);
        CHECK(one["curve"]["users"].size() == one["curve"]["shares"]["cpu"].size());
    }
}

TEST_CASE("the estimate has each resource at each number of users, idle or not")
{
    // the first twelve share no desktop
    const json set = {{"workload.personas.presenter.first", "12"},
                      {"workload.personas.presenter.desktop", "none"},
                      {"workload.personas.publisher.desktop", "busy"}};
    const Served served;
    const json curve = served.post("/estimate", asked("kvm", set)).json()["platforms"][0]["curve"];
    const json& gate = curve["shares"]["deskshare (single thread)"];
    CHECK(gate.front() == 0);
    CHECK(gate.back() > 0);
    for (const auto& [resource, shares] : curve["shares"].items()) {
        INFO(resource);
        CHECK(shares.size() == curve["users"].size());
    }
}

TEST_CASE("what only connections are wanted of is limited by memory, in the estimate too")
{
    const Served served;
    const json estimate =
        served.post("/estimate", asked("kvm", {{"slo", "connected-only"}})).json();
    CHECK(estimate["platforms"][0]["limit"] == "memory");
}

TEST_CASE("the streamed answers are the command line's to the byte")
{
    const Served served;
    const json set = {{"network.uplink.rate", "10 Mbit/s"}, {"guest.vcpus", "1"}};
    const auto reply = served.post("/answer", asked("kvm", set));
    REQUIRE(reply.status == 200);
    CHECK(contains(reply.head, "Content-Type: text/event-stream\r\n"));
    const std::string same =
        "--platform kvm --set guest.vcpus=1 --set 'network.uplink.rate=10 Mbit/s'";
    const std::string brief = same + " --curve off --gains off";
    CHECK(events_in(reply.body, "flow") ==
          std::vector<std::string>{command_line(brief + " --set resolution=flow")});
    CHECK(events_in(reply.body, "frames") == std::vector<std::string>{command_line(brief)});
    CHECK(events_in(reply.body, "whole") == std::vector<std::string>{command_line(same)});
    CHECK(events_in(reply.body, "curve").size() == 1);
    CHECK(events_in(reply.body, "problem").empty());
    CHECK(reply.body.ends_with("0\r\n\r\n"));
}

TEST_CASE("the difference to a pinned baseline is that of compare")
{
    const Served served;
    json body = asked("openvz");
    body["baseline"] = asked("kvm");
    const auto reply = served.post("/answer", body);
    const auto differences = events_in(reply.body, "difference");
    REQUIRE(differences.size() == 2);
    const json last = tests::parsed(differences[1]);
    CHECK(last["resolution"] == "frames");
    const json compared =
        tests::bbbcap("compare tests/browser/quick.yaml --platform kvm,openvz --json").json();
    CHECK(last["difference"] == compared["platforms"][1]["difference"]);
    CHECK(last["baseline"]["users"] == compared["platforms"][0]["users"]);
}

TEST_CASE("what is wrong with a value is told at its key")
{
    const Served served;
    const auto reply = served.post(
        "/estimate", asked("kvm", {{"guest.memory", "4"}, {"slo.limits.video_mos", "<b>"}}));
    CHECK(reply.status == 422);
    const json findings = reply.json()["findings"];
    REQUIRE(findings.size() == 2);
    CHECK(findings[0]["key"] == "guest.memory");
    CHECK(contains(findings[0]["sentence"], "needs a unit"));
    CHECK(findings[1]["key"] == "slo.limits.video_mos");
    CHECK(served.post("/answer", asked("kvm", {{"guest.memory", "4"}})).status == 422);
}

TEST_CASE("a question about no platform is refused")
{
    const Served served;
    json body = asked("kvm");
    for (const json& none : {json::array(), json(nullptr), json("kvm"), json({1})}) {
        body["platforms"] = none;
        for (const char* target : {"/estimate", "/copies", "/report"}) {
            INFO(target << ' ' << none);
            CHECK(served.post(target, body).status == 400);
        }
    }
    body["platforms"] = {"kvm"};
    body.erase("client");
    CHECK(served.post("/report", body).status == 400);
}

TEST_CASE("the controls show the scenario with its changes, each under a key it can be set by")
{
    const Served served;
    const json document = served.post("/controls", asked("", {{"guest.vcpus", "5"}})).json();
    CHECK(document["scenarios"][0]["name"] == "quick");
    CHECK(document["platforms"].size() == all.size());
    json set = json::object();
    for (const json& control : document["controls"]) {
        set[control["key"].get<std::string>()] = control["value"];
        if (control["key"] == "guest.vcpus") CHECK(control["value"] == "5");
        if (control["kind"] != "scale") continue;
        const auto& steps = control["steps"];
        INFO(control["key"]);
        CHECK(std::find(steps.begin(), steps.end(), control["value"]) != steps.end());
    }
    // all of them sent back is the same scenario
    CHECK(served.post("/controls", asked("", set)).json()["controls"] == document["controls"]);
    CHECK(served.post("/estimate", asked("kvm", set)).json() ==
          served.post("/estimate", asked("kvm", {{"guest.vcpus", "5"}})).json());
}

TEST_CASE("the page can let a kind of users see no webcams")
{
    const Served served;
    const json set = {{"workload.personas.viewer.sees_webcams", "false"}};
    const json one = served.post("/estimate", asked("kvm", set)).json()["platforms"][0];
    CHECK(one["users"] > 8);
    CHECK(one["streams"]["webcams"] == 8);
    CHECK(one["streams"]["streams"] == 8 * 7);  // to those who show one
}

TEST_CASE("the copied file and the copied command give the answer of the page")
{
    const Served served;
    const json set = {{"network.uplink.rate", "10 Mbit/s"},
                      {"workload.personas.publisher.first", "3"},
                      {"slo.limits.webcam_frame_rate", "8 fps"},
                      {"guest.vcpus", "1"}};
    const json copies = served.post("/copies", asked("kvm", set)).json();
    const json shown =
        tests::parsed(events_in(served.post("/answer", asked("kvm", set)).body, "whole")[0]);
    const tests::ScratchFolder scratch;
    const std::string file = scratch.write("copied.yaml", copies["yaml"]);
    CHECK(tests::bbbcap("capacity " + file + " --json").json()["platforms"] == shown["platforms"]);
    const std::string command = copies["command"];
    REQUIRE(command.starts_with("bbbcap "));
    CHECK(tests::bbbcap(command.substr(7) + " --json").json() == shown);
}

TEST_CASE("uploaded measurements are calibrated as files are, and become a platform")
{
    const Served served;
    const json body = tests::measured_upload("mine");
    const json calibrated = served.post("/calibration", body).json();
    const tests::ScratchFolder scratch;
    scratch.write("native/linpack.log", body["native"][0]["text"]);
    scratch.write("mine/linpack.log", body["guest"][0]["text"]);
    const auto answer = tests::bbbcap("calibrate --native " + scratch.path("native") +
                                      " --guest mine=" + scratch.path("mine") + " --json -o " +
                                      scratch.path("out"));
    CHECK(calibrated["platform"] == tests::text_of(scratch.path("out/mine.yaml")));
    CHECK(calibrated["guests"][0]["quantities"] == answer.json()["guests"][0]["quantities"]);
    const json platforms = served.post("/controls", asked("")).json()["platforms"];
    CHECK(platforms.back()["name"] == "mine");
    const json here =
        tests::parsed(events_in(served.post("/answer", asked("mine")).body, "flow")[0]);
    const std::string same =
        "--curve off --gains off --set resolution=flow --platform " + scratch.path("out/mine.yaml");
    CHECK(here["platforms"] == tests::parsed(command_line(same))["platforms"]);
}

TEST_CASE("names of uploaded files and platforms are never paths")
{
    const Served served;
    const json file = {{"name", "../../<b>\u001b[1m.txt"}, {"text", "no measurement"}};
    json body = {{"name", "mine"}, {"native", {file}}, {"guest", {file}}};
    const json nothing = served.post("/calibration", body).json();
    CHECK(nothing["platform"].is_null());
    CHECK(
        !nothing["guests"][0]["measurements"]["files"][0]["diagnosis"].get<std::string>().empty());
    for (const char* name : {"../mine", "/tmp/mine", "a.yaml", "", "kvm", "a b", "<b>"}) {
        INFO(name);
        body["name"] = name;
        CHECK(served.post("/calibration", body).status == 400);
    }
    CHECK(served.post("/calibration", {{"name", "mine"}, {"native", {1}}, {"guest", {2}}}).status ==
          400);
}

TEST_CASE("rates are known at once, though frames are under way for somebody else")
{
    const Served served;
    const json many = {{"network.uplink.rate", "1 Gbit/s"},
                       {"workload.personas.publisher.first", "40"},
                       {"guest.vcpus", "8"}};
    const std::string text = asked("kvm", many).dump();
    const tests::RawConnection first(served.port);
    first.send(served.post_head("/answer", text.size()) + text);
    CHECK(contains(first.read("\"resolution\":\"frames\""), "event: flow"));
    json other = asked("lxc");
    other["client"] = "other";
    const tests::RawConnection second(served.port);
    second.send(served.post_head("/answer", other.dump().size()) + other.dump());
    CHECK(contains(second.read("event: flow"), "event: flow"));
    CHECK(!contains(first.read("event: frames", 1), "event: frames"));
    CHECK(contains(second.read("event: waiting"), "event: waiting"));
}

TEST_CASE("a second question of a client ends its first")
{
    const Served served;
    const std::string text = asked("kvm", {{"network.uplink.rate", "200 Mbit/s"}}).dump();
    const tests::RawConnection first(served.port);
    first.send(served.post_head("/answer", text.size()) + text);
    CHECK(contains(first.read("\r\n\r\n"), "200 OK"));
    CHECK(served.post("/answer", asked("kvm")).status == 200);
    const std::string rest = first.read();
    CHECK(!contains(rest, "[nothing more]"));
    CHECK(!contains(rest, "event: whole"));
}
