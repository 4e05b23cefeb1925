// The page is on the loopback address alone, and still as hard as one for the world.
#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/served.hpp"

using tests::contains;
using tests::HttpReply;
using tests::Served;

namespace {

const nlohmann::json question = {{"scenario", "quick"}, {"platforms", {"kvm"}}};

int status_with(const Served& served, const std::string& head)
{
    return served.raw(head + "Connection: close\r\n\r\n").status;
}

}  // namespace

TEST_CASE("only a Host that is literally this one gets a reply")
{
    const Served served;
    const std::string port = std::to_string(served.port);
    const auto with_host = [&](const std::string& host) {
        return status_with(served, "GET / HTTP/1.1\r\nHost: " + host + "\r\n");
    };
    for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) {
        INFO(name);
        CHECK(with_host(std::string(name) + ':' + port) == 200);
    }
    for (const char* name :
         {"127.0.0.1.evil.com", "localhost.evil.com", "[::ffff:127.0.0.1]", "evil.com", "127.1",
          "0.0.0.0", "LOCALHOST", "localhost.", "[0:0::1]"}) {
        INFO(name);
        CHECK(with_host(std::string(name) + ':' + port) == 421);
    }
    CHECK(with_host("localhost") == 421);
    CHECK(with_host("localhost:1") == 421);
    CHECK(with_host("localhost:" + port + '@' + "evil.com") == 421);
    CHECK(with_host("evil.com, localhost:" + port) == 421);
    CHECK(with_host("") == 421);
}

TEST_CASE("a missing or a second Host is refused")
{
    const Served served;
    const std::string line = "Host: " + served.host() + "\r\n";
    CHECK(status_with(served, "GET / HTTP/1.1\r\n") == 400);
    CHECK(status_with(served, "GET / HTTP/1.1\r\n" + line + line) == 400);
    CHECK(status_with(served, "GET / HTTP/1.1\r\n" + line + "host: evil.com\r\n") == 400);
    CHECK(status_with(served, "GET http://" + served.host() + "/ HTTP/1.1\r\n" + line) == 421);
    CHECK(status_with(served, "GET http://evil.com/ HTTP/1.1\r\n" + line) == 421);
}

