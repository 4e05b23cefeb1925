#include "tools/sweep/results.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/finding.hpp"
#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

using Kind = ResultColumn::Kind;

constexpr int longest_word = 200;
constexpr std::size_t most_columns = most_factors + most_responses;

std::string value_of(const std::string& column, bool number)
{
    return number ? fmt::format("({} + 0.0)", column)
                  : fmt::format("substr({}, 1, {})", column, longest_word);
}

bool has(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string quantity_shown(double value, const std::string& unit)
{
    using models::Dimension;
    for (const Dimension dimension :
         {Dimension::time, Dimension::bytes, Dimension::bit_rate, Dimension::byte_rate}) {
        if (unit == unit_of(dimension)) return figure(value, dimension);
    }
    return fmt::format("{:.4g}", value);
}

}  // namespace

Results::Results(const std::string& path) : store_(path, Database::Access::read)
{
    store_.database().execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
    add_factors();
    add_responses();
}

std::vector<std::string> Results::names_in(const std::string& table) const
{
    std::vector<std::string> names;
    Statement rows =
        database().prepare(fmt::format("SELECT name FROM pragma_table_info('{}')", table));
    while (rows.next()) names.push_back(rows.text(0));
    return names;
}

// The platform of an answer says more than the factor of that name, which may be a list.
void Results::add_factors()
{
    columns_.push_back({"platform", value_of("y.platform", false), "", Kind::factor, false, true});
    const std::vector<std::string> known = names_in("point");
    Statement rows = database().prepare("SELECT key, type, unit FROM factor ORDER BY number");
    while (rows.next() && columns_.size() <= most_factors) {
        const std::string key = rows.text(0);
        const bool number = rows.text(1) != "TEXT";
        if (key == "platform" || !has(known, key) || find(key) != nullptr) continue;
        columns_.push_back({key, value_of("p." + sql_name(key), number), rows.text(2), Kind::factor,
                            number, true});
    }
}

// The ends of an interval can be asked for by name, as "capacity.users.low".
void Results::add_responses()
{
    const std::vector<std::string> known = names_in("answer");
    const std::vector<std::string> repeated = names_in("observation");
    Statement rows = database().prepare("SELECT name, type, unit FROM response ORDER BY number");
    while (rows.next() && columns_.size() <= most_columns) {
        const std::string name = rows.text(0);
        const bool number = rows.text(1) != "TEXT";
        for (const std::string end : {"", ".low", ".high"}) {
            if (!has(known, name + end) || find(name + end) != nullptr) continue;
            columns_.push_back({name + end, value_of("y." + sql_name(name + end), number),
                                rows.text(2), end.empty() ? Kind::response : Kind::computed, number,
                                has(repeated, name + end)});
        }
    }
}

const ResultColumn* Results::find(const std::string& name) const
{
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const ResultColumn& one) { return one.name == name; });
    return found == columns_.end() ? nullptr : &*found;
}

std::vector<const ResultColumn*> Results::of(ResultColumn::Kind kind) const
{
    std::vector<const ResultColumn*> some;
    for (const ResultColumn& column : columns_) {
        if (column.kind == kind) some.push_back(&column);
    }
    return some;
}

std::string Results::name() const
{
    Statement row =
        database().prepare("SELECT substr(value, 1, 200) FROM sweep WHERE key = 'name'");
    return row.next() ? row.text(0) : "";
}

// CROSS JOIN keeps SQLite to this order of the tables, so sums are the same bytes everywhere. A
// point is found by its number faster than an answer by its key: so the answers come first.
std::string Results::answers()
{
    return " FROM answer y CROSS JOIN point p ON p.point = y.point WHERE p.status = 'done'";
}

std::string Results::replications()
{
    return " FROM (SELECT a.platform, o.* FROM answer a CROSS JOIN observation o ON o.point = "
           "a.point AND o.contender = a.contender) y CROSS JOIN point p ON p.point = y.point WHERE "
           "p.status = 'done'";
}

std::string printable(const std::string& text)
{
    std::string clean;
    for (const char character : text) {
        const bool control = static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
        clean += control ? '?' : character;
    }
    return clean;
}

std::string shown(const Cell& cell, const std::string& unit)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return printable(*text);
    if (const auto* real = std::get_if<double>(&cell)) return quantity_shown(*real, unit);
    const auto* integer = std::get_if<std::int64_t>(&cell);
    return integer != nullptr ? quantity_shown(double(*integer), unit) : "-";
}

}  // namespace tools
