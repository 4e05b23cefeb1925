#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

#include "sim/philox.hpp"

namespace sim {

// One block, inlined where it is used: its words then stay in registers.
[[gnu::always_inline]] inline PhiloxBlock philox_block(const PhiloxKey& key,
                                                       const PhiloxBlock& counter)
{
    const philox4x64_ctr_t c = {{counter[0], counter[1], counter[2], counter[3]}};
    const philox4x64_key_t k = {{key[0], key[1]}};
    const philox4x64_ctr_t block = philox4x64_R(10, c, k);
    return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

}  // namespace sim
