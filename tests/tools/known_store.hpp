#pragma once

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/tools/sweeping.hpp"

// Stores written directly, whose answers are known.
namespace tests {

// The tables of a store with the factors a (a number), kind (a word) and rate (bit/s), and the
// responses run.y (with replications), run.z and capacity.limit (a word).
inline const std::string tables =
    "PRAGMA application_id = 1650615137; PRAGMA user_version = 1;"
    "CREATE TABLE sweep (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE input (path TEXT PRIMARY KEY, sha1 TEXT, bytes INTEGER) WITHOUT ROWID;"
    "CREATE TABLE factor (number INTEGER PRIMARY KEY, key TEXT, type TEXT, unit TEXT);"
    "CREATE TABLE response (number INTEGER PRIMARY KEY, name TEXT, type TEXT, unit TEXT, meaning);"
    "CREATE TABLE point (point INTEGER PRIMARY KEY, status TEXT, message TEXT, outside TEXT, "
    "a INTEGER, kind TEXT, rate REAL);"
    "CREATE TABLE answer (point INTEGER, contender INTEGER, platform TEXT, fingerprint TEXT, "
    "replications INTEGER, precise INTEGER, \"run.y\" REAL, \"run.z\" REAL, \"capacity.limit\" "
    "TEXT,"
    " PRIMARY KEY (point, contender)) WITHOUT ROWID;"
    "CREATE TABLE observation (point INTEGER, contender INTEGER, replication INTEGER, fingerprint "
    "TEXT, \"run.y\" REAL, PRIMARY KEY (point, contender, replication)) WITHOUT ROWID;"
    "CREATE TABLE session (number INTEGER PRIMARY KEY, began, seen, host, threads, points);"
    "INSERT INTO sweep VALUES ('name', 'known'), ('points', 100);"
    "INSERT INTO factor VALUES (1, 'a', 'INTEGER', ''), (2, 'kind', 'TEXT', ''), "
    "(3, 'rate', 'REAL', 'bit/s');"
    "INSERT INTO response VALUES (1, 'run.y', 'REAL', '', ''), (2, 'run.z', 'REAL', '', ''), "
    "(3, 'capacity.limit', 'TEXT', '', '');";

struct Point {
    int a = 0;
    std::string kind = "x";
    double y = 0;
    double z = 0;
    std::vector<double> replications = {};
};

inline std::string written_store(const ScratchFolder& folder, const std::vector<Point>& points,
                                 const std::string& further = "")
{
    const std::string path = folder.path("known.sqlite");
    const OpenStore store(path);
    store.rows(tables + "BEGIN;");
    int number = 0;
    for (const Point& point : points) {
        const std::string at = std::to_string(number++);
        store.rows("INSERT INTO point VALUES (" + at + ", 'done', NULL, NULL, " +
                   std::to_string(point.a) + ", '" + point.kind + "', 1e8);");
        store.rows("INSERT INTO answer VALUES (" + at + ", 1, 'kvm', '', 1, 1, " +
                   std::to_string(point.y) + ", " + std::to_string(point.z) + ", 'cpu');");
        for (std::size_t i = 0; i < point.replications.size(); ++i) {
            store.rows("INSERT INTO observation VALUES (" + at + ", 1, " + std::to_string(i) +
                       ", '', " + std::to_string(point.replications[i]) + ");");
        }
    }
    store.rows("COMMIT;" + further);
    return path;
}

inline nlohmann::json summary_of(const std::string& store, const std::string& options = "")
{
    const auto answer = bbbcap("sweep summary " + store + " --json " + options);
    INFO(answer.err);
    REQUIRE(answer.exit_code == 0);
    return answer.json();
}

inline std::vector<int> points_of(const nlohmann::json& rows)
{
    std::vector<int> points;
    for (const auto& row : rows) points.push_back(row["point"]);
    return points;
}

// y = 10 + a + (4 where kind is y), a = 1, 2, 3.
inline std::vector<Point> additive()
{
    std::vector<Point> points;
    for (const int a : {1, 2, 3}) {
        for (const std::string kind : {"x", "y"}) {
            points.push_back({a, kind, 10.0 + a + (kind == "y" ? 4 : 0)});
        }
    }
    return points;
}

}  // namespace tests
