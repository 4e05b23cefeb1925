#include "tools/sweep/best.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/option_table.hpp"

namespace tools {
namespace {

std::string conditions(const Results& results, const std::vector<std::string>& under)
{
    std::string sql;
    for (const std::string& one : under) sql += " AND " + read_constraint("--under", one, results);
    return sql;
}

std::string direction(const Objective& objective)
{
    return objective.least ? " ASC" : " DESC";
}

// What shown_answer() reads; then come the values of the objectives.
std::string selected(const Results& results)
{
    std::string sql =
        "SELECT y.point, y.contender, y.precise, p.outside IS NOT NULL AND p.outside <> ''";
    for (const ResultColumn* factor : results.of(ResultColumn::Kind::factor)) {
        sql += ", " + factor->sql;
    }
    return sql;
}

ShownAnswer shown_answer(const Statement& row, std::size_t objectives)
{
    ShownAnswer answer{
        row.integer(0), row.integer(1), row.integer(2) != 0, row.integer(3) != 0, {}, {}, 0};
    const int values = row.columns() - static_cast<int>(objectives);
    for (int i = 4; i < values; ++i) answer.factors.push_back(row.cell(i));
    for (int i = values; i < row.columns(); ++i) answer.values.push_back(row.real(i));
    return answer;
}

bool better(double one, double other, const Objective& objective)
{
    return objective.least ? one < other : one > other;
}

std::uint64_t count(const Results& results, const std::string& where)
{
    return static_cast<std::uint64_t>(
        results.database().integer("SELECT count(*)" + Results::answers() + where));
}

// The values of replications 0, 1, ... of an answer; NaN where one is missing.
std::vector<double> replications(const Results& results, const Formula& formula,
                                 const ShownAnswer& answer)
{
    Statement rows = results.database().prepare(
        "SELECT y.replication, " + formula.sql + Results::replications() +
        " AND y.point = ? AND y.contender = ? ORDER BY y.replication");
    rows.start({answer.point, answer.contender});
    std::vector<double> values;
    while (rows.next()) {
        const std::int64_t number = rows.integer(0);
        if (number < 0 || number >= most_replications) continue;
        values.resize(static_cast<std::size_t>(number) + 1, std::nan(""));
        if (!std::holds_alternative<std::monostate>(rows.cell(1))) values.back() = rows.real(1);
    }
    return values;
}

void find_lead(const Results& results, double level, BestPoints& best)
{
    if (best.shown.size() < 2 || !best.objective.formula.by_replication) return;
    const auto first = replications(results, best.objective.formula, best.shown[0]);
    const auto second = replications(results, best.objective.formula, best.shown[1]);
    std::vector<double> a;
    std::vector<double> b;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
        if (!std::isfinite(first[i]) || !std::isfinite(second[i])) continue;
        a.push_back(first[i]);
        b.push_back(second[i]);
    }
    best.pairs = a.size();
    if (a.size() >= 2) best.lead = sim::paired_difference(a, b, level);
}

}  // namespace

BestPoints best_points(const Results& results, const Objective& objective,
                       const std::vector<std::string>& under, int top, double level)
{
    BestPoints best{objective, under, 0, 0, {}, std::nullopt, 0};
    const std::string& value = objective.formula.sql;
    const std::string known = " AND " + value + " IS NOT NULL";
    const std::string where = known + conditions(results, under);
    best.answers = count(results, known);
    best.admitted = count(results, where);
    // a sort with LIMIT keeps no more than that many rows
    Statement rows = results.database().prepare(
        selected(results) + ", " + value + Results::answers() + where + " ORDER BY " + value +
        direction(objective) + ", y.point, y.contender LIMIT " + std::to_string(std::max(top, 2)));
    while (rows.next()) best.shown.push_back(shown_answer(rows, 1));
    if (best.shown.empty()) return best;
    Statement equal = results.database().prepare("SELECT count(*)" + Results::answers() + where +
                                                 " AND " + value + " = ?");
    equal.start({best.shown.front().values[0]});
    if (equal.next())
        best.shown.front().ties =
            static_cast<std::uint64_t>(std::max<std::int64_t>(1, equal.integer(0)) - 1);
    find_lead(results, level, best);
    if (best.shown.size() > static_cast<std::size_t>(top)) best.shown.pop_back();
    return best;
}

// In the order of the first objective an answer is of the front if it is better in the second than
// all before it (Kung, Luccio, Preparata, Journal of the ACM 22, 1975).
ParetoFront pareto_front(const Results& results, const Objective& first, const Objective& second,
                         const std::vector<std::string>& under)
{
    ParetoFront front{first, second, under, {}, 0};
    const std::string& one = first.formula.sql;
    const std::string& other = second.formula.sql;
    Statement rows = results.database().prepare(
        selected(results) + ", " + one + ", " + other + Results::answers() + " AND " + one +
        " IS NOT NULL AND " + other + " IS NOT NULL" + conditions(results, under) + " ORDER BY " +
        one + direction(first) + ", " + other + direction(second) + ", y.point, y.contender");
    std::optional<std::pair<double, double>> last;
    while (rows.next()) {
        const std::pair values{rows.real(rows.columns() - 2), rows.real(rows.columns() - 1)};
        if (last && values == *last) {
            if (front.beyond == 0) ++front.shown.back().ties;
            continue;
        }
        if (last && !better(values.second, last->second, second)) continue;
        last = values;
        if (front.shown.size() < most_of_front) {
            front.shown.push_back(shown_answer(rows, 2));
        } else {
            ++front.beyond;
        }
    }
    return front;
}

}  // namespace tools
