#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

#include "models/finding.hpp"
#include "models/suggestion.hpp"
#include "tools/commands.hpp"
#include "tools/sweep/cells.hpp"
#include "tools/sweep/store.hpp"
#include "tools/sweep/sweep.hpp"
#include "tools/written_files.hpp"

namespace tools {
namespace {

// Rows as they come, to standard output or to a file that is moved to its place when it is whole.
class Lines {
public:
    explicit Lines(const std::string& path)
        : path_(behind_links(path)),
          part_(fmt::format("{}.{}.part", path_, getpid())),
          file_(path.empty() ? stdout : std::fopen(part_.c_str(), "wb"))
    {
        if (file_ == nullptr) give_up(errno);
    }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    ~Lines()
    {
        if (path_.empty()) return;
        if (file_ != nullptr) std::fclose(file_);
        std::error_code ignored;
        std::filesystem::remove(part_, ignored);
    }

    void add(const std::string& text)
    {
        if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) give_up(errno);
    }

    void finish()
    {
        if (std::fflush(file_) != 0) give_up(errno);
        if (path_.empty()) return;
        if (std::fclose(std::exchange(file_, nullptr)) != 0) give_up(errno);
        std::error_code error;
        std::filesystem::rename(part_, path_, error);
        if (error) give_up(error.value());
    }

private:
    [[noreturn]] void give_up(int error) const
    {
        throw WriteError(fmt::format("{} could not be written: {}",
                                     path_.empty() ? "standard output" : models::quoted(path_),
                                     std::generic_category().message(error)));
    }

    std::string path_;
    std::string part_;
    std::FILE* file_;
};

std::string json_text(const std::string& text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_cell(const Cell& cell)
{
    if (std::holds_alternative<std::monostate>(cell)) return "null";
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? json_text(*text) : csv_cell(cell);
}

std::string csv_heading(const Statement& rows)
{
    std::string line;
    for (int i = 0; i < rows.columns(); ++i) {
        line += (i == 0 ? "" : ",") + csv_text(rows.column_name(i));
    }
    return line + '\n';
}

std::string csv_row(const Statement& rows)
{
    std::string line;
    for (int i = 0; i < rows.columns(); ++i) line += (i == 0 ? "" : ",") + csv_cell(rows.cell(i));
    return line + '\n';
}

// What stands before each value of a row.
std::vector<std::string> json_names(const Statement& rows)
{
    std::vector<std::string> names;
    for (int i = 0; i < rows.columns(); ++i) {
        names.push_back((i == 0 ? "{" : ", ") + json_text(rows.column_name(i)) + ": ");
    }
    return names;
}

std::string json_row(const Statement& rows, const std::vector<std::string>& names)
{
    std::string line;
    for (std::size_t i = 0; i < names.size(); ++i) {
        line += names[i] + json_cell(rows.cell(static_cast<int>(i)));
    }
    return line + "}\n";
}

// As SQLite's file format, 1.3, has it.
bool is_database(const std::string& path)
{
    constexpr std::string_view beginning("SQLite format 3\0", 16);
    std::array<char, beginning.size()> bytes{};
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), bytes.size());
    return std::string_view(bytes.data(), bytes.size()) == beginning;
}

}  // namespace

std::string chosen(const std::string& option, const std::string& text,
                   const std::vector<std::string>& known)
{
    if (text.empty()) return known.front();
    if (std::find(known.begin(), known.end(), text) != known.end()) return text;
    throw UsageError(fmt::format("`{}` does not know {}{}", option, models::quoted(text),
                                 models::way_out(text, known)));
}

ExitCode export_store(const Arguments& arguments)
{
    const std::string format = chosen("--format", arguments.format, {"csv", "jsonl", "vega-lite"});
    const std::string& file = arguments.operands.front();
    if (format == "vega-lite") {
        if (!arguments.table.empty()) {
            throw UsageError("`--table` is of rows; leave it out with `--format vega-lite`");
        }
        return is_database(file) ? sweep_summary(file, arguments) : report(arguments);
    }
    const bool csv = format == "csv";
    const std::string table = chosen("--table", arguments.table, {"result", "replicate"});
    expect_output(arguments, arguments.operands);
    Store store(file, Database::Access::read);
    Statement rows = store.database().prepare("SELECT * FROM " + table);
    Lines lines(arguments.output);
    if (csv) lines.add(csv_heading(rows));
    const std::vector<std::string> names = json_names(rows);
    while (rows.next()) lines.add(csv ? csv_row(rows) : json_row(rows, names));
    lines.finish();
    return ExitCode::done;
}

}  // namespace tools
