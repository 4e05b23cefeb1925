#pragma once

#include <vector>

namespace tools {

// Numbers of users around a capacity at which a curve is drawn, up to half as many again: not more
// than a dozen, in order.
std::vector<int> levels_shown(int capacity, int most);

}  // namespace tools
