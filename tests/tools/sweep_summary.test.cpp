// What a store says: best points, main effects and Pareto fronts, on stores whose answers are
// known.
#include <algorithm>
#include <cmath>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/known_store.hpp"

using namespace tests;

TEST_CASE("main effects of an additive response are what was added, and all of its variance")
{
    const ScratchFolder folder;
    const auto effects = summary_of(written_store(folder, additive()))["effects"];
    REQUIRE(effects.size() == 2);  // of numbers only
    const auto& y = effects[0];
    CHECK(y["mean"].get<double>() == Approx(14));
    REQUIRE(y["factors"].size() == 2);  // rate does not change
    const auto& kind = y["factors"][0];
    const auto& a = y["factors"][1];
    CHECK(kind["factor"] == "kind");
    CHECK(kind["share"].get<double>() == Approx(6.0 / 7));
    CHECK(kind["levels"][0]["effect"].get<double>() == Approx(-2));
    CHECK(kind["levels"][1]["effect"].get<double>() == Approx(2));
    CHECK(a["share"].get<double>() == Approx(1.0 / 7));
    for (std::size_t level = 0; level < 3; ++level) {
        CHECK(a["levels"][level]["level"] == std::to_string(level + 1));
        const double effect = static_cast<double>(level) - 1;
        CHECK(a["levels"][level]["effect"].get<double>() == Approx(effect).margin(1e-12));
        CHECK(a["levels"][level]["interval"].is_null());
    }
    CHECK(effects[1]["factors"][0]["share"] == 0);  // nothing varies
}

TEST_CASE("a response that is all interaction has no main effects")
{
    const ScratchFolder folder;
    const auto store =
        written_store(folder, {{0, "x", 1}, {0, "y", -1}, {1, "x", -1}, {1, "y", 1}});
    const auto summary = summary_of(store);
    for (const auto& factor : summary["effects"][0]["factors"]) {
        CHECK(factor["share"].get<double>() == Approx(0).margin(1e-12));
        CHECK(factor["levels"][0]["effect"].get<double>() == Approx(0).margin(1e-12));
    }
}

TEST_CASE("intervals of effects are over replications, so what points share cancels")
{
    // effects of a in three replications: 1, 2 and 3 to each side of means that differ widely
    const ScratchFolder folder;
    const auto store = written_store(
        folder, {{0, "x", 98, 0, {-1, 98, 997, 5}}, {1, "x", 102, 0, {1, 102, 1003}}});
    const auto y = summary_of(store)["effects"][0];
    CHECK(y["replications"] == 3);  // the fourth is not of the whole design
    const auto interval = y["factors"][0]["levels"][1]["interval"];
    const double half = 4.302653 / std::sqrt(3.0);  // t of 2 degrees of freedom, s = 1
    CHECK(interval["mean"].get<double>() == Approx(2));
    CHECK(interval["low"].get<double>() == Approx(2 - half));
    CHECK(interval["high"].get<double>() == Approx(2 + half));
}

TEST_CASE("a factor of many numbers is cut into ten ranges with as many answers each")
{
    const ScratchFolder folder;
    std::vector<Point> points;
    for (int a = 0; a < 200; ++a) points.push_back({a * a, "x", double(a)});
    const auto effects = summary_of(written_store(folder, points))["effects"][0];
    const auto& levels = effects["factors"][0]["levels"];
    REQUIRE(levels.size() == 10);
    for (std::size_t i = 0; i < 10; ++i) {
        CHECK(levels[i]["answers"] == 20);
        CHECK(levels[i]["mean"].get<double>() == Approx(20 * static_cast<double>(i) + 9.5));
    }
    CHECK(levels[0]["level"] == "0 .. 361");
}

