#include <fmt/format.h>

#include <optional>
#include <utility>

#include "calibration/importers/monitored.hpp"
#include "calibration/importers/prometheus_exposition.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/label_set.hpp"
#include "calibration/line_parts.hpp"
#include "models/finding.hpp"

namespace calibration::importers {
namespace {

// The part of an answer that has `resultType`: the answer itself where only that part was kept.
const JsonNode* data_of(const JsonNode& answer)
{
    const JsonNode* data = answer.find("data");
    if (data == nullptr) data = &answer;
    return data->find("resultType") != nullptr ? data : nullptr;
}

bool is_failure(const JsonNode& answer)
{
    return answer.text_at("status") == "error" && answer.find("errorType") != nullptr;
}

bool is_answer(const JsonNode& node)
{
    return is_failure(node) || data_of(node) != nullptr;
}

// Reads one answer.
class Reader {
public:
    explicit Reader(const JsonDocument& document) : document_(document) {}

    Run read()
    {
        const JsonNode& answer = document_.root;
        if (is_failure(answer)) {
            run_.complete = false;
            run_.flag(fmt::format("the query failed: {}: {}",
                                  models::printable(answer.text_at("errorType")),
                                  models::quoted(answer.text_at("error"))));
        } else {
            take_remarks(answer, "warnings");
            take_remarks(answer, "infos");
            take_data(*data_of(answer));
        }
        if (!document_.complete) {
            run_.complete = false;
            run_.flag(cut_short);
        }
        return std::move(run_);
    }

private:
    void take_remarks(const JsonNode& answer, std::string_view key)
    {
        const JsonNode* remarks = answer.find(key);
        if (remarks == nullptr) return;
        for (const JsonNode& remark : remarks->items) {
            run_.flag(fmt::format("line {}: Prometheus says {}", remark.line,
                                  models::quoted(remark.text)));
        }
    }

    void take_data(const JsonNode& data)
    {
        const JsonNode* result = data.find("result");
        if (result == nullptr || !result->is_array()) return;
        if (data.text_at("resultType") == "scalar") {
            SeriesHead head;
            head.metric = nameless_expression;
            take_point(head, *result);
        } else if (result->items.empty() && document_.complete) {
            run_.flag("the answer holds no series: the query matches nothing at that time");
        } else {
            for (const JsonNode& series : result->items) {
                take_series(series, &series == &result->items.back());
            }
        }
        not_finite_.tell("values that are NaN or infinite and left out", run_);
        histograms_.tell("native histograms, which are left out", run_);
        too_large_.tell("series with more or longer labels than are read, left out", run_);
    }

    void take_series(const JsonNode& series, bool last)
    {
        const JsonNode* metric = series.find("metric");
        const bool may_be_cut = last && !document_.complete;
        if (metric == nullptr || (may_be_cut && metric == &series.items.back())) return;
        if (series.find("histograms") != nullptr || series.find("histogram") != nullptr) {
            histograms_.add(series.line);
        }
        const auto head = head_of(*metric);
        if (!head) {
            too_large_.add(series.line);
            return;
        }
        if (const JsonNode* values = series.find("values")) {
            for (const JsonNode& point : values->items) take_point(*head, point);
        }
        if (const JsonNode* value = series.find("value")) take_point(*head, *value);
    }

    std::optional<SeriesHead> head_of(const JsonNode& metric) const
    {
        SeriesHead head;
        head.metric = nameless_expression;
        for (const JsonNode& label : metric.items) {
            if (label.key == "__name__" && !label.text.empty()) {
                head.metric = label.text;
            } else if (label.is_text() && !head.add_label(label.key, label.text)) {
                return std::nullopt;
            }
        }
        if (head.metric.size() > longest_label) return std::nullopt;
        head.unit = unit_in_name(head.metric);
        return head;
    }

    // [1795403677, "36.86"]
    void take_point(const SeriesHead& head, const JsonNode& point)
    {
        if (!point.is_array() || point.items.size() != 2 || !point.items[0].is_number()) return;
        const JsonNode& written = point.items[1];
        const auto value =
            written.is_number() ? std::optional(written.number) : number(written.text);
        if (value) {
            run_.add(head.point_at(point.items[0].number, *value, point.line));
        } else {
            not_finite_.add(point.line);
        }
    }

    const JsonDocument& document_;
    Run run_;
    LeftOut not_finite_;
    LeftOut histograms_;
    LeftOut too_large_;
};

bool recognizes(const MeasurementText& text)
{
    for (const JsonDocument& document : text.json().documents) {
        if (is_answer(document.root)) return true;
    }
    return is_exposition(text);
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    for (const JsonDocument& document : text.json().documents) {
        if (is_answer(document.root)) imported.add_run(Reader(document).read());
    }
    return imported.runs.empty() ? read_exposition(text) : imported;
}

}  // namespace

// Answers of Prometheus's HTTP API to a query (matrix, vector, scalar, error), each a run, and what
// exporters answer. A series of an exporter, as BigBlueButton's, keeps its name and its labels.
const Importer prometheus = {"prometheus", recognizes, read};

}  // namespace calibration::importers
