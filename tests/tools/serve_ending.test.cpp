// What ends the program, and what it leaves behind.
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/served.hpp"

using tests::asked;
using tests::contains;
using tests::RawConnection;
using tests::Served;

namespace {

// Programs that are started meanwhile keep their temporary files here.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        if (const char* usual = std::getenv("TMPDIR")) usual_ = usual;
        setenv("TMPDIR", scratch_.path().c_str(), 1);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder()
    {
        if (usual_.empty()) {
            unsetenv("TMPDIR");
        } else {
            setenv("TMPDIR", usual_.c_str(), 1);
        }
    }

    bool is_empty() const { return std::filesystem::is_empty(scratch_.path()); }

private:
    tests::ScratchFolder scratch_;
    std::string usual_;
};

}  // namespace

TEST_CASE("Ctrl-C ends the program cleanly, whatever it computes and whoever is connected")
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        INFO("signal " << signal);
        (void)std::signal(SIGHUP, SIG_DFL);
        const TemporaryFolder folder;
        Served served;
        const RawConnection idle(served.port);
        const RawConnection half(served.port);
        half.send("GET / HT");
        const std::string text = asked("kvm", {{"network.uplink.rate", "1 Gbit/s"}}).dump();
        const RawConnection busy(served.port);
        busy.send(served.post_head("/answer", text.size()) + text);
        CHECK(contains(busy.read("event: "), "event: "));
        CHECK(!folder.is_empty());
        CHECK(served.end(signal) == 0);
        CHECK(folder.is_empty());
    }
}

TEST_CASE("under nohup the program outlives its terminal")
{
    (void)std::signal(SIGHUP, SIG_IGN);
    Served served;
    (void)std::signal(SIGHUP, SIG_DFL);
    kill(served.process(), SIGHUP);
    CHECK(served.get("/").status == 200);
    CHECK(served.end(SIGTERM) == 0);
}

#ifndef BBBCAP_SANITIZED  // which need much more than that
namespace {

// What of its address space a process uses.
rlim_t pages_of(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/statm");
    rlim_t pages = 0;
    file >> pages;
    return pages;
}

}  // namespace

TEST_CASE("a request that there is no memory for costs its connection alone")
{
    Served served;
    const std::string body = R"({"name": ")" + std::string(7 << 20, 'a') + R"("})";
    const std::string upload = served.post_head("/calibration", body.size()) + body;
    rlimit usual{};
    REQUIRE(prlimit(served.process(), RLIMIT_AS, nullptr, &usual) == 0);
    for (const rlim_t mebibytes : std::vector<rlim_t>{2, 6, 10, 14, 18}) {
        INFO(mebibytes << " MiB");
        const rlimit little{(pages_of(served.process()) * 4096) + (mebibytes << 20),
                            usual.rlim_max};
        REQUIRE(prlimit(served.process(), RLIMIT_AS, &little, nullptr) == 0);
        (void)served.raw(upload);
        REQUIRE(prlimit(served.process(), RLIMIT_AS, &usual, nullptr) == 0);
        REQUIRE(served.get("/").status == 200);
    }
    CHECK(served.end(SIGTERM) == 0);
}
#endif

TEST_CASE("where sockets cannot be waited for the program ends with an error")
{
    Served served;
    std::vector<std::unique_ptr<RawConnection>> some;
    for (int i = 0; i < 40; ++i) some.push_back(std::make_unique<RawConnection>(served.port));
    CHECK(served.get("/").status == 200);
    some.erase(some.begin(), some.begin() + 10);  // sanitizers need descriptors to look at an error
    CHECK(served.get("/").status == 200);
    const rlimit fewer{20, 20};  // than it has to poll
    REQUIRE(prlimit(served.process(), RLIMIT_NOFILE, &fewer, nullptr) == 0);
    some.front()->send("GET");
    CHECK(served.end(0) == 5);
}
