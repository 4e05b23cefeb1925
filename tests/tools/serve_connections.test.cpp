// Connections to the page: how long each lives, and who makes room.
#include <chrono>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/served.hpp"

namespace fs = std::filesystem;

using tests::asked;
using tests::contains;
using tests::RawConnection;
using tests::Served;

namespace {

// Connections that ask nothing.
std::vector<std::unique_ptr<RawConnection>> newcomers(const Served& served, int count)
{
    std::vector<std::unique_ptr<RawConnection>> all;
    for (int i = 0; i < count; ++i) {
        all.push_back(std::make_unique<RawConnection>(served.port));
        REQUIRE(all.back()->connected());
    }
    return all;
}

}  // namespace

TEST_CASE("a connection takes the next question after a streamed answer, as its head says")
{
    const Served served;
    const std::string text = asked("kvm").dump();
    const RawConnection connection(served.port);
    connection.send(served.post_head("/answer", text.size(), "Connection") + text);
    const std::string answer = connection.read("\r\n0\r\n\r\n");
    CHECK(contains(answer, "\r\nKeep-Alive: timeout=30\r\n"));
    CHECK(answer.ends_with("\r\n0\r\n\r\n"));
    connection.send("GET / HTTP/1.1\r\nHost: " + served.host() + "\r\nConnection: close\r\n\r\n");
    CHECK(tests::reply_in(connection.read()).status == 200);
}

TEST_CASE("what is asked before a streamed answer has ended is answered after it")
{
    const Served served;
    const std::string text = asked("kvm").dump();
    const std::string streamed = served.post_head("/answer", text.size(), "Connection") + text;
    const std::string next =
        "GET / HTTP/1.1\r\nHost: " + served.host() + "\r\nConnection: close\r\n\r\n";
    const RawConnection together(served.port);
    together.send(streamed + next);
    CHECK(contains(together.read(), "\r\n0\r\n\r\nHTTP/1.1 200 "));
    const RawConnection meanwhile(served.port);
    meanwhile.send(streamed);
    const std::string begun = meanwhile.read("event: ");
    meanwhile.send(next);
    CHECK(contains(begun + meanwhile.read(), "\r\n0\r\n\r\nHTTP/1.1 200 "));
}

TEST_CASE("who leaves while an answer streams leaves no place behind, whatever was left unread")
{
    const Served served;
    const std::string text = asked("kvm", {{"network.uplink.rate", "1 Gbit/s"}}).dump();
    const auto places = [&] {
        const fs::directory_iterator all("/proc/" + std::to_string(served.process()) + "/fd");
        return std::distance(begin(all), end(all));
    };
    const auto before = places();
    {
        const RawConnection leaving(served.port);
        leaving.send(served.post_head("/answer", text.size(), "Connection") + text);
        CHECK(contains(leaving.read("event: "), "event: "));
        leaving.send("GET / HTTP/1.1\r\n");
    }
    for (int i = 0; i < 100 && places() > before; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    CHECK(places() <= before);
}

TEST_CASE("those who send a byte now and then keep nobody waiting")
{
    const Served served;
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<RawConnection>(served.port));
        slow.back()->send("GET / HTTP/1.1\r\nX:");
    }
    CHECK(served.get("/").status == 200);
    CHECK(served.post("/estimate", asked("kvm")).status == 200);
    // ten seconds after its first byte each is given up, however busy it looks
    for (int i = 0; i < 12; ++i) {
        slow.front()->send("a");
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    CHECK(!contains(slow.front()->read("", 1000), "[nothing more]"));
}

TEST_CASE("more connections than there are places for make room for the next")
{
    const Served served;
    const auto many = newcomers(served, 900);
    CHECK(served.get("/").status == 200);
}

TEST_CASE("who never asked anything makes room before who is asking or was answered")
{
    const Served served;
    const std::string page = "GET / HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n";
    const std::string body = R"({"name": ")" + std::string(1 << 20, 'a') + R"("})";
    const RawConnection upload(served.port);
    upload.send(served.post_head("/calibration", body.size()) + body.substr(0, 1000));
    const RawConnection answered(served.port);
    answered.send(page);
    CHECK(contains(answered.read("</html>"), " 200 OK"));
    const auto silent = newcomers(served, 530);
    CHECK(served.get("/").status == 200);
    CHECK(silent.front()->read("", 1000).empty());  // hung up on
    upload.send(body.substr(1000));
    CHECK(tests::reply_in(upload.read()).status == 400);
    answered.send(page);
    CHECK(contains(answered.read("</html>"), " 200 OK"));
}
