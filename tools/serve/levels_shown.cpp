#include "tools/serve/levels_shown.hpp"

#include <algorithm>
#include <cmath>

namespace tools {

std::vector<int> levels_shown(int capacity, int most)
{
    constexpr double shares[] = {0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5};
    std::vector<int> levels;
    for (const double share : shares) {
        const int level = static_cast<int>(std::lround(share * std::max(capacity, 8)));
        levels.push_back(std::clamp(level, 1, std::max(1, most)));
    }
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    return levels;
}

}  // namespace tools
