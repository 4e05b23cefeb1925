#include "calibration/importers/fio_definition.hpp"

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

// "4K-4K" or "4096B-4096B"; sizes that differ stay text.
void set_block_size(std::string_view range, Conditions& conditions)
{
    const auto ends = split_at(range, '-');
    if (!ends) return;
    const auto least = binary_size(ends->first);
    if (least && least == binary_size(ends->second)) {
        set_condition(conditions, "block_size", *least);
    } else {
        set_condition(conditions, "block_size", range);
    }
}

// "bs=1M-1M/64K-64K, ..." and "bs=(R) 4096B-4096B, (W) 4096B-4096B, (T) 4096B-4096B, ..."
void set_block_sizes(std::string_view options, FioDefinition& definition)
{
    constexpr std::array<std::string_view, fio_directions.size()> marks = {"(R)", "(W)", "(T)"};
    for (std::size_t i = 0; i < fio_directions.size(); ++i) {
        set_block_size(fio_value(options, marks[i], ","), definition.of_direction[i]);
    }
    std::string_view sizes = fio_value(options, "bs=", ",");
    if (sizes.starts_with('(')) return;
    for (std::size_t i = 0; i < fio_directions.size() && !sizes.empty(); ++i) {
        set_block_size(sizes.substr(0, sizes.find('/')), definition.of_direction[i]);
        const std::size_t next = sizes.find('/');
        if (next != std::string_view::npos) sizes.remove_prefix(next + 1);
    }
}

}  // namespace

std::string_view fio_value(std::string_view text, std::string_view key, std::string_view ends)
{
    const auto rest = behind(text, key);
    return rest ? trimmed(rest->substr(0, rest->find_first_of(ends))) : std::string_view();
}

FioDefinition fio_definition(std::string_view options)
{
    FioDefinition definition;
    const std::string_view rw = fio_value(options, "rw=", ",");
    const std::string_view engine = fio_value(options, "ioengine=", ",");
    const auto depth = leading_number(fio_value(options, "iodepth=", ", "));
    if (!rw.empty()) set_condition(definition.conditions, "rw", rw);
    if (!engine.empty()) set_condition(definition.conditions, "ioengine", engine);
    if (depth) set_condition(definition.conditions, "queue_depth", depth->value);
    set_block_sizes(options, definition);
    return definition;
}

}  // namespace calibration::importers
