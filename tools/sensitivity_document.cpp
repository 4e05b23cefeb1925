#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/sensitivity_answer.hpp"

namespace tools {
namespace {

using models::ParameterEffect;
using models::Sensitivity;
using models::SensitivityMethod;

Json effect_object(const Sensitivity& sensitivity, const ParameterEffect& effect)
{
    const models::Parameter& parameter = effect.parameter;
    Json object = {{"name", parameter.name},       {"value", number(parameter.value)},
                   {"low", number(parameter.low)}, {"high", number(parameter.high)},
                   {"source", parameter.source},   {"moves", models::moves(sensitivity, effect)}};
    switch (sensitivity.options.method) {
        case SensitivityMethod::one_at_a_time:
            object["response_at_low"] = number(effect.at_low);
            object["response_at_high"] = number(effect.at_high);
            object["swing"] = interval(effect.strength);
            break;
        case SensitivityMethod::morris:
            object["mu_star"] = interval(effect.strength);
            object["mu"] = number(effect.mean);
            object["sigma"] = number(effect.deviation);
            break;
        case SensitivityMethod::sobol:
            object["total"] = interval(effect.strength);
            object["first_order"] = interval(effect.first);
            break;
    }
    return object;
}

}  // namespace

std::string sensitivity_document(const models::Scenario& scenario, const Sensitivity& sensitivity)
{
    const models::SensitivityOptions& options = sensitivity.options;
    Json document = heading("sensitivity", scenario);
    document["platform"] = sensitivity.platform;
    document["method"] = models::sensitivity_methods[static_cast<std::size_t>(options.method)];
    document["response"] = response_name(options);
    document["resolution"] = models::to_string(models::Resolution::flow);
    document["users"] = options.response ? Json(sensitivity.users) : Json(nullptr);
    document["value"] = number(sensitivity.response);
    document["samples"] = options.samples;
    document["evaluations"] = sensitivity.evaluations;
    document["beyond_search"] = sensitivity.beyond;
    document["first_stands_out"] = models::first_stands_out(sensitivity);
    Json& parameters = document["parameters"] = Json::array();
    for (const ParameterEffect& effect : sensitivity.effects) {
        parameters.push_back(effect_object(sensitivity, effect));
    }
    return text_of(document);
}

}  // namespace tools
