#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/parameter.hpp"

namespace calibration {

// What a published figure may be about. A relative figure compares two platforms and says which.
struct PublishedQuantity {
    const char* name;
    models::Dimension dimension;
    bool relative;
    double low;  // allowed range, in the base unit of the dimension
    double high;
    const char* meaning;
};

std::span<const PublishedQuantity> published_quantities();

// The quantity of that name, or nullptr.
const PublishedQuantity* find_published_quantity(std::string_view name);

std::vector<std::string> published_quantity_names();

}  // namespace calibration