TEST_CASE("the Pareto front of a known set, with ties, for each direction")
{
    const ScratchFolder folder;
    const auto store =
        written_store(folder,
                      {{0, "x", 5, 5},
                       {0, "x", 4, 1},
                       {0, "x", 5, 4},
                       {0, "x", 3, 1},
                       {0, "x", 5, 4},
                       {0, "x", 9, 9},
                       {0, "x", 1, 0},
                       {0, "x", 8, 9}},
                      "INSERT INTO point VALUES (100, 'failed', 'no', NULL, 0, 'x', 1e8);");
    const auto front = summary_of(store, "--pareto run.y,-run.z")["front"];
    CHECK(points_of(front["points"]) == std::vector{5, 2, 1, 6});
    CHECK(front["points"][1]["ties"] == 1);
    CHECK(front["points"][0]["ties"] == 0);
    const auto both = summary_of(store, "--pareto 'most run.y, most run.z'")["front"];
    CHECK(points_of(both["points"]) == std::vector{5});
    const auto least = summary_of(store, "--pareto 'least run.y,min run.z'")["front"];
    CHECK(points_of(least["points"]) == std::vector{6});
    const auto under = summary_of(store, "--pareto run.y,-run.z --under 'run.y < 5'")["front"];
    CHECK(points_of(under["points"]) == std::vector{1, 6});
}

TEST_CASE("the Pareto front of many points is what comparing each with each gives")
{
    std::mt19937 random(3);
    std::vector<Point> points;
    for (int i = 0; i < 1000; ++i) {
        const double y = double(random() % 200);
        points.push_back({i, "x", y, double(random() % 200) - y});
    }
    std::vector<int> known;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point& one = points[i];
        const bool surpassed = std::any_of(points.begin(), points.end(), [&](const Point& other) {
            const bool as_good = other.y >= one.y && other.z >= one.z;
            return as_good && (other.y > one.y || other.z > one.z || other.a < one.a);
        });
        if (!surpassed) known.push_back(static_cast<int>(i));
    }
    std::sort(known.begin(), known.end(), [&](int one, int other) {
        return points[std::size_t(one)].y > points[std::size_t(other)].y;
    });
    REQUIRE(known.size() > 10);
    const ScratchFolder folder;
    const auto front = summary_of(written_store(folder, points), "--pareto run.y,run.z")["front"];
    CHECK(points_of(front["points"]) == known);
}

TEST_CASE("the best points under constraints over factors, responses, words and columns")
{
    const ScratchFolder folder;
    const auto store = written_store(folder, additive());
    const auto best = [&](const std::string& options) {
        return summary_of(store, "--best=" + options)["best"];
    };
    CHECK(points_of(best("run.y")["points"]) == std::vector{5, 3, 1, 4, 2, 0});
    CHECK(points_of(best("-run.y --top 2")["points"]) == std::vector{0, 2});
    CHECK(points_of(best("run.y --under 'kind = x'")["points"]) == std::vector{4, 2, 0});
    CHECK(points_of(best("run.y --under 'kind != x' --under 'a<=2'")["points"]) ==
          std::vector{3, 1});
    CHECK(points_of(best("run.y --under 'a = 3 or run.y < 12'")["points"]) == std::vector{5, 4, 0});
    CHECK(points_of(best("run.y --under 'rate < 99 Mbit/s'")["points"]).empty());
    const auto priced = best(
        "run.y --column 'cost = 10*a + 5 * (rate / 100 Mbit/s - 1)' "
        "--under 'cost<=20'");
    CHECK(points_of(priced["points"]) == std::vector{3, 1, 2, 0});
    CHECK(priced["answers"] == 6);
    CHECK(priced["admitted"] == 4);
    CHECK(points_of(best("'run.y / a'")["points"])[0] == 1);
    CHECK(best("'run.y / (a - 1)'")["answers"] == 4);  // what divides by zero has no value
}

TEST_CASE("the best is told with its paired difference to the second")
{
    const ScratchFolder folder;
    const auto store = written_store(
        folder, {{0, "x", 103, 0, {3, 103, 203}}, {1, "x", 101, 0, {2, 101, 200}}, {2, "x", 7}});
    const auto best = summary_of(store, "--best run.y")["best"];
    CHECK(best["lead_replications"] == 3);  // differences 1, 2 and 3
    CHECK(best["lead"]["mean"].get<double>() == Approx(2));
    CHECK(best["lead"]["low"].get<double>() == Approx(2 - 4.302653 / std::sqrt(3.0)));
    const auto text = bbbcap("sweep summary " + store + " --best run.y").out;
    CHECK(contains(text, "which of the two is better"));
    CHECK(contains(text, "The best of 3 by its estimate tends to look better"));
    const auto surer = bbbcap("sweep summary " + store + " --best run.y --level 60%");
    INFO(surer.out << surer.err);
    CHECK(contains(std::regex_replace(surer.out, std::regex("\\s+"), " "), "that one is better"));
    const auto none = bbbcap("sweep summary " + store + " --best run.z").out;
    CHECK(contains(none, "No replications of it are stored"));
    CHECK(contains(none, "+2"));  // the others have the same z
}

