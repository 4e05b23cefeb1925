#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/command_line.hpp"

using tests::bbbcap;

TEST_CASE("each setting of the fan-out is free of findings, and its ramp runs", "[whole]")
{
    std::vector<std::string> settings;
    for (const auto& entry :
         std::filesystem::directory_iterator(tests::root + "/scenarios/rtmp-fanout")) {
        if (entry.path().extension() == ".yaml")
            settings.push_back("scenarios/rtmp-fanout/" + entry.path().filename().string());
    }
    std::sort(settings.begin(), settings.end());
    CHECK(settings.size() == 8);
    for (const std::string& setting : settings) {
        const auto found = bbbcap("check " + setting);
        INFO(setting << '\n' << found.out);
        CHECK(found.exit_code == 0);
        CHECK(bbbcap("run " + setting + " --json --quiet").exit_code == 0);
    }
}

TEST_CASE("the fan-out is predicted as its page says, until the quota is reached", "[whole]")
{
    const auto document =
        bbbcap("capacity scenarios/rtmp-fanout/native-8cams-250k-15fps-cpu30.yaml --json --quiet")
            .json();
    const auto& answer = document.at("platforms").at(0);
    CHECK(answer.at("users") == 289);
    CHECK(answer.at("limit").at("resource") == "cpu");
    CHECK(answer.at("interval").at("low") == 262);
    CHECK(answer.at("interval").at("high") == 319);
}
