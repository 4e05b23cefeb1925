// Malformed requests: whatever comes, each connection ends, and the page answers afterwards.
// BBBCAP_FUZZ_SECONDS in place of two has it go on, up to ten minutes.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/served.hpp"

namespace {

using tests::Served;

class Mutator {
public:
    explicit Mutator(unsigned seed) : bits_(seed) {}

    std::size_t below(std::size_t limit) { return bits_() % std::max<std::size_t>(1, limit); }

    std::string mutated(std::string text, const std::vector<std::string>& words)
    {
        for (std::size_t i = 1 + below(6); i > 0; --i) change(text, words);
        return text;
    }

private:
    void change(std::string& text, const std::vector<std::string>& words)
    {
        const std::size_t at = below(text.size() + 1);
        switch (below(6)) {
            case 0:
                text.insert(at, words[below(words.size())]);
                return;
            case 1:
                text.erase(at, below(40));
                return;
            case 2:
                text.insert(at, 1, static_cast<char>(below(256)));
                return;
            case 3:
                text.insert(at, text.substr(below(text.size() + 1), below(80)));
                return;
            case 4:
                text.resize(at);
                return;
            default:
                if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        }
    }

    std::minstd_rand bits_;
};

double seconds_asked()
{
    const char* asked = std::getenv("BBBCAP_FUZZ_SECONDS");
    return asked == nullptr ? 2 : std::clamp(std::atof(asked), 1.0, 600.0);
}

// MiB in use by a process.
double memory_of(pid_t process)
{
    std::ifstream pages("/proc/" + std::to_string(process) + "/statm");
    double size = 0;
    double resident = 0;
    pages >> size >> resident;
    return resident * 4096 / (1 << 20);
}

}  // namespace

TEST_CASE("malformed requests neither end the program nor make it grow")
{
    const Served served;
    const nlohmann::json question = {{"scenario", "quick"},
                                     {"platform", "kvm"},
                                     {"platforms", {"kvm"}},
                                     {"set", {{"guest.vcpus", "2"}}}};
    std::vector<std::string> seeds = {"GET / HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n"};
    for (const char* target : {"/estimate", "/controls", "/copies", "/calibration", "/report"}) {
        const std::string body = question.dump();
        seeds.push_back(served.post_head(target, body.size()) + body);
    }
    const std::vector<std::string> words = {"\r\n",
                                            "\r\n\r\n",
                                            ":",
                                            "Host: ",
                                            "Content-Length: 5\r\n",
                                            "Transfer-Encoding: chunked\r\n",
                                            "%2e%2e/",
                                            "\"",
                                            "{",
                                            "[[[[[[[[",
                                            "\\u0000",
                                            "1e999",
                                            "-1",
                                            "null",
                                            std::string(5000, '['),
                                            std::string(3000, 'A'),
                                            "Range: bytes=0-0,1-1\r\n",
                                            "?a=b&c",
                                            "Connection: close\r\n"};
    Mutator mutator(1);
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(seconds_asked());
    long sent = 0;
    double after_warm_up = 0;
    while (Clock::now() < end) {
        {
            const tests::RawConnection connection(served.port);
            REQUIRE(connection.connected());
            connection.send(mutator.mutated(seeds[mutator.below(seeds.size())], words));
            // most are whole or refused; the others are left as they are
            (void)connection.read("\r\n\r\n", 20);
        }
        if (++sent % 500 != 0) continue;
        REQUIRE(served.get("/").status == 200);
        if (sent == 500) after_warm_up = memory_of(served.process());
    }
    WARN(sent << " malformed requests, " << memory_of(served.process()) << " MiB");
    CHECK(served.get("/").status == 200);
    CHECK(served.post("/estimate", question).status == 200);
    if (after_warm_up > 0) CHECK(memory_of(served.process()) < after_warm_up + 64);
}
