#include <cmath>
#include <string>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

namespace {

using tests::bbbcap;
using tests::contains;
using tests::ScratchFolder;

// 15 to 90 viewers of eight webcams, six seconds each: 1 % of a core, and `percent` for each
// viewer.
class Ramps {
public:
    Ramps()
    {
        write("one", 0.10, 0);
        write("other", 0.11, 0);
    }

    void write(const std::string& folder, double percent, int begin, int seconds = 36) const
    {
        std::string server = "second,cpu_percent,rss_mib\n";
        std::string viewers = "second,viewers,connections\n";
        for (int second = 0; second < seconds; ++second) {
            const int users = 15 * (1 + second / 6);
            const double noise = (7 * second + 3 * static_cast<int>(folder.size())) % 5 - 2;
            const std::string time = std::to_string(begin + second) + ',';
            server += time + std::to_string(1 + percent * users + 0.2 * noise) + ',' +
                      std::to_string(14 + 0.1 * users) + '\n';
            viewers += std::to_string(second) + ',' + std::to_string(users) + ',' +
                       std::to_string(8 * users) + '\n';
        }
        scratch_.write(folder + "/server.csv", server);
        scratch_.write(folder + "/viewers.csv", viewers);
    }

    std::string path(const std::string& name) const { return "'" + scratch_.path(name) + "'"; }
    std::string files(const std::string& folder) const
    {
        return path(folder + "/server.csv") + ' ' + path(folder + "/viewers.csv") + ' ';
    }
    std::string both() const
    {
        return "fit --monitoring " + files("one") + files("other") + options;
    }
    std::string of(const std::string& folder) const
    {
        return "fit --monitoring " + files(folder) + options;
    }

    const std::string options =
        "--users viewers --streams connections --cpu cpu_percent --memory rss_mib --settle 1s "
        "--profile nginx-rtmp ";

private:
    ScratchFolder scratch_;
};

}  // namespace

TEST_CASE("fit finds what each delivered frame and subscription needs again")
{
    const Ramps ramps;
    const auto answer = bbbcap(ramps.both() + "--json");
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    const auto document = answer.json();
    CHECK(document.at("recordings").size() == 2);
    CHECK(document.at("written").is_null());
    const auto& cpu = document.at("responses").at(0);
    CHECK(cpu.at("condition_number").is_null());  // infinite: bytes are in proportion to frames
    CHECK(cpu.at("covariance").size() == cpu.at("demands").size());
    const auto& offset = cpu.at("demands").at(0);
    CHECK(offset.at("value").get<double>() == Approx(0.01).epsilon(0.05));
    const auto& delivery = cpu.at("demands").at(1);
    CHECK(delivery.at("key") == "profile.streams.webcam_frame.nginx.per_delivery");
    // 0.105 % of a second for 120 frames, of which the bytes of a frame have their part
    const double all = delivery.at("value").get<double>() + 2.1 * 0.32e-6;
    CHECK(all == Approx(0.00105 / 120).epsilon(0.02));
    CHECK(delivery.at("between_recordings").get<double>() ==
          Approx(0.0001 / 120 / std::sqrt(2)).epsilon(0.1));
    CHECK(delivery.at("standard_error") >= delivery.at("between_recordings"));
    const auto& memory = document.at("responses").at(1).at("demands");
    CHECK(memory.at(2).at("key") == "profile.footprint.per_subscription");
    CHECK(memory.at(2).at("value").get<double>() == Approx(0.1 * 1048576 / 8).epsilon(0.01));
}

TEST_CASE("fit writes a profile that capacity takes, with errors and what each recording tells",
          "[whole]")
{
    const Ramps ramps;
    const auto answer = bbbcap(ramps.both() + "-o " + ramps.path("new/mine.yaml"));
    INFO(answer.out << answer.err);
    REQUIRE(answer.exit_code == 0);
    CHECK(contains(answer.out, "cannot tell per_delivery, per_kilobyte apart"));
    CHECK(contains(answer.out, "new/mine.yaml"));
    const auto capacity = bbbcap(
        "capacity scenarios/rtmp-fanout/native-8cams-250k-15fps-cpu30.yaml --json --quiet "
        "--set profile=" +
        ramps.path("new/mine.yaml"));
    INFO(capacity.err);
    REQUIRE(capacity.exit_code == 0);
    const auto document = capacity.json();
    const auto& platform = document.at("platforms").at(0);
    // (30 - 1) / 0.105 of 95 %
    CHECK(platform.at("users").get<int>() == Approx(291).margin(6));
    CHECK(platform.at("prediction").at("interval").at("low").get<double>() < 285);
}

