// The page that `report` writes: the numbers are those of `capacity --json`, and nobody's text is
// more than text.
#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/reporting.hpp"

using tests::bbbcap;
using tests::contains;
using tests::report;
using tests::ScratchFolder;
using tests::small;
using tests::two;

namespace {

nlohmann::json charts(const std::string& arguments)
{
    return bbbcap("report " + arguments + "--format vega-lite").json()["charts"];
}

nlohmann::json rows_of(const nlohmann::json& chart)
{
    return chart["data"]["values"];
}

// Without what draws the charts, which is somebody else's.
std::string without_scripts(std::string page)
{
    const std::size_t begin = page.find("<script>");
    if (begin != std::string::npos) page.erase(begin, page.find("</script>", begin) - begin);
    return page;
}

std::size_t count_of(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a report tells the capacities, intervals and fingerprints of capacity --json")
{
    const std::string page = report(two);
    const auto document = bbbcap("capacity " + two + "--json").json();
    for (const auto& platform : document["platforms"]) {
        const std::string name = platform["platform"];
        CHECK(contains(page, "<th scope=\"row\">" + name + "</th><td class=\"n bold\">" +
                                 std::to_string(int(platform["users"])) + "</td><td class=\"n\">" +
                                 std::to_string(int(platform["interval"]["low"])) + " .. " +
                                 std::to_string(int(platform["interval"]["high"])) + "</td>"));
        CHECK(contains(page, platform["fingerprint"]));
        for (const auto& parameter : platform["assumed_swing"]) {
            CHECK(contains(page, "<code>" + std::string(parameter["name"]) + "</code>"));
        }
    }
}

TEST_CASE("the curve of a report is that of capacity --json")
{
    const auto platforms = bbbcap("capacity " + two + "--json").json()["platforms"];
    const auto all = charts(two);
    for (std::size_t limit = 0; limit < platforms[0]["slo"].size(); ++limit) {
        const std::string name = platforms[0]["slo"][limit]["name"];
        INFO(name);
        const auto rows = rows_of(all["slo-" + name]);
        std::size_t row = 0;
        for (const auto& platform : platforms) {
            for (const auto& level : platform["curve"]) {
                const auto& drawn = rows.at(row++);
                CHECK(drawn["platform"] == platform["platform"]);
                CHECK(drawn["users"] == level["users"]);
                CHECK(double(drawn["value"]) ==
                      Approx(double(level["slo"][limit]["value"])).epsilon(1e-5));
            }
        }
        CHECK(rows.size() == row);
    }
}

TEST_CASE("paired differences of a report are those of compare --json")
{
    const auto compared = bbbcap("compare " + two + "--json").json();
    const auto rows = rows_of(charts(two)["differences"]);
    REQUIRE(rows.size() == 1);
    const auto& difference = compared["platforms"][1]["difference"];
    for (const auto& [drawn, told] :
         {std::pair{"users", "mean"}, {"low", "low"}, {"high", "high"}}) {
        CHECK(double(rows[0][drawn]) == Approx(double(difference[told])).epsilon(1e-5));
    }
}

TEST_CASE("a report has every resource along the workload, and every part of the answer")
{
    const auto all = charts(two);
    for (const char* chart :
         {"capacity", "load-users", "load-cpu", "load-memory", "load-uplink", "assumed"}) {
        INFO(chart);
        CHECK(all.contains(chart));
        CHECK_FALSE(rows_of(all[chart]).empty());
    }
    const std::string page = report(two);
    for (const char* part : {"answer", "levels", "load", "gains", "platforms", "doubt", "checks",
                             "assumed", "inputs", "command"}) {
        INFO(part);
        CHECK(contains(page, "<section id=\"" + std::string(part) + "\""));
        CHECK(contains(page, "<a href=\"#" + std::string(part) + "\">"));
    }
    CHECK(contains(page, "bbbcap report scenarios/seed-2016.yaml"));
    CHECK(count_of(page, "<table>") == count_of(page, "<caption>"));
    CHECK(contains(page, "70 % LINPACK and 30 % RAMspeed"));  // a source
}

TEST_CASE("in every figure of a report stands the table of its chart")
{
    const std::string page = without_scripts(report(two));
    CHECK(count_of(page, "<figure ") > 10);
    for (auto at = page.find("<figure "); at != std::string::npos;
         at = page.find("<figure ", at + 1)) {
        const std::string figure = page.substr(at, page.find("</figure>", at) - at);
        INFO(figure.substr(0, 200));
        CHECK(count_of(figure, "<table>") > 0);
    }
}

TEST_CASE("a report tells who sees no webcams")
{
    const std::string page =
        report(small + "--platform kvm --set workload.personas.publisher.sees_webcams=false ");
    CHECK(contains(page, "the first 7 of a room at office, webcam, sees no webcams"));
    CHECK(count_of(page, "sees no webcams") == 1);
}

TEST_CASE("a report where standard errors were drawn divides the doubt")
{
    const std::string doubtful =
        small + "--platform kvm --set platform.kvm.cpu.compute.standard_error=0.05 ";
    const auto rows = rows_of(charts(doubtful)["doubt"]);
    double sum = 0;
    for (const auto& row : rows) sum += double(row["share"]);
    REQUIRE(rows.size() == 3);
    CHECK((sum == Approx(1).epsilon(1e-5) || sum == 0));
    CHECK(contains(report(doubtful), "Parameters with a standard error, strongest first"));
}

TEST_CASE("a report asks for nothing from anywhere and runs one script, known by its digest")
{
    const std::string page = report(two);
    CHECK(contains(page, "default-src 'none'"));
    const std::string own = without_scripts(page);
    for (const char* mark : {"src=", "<link", "<img", "@import", "url(", "onload", "onclick"}) {
        INFO(mark);
        CHECK_FALSE(contains(own, mark));
    }
    CHECK(count_of(page, "<script>") <= 1);
    CHECK((contains(page, "'sha256-") || contains(page, "built without Node.js")));
}

TEST_CASE("text of a scenario stays text, in the page and in the data of its charts")
{
    const ScratchFolder scratch;
    const std::string hostile =
        R"(</script><script>alert(1)</script><!--<img src=x onerror=\"x\">)";
    std::string scenario = tests::text_of(tests::root + "scenarios/seed-2016.yaml");
    const std::size_t title = scenario.find("title: ");
    scenario.replace(title, scenario.find('\n', title) - title,
                     "title: \"" + hostile + "\\u202Eevil\\u2028'quote'\\e[31m & more\"");
    const std::string file = scratch.write("hostile.yaml", scenario);
    const std::string page =
        without_scripts(report("'" + file + "'" + small.substr(small.find(' ')) +
                               "--platform kvm --set 'note=" + "<b>`code`</b>'"));
    CHECK(
        contains(page, "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&lt;img src=x"));
    CHECK_FALSE(contains(page, "<script>alert"));
    CHECK_FALSE(contains(page, "<!--"));
    CHECK_FALSE(contains(page, "<img"));
    CHECK(contains(page, "[U+202E]evil[U+2028]&#39;quote&#39;[U+001B][31m &amp; more"));
    CHECK(contains(page, "&lt;b&gt;<code>code</code>&lt;/b&gt;"));
    for (const char* hidden : {"\u202E", "\u2028", "\033"}) CHECK_FALSE(contains(page, hidden));
}

TEST_CASE("what the files of a scenario say of themselves stays text, too")
{
    const ScratchFolder scratch;
    std::string platform = tests::text_of(tests::root + "scenarios/platforms/kvm.yaml");
    for (const std::string key : {"title: K", "source: I"}) {
        const std::size_t begin = platform.find(key) + key.size() - 1;
        platform.replace(begin, platform.find('\n', begin) - begin,
                         "\"<svg onload='x'>" + key + "\"");
    }
    scratch.write("platforms/kvm.yaml", platform);
    const std::string file =
        scratch.write("mine.yaml", tests::text_of(tests::root + "scenarios/seed-2016.yaml"));
    const std::string page = without_scripts(
        report("'" + file + "'" + small.substr(small.find(' ')) + "--platform kvm"));
    CHECK_FALSE(contains(page, "<svg"));
    for (const char* key : {"title: K", "source: I"}) {
        CHECK(contains(page, "&lt;svg onload=&#39;x&#39;&gt;" + std::string(key)));
    }
}

TEST_CASE("report refuses to write over a file, and leaves it as it was")
{
    const ScratchFolder scratch;
    const std::string file = scratch.write("report.html", "mine");
    const auto refused = bbbcap("report " + two + "-o '" + file + "'");
    CHECK(refused.exit_code == 2);
    CHECK(refused.out.empty());
    CHECK(contains(refused.err, "is there already"));
    CHECK(tests::text_of(file) == "mine");
    const auto forced = bbbcap("report " + two + "--force -o '" + file + "'");
    CHECK(forced.exit_code == 0);
    CHECK(contains(forced.out, "Written: "));
    CHECK(contains(tests::text_of(file), "</html>"));
}

TEST_CASE("report says what is wrong with its command line, and writes nothing")
{
    const ScratchFolder scratch;
    const std::string file = scratch.path("report.html");
    CHECK(bbbcap("report " + two).exit_code == 2);
    CHECK(contains(bbbcap("report " + two).err, "-o report.html"));
    const auto format = bbbcap("report " + two + "--format pdf -o '" + file + "'");
    CHECK(format.exit_code == 2);
    CHECK(contains(format.err, "`html` or `vega-lite`, found \"pdf\""));
    CHECK(bbbcap("report tests/misuse/several-findings.yaml -o '" + file + "'").exit_code == 2);
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK(bbbcap("report " + two + "-o /proc/none/report.html").exit_code == 4);
}

TEST_CASE("a report of a server that carries nobody says no, and ends with 1")
{
    const ScratchFolder scratch;
    const std::string file = scratch.path("report.html");
    const auto answer = bbbcap(
        "report " + small + "--platform kvm --set slo.limits.cpu_utilization=1% -o '" + file + "'");
    CHECK(answer.exit_code == 1);
    CHECK(contains(tests::text_of(file), "does not even hold for one user"));
}

TEST_CASE("a report has the same bytes for any number of threads")
{
    CHECK(report(two + "--threads 1 ") == report(two + "--threads 3 "));
}