TEST_CASE("requests that could be read in two ways are refused")
{
    const Served served;
    const std::string host = "Host: " + served.host() + "\r\n";
    struct Case {
        std::string head;
        int status;
    };
    const std::vector<Case> cases = {
        {"GET / HTTP/1.1\r\n" + host + "X: a\nY: b\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + "X: a\rY: b\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + " folded\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + "X : a\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + std::string("X: \0\r\n", 6), 400},
        {"GET  / HTTP/1.1\r\n" + host, 400},
        {"GET / HTTP/1.0\r\n" + host, 505},
        {"DELETE / HTTP/1.1\r\n" + host, 405},
        {"GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + "Range: bytes=0-,0-,0-\r\n", 416},
        {"POST / HTTP/1.1\r\n" + host, 411},
        {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n", 501},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: 0x5\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Content-Encoding: gzip\r\nContent-Length: 5\r\n", 415},
        {"POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 5\r\n", 417},
    };
    for (const Case& one : cases) {
        INFO(one.head);
        CHECK(status_with(served, one.head) == one.status);
    }
}

TEST_CASE("heads, addresses and bodies have a limit")
{
    const Served served;
    const std::string start = "GET / HTTP/1.1\r\nHost: " + served.host() + "\r\n";
    CHECK(status_with(served, start + "X: " + std::string(20000, 'a') + "\r\n") == 431);
    std::string many = start;
    for (int i = 0; i < 100; ++i) many += "X: a\r\n";
    CHECK(status_with(served, many) == 431);
    CHECK(served.get('/' + std::string(3000, 'a')).status == 414);
    CHECK(served.raw(served.post_head("/estimate", (1 << 20) + 1)).status == 413);
    CHECK(served.raw(served.post_head("/calibration", (8 << 20) + 1)).status == 413);
    const std::string body = nlohmann::json{{"name", std::string(1 << 20, 'a')}}.dump();
    CHECK(served.raw(served.post_head("/estimate", body.size()) + body).status == 413);
    CHECK(served.raw(served.post_head("/calibration", body.size()) + body).status == 400);
}

TEST_CASE("only the page itself may ask: with the token of this run and from its own origin")
{
    const Served served;
    CHECK(served.post("/estimate", question).status == 200);
    CHECK(served.post("/estimate", question, "X-Token").status == 403);
    CHECK(served.post("/estimate", question, "Origin").status == 403);
    CHECK(served.post("/estimate", question, "Content-Type").status == 415);
    CHECK(served.get("/estimate").status == 404);
    Served wrong;
    wrong.token.back() = wrong.token.back() == '0' ? '1' : '0';
    CHECK(wrong.post("/estimate", question).status == 403);
    const Served other;
    CHECK(other.token != served.token);
    const std::string text = question.dump();
    const auto with = [&](const std::string& origin_lines) {
        std::string head = served.post_head("/estimate", text.size(), "Origin");
        head.resize(head.size() - 2);
        return served.raw(head + origin_lines + "\r\n" + text).status;
    };
    const std::string own = "Origin: http://" + served.host() + "\r\n";
    CHECK(with(own + "Sec-Fetch-Site: same-origin\r\n") == 200);
    CHECK(with("Sec-Fetch-Site: same-origin\r\n") == 200);
    CHECK(with(own + "Sec-Fetch-Site: cross-site\r\n") == 403);
    CHECK(with(own + "Sec-Fetch-Site: same-site\r\n") == 403);
    CHECK(with("Origin: null\r\n") == 403);
    CHECK(with("Origin: http://evil.com\r\n") == 403);
    CHECK(with("Origin: http://localhost:1\r\n") == 403);
}

TEST_CASE("who may not ask is told so at once, before the body is there")
{
    const Served served;
    const auto refused = [&](const char* left_out) {
        return served.raw(served.post_head("/calibration", 8 << 20, left_out));
    };
    const HttpReply without_token = refused("X-Token");
    CHECK(without_token.status == 403);
    CHECK(contains(without_token.json()["sentence"], "load the page again"));
    CHECK(refused("Origin").status == 403);
    CHECK(refused("Content-Type").status == 415);
}

TEST_CASE("every reply tells the browser to keep the page to itself")
{
    const Served served;
    std::vector<HttpReply> replies = {served.get("/"), served.get("/page.js"),
                                      served.get("/nothing"), served.post("/estimate", question),
                                      served.raw("GET / HTTP/1.1\r\nHost: evil.com\r\n\r\n")};
    for (const HttpReply& reply : replies) {
        INFO(reply.head);
        CHECK(contains(reply.head, "default-src 'none'; script-src 'self'; style-src 'self'"));
        CHECK(!contains(reply.head, "unsafe"));
        CHECK(contains(reply.head, "X-Content-Type-Options: nosniff\r\n"));
        CHECK(contains(reply.head, "Referrer-Policy: no-referrer\r\n"));
        CHECK(contains(reply.head, "Cross-Origin-Opener-Policy: same-origin\r\n"));
        CHECK(contains(reply.head, "Cross-Origin-Resource-Policy: same-origin\r\n"));
        CHECK(!contains(reply.head, "Access-Control"));
    }
}

TEST_CASE("no path of a client is ever opened")
{
    const Served served;
    for (const char* target : {"/../../etc/passwd", "/..%2f..%2fetc/passwd", "/page.js/../../x",
                               "//etc/passwd", "/.git/config", "/%00", "/pageXjs%2f.."}) {
        INFO(target);
        CHECK(served.get(target).status >= 400);
    }
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::string>>{{"host", "./tests/browser/quick.yaml"},
                                                          {"host", "/etc/passwd"},
                                                          {"slo", "../x"},
                                                          {"workload", "{kind: fixed}"},
                                                          {"platform", "/etc/passwd"},
                                                          {"profile", "bbb-0.81"},
                                                          {"set", "{}"},
                                                          {"host.cpu.speed", "2"},
                                                          {"workload.personas.a.b.at", "x"},
                                                          {"published", "/etc/passwd"}}) {
        INFO(key << '=' << value);
        nlohmann::json body = question;
        body["set"][key] = value;
        CHECK(served.post("/estimate", body).status == 400);
    }
    for (const char* field : {"scenario", "platform"}) {
        nlohmann::json body = question;
        body[field] = "/etc/passwd";
        body["client"] = "c";
        body["platforms"] = nlohmann::json::array();
        CHECK(served.post("/controls", body).status == 400);
    }
    nlohmann::json body = question;
    body["platforms"] = {"./scenarios/platforms/kvm.yaml"};
    CHECK(served.post("/estimate", body).status == 400);
}

