#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "tools/text.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace tools {

// What a field of a table holds; nothing: NULL. A NaN is stored as NULL.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

// The store could not be read or written: one sentence with the way out.
class StoreError : public WriteError {
public:
    using WriteError::WriteError;
};

// A statement of SQL that was prepared once and runs many times.
class Statement {
public:
    Statement(sqlite3* database, const std::string& path, const std::string& sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&& other) noexcept;
    ~Statement();

    void run(const std::vector<Cell>& values = {});    // to its end
    void start(const std::vector<Cell>& values = {});  // then next() row by row
    bool next();
    int columns() const;
    std::string column_name(int column) const;
    Cell cell(int column) const;
    std::string text(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;

private:
    sqlite3* database_;
    const std::string* path_;
    sqlite3_stmt* statement_ = nullptr;
};

// One SQLite file, for one thread at a time. Every error is a StoreError that names the file.
class Database {
public:
    enum class Access { read, write, create };

    Database(const std::string& path, Access access);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    void execute(const std::string& sql);
    Statement prepare(const std::string& sql) const { return {database_, path_, sql}; }
    std::vector<std::vector<Cell>> rows(const std::string& sql) const;
    std::int64_t integer(const std::string& sql) const;  // the first field of the first row, or 0
    const std::string& path() const { return path_; }

private:
    void open(int flags);

    std::string path_;
    sqlite3* database_ = nullptr;
};

// All or nothing: rolled back unless commit() was reached.
class Transaction {
public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

// A name, and a text, as they stand in SQL.
std::string sql_name(const std::string& name);
std::string sql_text(const std::string& text);

}  // namespace tools
