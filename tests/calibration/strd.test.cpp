#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "calibration/least_squares.hpp"
#include "tests/catch.hpp"

// The linear sets of the NIST Statistical Reference Datasets, in `strd/` as NIST publishes them
// (public domain). From line 31 the certified coefficients with their standard deviations, from
// line 61 the data, response first. Each file agrees with the solution of its normal equations in
// rational arithmetic to 14 digits.

namespace {

struct Certified {
    std::vector<double> coefficients;
    std::vector<double> standard_deviations;
    double residual_standard_deviation = 0;
    std::vector<std::vector<double>> rows;  // response, predictors
};

std::vector<double> numbers(const std::string& line)
{
    std::istringstream words(line);
    std::vector<double> all;
    for (double number = 0; words >> number;) all.push_back(number);
    return all;
}

Certified read(const std::string& name)
{
    std::ifstream file(BBBCAP_SOURCE_DIR "/tests/calibration/strd/" + name + ".dat");
    REQUIRE(file);
    Certified set;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto text = line.find_first_not_of(' ');
        if (text == std::string::npos || number < 31) continue;
        if (number > 60) {
            set.rows.push_back(numbers(line));
        } else if (line[text] == 'B') {
            const auto pair = numbers(line.substr(line.find(' ', text)));
            set.coefficients.push_back(pair.at(0));
            set.standard_deviations.push_back(pair.at(1));
        } else if (const auto end = line.find("Standard Deviation  "); end != std::string::npos) {
            set.residual_standard_deviation = numbers(line.substr(end + 18)).at(0);
        }
    }
    return set;
}

// With one predictor the model is a polynomial of it.
std::vector<std::vector<double>> design(const Certified& set)
{
    std::vector<std::vector<double>> columns(set.coefficients.size());
    for (const auto& row : set.rows) {
        for (std::size_t j = 0; j < columns.size(); ++j) {
            const double constant_or_predictor = j == 0 ? 1 : row[std::min(j, row.size() - 1)];
            columns[j].push_back(row.size() > 2 ? constant_or_predictor
                                                : std::pow(row[1], static_cast<double>(j)));
        }
    }
    return columns;
}

// Log relative error, the number of correct digits; NIST certifies 15. Of 0, the log absolute
// error.
double digits(double value, double certified)
{
    const double error = std::abs(value - certified);
    const double relative = certified == 0 ? error : error / std::abs(certified);
    return relative == 0 ? 15 : std::min(15.0, -std::log10(relative));
}

double fewest_digits(const Certified& set)
{
    std::vector<double> response;
    for (const auto& row : set.rows) response.push_back(row[0]);
    const auto fit = calibration::least_squares(design(set), response);
    REQUIRE(fit.full_rank());
    double fewest = digits(fit.residual_standard_deviation, set.residual_standard_deviation);
    for (std::size_t i = 0; i < set.coefficients.size(); ++i) {
        fewest = std::min(fewest, digits(fit.coefficients[i], set.coefficients[i]));
        fewest = std::min(fewest, digits(fit.standard_error(i), set.standard_deviations[i]));
    }
    UNSCOPED_INFO(fewest << " digits, condition number " << fit.condition_number);
    return fewest;
}

}  // namespace

TEST_CASE("least squares have nine of the digits that NIST certifies")
{
    const auto name = GENERATE(as<std::string>(), "Longley", "Norris", "Pontius", "Wampler1",
                               "Wampler2", "Wampler3", "Wampler4", "Wampler5");
    CAPTURE(name);
    const Certified set = read(name);
    CHECK(set.rows.size() >= 16);
    CHECK(fewest_digits(set) >= 9);
}

TEST_CASE("a polynomial of degree 10 over a short range still has seven digits")
{
    const Certified filip = read("Filip");
    CHECK(filip.coefficients.size() == 11);
    CHECK(filip.rows.size() == 82);
    CHECK(fewest_digits(filip) >= 7);
}