TEST_CASE("other machines are let in only where that was asked for, with a token")
{
    const auto refused = [](const std::string& arguments) {
        const tests::Answer answer = tests::bbbcap("serve --port 0 " + arguments);
        CHECK(answer.exit_code == 2);
        CHECK(answer.out.empty());
        return answer.err;
    };
    CHECK(
        contains(refused("--address 192.0.2.1"), "needs `--allow-remote` and `--token-file FILE`"));
    CHECK(contains(refused("--address 192.0.2.1 --allow-remote"), "`--token-file FILE`"));
    CHECK(contains(refused("--address 0.0.0.0"), "needs `--allow-remote`"));
    CHECK(contains(refused("--address localhost"), "must be an IP address"));
    const tests::ScratchFolder scratch;
    const std::string brief = scratch.write("brief", "secret\n");
    CHECK(contains(refused("--address 192.0.2.1 --allow-remote --token-file " + brief),
                   "must be 16 letters and digits or more"));
    const std::string token = scratch.write("token", "0123456789abcdef\n");
    CHECK(contains(refused("--address 0.0.0.0 --allow-remote --token-file " + token),
                   "every network of this machine at once"));
    CHECK(contains(refused("--address ::ffff:0.0.0.0 --allow-remote --token-file " + token),
                   "every network of this machine at once"));
    CHECK(contains(refused("--address 2001:DB8:0::0:1 --allow-remote --token-file " + token),
                   "cannot listen on [2001:db8::1] port"));
}

TEST_CASE("the loopback address may be written as one of version 6")
{
    const Served served({"tests/browser/quick.yaml", "--address", "::ffff:127.0.0.1"});
    CHECK(served.get("/").status == 200);
}

TEST_CASE("a temporary folder that is not there is told with the way out")
{
    const auto answer =
        tests::bbbcap("serve --port 0 tests/browser/quick.yaml", "TMPDIR=/nonexistent");
    CHECK(answer.exit_code == 4);
    CHECK(contains(answer.err, "a temporary folder could not be made: "));
    CHECK(contains(answer.err, "$TMPDIR"));
}

TEST_CASE("a page with a token of its own does not give it away")
{
    const tests::ScratchFolder scratch;
    const std::string file = scratch.write("token", "0123456789abcdef\n");
    Served served({"tests/browser/quick.yaml", "--token-file", file});
    CHECK(served.token.empty());
    CHECK(served.post("/estimate", question).status == 403);
    served.token = "0123456789abcdef";
    CHECK(served.post("/estimate", question).status == 200);
}

TEST_CASE("the page comes with all it needs, and weighs little")
{
    const Served served;
    std::size_t weight = 0;
    for (const auto& entry : std::filesystem::directory_iterator(tests::root + "tools/page")) {
        const std::string file = '/' + entry.path().filename().string();
        const auto reply = served.get(file);
        INFO(file);
        CHECK(reply.status == 200);
        weight += reply.body.size();
    }
    CHECK(weight < 1500000);
    CHECK(!contains(served.get("/").body, "@token@"));
    CHECK(!contains(served.get("/").body, " style="));
    CHECK(!contains(served.get("/").body, " onclick="));
}

TEST_CASE("a body that is nested without end is refused, and nothing ends")
{
    const Served served;
    const std::string nested = std::string(100000, '[') + std::string(100000, ']');
    const std::string text = "{\"scenario\":" + nested + ",\"a\":1,\"b\":2,\"c\":3,\"d\":4}";
    const HttpReply reply = served.raw(served.post_head("/scenarios", text.size()) + text);
    CHECK(reply.status == 422);
    CHECK(contains(reply.body, "brackets deep"));
    CHECK(served.get("/").status == 200);
}
