#include "tools/sweep/points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "models/finding.hpp"
#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

double between(double low, double high, double share, bool logarithmic)
{
    if (!logarithmic) return low + share * (high - low);
    return low * std::pow(high / low, share);
}

// All whole numbers with the same weight, those at the ends included.
double whole_at(const Range& range, double share)
{
    const double low = std::ceil(range.low);
    const double high = std::floor(range.high);
    const double half = range.logarithmic ? std::min(0.5, low / 2) : 0.5;
    const double value = between(low - half, high + 0.5, share, range.logarithmic);
    return std::clamp(std::round(value), low, high);
}

// As it is when it is read again from its text, which has per cent in place of shares.
double as_written(double value, models::Dimension dimension)
{
    return dimension == models::Dimension::fraction ? value * 100 / 100 : value;
}

bool is_list(const std::string& text)
{
    return text.starts_with('[') || text.starts_with('{');
}

bool is_path(const std::string& text)
{
    return text.find('/') != std::string::npos || text.ends_with(".yaml");
}

bool is_reference(const std::string& key)
{
    const auto references = {"host", "platform", "profile", "workload", "slo"};
    return std::find(references.begin(), references.end(), key) != references.end();
}

models::YamlNode parsed(const std::string& text, const models::Place& place)
{
    models::YamlNode node{models::YamlNode::Kind::scalar, text, false, place, {}, {}};
    if (!is_list(text)) return node;
    models::Findings ignored;
    return models::parse_yaml(text, place.file, ignored).value_or(node);
}

// Values of a design count as given from outside the scenario, as those of the command line are: a
// place without line. It still reads as file, line and column. Paths begin at the design's folder.
void give(models::YamlNode& node, const models::Place& place, bool reference,
          const std::string& design)
{
    node.place = {fmt::format("{}:{}:{}", place.file, place.line, place.column), 0, 0};
    if (reference && node.is_scalar() && is_path(node.text)) {
        const auto path = std::filesystem::path(design).parent_path() / node.text;
        node.text = path.lexically_normal().string();
    }
    for (models::YamlNode& item : node.items) give(item, place, reference, design);
    for (models::YamlEntry& entry : node.entries) {
        give(entry.node, place, false, design);
        entry.key_place = entry.node.place;
    }
}

}  // namespace

double value_at(const Range& range, models::Dimension dimension, double share)
{
    if (range.whole) return whole_at(range, share);
    if (share <= 0) return range.low;
    if (share >= 1) return range.high;
    const double value = between(range.low, range.high, share, range.logarithmic);
    return as_written(std::clamp(value, range.low, range.high), dimension);
}

Points::Points(const Design& design, std::uint64_t seed)
    : design_(&design), fixed_(fixed_changes(design))
{
    const std::size_t dimension = design.coordinates.size();
    if (design.method == Method::sobol) sobol_.emplace(dimension);
    if (design.method == Method::latin_hypercube) {
        hypercube_.emplace(dimension, static_cast<std::uint32_t>(design.samples), seed);
    }
    if (sobol_ || hypercube_) {
        count_ = design.samples;
        return;
    }
    for (const auto& coordinate : design.coordinates) count_ *= steps(coordinate);
}

// Of a grid: how many values the factors of a coordinate have.
std::size_t Points::steps(const std::vector<std::size_t>& coordinate) const
{
    const Factor& first = design_->factors[coordinate.front()];
    return first.range ? static_cast<std::size_t>(first.range->steps) : first.levels.size();
}

std::vector<double> Points::place(std::uint64_t number) const
{
    std::vector<double> place(design_->coordinates.size());
    if (sobol_) sobol_->point(number, place);
    if (hypercube_) hypercube_->point(number, place);
    if (sobol_ || hypercube_) return place;
    for (std::size_t k = place.size(); k-- > 0;) {
        const std::size_t count = steps(design_->coordinates[k]);
        place[k] = static_cast<double>(number % count);
        number /= count;
    }
    return place;
}

bool Points::at(std::uint64_t number, std::vector<Value>& values) const
{
    const std::vector<double> place = this->place(number);
    const bool sampled = sobol_ || hypercube_;
    values.resize(design_->factors.size());
    for (std::size_t k = 0; k < place.size(); ++k) {
        for (const std::size_t index : design_->coordinates[k]) {
            const Factor& factor = design_->factors[index];
            Value& value = values[index];
            if (factor.range) {
                const double share = sampled ? place[k] : place[k] / (factor.range->steps - 1);
                value.number = value_at(*factor.range, *factor.dimension, share);
            } else {
                const auto count = static_cast<double>(factor.levels.size());
                value.level = static_cast<std::size_t>(sampled ? place[k] * count : place[k]);
                value.number = factor.levels[value.level].number;
            }
        }
    }
    return admits(*design_, values);
}

std::string Points::text(std::size_t factor, const Value& value) const
{
    const Factor& one = design_->factors[factor];
    if (one.range) return quantity_text(value.number, *one.dimension);
    return one.levels[value.level].text;
}

Cell Points::cell(std::size_t factor, const Value& value) const
{
    const Factor& one = design_->factors[factor];
    if (!one.dimension) return one.levels[value.level].text;
    if (is_whole(one)) return static_cast<std::int64_t>(value.number);
    return value.number;
}

std::vector<models::Override> fixed_changes(const Design& design)
{
    std::vector<models::Override> changes;
    for (const auto& [key, node] : design.set) {
        models::YamlNode given = node;
        give(given, node.place, is_reference(key), design.path);
        changes.push_back({key, given});
    }
    return changes;
}

std::vector<models::Override> Points::changes(std::span<const Value> values) const
{
    std::vector<models::Override> changes = fixed_;
    for (std::size_t index = 0; index < values.size(); ++index) {
        const Factor& factor = design_->factors[index];
        models::Place place = factor.place;
        if (!factor.range) {
            place.line = factor.levels[values[index].level].line;
            place.column = factor.levels[values[index].level].column;
        }
        models::YamlNode node = parsed(text(index, values[index]), place);
        give(node, place, is_reference(factor.key), design_->path);
        changes.push_back({factor.key, std::move(node)});
    }
    return changes;
}

}  // namespace tools
