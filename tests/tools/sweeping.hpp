#pragma once

#include <sqlite3.h>

#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/tools/command_line.hpp"

// What tests of `bbbcap sweep` share.
namespace tests {

inline const std::string one_figure = "responses: [run.cpu_utilization]\n";

// A design on the benchmark of the study, so small that a point takes milliseconds.
inline std::string small_design(
    const std::string& factors, const std::string& question = one_figure,
    const std::string& method = "method: grid\n",
    const std::string& set =
        "set: {resolution: flow, platform: native, workload.users: 20, window: 30 s, "
        "warm_up: 10 s, max_users: 100}\n")
{
    return "version: 1\nsweep: small\nscenario: " + root + "scenarios/seed-2016.yaml\n" + set +
           method + factors + question;
}

// The rows of `bbbcap export`.
inline std::vector<nlohmann::json> table_of(const std::string& store,
                                            const std::string& table = "result")
{
    std::istringstream lines(bbbcap("export " + store + " --format jsonl --table " + table).out);
    std::vector<nlohmann::json> rows;
    for (std::string line; std::getline(lines, line);) rows.push_back(parsed(line));
    return rows;
}

// A store opened by SQLite itself.
class OpenStore {
public:
    explicit OpenStore(const std::string& path)
    {
        if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) {
            throw std::runtime_error("no store at " + path);
        }
        sqlite3_busy_timeout(database_, 5000);
    }
    OpenStore(const OpenStore&) = delete;
    OpenStore& operator=(const OpenStore&) = delete;
    ~OpenStore() { sqlite3_close(database_); }

    // Rows as text, a tab between fields.
    std::string rows(const std::string& sql) const
    {
        std::string text;
        char* problem = nullptr;
        const auto add = [](void* to, int count, char** fields, char**) {
            for (int i = 0; i < count; ++i) {
                *static_cast<std::string*>(to) += fields[i] == nullptr ? "NULL" : fields[i];
                *static_cast<std::string*>(to) += '\t';
            }
            *static_cast<std::string*>(to) += '\n';
            return 0;
        };
        if (sqlite3_exec(database_, sql.c_str(), add, &text, &problem) != SQLITE_OK) {
            const std::string sentence = problem;
            sqlite3_free(problem);
            throw std::runtime_error(sentence);
        }
        return text;
    }

private:
    sqlite3* database_ = nullptr;
};

// Every row of every table but `session`, which tells when and where it was computed.
inline std::string dump_of(const std::string& path)
{
    const OpenStore store(path);
    std::string dump = store.rows("SELECT name, sql FROM sqlite_schema ORDER BY name");
    for (const std::string table :
         {"sweep", "input", "factor", "response", "point", "answer", "observation"}) {
        dump += table + '\n' + store.rows("SELECT * FROM " + table);  // by key
    }
    return dump;
}

}  // namespace tests
