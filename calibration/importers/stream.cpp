#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::array<std::string_view, 4> kernels = {"Copy:", "Scale:", "Add:", "Triad:"};
// Function Rate Avg Min Max
constexpr std::size_t row_words = 5;

// The unit of "Function    Best Rate MB/s  Avg time" or "Function      Rate (GB/s)   Avg time".
std::optional<std::string_view> unit_in_heading(std::string_view line)
{
    const auto parts = words(line);
    if (parts.empty() || parts.front() != "Function") return std::nullopt;
    for (std::string_view part : parts) {
        if (part.starts_with('(') && part.ends_with(')')) part = part.substr(1, part.size() - 2);
        if (part.ends_with("/s")) return part;
    }
    return std::nullopt;
}

class Reader {
public:
    void take(const TextLine& line)
    {
        const std::string_view text = line.text;
        const bool begins = after(text, "STREAM version") || after(text, "This system uses");
        const auto unit = unit_in_heading(text);
        const bool in_results = !unit_.empty() || validated_;
        const bool in_header = find_condition(header_, "array_size") != nullptr;
        if (in_results ? begins || unit : begins && in_header) finish_run();
        begun_ = begun_ || begins || unit;
        if (unit) unit_ = *unit;
        if (const auto version = after(text, "STREAM version $Revision:")) {
            imported_.add_version(version->substr(0, version->find(' ')));
        }
        if (after(text, "Solution Validates")) validated_ = true;
        if (after(text, "Failed Validation")) failed_ = true;
        take_condition(text, "This system uses", "element_size");
        take_condition(text, "Array size =", "array_size");
        take_condition(text, "Number of Threads requested =", "threads");
        take_threads(line);
        take_condition(text, "Each test is run", "iterations");
        take_condition(text, "Each kernel will be executed", "iterations");
        take_row(line);
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    void take_condition(std::string_view line, std::string_view beginning, std::string_view name)
    {
        const auto rest = after(line, beginning);
        const auto value = rest ? leading_number(*rest) : std::nullopt;
        if (value) set_condition(header_, name, value->value);
    }

    void take_threads(const TextLine& line)
    {
        const auto rest = after(line.text, "Number of Threads counted =");
        const auto counted = rest ? number(*rest) : std::nullopt;
        if (!counted) return;
        const Condition* asked = find_condition(header_, "threads");
        if (asked != nullptr && asked->value != std::variant<double, std::string>(*counted)) {
            run_.flag(fmt::format("line {}: not as many threads as were asked for", line.number));
        }
        set_condition(header_, "threads", *counted);
    }

    void take_row(const TextLine& line)
    {
        const auto row = words(line.text);
        if (unit_.empty() || row.size() != row_words) return;
        const auto kernel = std::find(kernels.begin(), kernels.end(), row[0]);
        if (kernel == kernels.end()) return;
        std::string metric = "stream_" + std::string(row[0].substr(0, row[0].size() - 1));
        for (char& letter : metric) {
            if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        }
        const auto rate = number(row[1]);
        const bool rest = number(row[2]) && number(row[3]) && leading_number(row[4]);
        if (!rate || !(*rate > 0) || !rest) {
            run_.flag(fmt::format("line {}: is no result of a kernel", line.number));
            return;
        }
        run_.add({std::move(metric), *rate, unit_, Better::higher, {}, line.number});
    }

    void finish_run()
    {
        if (!begun_) return;
        if (failed_) {
            run_.samples.clear();
            run_.flag("the validation failed; the results are left out");
        } else if (run_.samples.size() != kernels.size() || !validated_) {
            run_.complete = false;
            run_.flag("the run did not come to its end");
        }
        for (Sample& sample : run_.samples) sample.conditions = header_;
        imported_.add_run(std::exchange(run_, {}));
        header_.clear();
        unit_.clear();
        begun_ = validated_ = failed_ = false;
    }

    Imported imported_;
    Run run_;
    Conditions header_;
    std::string unit_;  // empty before the heading of the results
    bool begun_ = false;
    bool validated_ = false;
    bool failed_ = false;
};

bool recognizes(const MeasurementText& text)
{
    if (text.has_line("STREAM version") || text.has_line("This system uses")) return true;
    return std::any_of(text.lines().begin(), text.lines().end(),
                       [](const TextLine& line) { return unit_in_heading(line.text).has_value(); });
}

Imported read(const MeasurementText& text)
{
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// STREAM 5.x, the rate of a kernel is the best of its iterations.
const Importer stream = {"stream", recognizes, read};

}  // namespace calibration::importers
