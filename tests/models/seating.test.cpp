#include "models/seating.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "tests/catch.hpp"

using models::Workload;

namespace {

models::Persona persona(int first, double share)
{
    models::Persona one;
    one.first = first;
    one.share = share;
    return one;
}

std::size_t count(const std::vector<std::size_t>& seats, std::size_t which)
{
    return static_cast<std::size_t>(std::ranges::count(seats, which));
}

Workload of_kind(models::WorkloadKind kind)
{
    Workload workload;
    workload.kind = kind;
    return workload;
}

}  // namespace

TEST_CASE("those named first take the first seats in the order of the file")
{
    Workload workload;
    workload.personas = {persona(1, 0), persona(7, 0), persona(0, 0)};
    CHECK(models::seating(workload, 10) == std::vector<std::size_t>{0, 1, 1, 1, 1, 1, 1, 1, 2, 2});
    CHECK(models::seating(workload, 3) == std::vector<std::size_t>{0, 1, 1});
    CHECK(models::seating(workload, 0).empty());
}

TEST_CASE("every prefix of the seats has the shares as nearly as whole users allow")
{
    Workload workload;
    workload.personas = {persona(2, 0), persona(0, 0.4), persona(0, 0.15), persona(0, 0)};
    for (int users = 2; users < 200; ++users) {
        const auto seats = models::seating(workload, users);
        REQUIRE(seats.size() == static_cast<std::size_t>(users));
        const double rest = users - 2;
        INFO(users << " users");
        CHECK(std::abs(static_cast<double>(count(seats, 1)) - 0.4 * rest) < 1);
        CHECK(std::abs(static_cast<double>(count(seats, 2)) - 0.15 * rest) < 1);
        CHECK(std::abs(static_cast<double>(count(seats, 3)) - 0.45 * rest) < 1);
    }
}

TEST_CASE("another user changes nobody's seat")
{
    Workload workload;
    workload.personas = {persona(1, 0), persona(0, 0.1), persona(0, 0)};
    auto fewer = models::seating(workload, 50);
    const auto more = models::seating(workload, 51);
    fewer.push_back(more.back());
    CHECK(fewer == more);
}

TEST_CASE("users are divided into full rooms and one of those left over")
{
    Workload workload = of_kind(models::WorkloadKind::fixed);
    CHECK(models::room_sizes(workload, 70) == std::vector<int>{70});
    workload.room_size = 20;
    CHECK(models::room_sizes(workload, 70) == std::vector<int>{20, 20, 20, 10});
    CHECK(models::room_sizes(workload, 60) == std::vector<int>{20, 20, 20});
    CHECK(models::room_sizes(workload, 5) == std::vector<int>{5});
    for (int users = 1; users < 300; ++users) {
        const auto rooms = models::room_sizes(workload, users);
        CHECK(std::accumulate(rooms.begin(), rooms.end(), 0) == users);
    }
}

TEST_CASE("a level of random meetings is made of meetings of mean size")
{
    Workload workload = of_kind(models::WorkloadKind::poisson);
    workload.meeting_size = sim::Distribution::lognormal(10, 0.9);
    CHECK(models::room_sizes(workload, 25) == std::vector<int>{10, 10, 5});
}

TEST_CASE("a level of a timetable is made of its largest classes")
{
    Workload workload = of_kind(models::WorkloadKind::timetable);
    workload.lessons = {{0, 1, 20, 60}, {0, 1, 30, 60}};
    CHECK(models::room_sizes(workload, 70) == std::vector<int>{30, 30, 10});
}
