#pragma once

// Catch2 in version 2 (Debian 12) or 3; tests are written for both.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
