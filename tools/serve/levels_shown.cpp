#include "tools/serve/levels_shown.hpp"

#include <algorithm>

#include "models/capacity_level.hpp"

namespace tools {

std::vector<int> levels_shown(int capacity, int most)
{
    constexpr double shares[] = {0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5};
    return models::curve_levels(shares, std::max(capacity, 8), most);
}

}  // namespace tools
