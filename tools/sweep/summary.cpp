#include "tools/sweep/summary.hpp"

#include <fmt/format.h>

#include "models/finding.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

// More users are better; of another response nobody knows which end is.
std::optional<Objective> objective_of(const Arguments& arguments, const Results& results)
{
    if (!arguments.best.empty()) return read_objective("--best", arguments.best, results);
    for (const char* users : {"capacity.users", "compare.users"}) {
        if (results.find(users) != nullptr) return read_objective("--best", users, results);
    }
    return std::nullopt;
}

std::optional<ParetoFront> front_of(const Arguments& arguments, const Results& results)
{
    if (arguments.pareto.empty()) return std::nullopt;
    const std::size_t comma = arguments.pareto.find(',');
    if (comma == std::string::npos) {
        throw UsageError(fmt::format("`--pareto` must be like `capacity.users,-cost`, found {}",
                                     models::quoted(arguments.pareto)));
    }
    const auto objective = [&](std::size_t begin, std::size_t count) {
        return read_objective("--pareto", arguments.pareto.substr(begin, count), results);
    };
    return pareto_front(results, objective(0, comma), objective(comma + 1, std::string::npos),
                        arguments.under);
}

void add_counts(const Results& results, Summary& summary)
{
    const auto count = [&](const std::string& rows) {
        return static_cast<std::uint64_t>(results.database().integer("SELECT count(*)" + rows));
    };
    summary.points = static_cast<std::uint64_t>(
        results.database().integer("SELECT value FROM sweep WHERE key = 'points'"));
    summary.counts = results.counts();
    summary.answers = count(Results::answers());
    summary.imprecise = count(Results::answers() + " AND y.precise = 0");
    summary.outside = count(" FROM point WHERE outside <> ''");
}

Summary summarize(const std::string& path, const Arguments& arguments, bool effects)
{
    Results results(path);
    for (const std::string& column : arguments.columns) {
        results.add(read_column("--column", column, results));
    }
    for (const std::string& one : arguments.under) read_constraint("--under", one, results);
    Summary summary;
    summary.name = results.name();
    summary.level = arguments.level;
    summary.top = static_cast<std::size_t>(arguments.top);
    add_counts(results, summary);
    for (const ResultColumn* factor : results.of(ResultColumn::Kind::factor)) {
        summary.factors.push_back(*factor);
    }
    if (const auto objective = objective_of(arguments, results)) {
        summary.best =
            best_points(results, *objective, arguments.under, arguments.top, arguments.level);
    }
    summary.front = front_of(arguments, results);
    if (effects) summary.effects = main_effects(results, arguments.level);
    return summary;
}

std::string table_of(const Summary& summary, const Arguments& arguments)
{
    const std::string table = chosen("--table", arguments.table, {"best", "effects", "front"});
    if (table == "best" && !summary.best) {
        throw UsageError("`--table best` needs `--best RESPONSE`");
    }
    if (table == "front" && !summary.front) {
        throw UsageError("`--table front` needs `--pareto A,B`");
    }
    return summary_table(summary, table);
}

std::string answer_of(const Summary& summary, const std::string& format, const Arguments& arguments)
{
    if (format == "csv") return table_of(summary, arguments);
    if (format == "vega-lite") return summary_chart(summary);
    if (arguments.json) return summary_document(summary);
    const Terminal paper{false, true};
    return summary_text(summary, arguments.output.empty() ? terminal(arguments.colour) : paper);
}

}  // namespace

std::string place_of(const ShownAnswer& answer, const std::vector<ResultColumn>& factors)
{
    std::string text = fmt::format("point {}", answer.point);
    for (std::size_t i = 0; i < factors.size(); ++i) {
        text += ", " + shown(answer.factors[i], factors[i].unit);
    }
    return text;
}

std::string best_line(const std::string& path)
{
    const Summary summary = summarize(path, {}, false);
    if (!summary.best || summary.best->shown.empty()) return "";
    const ShownAnswer& first = summary.best->shown.front();
    std::string text = fmt::format("{}: {:.6g} at {}", summary.best->objective.text(),
                                   first.values[0], place_of(first, summary.factors));
    if (first.ties > 0) text += fmt::format(", and {} more", grouped(first.ties));
    return text + "; see `bbbcap sweep summary " + shell_word(path) + "`\n";
}

ExitCode sweep_summary(const std::string& store, const Arguments& arguments)
{
    const std::string format = chosen("--format", arguments.format, {"text", "csv", "vega-lite"});
    expect_output(arguments, {store});
    const Summary summary = summarize(store, arguments, true);
    const std::string answer = answer_of(summary, format, arguments);
    if (arguments.output.empty()) {
        print(answer);
    } else {
        write_files({{arguments.output, answer}});
    }
    return ExitCode::done;
}

}  // namespace tools
