#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "calibration/sample.hpp"

// Parts that documents share, for any type of JSON.
namespace tools {

// The document as it is printed, whatever bytes its texts have.
template <class Json>
std::string text_of(const Json& document)
{
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

// What `object` makes of each item.
template <class Items, class Function>
auto list_of(const Items& items, const Function& object)
{
    std::vector<decltype(object(*items.begin()))> list;
    for (const auto& item : items) list.push_back(object(item));
    return list;
}

// A number without ".0" where it is a whole one.
template <class Json>
Json plain_number(double value)
{
    constexpr double largest_whole = 9e15;  // below it every whole number is a double
    const bool whole = value == std::trunc(value) && std::abs(value) < largest_whole;
    return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

// {"threads": 4, "direction": "sent"}
template <class Json>
Json conditions_object(const calibration::Conditions& conditions)
{
    Json object = Json::object();
    for (const calibration::Condition& condition : conditions) {
        const double* value = std::get_if<double>(&condition.value);
        object[condition.name] = value != nullptr ? plain_number<Json>(*value)
                                                  : Json(std::get<std::string>(condition.value));
    }
    return object;
}

}  // namespace tools
