#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tools/sweep/database.hpp"
#include "tools/sweep/design.hpp"
#include "tools/sweep/inputs.hpp"
#include "tools/sweep/lock_file.hpp"
#include "tools/sweep/point_task.hpp"
#include "tools/sweep/shard.hpp"

namespace tools {

// What a store is about. Two stores with the same of it, the shard and its points aside, are of one
// sweep.
struct StoreHeading {
    std::string name;
    std::string title;
    std::string design_path;
    std::string design;     // text
    std::string overrides;  // of the command line, one a line
    std::string library;    // as given on the command line
    std::string program;    // version
    std::string seed;
    Shard shard;
    std::uint64_t points = 0;  // that the store will have
    std::vector<InputFile> inputs;
};

// Sentences that say in what two of them differ; empty: they are of one sweep. `before` is the
// store's.
std::vector<std::string> differences(const StoreHeading& before, const StoreHeading& now);

// Throws UsageError with what changed where the store at `path` was begun with something else.
void expect_same(const StoreHeading& before, const StoreHeading& now, const std::string& path);

struct StoreCounts {
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
};

// A time in which a program was at work on the store. Not part of what a sweep answers.
struct Session {
    std::string began;  // UTC
    std::string seen;   // when points were last stored
    std::string host;
    std::int64_t threads = 0;
    std::int64_t points = 0;  // stored
};

// How SQLite keeps a store whole. `write_ahead` needs a file system of this machine; `rollback`, a
// little slower, holds on those of the network, while other machines read.
enum class Journal { write_ahead, rollback };

// The store of a sweep: one SQLite file, see tools/sweep/README.md. What write() has returned from
// is on the disk, as far as the disk keeps its promises.
class Store {
public:
    // Makes the tables in a new or empty file; ":memory:" is none.
    Store(const std::string& path, const StoreHeading& heading, const Design& design,
          const SweepQuestion& question, Journal journal = Journal::write_ahead);
    // Throws StoreError unless it is a store of a sweep in a version known here.
    Store(const std::string& path, Database::Access access, Journal journal = Journal::write_ahead);

    static bool is_begun(const std::string& path);  // false: no such file, or nothing in it yet

    StoreHeading heading() const;
    StoreCounts counts() const;
    // Whether point number ... was stored, and did not fail unless `failed` counts too.
    std::vector<bool> stored(bool failed) const;
    std::vector<Session> sessions() const;
    void begin_session(const Session& session);
    void write(std::span<const PointResult> results);  // all of them or none
    // Makes it one file, which may be read where nothing can be written, and lets others write it.
    void finish();
    std::int64_t bytes() const;
    Database& database() { return database_; }
    const Database& database() const { return database_; }

private:
    void write_answer(const PointResult& result, std::size_t contender);
    void prepare_writing(Journal journal);

    std::optional<LockFile> lock_;  // of who writes
    Database database_;
    std::vector<Statement> inserts_;  // into point, answer, observation; then what goes before them
};

// How many bytes a point takes, from results as they would be stored.
double bytes_of_a_point(const Design& design, const SweepQuestion& question,
                        std::span<const PointResult> results);

}  // namespace tools
