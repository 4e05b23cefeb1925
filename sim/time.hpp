#pragma once

namespace sim {

using Time = double;  // seconds since the start of the simulation, never negative

}  // namespace sim
