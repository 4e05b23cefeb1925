#include "tools/sweep/store.hpp"

#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <utility>

#include "models/finding.hpp"
#include "tools/document.hpp"
#include "tools/sweep/factor_reader.hpp"
#include "tools/sweep/schema.hpp"

namespace tools {
namespace {

const std::string in_memory = ":memory:";

void fill_heading(Database& database, const StoreHeading& heading)
{
    Statement row = database.prepare("INSERT INTO sweep VALUES (?, ?)");
    row.run({"name", heading.name});
    row.run({"title", heading.title});
    row.run({"design_path", heading.design_path});
    row.run({"design", heading.design});
    row.run({"overrides", heading.overrides});
    row.run({"library", heading.library});
    row.run({"program", heading.program});
    row.run({"seed", heading.seed});
    row.run({"shard", to_string(heading.shard)});
    row.run({"points", static_cast<std::int64_t>(heading.points)});
    Statement input = database.prepare("INSERT INTO input VALUES (?, ?, ?)");
    for (const InputFile& file : heading.inputs) input.run({file.path, file.sha1, file.bytes});
}

void fill_columns(Database& database, const Design& design, const SweepQuestion& question)
{
    const std::vector<Column> columns = factor_columns(design);
    Statement factor = database.prepare("INSERT INTO factor VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& dimension = design.factors[i].dimension;
        factor.run({static_cast<std::int64_t>(i) + 1, columns[i].name, columns[i].type,
                    dimension ? unit_of(*dimension) : ""});
    }
    Statement response = database.prepare("INSERT INTO response VALUES (?, ?, ?, ?, ?)");
    std::int64_t number = 0;
    for (const Figure& figure : question.figures) {
        response.run({++number, figure.name, figure.type, figure.unit, figure.meaning});
    }
}

[[noreturn]] void refuse(const Database& database, const std::string& sentence)
{
    throw StoreError(fmt::format("store {}: {}", models::quoted(database.path()), sentence));
}

void check_version(const Database& database)
{
    const auto version = database.integer("PRAGMA user_version");
    if (database.integer("PRAGMA application_id") != application_id) {
        refuse(database, "it is no store of a sweep; name another file");
    }
    if (version <= schema_version) return;
    refuse(database, fmt::format("it has version {} of the schema, this program knows those up to "
                                 "{}; take a newer bbbcap",
                                 version, schema_version));
}

std::optional<LockFile> lock_of(const std::string& path, Database::Access access)
{
    if (access == Database::Access::read || path == in_memory) return std::nullopt;
    return std::optional<LockFile>(std::in_place, path);
}

std::vector<Cell> leading(const PointResult& result)
{
    const auto text = [](const std::string& words) { return words.empty() ? Cell() : Cell(words); };
    return {static_cast<std::int64_t>(result.number), result.failure.empty() ? "done" : "failed",
            text(result.failure), text(result.outside)};
}

void append(std::vector<Cell>& row, const std::vector<Cell>& cells)
{
    row.insert(row.end(), cells.begin(), cells.end());
}

void begin_journal(Database& database, Journal journal)
{
    const bool ahead = journal == Journal::write_ahead;
    database.execute(ahead ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
    // every commit is forced to the disk: it survives the loss of power, not of the disk
    database.execute("PRAGMA synchronous = FULL");
}

std::string now()
{
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&time, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace

Store::Store(const std::string& path, Database::Access access, Journal journal)
    : lock_(lock_of(path, access)), database_(path, access)
{
    check_version(database_);
    if (access != Database::Access::read) prepare_writing(journal);
}

Store::Store(const std::string& path, const StoreHeading& heading, const Design& design,
             const SweepQuestion& question, Journal journal)
    : lock_(lock_of(path, Database::Access::create)), database_(path, Database::Access::create)
{
    begin_journal(database_, journal);
    Transaction transaction(database_);
    database_.execute(schema_of(design, question));
    fill_heading(database_, heading);
    fill_columns(database_, design, question);
    transaction.commit();
    prepare_writing(journal);
}

bool Store::is_begun(const std::string& path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return false;
    const Database database(path, Database::Access::write);
    return database.integer("SELECT count(*) FROM sqlite_schema") > 0;
}

void Store::prepare_writing(Journal journal)
{
    begin_journal(database_, journal);
    for (const char* table : {"point", "answer", "observation"}) {
        const auto columns =
            database_.integer(fmt::format("SELECT count(*) FROM pragma_table_info('{}')", table));
        inserts_.push_back(
            database_.prepare(insert_into(table, static_cast<std::size_t>(columns))));
    }
    inserts_.push_back(
        database_.prepare("UPDATE session SET seen = ?, points = points + ? "
                          "WHERE number = (SELECT max(number) FROM session)"));
}

StoreHeading Store::heading() const
{
    const auto value = [&](const char* key) {
        Statement row = database_.prepare("SELECT value FROM sweep WHERE key = ?");
        row.start({std::string(key)});
        return row.next() ? row.text(0) : "";
    };
    StoreHeading heading;
    heading.name = value("name");
    heading.title = value("title");
    heading.design_path = value("design_path");
    heading.design = value("design");
    heading.overrides = value("overrides");
    heading.library = value("library");
    heading.program = value("program");
    heading.seed = value("seed");
    heading.shard = read_shard(value("shard"));
    heading.points = std::stoull("0" + value("points"));
    for (const auto& row : database_.rows("SELECT path, sha1, bytes FROM input ORDER BY path")) {
        heading.inputs.push_back({std::get<std::string>(row[0]), std::get<std::string>(row[1]),
                                  std::get<std::int64_t>(row[2])});
    }
    return heading;
}

StoreCounts Store::counts() const
{
    const auto count = [&](const char* status) {
        return static_cast<std::uint64_t>(database_.integer(
            fmt::format("SELECT count(*) FROM point WHERE status = '{}'", status)));
    };
    return {count("done"), count("failed")};
}

std::vector<bool> Store::stored(bool failed) const
{
    std::vector<bool> stored;
    Statement rows = database_.prepare("SELECT point, status = 'failed' FROM point");
    while (rows.next()) {
        const auto number = static_cast<std::size_t>(rows.integer(0));
        if (rows.integer(1) != 0 && !failed) continue;
        if (number >= stored.size()) stored.resize(std::max(number + 1, 2 * stored.size()));
        stored[number] = true;
    }
    return stored;
}

std::vector<Session> Store::sessions() const
{
    std::vector<Session> sessions;
    Statement rows =
        database_.prepare("SELECT began, seen, host, threads, points FROM session ORDER BY number");
    while (rows.next()) {
        sessions.push_back(
            {rows.text(0), rows.text(1), rows.text(2), rows.integer(3), rows.integer(4)});
    }
    return sessions;
}

void Store::begin_session(const Session& session)
{
    database_
        .prepare("INSERT INTO session (began, seen, host, threads, points) VALUES (?, ?, ?, ?, 0)")
        .run({now(), now(), session.host, session.threads});
}

void Store::write_answer(const PointResult& result, std::size_t contender)
{
    const AnswerRow& answer = result.answers[contender];
    const std::vector<Cell> key = {static_cast<std::int64_t>(result.number),
                                   static_cast<std::int64_t>(contender) + 1};
    std::vector<Cell> row = key;
    append(row, {answer.platform, hexadecimal(answer.fingerprint),
                 std::int64_t{answer.replications}, std::int64_t{answer.precise}});
    append(row, answer.cells);
    inserts_[1].run(row);
    std::int64_t number = 0;
    for (const ObservationRow& observation : answer.observations) {
        const bool ran = observation.fingerprint != 0;
        row = key;
        append(row, {number++, ran ? Cell(hexadecimal(observation.fingerprint)) : Cell()});
        append(row, observation.cells);
        inserts_[2].run(row);
    }
}

void Store::write(std::span<const PointResult> results)
{
    Transaction transaction(database_);
    for (const PointResult& result : results) {
        std::vector<Cell> row = leading(result);
        append(row, result.factors);
        inserts_[0].run(row);
        for (std::size_t i = 0; i < result.answers.size(); ++i) write_answer(result, i);
    }
    inserts_[3].run({now(), static_cast<std::int64_t>(results.size())});
    transaction.commit();
}

std::int64_t Store::bytes() const
{
    return database_.integer("PRAGMA page_count") * database_.integer("PRAGMA page_size");
}

void Store::finish()
{
    try {
        database_.execute("PRAGMA busy_timeout = 100");
        database_.execute("PRAGMA journal_mode = DELETE");
    } catch (const StoreError&) {
        // somebody reads it: it stays in two files until it is next written
    }
    lock_.reset();
}

double bytes_of_a_point(const Design& design, const SweepQuestion& question,
                        std::span<const PointResult> results)
{
    constexpr std::size_t enough = 300;
    std::vector<PointResult> many;
    while (many.size() < enough) {
        many.push_back(results[many.size() % results.size()]);
        many.back().number = many.size() - 1;
    }
    Store store(in_memory, {}, design, question);
    const std::int64_t empty = store.bytes();
    store.write(many);
    return static_cast<double>(store.bytes() - empty) / static_cast<double>(enough);
}

}  // namespace tools
