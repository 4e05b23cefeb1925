#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::array<std::string_view, 4> families = {"INTEGER", "FL-POINT", "MMX", "SSE"};
constexpr double kib = 1024;
constexpr double gib = 1024 * 1024 * 1024;

// "MMX (nt)" -> "mmx_nt"
std::string in_words(std::string_view text)
{
    std::string name;
    if (text.starts_with("FL-POINT")) {
        name = "float";
        text.remove_prefix(8);
    }
    for (const char character : text) {
        const bool upper = character >= 'A' && character <= 'Z';
        const bool plain = upper || (character >= 'a' && character <= 'z');
        if (plain) name += upper ? static_cast<char>(character - 'A' + 'a') : character;
        if (!plain && !name.empty() && name.back() != '_') name += '_';
    }
    while (name.ends_with('_')) name.pop_back();
    return name;
}

// A result without its conditions of the run.
struct Result {
    Sample sample;
    bool is_batch_mean = false;
    bool is_average = false;
};

// "INTEGER & WRITING         4 Kb block: 61202.79 MB/s" and "INTEGER   Copy:      23266.16 MB/s"
std::optional<Result> result_in(const TextLine& line)
{
    const auto sides = split_at(line.text, ':');
    if (!sides) return std::nullopt;
    const auto name = words(sides->first);
    const auto rate = words(sides->second);
    if (name.size() < 2 || rate.size() != 2) return std::nullopt;
    if (std::find(families.begin(), families.end(), name[0]) == families.end()) return std::nullopt;
    const auto value = number(rate[0]);
    const bool has_unit = rate[1] == "MB/s" || rate[1] == "Mb/s";
    if (!value || !(*value > 0) || !has_unit) return std::nullopt;

    Result result;
    result.sample = {"", *value, std::string(rate[1]), Better::higher, {}, line.number};
    std::size_t named = sides->first.size();
    if (name.back() == "block" && name.size() >= 4) {
        const auto size = number(name[name.size() - 3]);
        if (!size || name[name.size() - 2] != "Kb") return std::nullopt;
        set_condition(result.sample.conditions, "block_size", *size * kib);
        named = static_cast<std::size_t>(name[name.size() - 3].data() - sides->first.data());
    }
    result.sample.metric = "ramspeed_" + in_words(sides->first.substr(0, named));
    result.is_batch_mean = sides->first.find("BatchRun") != std::string_view::npos;
    result.is_average = name.back() == "AVERAGE";
    return result;
}

class Reader {
public:
    void take(const TextLine& line)
    {
        if (const auto banner = after(line.text, "RAMspeed")) take_banner(*banner);
        take_mode(line.text);
        const auto benchmark = after(line.text, "Benchmark #");
        if (benchmark) benchmark_ = leading_number(*benchmark).value_or(LeadingNumber()).value;
        const auto result = result_in(line);
        if (result && result->is_batch_mean) {
            batch_ended_ = true;
        } else if (result) {
            take_result(*result);
        }
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    // "/SMP (Linux) v3.5.0 by ..."
    void take_banner(std::string_view rest)
    {
        banner_since_result_ = true;
        single_process_ = !rest.starts_with("/SMP");
        const std::size_t at = rest.find(") v");
        if (at == std::string_view::npos) return;
        rest.remove_prefix(at + 3);
        imported_.add_version(rest.substr(0, rest.find(' ')));
    }

    // benchmark of the batch, metric, block size, value
    using Printed = std::tuple<double, std::string, double, double>;

    // "8Gb per pass mode, 2 processes" and "3-benchmark INTmem BatchRun mode"
    void take_mode(std::string_view line)
    {
        const auto parts = words(line);
        const auto first = leading_number(parts.empty() ? "" : parts[0]);
        if (!first) return;
        const std::string_view unit = parts[0].substr(first->length);
        if (unit == "Gb" && line.find("per pass mode") != std::string_view::npos) {
            mode_.clear();
            set_condition(mode_, "pass_size", first->value * gib);
            const auto count = parts.size() > 4 ? number(parts[4]) : std::nullopt;
            if (count) set_condition(mode_, "processes", *count);
            if (!count && single_process_) set_condition(mode_, "processes", 1);
        }
        if (unit == "-benchmark") next_batch_ = first->value;
    }

    // Processes of one run may print again what stood in their buffers when they were forked.
    void take_result(const Result& result)
    {
        const Sample& sample = result.sample;
        const Condition* size = find_condition(sample.conditions, "block_size");
        const double block = size != nullptr ? std::get<double>(size->value) : 0;
        const Printed printed{benchmark_, sample.metric, block, sample.value};
        const bool is_new = !known_.contains(printed);
        if (is_new && banner_since_result_ && !run_.samples.empty()) finish_run();
        banner_since_result_ = false;
        if (!is_new) {
            run_.flag("results that a forked process printed again are left out");
            return;
        }
        if (run_.samples.empty()) asked_ = std::exchange(next_batch_, 0);
        known_.insert(printed);
        Sample added = sample;
        added.conditions = mode_;
        if (size != nullptr) set_condition(added.conditions, size->name, block);
        if (added.unit == "Mb/s") run_.flag("Mb/s are 2^20 bytes per second here, not bits");
        in_block_ = !result.is_average && size == nullptr;
        if (result.is_average) ++averages_;
        run_.add(std::move(added));
    }

    void finish_run()
    {
        const bool lacks_blocks = asked_ > 0 && (averages_ < asked_ || !batch_ended_);
        run_.complete = !run_.samples.empty() && !in_block_ && !lacks_blocks;
        if (!run_.complete) run_.flag("the run did not come to its end");
        imported_.add_run(std::exchange(run_, {}));
        known_.clear();
        averages_ = 0;
        in_block_ = batch_ended_ = false;
    }

    Imported imported_;
    Run run_;
    Conditions mode_;
    std::set<Printed> known_;
    double benchmark_ = 0;   // of a batch, from 1
    double next_batch_ = 0;  // benchmarks that a batch will have; 0: no batch
    double asked_ = 0;       // idem, of the present run
    double averages_ = 0;
    bool single_process_ = false;
    bool banner_since_result_ = false;
    bool in_block_ = false;  // between Copy and AVERAGE
    bool batch_ended_ = false;
};

bool recognizes(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(), [](const TextLine& line) {
        return after(line.text, "RAMspeed/SMP (") || after(line.text, "RAMspeed (") ||
               result_in(line);
    });
}

Imported read(const MeasurementText& text)
{
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// RAMspeed and RAMspeed/SMP.
const Importer ramspeed = {"ramspeed", recognizes, read};

}  // namespace calibration::importers
