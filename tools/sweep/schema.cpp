#include "tools/sweep/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

std::string declared(const std::vector<Column>& columns)
{
    std::string text;
    for (const Column& column : columns) {
        text += fmt::format(", {} {}", sql_name(column.name), column.type);
    }
    return text;
}

// `, prefix."name"` for each. The platform of an answer says more than the factor of that name.
std::string listed(const std::string& prefix, const std::vector<Column>& columns)
{
    std::string text;
    for (const Column& column : columns) {
        if (column.name != "platform") text += ", " + prefix + '.' + sql_name(column.name);
    }
    return text;
}

std::string views_of(const Design& design, const SweepQuestion& question)
{
    const std::vector<Column> factors = factor_columns(design);
    const bool varied = std::any_of(factors.begin(), factors.end(),
                                    [](const Column& column) { return column.name == "platform"; });
    return fmt::format(
        "CREATE VIEW result AS SELECT p.point, p.status{0}, {1} AS platform, a.contender, "
        "a.replications, a.precise{2}, a.fingerprint, p.outside, p.message FROM point p "
        "LEFT JOIN answer a ON a.point = p.point ORDER BY p.point, a.contender;\n"
        "CREATE VIEW replicate AS SELECT o.point{0}, a.platform, o.contender, o.replication{3}, "
        "o.fingerprint FROM observation o JOIN answer a ON a.point = o.point AND a.contender = "
        "o.contender JOIN point p ON p.point = o.point "
        "ORDER BY o.point, o.contender, o.replication;\n",
        listed("p", factors), varied ? "coalesce(a.platform, p.platform)" : "a.platform",
        listed("a", answer_columns(question)), listed("o", observation_columns(question)));
}

}  // namespace

std::vector<Column> factor_columns(const Design& design)
{
    std::vector<Column> columns;
    for (const Factor& factor : design.factors) {
        const char* type = !factor.dimension ? "TEXT" : is_whole(factor) ? "INTEGER" : "REAL";
        columns.push_back({factor.key, type});
    }
    return columns;
}

std::vector<Column> answer_columns(const SweepQuestion& question)
{
    std::vector<Column> columns;
    for (const Figure& figure : question.figures) {
        for (const std::string& name : columns_of(figure)) {
            // the ends of an interval lie between whole numbers
            columns.push_back({name, name == figure.name ? figure.type : "REAL"});
        }
    }
    return columns;
}

std::vector<Column> observation_columns(const SweepQuestion& question)
{
    std::vector<Column> columns;
    for (const Figure& figure : question.figures) {
        if (figure.replications) columns.push_back({figure.name, figure.type});
    }
    return columns;
}

std::string schema_of(const Design& design, const SweepQuestion& question)
{
    return fmt::format(
               "PRAGMA application_id = {};\n"
               "PRAGMA user_version = {};\n"
               "CREATE TABLE sweep (key TEXT PRIMARY KEY, value) WITHOUT ROWID;\n"
               "CREATE TABLE input (path TEXT PRIMARY KEY, sha1 TEXT, bytes INTEGER) WITHOUT "
               "ROWID;\n"
               "CREATE TABLE factor (number INTEGER PRIMARY KEY, key TEXT, type TEXT, unit TEXT);\n"
               "CREATE TABLE response (number INTEGER PRIMARY KEY, name TEXT, type TEXT, unit TEXT,"
               " meaning TEXT);\n"
               "CREATE TABLE point (point INTEGER PRIMARY KEY, status TEXT, message TEXT, outside "
               "TEXT{});"
               "\n"
               "CREATE TABLE answer (point INTEGER, contender INTEGER, platform TEXT, fingerprint "
               "TEXT,"
               " replications INTEGER, precise INTEGER{}, PRIMARY KEY (point, contender)) WITHOUT "
               "ROWID;\n"
               "CREATE TABLE observation (point INTEGER, contender INTEGER, replication INTEGER,"
               " fingerprint TEXT{}, PRIMARY KEY (point, contender, replication)) WITHOUT ROWID;\n"
               "CREATE TABLE session (number INTEGER PRIMARY KEY, began TEXT, seen TEXT, host TEXT,"
               " threads INTEGER, points INTEGER);\n",
               application_id, schema_version, declared(factor_columns(design)),
               declared(answer_columns(question)), declared(observation_columns(question))) +
           views_of(design, question);
}

std::string insert_into(const std::string& table, std::size_t columns)
{
    std::string places;
    for (std::size_t i = 0; i < columns; ++i) places += i == 0 ? "?" : ", ?";
    return fmt::format("INSERT OR REPLACE INTO {} VALUES ({})", table, places);
}

}  // namespace tools
