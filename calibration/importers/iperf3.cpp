#include <algorithm>

#include "calibration/importers/iperf3_json.hpp"
#include "calibration/importers/iperf3_text.hpp"
#include "calibration/importers/table.hpp"

namespace calibration::importers {
namespace {

bool recognizes(const MeasurementText& text)
{
    const auto& documents = text.json().documents;
    const bool json =
        std::any_of(documents.begin(), documents.end(),
                    [](const JsonDocument& document) { return is_iperf3_json(document.root); });
    return json || std::any_of(text.lines().begin(), text.lines().end(), is_iperf3_line);
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    read_iperf3_json(text.json(), imported);
    read_iperf3_text(text, imported);
    return imported;
}

}  // namespace

// iperf3, of which the received rate is the throughput.
const Importer iperf3 = {"iperf3", recognizes, read};

}  // namespace calibration::importers
