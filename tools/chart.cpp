#include "tools/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tools/text.hpp"

namespace tools {
namespace {

constexpr std::size_t label_width = 11;
constexpr std::size_t columns = 60;
constexpr int rows = 3;
constexpr int steps = 8;  // of a block character

double mean_in_column(const std::vector<double>& values, std::size_t column)
{
    const std::size_t first = column * values.size() / columns;
    const std::size_t last = std::max(first + 1, (column + 1) * values.size() / columns);
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
    return std::accumulate(begin, values.begin() + static_cast<std::ptrdiff_t>(last), 0.0) /
           static_cast<double>(last - first);
}

// In steps; what is not zero can be seen.
int height(double value, double top)
{
    if (!(value > 0) || !(top > 0)) return 0;
    const double share = std::min(1.0, value / top);
    return std::max(1, static_cast<int>(std::lround(share * rows * steps)));
}

std::string block(int filled, bool utf8)
{
    static constexpr const char* blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static constexpr const char* letters[] = {" ", ".", ".", ":", ":", ":", "|", "|", "#"};
    const int index = std::clamp(filled, 0, steps);
    return utf8 ? blocks[index] : letters[index];
}

std::string band_rows(const Band& band, bool utf8)
{
    std::string text;
    for (int row = rows - 1; row >= 0; --row) {
        const std::string label = row == rows - 1 ? band.label : "";
        std::string line = std::string(label_width - std::min(label_width, width_of(label)), ' ');
        line += label + (utf8 ? "│" : "|");
        for (std::size_t column = 0; column < columns && !band.values.empty(); ++column) {
            line +=
                block(height(mean_in_column(band.values, column), band.top) - row * steps, utf8);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string time_axis(double minutes, bool utf8)
{
    std::string line(label_width, ' ');
    line += utf8 ? "└" : "+";
    for (std::size_t column = 0; column < columns; ++column) line += utf8 ? "─" : "-";
    const std::string middle = fmt::format("{:.4g}", minutes / 2);
    const std::string end = fmt::format("{:.4g} min", minutes);
    const std::size_t half = columns / 2 - middle.size() / 2;
    const std::size_t rest = columns - half - middle.size() - end.size();
    return line + '\n' + std::string(label_width + 1, ' ') + "0" + std::string(half - 1, ' ') +
           middle + std::string(rest, ' ') + end + '\n';
}

}  // namespace

std::string chart(const std::vector<Band>& bands, double minutes, bool utf8)
{
    std::string text;
    for (const Band& band : bands) text += band_rows(band, utf8);
    return text + time_axis(minutes, utf8);
}

}  // namespace tools