TEST_CASE("failed, undecided and uncalibrated points are counted and marked")
{
    const ScratchFolder folder;
    const auto store =
        written_store(folder, additive(),
                      "INSERT INTO point VALUES (50, 'failed', 'no', NULL, 9, 'x', 1e8);"
                      "UPDATE answer SET precise = 0 WHERE point = 5;"
                      "UPDATE point SET outside = 'a' WHERE point = 3;");
    const auto text = bbbcap("sweep summary " + store + " --best run.y").out;
    CHECK(contains(text, "known: 6 of 100 points done, 1 failed\n"));
    CHECK(contains(text, "6 answers, 1 not precise (~); 1 point outside"));
    CHECK(contains(text, "\n  5~ "));
    CHECK(contains(text, "\n  3* "));
    const auto summary = summary_of(store, "--best run.y");
    CHECK(summary["best"]["points"][0]["precise"] == false);
    CHECK(summary["best"]["points"][1]["outside"] == true);
}

TEST_CASE("a summary as CSV and as a chart")
{
    const ScratchFolder folder;
    const auto store = written_store(folder, additive());
    const std::string command = "sweep summary " + store + " --best run.y --pareto run.y,-a ";
    CHECK(bbbcap(command + "--format csv --top 2").out ==
          "point,contender,platform,a,kind,rate,run.y,precise,outside,ties\n"
          "5,1,kvm,3,y,100000000,17,1,0,0\n3,1,kvm,2,y,100000000,16,1,0,0\n");
    CHECK(contains(bbbcap(command + "--format csv --table effects").out,
                   "run.y,kind,0.857142857142857"));
    CHECK(contains(bbbcap(command + "--format csv --table front").out,
                   "\n1,1,kvm,1,y,100000000,15,1,1,0,0\n"));
    const auto chart = bbbcap(command + "--format vega-lite").json();
    CHECK(chart["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json");
    REQUIRE(chart["vconcat"].size() == 4);
    CHECK(chart["vconcat"][0]["data"]["values"].size() == 6);
    const auto& effects = chart["vconcat"][2]["vconcat"];
    REQUIRE(effects.size() == 2);
    CHECK(effects[0]["data"]["values"].size() == 2);
    CHECK(effects[1]["data"]["values"].size() == 3);
    const auto file = folder.path("chart.json");
    CHECK(bbbcap(command + "--format vega-lite -o " + file).out.empty());
    CHECK(tests::parsed(tests::text_of(file)) == chart);
    const auto again = bbbcap(command + "--format csv -o " + file);
    CHECK(again.exit_code == 2);
    CHECK(contains(again.err, "write over it with `--force`"));
    CHECK(bbbcap(command + "--format csv --force -o " + file).exit_code == 0);
    CHECK(contains(tests::text_of(file), "point,contender"));
}

TEST_CASE("a sweep ends with its best point, and its summary is of its answers")
{
    const ScratchFolder folder;
    const auto design = folder.write(
        "d.yaml", small_design("factors: {guest.vcpus: [1, 2], workload.users: [10, 20]}\n",
                               "responses: [capacity.users, run.cpu_utilization]\n"
                               "replications: 4\n"));
    const auto store = folder.path("s.sqlite");
    const auto answer = bbbcap("sweep " + design + " -o " + store);
    REQUIRE(answer.exit_code == 0);
    CHECK(contains(answer.out, "most capacity.users: "));
    CHECK(contains(answer.out, "bbbcap sweep summary "));
    const auto rows = table_of(store);
    double largest = 0;
    for (const auto& row : rows) largest = std::max(largest, row["capacity.users"].get<double>());
    const auto summary = summary_of(store);
    CHECK(summary["best"]["points"][0]["value"].get<double>() == largest);
    const auto& cpu = summary["effects"][1];
    CHECK(cpu["response"] == "run.cpu_utilization");
    CHECK(cpu["replications"] == 4);
    for (const auto& factor : cpu["factors"]) {
        for (const auto& level : factor["levels"]) {
            CHECK(level["interval"]["mean"].get<double>() ==
                  Approx(level["effect"].get<double>()).margin(1e-12));
        }
    }
}
