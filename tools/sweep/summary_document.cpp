#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json_parts.hpp"
#include "tools/sweep/cells.hpp"
#include "tools/sweep/summary.hpp"

namespace tools {
namespace {

constexpr std::size_t most_drawn = 1000;  // points of the front in a chart

Json cell_value(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* real = std::get_if<double>(&cell)) return number(*real);
    const auto* integer = std::get_if<std::int64_t>(&cell);
    return integer != nullptr ? Json(*integer) : Json(nullptr);
}

Json answer_object(const ShownAnswer& answer, const std::vector<std::string>& values,
                   const Summary& summary)
{
    Json object = {{"point", answer.point}, {"contender", answer.contender}};
    for (std::size_t i = 0; i < summary.factors.size(); ++i) {
        object["factors"][summary.factors[i].name] = cell_value(answer.factors[i]);
    }
    for (std::size_t i = 0; i < values.size(); ++i) object[values[i]] = number(answer.values[i]);
    object["precise"] = answer.precise;
    object["outside"] = answer.outside;
    object["ties"] = answer.ties;
    return object;
}

Json objective_object(const Objective& objective)
{
    return {{"formula", objective.formula.text},
            {"unit", objective.formula.unit},
            {"goal", objective.least ? "least" : "most"}};
}

Json interval_or_null(const std::optional<sim::ConfidenceInterval>& one)
{
    return one ? interval(*one) : Json(nullptr);
}

Json best_object(const BestPoints& best, const Summary& summary)
{
    Json object = {{"objective", objective_object(best.objective)},
                   {"under", best.under},
                   {"answers", best.answers},
                   {"admitted", best.admitted},
                   {"lead", interval_or_null(best.lead)},
                   {"lead_replications", best.pairs}};
    object["points"] = list_of(best.shown, [&](const ShownAnswer& answer) {
        return answer_object(answer, {"value"}, summary);
    });
    return object;
}

Json front_object(const ParetoFront& front, const Summary& summary)
{
    Json object = {{"first", objective_object(front.first)},
                   {"second", objective_object(front.second)},
                   {"under", front.under},
                   {"not_shown", front.beyond}};
    object["points"] = list_of(front.shown, [&](const ShownAnswer& answer) {
        return answer_object(answer, {"first", "second"}, summary);
    });
    return object;
}

Json level_object(const LevelEffect& level)
{
    return {{"level", level.level},
            {"answers", level.answers},
            {"mean", number(level.mean)},
            {"effect", number(level.effect)},
            {"interval", interval_or_null(level.interval)}};
}

Json effects_object(const ResponseEffects& effects)
{
    Json object = {{"response", effects.response},         {"unit", effects.unit},
                   {"answers", effects.answers},           {"mean", number(effects.mean)},
                   {"replications", effects.replications}, {"left_out", effects.left_out}};
    object["factors"] = list_of(effects.effects, [](const MainEffect& effect) {
        return Json{{"factor", effect.factor},
                    {"share", number(effect.share)},
                    {"levels", list_of(effect.levels, level_object)}};
    });
    return object;
}

Json axis(const std::string& field, const std::string& title)
{
    return {{"field", field}, {"type", "quantitative"}, {"title", title}};
}

// Names one below the other, as they come.
Json names(const std::string& field)
{
    return {{"field", field},
            {"type", "nominal"},
            {"sort", nullptr},
            {"axis", {{"title", nullptr}, {"labelLimit", 400}}}};
}

Json best_chart(const BestPoints& best, const Summary& summary)
{
    Json values = Json::array();
    for (const ShownAnswer& answer : best.shown) {
        values.push_back({{"place", place_of(answer, summary.factors)},
                          {"value", number(answer.values[0])},
                          {"precise", answer.precise}});
    }
    return {{"title", best.objective.text()},
            {"data", {{"values", values}}},
            {"mark", {{"type", "bar"}, {"tooltip", true}}},
            {"encoding",
             {{"y", names("place")},
              {"x", axis("value", best.objective.formula.text)},
              {"opacity",
               {{"condition", {{"test", "datum.precise"}, {"value", 1}}}, {"value", 0.5}}}}}};
}

Json effect_chart(const MainEffect& effect)
{
    Json values = Json::array();
    bool intervals = false;
    for (const LevelEffect& level : effect.levels) {
        Json value = {{"level", level.level}, {"effect", number(level.effect)}};
        if (level.interval) {
            value["low"] = number(level.interval->low);
            value["high"] = number(level.interval->high);
            intervals = true;
        }
        values.push_back(value);
    }
    Json layers = {{{"mark", {{"type", "bar"}, {"tooltip", true}}},
                    {"encoding", {{"x", axis("effect", "")}}}}};
    if (intervals) {
        layers.push_back({{"mark", "rule"},
                          {"encoding", {{"x", axis("low", "")}, {"x2", {{"field", "high"}}}}}});
    }
    return {{"title", effect.factor},
            {"data", {{"values", values}}},
            {"encoding", {{"y", names("level")}}},
            {"layer", layers}};
}

Json effects_chart(const ResponseEffects& effects)
{
    return {{"title", "main effects on " + effects.response},
            {"vconcat", list_of(effects.effects, effect_chart)},
            {"resolve", {{"scale", {{"x", "shared"}}}}}};
}

Json front_chart(const ParetoFront& front, const Summary& summary)
{
    Json values = Json::array();
    for (std::size_t i = 0; i < std::min(front.shown.size(), most_drawn); ++i) {
        const ShownAnswer& answer = front.shown[i];
        values.push_back({{"place", place_of(answer, summary.factors)},
                          {"first", number(answer.values[0])},
                          {"second", number(answer.values[1])}});
    }
    return {{"title", "Pareto front: " + front.first.text() + ", " + front.second.text()},
            {"data", {{"values", values}}},
            {"mark", {{"type", "point"}, {"tooltip", {{"content", "data"}}}}},
            {"encoding",
             {{"x", axis("first", front.first.formula.text)},
              {"y", axis("second", front.second.formula.text)}}}};
}

}  // namespace

std::string summary_document(const Summary& summary)
{
    Json document = heading("sweep summary");
    document["name"] = summary.name;
    document["points"] = summary.points;
    document["done"] = summary.counts.done;
    document["failed"] = summary.counts.failed;
    document["outside"] = summary.outside;
    document["answers"] = summary.answers;
    document["imprecise"] = summary.imprecise;
    document["best"] = summary.best ? best_object(*summary.best, summary) : Json(nullptr);
    document["front"] = summary.front ? front_object(*summary.front, summary) : Json(nullptr);
    document["effects"] = list_of(summary.effects, effects_object);
    return text_of(document);
}

// Of what has nothing to draw there is no chart.
std::string summary_chart(const Summary& summary)
{
    Json charts = Json::array();
    if (summary.best && !summary.best->shown.empty()) {
        charts.push_back(best_chart(*summary.best, summary));
    }
    if (summary.front && !summary.front->shown.empty()) {
        charts.push_back(front_chart(*summary.front, summary));
    }
    for (const ResponseEffects& one : summary.effects) {
        if (!one.effects.empty()) charts.push_back(effects_chart(one));
    }
    return text_of(Json{{"$schema", "https://vega.github.io/schema/vega-lite/v5.json"},
                        {"title", summary.name},
                        {"vconcat", charts}});
}

}  // namespace tools
