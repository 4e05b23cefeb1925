#include "calibration/collinear_columns.hpp"

#include <Eigen/Dense>
#include <limits>

#include "sim/expect.hpp"

namespace calibration {
namespace {

using Eigen::Index;

constexpr double least_part = 0.3;

Eigen::MatrixXd at_unit_length(Columns columns)
{
    Eigen::MatrixXd matrix(static_cast<Index>(columns[0].size()),
                           static_cast<Index>(columns.size()));
    for (Index j = 0; j < matrix.cols(); ++j) {
        const auto& column = columns[static_cast<std::size_t>(j)];
        EXPECT(static_cast<Index>(column.size()) == matrix.rows(), "columns must be of one length");
        matrix.col(j) = Eigen::Map<const Eigen::VectorXd>(column.data(), matrix.rows());
        EXPECT(matrix.col(j).allFinite(), "columns must be finite");
        const double length = matrix.col(j).stableNorm();
        if (length > 0) matrix.col(j) /= length;
    }
    return matrix;
}

}  // namespace

CollinearColumns collinear_columns(Columns columns)
{
    EXPECT(!columns.empty() && !columns[0].empty(), "a condition number needs columns");
    const Eigen::MatrixXd matrix = at_unit_length(columns);
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(matrix, Eigen::ComputeFullV);
    const auto& singular = svd.singularValues();
    const double rounding =
        static_cast<double>(matrix.rows()) * std::numeric_limits<double>::epsilon() * singular(0);
    const bool full = matrix.rows() >= matrix.cols() && singular(singular.size() - 1) > rounding;
    CollinearColumns result;
    result.condition_number = full ? singular(0) / singular(singular.size() - 1)
                                   : std::numeric_limits<double>::infinity();
    const Eigen::VectorXd direction = svd.matrixV().rightCols(1).cwiseAbs();
    for (Index j = 0; j < matrix.cols(); ++j) {
        if (direction(j) >= least_part * direction.maxCoeff())
            result.weakest.push_back(static_cast<std::size_t>(j));
    }
    return result;
}

}  // namespace calibration