TEST_CASE("fit writes over a profile only when told to")
{
    const Ramps ramps;
    const std::string words = ramps.of("one") + "-o " + ramps.path("mine.yaml");
    REQUIRE(bbbcap(words).exit_code == 0);
    const auto again = bbbcap(words);
    CHECK(again.exit_code == 2);
    CHECK(again.out.empty());
    CHECK(contains(again.err, "`--force`"));
    CHECK(bbbcap(words + " --force").exit_code == 0);
}

TEST_CASE("fit names near series in the place of one that is not there")
{
    const Ramps ramps;
    const auto answer = bbbcap("fit " + ramps.files("one") +
                               "--users viewer --cpu cpu_percent --profile nginx-rtmp");
    CHECK(answer.exit_code == 2);
    CHECK(contains(answer.err, "viewers"));
    const auto profile = bbbcap("fit " + ramps.files("one") +
                                "--users viewers --cpu cpu_percent --profile nginx-rtpm");
    CHECK(profile.exit_code == 2);
    CHECK(contains(profile.err, "nginx-rtmp"));
}

TEST_CASE("fit refuses clocks that never tell of the same time, and files of no monitoring")
{
    const Ramps ramps;
    ramps.write("late", 0.1, 100000);
    const auto late = bbbcap(ramps.of("late"));
    CHECK(late.exit_code == 2);
    CHECK(contains(late.err, "never tell of the same time"));
    const auto other = bbbcap("fit README.md --users viewers --profile nginx-rtmp");
    CHECK(other.exit_code == 2);
    CHECK(other.out.empty());
    for (const char* missing :
         {"fit --users viewers --profile nginx-rtmp", "fit README.md --profile nginx-rtmp",
          "fit README.md --users viewers"}) {
        const auto answer = bbbcap(missing);
        CHECK(answer.exit_code == 2);
        CHECK(contains(answer.err, "`fit` needs"));
    }
    CHECK(bbbcap(ramps.of("one") + "--cores 0").exit_code == 2);
    CHECK(bbbcap(ramps.of("one") + "--settle 1").exit_code == 2);
}

TEST_CASE("fit ends with 1 and writes nothing where too few samples tell nothing")
{
    const Ramps ramps;
    ramps.write("short", 0.1, 0, 7);
    const auto answer = bbbcap(ramps.of("short") + "-o " + ramps.path("mine.yaml"));
    CHECK(answer.exit_code == 1);
    CHECK(contains(answer.out, "record longer"));
    CHECK_FALSE(contains(answer.out, "Written"));
}

TEST_CASE("fit leaves out samples in which the server was at its limit")
{
    const Ramps ramps;
    ramps.write("limited", 0.4, 0);  // 37 % at 90 viewers
    const auto document = bbbcap(ramps.of("limited") + "--cores 0.3 --json").json();
    CHECK(document.at("responses").at(0).at("saturated") > 0);
    CHECK(document.at("responses").at(0).at("demands").at(1).at("value").get<double>() ==
          Approx(0.004 / 120 - 0.67e-6).epsilon(0.02));
}

TEST_CASE("fit says that a share is taken for that of one core, unless told of how many")
{
    const auto answer = [](const std::string& name, int slope) {
        std::string values;
        for (int i = 0; i < 36; ++i) {
            values += (i == 0 ? "" : ",") + std::string("[") + std::to_string(1000 + 5 * i) +
                      ",\"" + std::to_string(slope * (1 + i / 6) + i % 2) + "\"]";
        }
        return R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":)"
               R"({"__name__":")" +
               name + R"("},"values":[)" + values + "]}]}}";
    };
    const ScratchFolder scratch;
    scratch.write("users.json", answer("bbb_users", 4));
    scratch.write("cpu.json", answer("cpu_busy_percent", 10));
    const std::string fit = "fit --monitoring '" + scratch.path("users.json") + "' '" +
                            scratch.path("cpu.json") + "' --users bbb_users --profile bbb-0.81 ";
    const auto unsaid = bbbcap(fit);
    INFO(unsaid.out << unsaid.err);
    CHECK(contains(unsaid.out, "one core"));
    CHECK_FALSE(contains(bbbcap(fit + "--cores 4").out, "one core"));
}
