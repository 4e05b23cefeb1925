// The file of a calibrated platform.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "calibration/calibrated_platform.hpp"
#include "models/finding.hpp"
#include "models/unit.hpp"

namespace calibration {
namespace {

constexpr std::size_t longest_text = 2000;  // bytes, well below what the reader takes

// In single quotes, where only these mean something.
std::string text(const std::string& raw)
{
    std::string quoted = "'";
    for (const char character : raw.substr(0, longest_text)) {
        quoted += character;
        if (character == '\'') quoted += '\'';
    }
    return quoted + '\'';
}

std::string value(const Condition& condition)
{
    return std::holds_alternative<double>(condition.value) ? in_words(condition)
                                                           : text(in_words(condition));
}

std::string conditions(const Conditions& all)
{
    std::string line;
    for (const Condition& one : all) {
        line += fmt::format("{}{}: {}", line.empty() ? "" : ", ", one.name, value(one));
    }
    return '{' + line + '}';
}

std::string places(const std::vector<Trial>& trials)
{
    std::set<std::string> files;
    for (const Trial& trial : trials) files.insert(trial.file);
    std::string line;
    for (const std::string& file : files) {
        line += (line.empty() ? "" : ", ") + text(models::printable(file));
    }
    return '[' + line + ']';
}

class Writer {
public:
    std::string write(const CalibratedPlatform& platform);

private:
    void line(int depth, const std::string& words)
    {
        out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + words + '\n';
    }
    void quantity(const CalibratedQuantity& quantity, int depth);
    void degrees_of_freedom(const models::Parameter& parameter, int depth);
    void measurements(const CalibratedQuantity& quantity, int depth);
    void measurement(const ComparedFactor& compared, int depth);

    const CalibratedPlatform* platform_ = nullptr;
    std::string out_;
};

// What follows is one level deeper than `key: `.
void Writer::quantity(const CalibratedQuantity& quantity, int depth)
{
    const models::Parameter& parameter = quantity.parameter;
    const auto print = [&](double number) {
        return models::print_quantity(number, parameter.dimension);
    };
    line(depth, "value: " + print(parameter.value));
    if (parameter.low < parameter.high) {
        line(depth, fmt::format("range: [{}, {}]", print(parameter.low), print(parameter.high)));
    }
    if (parameter.standard_error > 0) {
        line(depth, "standard_error: " + print(parameter.standard_error));
        degrees_of_freedom(parameter, depth);
    }
    line(depth, std::string("mark: ") + models::to_string(parameter.mark));
    line(depth, "source: " + text(parameter.source));
    if (quantity.is_measured()) measurements(quantity, depth);
}

// So many that Student's t is normal are not worth a line.
void Writer::degrees_of_freedom(const models::Parameter& parameter, int depth)
{
    constexpr double many = 1000;
    const double degrees = std::max(1.0, parameter.degrees_of_freedom);
    if (degrees < many) line(depth, fmt::format("degrees_of_freedom: {:.3g}", degrees));
}

void Writer::measurements(const CalibratedQuantity& quantity, int depth)
{
    line(depth, "measurements:");
    for (const ToolFactor& tool : quantity.tools) {
        for (const std::size_t i : tool.comparisons) {
            measurement(platform_->compared[i], depth + 1);
        }
    }
}

void Writer::measurement(const ComparedFactor& compared, int depth)
{
    const Comparison& comparison = compared.comparison;
    const OverheadFactor& factor = compared.factor;
    line(depth, "- metric: " + comparison.metric);
    line(depth, fmt::format("  factor: {:.6g}", factor.factor));
    if (factor.has_interval()) {
        line(depth,
             fmt::format("  standard_error: {:.3g}", factor.factor * factor.log_standard_error));
        line(depth, fmt::format("  degrees_of_freedom: {:.3g}", factor.degrees_of_freedom));
    }
    line(depth,
         fmt::format("  runs: {{native: {}, guest: {}}}", factor.native.runs, factor.guest.runs));
    if (comparison.paired) line(depth, "  paired: true");
    if (compared.otherwise) {
        line(depth,
             fmt::format("  outliers: {{number: {}, treatment: {}, factor_otherwise: {:.6g}}}",
                         compared.outliers(), to_string(compared.treatment),
                         compared.otherwise->factor));
    }
    line(depth, "  conditions: " + conditions(comparison.conditions));
    line(depth, fmt::format("  files: {{native: {}, guest: {}}}", places(comparison.native),
                            places(comparison.guest)));
}

std::string Writer::write(const CalibratedPlatform& platform)
{
    platform_ = &platform;
    line(0, "# Written by `bbbcap calibrate`; factors are guest over native of what was measured.");
    line(0, "version: 1");
    line(0, "platform: " + text(platform.name));
    line(0, "title: " + text(platform.name + ", calibrated from measurements"));
    std::string section;
    for (const CalibratedQuantity& one : platform.quantities) {
        const std::size_t dot = one.key.find('.');
        const std::string head = dot == std::string::npos ? "" : one.key.substr(0, dot);
        if (!head.empty() && head != section) line(0, head + ':');
        section = head;
        const int depth = head.empty() ? 0 : 1;
        line(depth, one.key.substr(head.empty() ? 0 : dot + 1) + ':');
        quantity(one, depth + 1);
    }
    return std::move(out_);
}

}  // namespace

std::string platform_text(const CalibratedPlatform& platform)
{
    return Writer().write(platform);
}

}  // namespace calibration
