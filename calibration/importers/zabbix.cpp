#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "calibration/importers/clock_time.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/importers/zabbix_items.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

constexpr double nanosecond = 1e-9;
constexpr double trend_interval = 3600;  // s
constexpr double quarter_hour = 900;     // s, of which all time zones are multiples

struct TrendValue {
    std::string_view key;
    std::string_view ending;  // of the metric
};

constexpr std::array<TrendValue, 3> trend_values = {
    {{"value_min", "_min"}, {"value_avg", "_avg"}, {"value_max", "_max"}}};

bool is_failure(const JsonNode& answer)
{
    return answer.find("jsonrpc") != nullptr && answer.find("error") != nullptr;
}

bool is_answer(const JsonNode& answer)
{
    const bool has_result = answer.find("jsonrpc") != nullptr && answer.find("result") != nullptr;
    return has_result || is_failure(answer) || zabbix_result(answer) != nullptr;
}

// Reads one answer of the API.
class AnswerReader {
public:
    AnswerReader(const JsonDocument& document, const ZabbixItems& items)
        : document_(document), items_(items)
    {
    }

    Run read()
    {
        const JsonNode* result = zabbix_result(document_.root);
        if (is_failure(document_.root)) {
            take_failure(*document_.root.find("error"));
        } else if (result == nullptr) {
            run_.flag("the result is not a list of values");
        } else {
            take_result(*result);
        }
        if (!document_.complete) {
            run_.complete = false;
            run_.flag(cut_short);
        }
        return std::move(run_);
    }

private:
    void take_failure(const JsonNode& error)
    {
        run_.complete = false;
        run_.flag(fmt::format("the API refused: {} {}", models::quoted(error.text_at("message")),
                              models::quoted(error.text_at("data"))));
    }

    void take_result(const JsonNode& result)
    {
        for (const JsonNode& node : result.items) {
            const bool may_be_cut = !document_.complete && &node == &result.items.back();
            if (!may_be_cut) take_node(node);
        }
        texts_.tell("values that are texts and left out", run_);
        if (undescribed_) run_.flag(undescribed_items);
        if (result.items.empty() && document_.complete) {
            run_.flag(
                "the list of values is empty: `history` has to be the value type of the item (0 "
                "for numbers with a fraction, 3 for whole ones)");
        }
    }

    void take_node(const JsonNode& node)
    {
        if (node.find("key_") != nullptr) {
            describe(node);
            return;
        }
        const auto clock = node.number_at("clock");
        if (!clock) return;
        const SeriesHead& head = head_at(std::string(node.text_at("itemid")));
        if (node.find("value_avg") != nullptr) {
            take_trend(head, *clock, node);
        } else if (const JsonNode* value = node.find("value")) {
            const auto number = node.number_at("value");
            const double time = *clock + node.number_at("ns").value_or(0) * nanosecond;
            if (number) run_.add(head.point_at(time, *number, node.line));
            if (!number) texts_.add(value->line);
        }
    }

    void describe(const JsonNode& node)
    {
        run_.flag(
            fmt::format("item {} is {}, key {}, in {}", models::printable(node.text_at("itemid")),
                        models::quoted(node.text_at("name")), models::quoted(node.text_at("key_")),
                        models::quoted(node.text_at("units"))));
    }

    const SeriesHead& head_at(const std::string& itemid)
    {
        const auto [place, is_new] = heads_.try_emplace(itemid);
        if (is_new) place->second = head_of_item(itemid, items_);
        undescribed_ = undescribed_ || !items_.contains(itemid);
        return place->second;
    }

    void take_trend(const SeriesHead& head, double clock, const JsonNode& node)
    {
        bool all_whole = true;
        for (const TrendValue& of_trend : trend_values) {
            const auto value = node.number_at(of_trend.key);
            if (!value) continue;
            all_whole = all_whole && *value == std::trunc(*value);
            add_trend(head, of_trend.ending, head.unit, clock, *value, node.line);
        }
        const auto count = node.number_at("num");
        if (count) add_trend(head, "_num", "", clock, *count, node.line);
        if (all_whole) run_.flag("averages of whole numbers are cut to whole numbers by Zabbix");
    }

    void add_trend(SeriesHead head, std::string_view ending, std::string unit, double clock,
                   double value, std::size_t line)
    {
        head.metric += ending;
        head.unit = std::move(unit);
        Sample sample = head.point_at(clock, value, line);
        set_condition(sample.conditions, "interval", trend_interval);
        run_.add(std::move(sample));
    }

    const JsonDocument& document_;
    const ZabbixItems& items_;
    Run run_;
    std::map<std::string, SeriesHead> heads_;
    LeftOut texts_;
    bool undescribed_ = false;
};

// A line of the page of plain text: "2026-11-23 03:18:00 1795403880 24".
struct PageLine {
    double time = 0;              // s
    std::optional<double> value;  // nothing: it is a text
};

std::optional<PageLine> page_line(std::string_view line)
{
    constexpr std::size_t longest_clock = 40;  // "2026-11-23 03:18:00 1795403880 "
    const auto parts = words(line.substr(0, longest_clock));
    if (parts.size() < 4) return std::nullopt;
    const auto date = days_of_iso_date(parts[0]);
    const auto clock = seconds_of_clock(parts[1]);
    const auto time = number(parts[2]);
    if (!date || !clock || !time) return std::nullopt;
    const double ahead = static_cast<double>(*date) * day + *clock - *time;
    if (std::abs(ahead) > day || std::fmod(ahead, quarter_hour) != 0) return std::nullopt;
    return PageLine{*time, number(trimmed(line.substr(line.find(parts[2]) + parts[2].size())))};
}

Run read_page(const MeasurementText& text)
{
    Run run;
    SeriesHead head;
    head.metric = nameless_item;
    LeftOut texts;
    for (const TextLine& line : text.lines()) {
        const auto point = page_line(line.text);
        if (!point) continue;
        if (!line.ended) {
            run.complete = false;
            run.flag(cut_short);
        } else if (point->value) {
            run.add(head.point_at(point->time, *point->value, line.number));
        } else {
            texts.add(line.number);
        }
    }
    texts.tell("values that are texts and left out", run);
    run.flag("a page of plain text tells neither item nor unit");
    return run;
}

bool is_page(const MeasurementText& text)
{
    return std::any_of(text.lines().begin(), text.lines().end(),
                       [](const TextLine& line) { return page_line(line.text).has_value(); });
}

bool recognizes(const MeasurementText& text)
{
    const auto& documents = text.json().documents;
    return std::any_of(documents.begin(), documents.end(),
                       [](const JsonDocument& document) { return is_answer(document.root); }) ||
           is_page(text);
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    const ZabbixItems items = read_zabbix_items(text);
    for (const JsonDocument& document : text.json().documents) {
        if (!is_answer(document.root)) continue;
        imported.add_run(AnswerReader(document, items).read());
    }
    if (is_page(text)) imported.add_run(read_page(text));
    if (!imported.has_samples() && !items.empty()) {
        imported.diagnosis = fmt::format(
            "names {} items of Zabbix and holds no values; give it beside their history",
            items.size());
    }
    return imported;
}

}  // namespace

// Zabbix: answers to history.get, trend.get and item.get, each a run, and the page of plain text.
const Importer zabbix = {"zabbix", recognizes, read};

}  // namespace calibration::importers
