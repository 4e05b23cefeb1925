#include <array>

#include "models/scenario_yaml.hpp"
#include "models/section_yaml.hpp"

namespace models {
namespace {

using Visitor = std::function<void(Parameter&, const ValueLimits&)>;

template <class Owner>
void visit_fields(Owner& owner, std::type_identity_t<std::span<const Field<Owner>>> fields,
                  const Visitor& visit)
{
    for (const Field<Owner>& field : fields) {
        if (const auto* member = std::get_if<Parameter Owner::*>(&field.member)) {
            visit(owner.**member, {field.low, field.high});
        }
    }
}

void visit_profile(ServerProfile& profile, const Visitor& visit)
{
    for (Component& component : profile.components) {
        visit_fields(component.shares, share_fields(), visit);
    }
    const ValueLimits of_demands{expected_demand().low, expected_demand().high};
    for (std::vector<Visit>& visits : profile.visits) {
        for (Visit& one : visits) {
            for (Term& term : one.terms) visit(term.demand, of_demands);
        }
    }
    visit_fields(profile.media, media_fields(), visit);
    visit_fields(profile.footprint, footprint_fields(), visit);
    visit_fields(profile.behaviour, behaviour_fields(), visit);
    if (profile.rules) visit_fields(*profile.rules, rule_fields(), visit);
}

}  // namespace

void for_each_limited_parameter(Scenario& scenario, const Visitor& visit)
{
    visit_fields(scenario.host, host_fields(), visit);
    for (Platform& platform : scenario.platforms) visit_fields(platform, platform_fields(), visit);
    visit_profile(scenario.profile, visit);
}

void for_each_parameter(Scenario& scenario, const std::function<void(Parameter&)>& visit)
{
    for_each_limited_parameter(scenario,
                               [&](Parameter& parameter, const ValueLimits&) { visit(parameter); });
}

std::vector<const Parameter*> parameters_of(const Scenario& scenario)
{
    std::vector<const Parameter*> parameters;
    for_each_parameter(const_cast<Scenario&>(scenario),
                       [&](const Parameter& parameter) { parameters.push_back(&parameter); });
    return parameters;
}

}  // namespace models
