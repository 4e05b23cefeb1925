#include "tools/sweep/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <utility>

#include "models/finding.hpp"

namespace tools {
namespace {

// How long another process may keep the store locked.
constexpr int patience = 30000;  // ms

std::string way_out(int code, sqlite3* database)
{
    switch (code & 0xff) {
        case SQLITE_FULL:
            return "the disk is full; free some of it and go on with `--resume`";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fmt::format(
                "another process kept it locked for {} s; end that one and go on with `--resume`",
                patience / 1000);
        case SQLITE_READONLY:
            return "it may only be read; make it writable and go on with `--resume`";
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return "it cannot be opened; name a store that is there, make it and its folder "
                   "writable and go on with `--resume`";
        case SQLITE_NOTADB:
            return "it is no store of a sweep; name another file";
        case SQLITE_CORRUPT:
            return "it is damaged; restore it from a copy, or remove it and begin anew";
        default:
            return database == nullptr ? "there is no memory for it" : sqlite3_errmsg(database);
    }
}

[[noreturn]] void refuse(const std::string& path, int code, sqlite3* database)
{
    throw StoreError(fmt::format("store {}: {}", models::quoted(path), way_out(code, database)));
}

int bind(sqlite3_stmt* statement, int place, const Cell& cell)
{
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        return sqlite3_bind_int64(statement, place, *integer);
    }
    if (const auto* real = std::get_if<double>(&cell)) {
        if (!std::isfinite(*real)) return sqlite3_bind_null(statement, place);
        return sqlite3_bind_double(statement, place, *real);
    }
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return sqlite3_bind_text(statement, place, text->data(), static_cast<int>(text->size()),
                                 SQLITE_TRANSIENT);
    }
    return sqlite3_bind_null(statement, place);
}

std::string quoted(const std::string& text, char quote)
{
    std::string quoted(1, quote);
    for (const char character : text) {
        quoted += character;
        if (character == quote) quoted += quote;
    }
    return quoted + quote;
}

}  // namespace

std::string sql_name(const std::string& name)
{
    return quoted(name, '"');
}

std::string sql_text(const std::string& text)
{
    return quoted(text, '\'');
}

Statement::Statement(sqlite3* database, const std::string& path, const std::string& sql)
    : database_(database), path_(&path)
{
    const int code = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement_, nullptr);
    if (code != SQLITE_OK) refuse(path, code, database);
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      path_(other.path_),
      statement_(std::exchange(other.statement_, nullptr))
{
}

Statement::~Statement()
{
    sqlite3_finalize(statement_);
}

void Statement::start(const std::vector<Cell>& values)
{
    sqlite3_reset(statement_);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int code = bind(statement_, static_cast<int>(i) + 1, values[i]);
        if (code != SQLITE_OK) refuse(*path_, code, database_);
    }
}

bool Statement::next()
{
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) refuse(*path_, code, database_);
    sqlite3_reset(statement_);
    return false;
}

void Statement::run(const std::vector<Cell>& values)
{
    start(values);
    while (next()) {
    }
}

int Statement::columns() const
{
    return sqlite3_column_count(statement_);
}

std::string Statement::column_name(int column) const
{
    return sqlite3_column_name(statement_, column);
}

Cell Statement::cell(int column) const
{
    switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_INTEGER:
            return integer(column);
        case SQLITE_FLOAT:
            return real(column);
        case SQLITE_NULL:
            return {};
        default:
            return text(column);
    }
}

std::string Statement::text(int column) const
{
    const auto* bytes = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? "" : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(statement_, column);
}

Database::Database(const std::string& path, Access access) : path_(path)
{
    const int create = access == Access::create ? SQLITE_OPEN_CREATE : 0;
    open(access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | create);
    if (access != Access::read) return;
    const int code = sqlite3_exec(database_, "PRAGMA schema_version", nullptr, nullptr, nullptr);
    if (code != SQLITE_READONLY_ROLLBACK) return;
    // What a killed program left half written is rolled back, which who only reads cannot.
    sqlite3_close(std::exchange(database_, nullptr));
    open(SQLITE_OPEN_READWRITE);
    execute("PRAGMA query_only = ON");
}

void Database::open(int flags)
{
    const int code =
        sqlite3_open_v2(path_.c_str(), &database_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close(std::exchange(database_, nullptr));
        refuse(path_, code, nullptr);
    }
    sqlite3_extended_result_codes(database_, 1);
    sqlite3_busy_timeout(database_, patience);
}

Database::~Database()
{
    sqlite3_close_v2(database_);
}

void Database::execute(const std::string& sql)
{
    const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) refuse(path_, code, database_);
}

std::vector<std::vector<Cell>> Database::rows(const std::string& sql) const
{
    std::vector<std::vector<Cell>> all;
    Statement statement = prepare(sql);
    while (statement.next()) {
        std::vector<Cell>& row = all.emplace_back();
        for (int column = 0; column < statement.columns(); ++column) {
            row.push_back(statement.cell(column));
        }
    }
    return all;
}

std::int64_t Database::integer(const std::string& sql) const
{
    Statement statement = prepare(sql);
    return statement.next() ? statement.integer(0) : 0;
}

Transaction::Transaction(Database& database) : database_(database)
{
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const StoreError&) {
        // SQLite has rolled back by itself, or does when the file is next opened
    }
}

void Transaction::commit()
{
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace tools
