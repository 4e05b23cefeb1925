#include "calibration/collinear_columns.hpp"

#include <cmath>

#include "sim/expect.hpp"
#include "tests/catch.hpp"

using calibration::collinear_columns;

namespace {

using Design = std::vector<std::vector<double>>;
using Places = std::vector<std::size_t>;

}  // namespace

TEST_CASE("columns at right angles have the condition number 1, whatever their lengths")
{
    CHECK(collinear_columns(Design{{1, 1, 0, 0}, {0, 0, 1e9, -1e9}}).condition_number == Approx(1));
}

TEST_CASE("the weakest combination names the columns in it and no other")
{
    const Design design = {
        {1, 1, 1, 1, 1, 1}, {0, 1, 2, 3, 4, 5}, {3, 1, 4, 1, 5, 9}, {0, 2, 4, 6, 8, 10.01}};
    const auto collinear = collinear_columns(design);
    CHECK(collinear.condition_number > 1000);
    CHECK(collinear.weakest == Places{1, 3});
}

TEST_CASE("dependent columns, zeros and too few rows have no condition number")
{
    CHECK(std::isinf(collinear_columns(Design{{1, 1, 1}, {2, 2, 2}}).condition_number));
    CHECK(collinear_columns(Design{{1, 1, 1}, {2, 2, 2}}).weakest == Places{0, 1});
    const auto zeros = collinear_columns(Design{{1, 2, 3}, {0, 0, 0}});
    CHECK(std::isinf(zeros.condition_number));
    CHECK(zeros.weakest == Places{1});
    CHECK(std::isinf(collinear_columns(Design{{1}, {2}}).condition_number));
    CHECK_THROWS_AS(collinear_columns(Design{}), sim::LogicError);
}
