#include <algorithm>
#include <limits>

#include "calibration/importers/fio_json.hpp"
#include "calibration/importers/fio_terse.hpp"
#include "calibration/importers/fio_text.hpp"
#include "calibration/importers/table.hpp"

namespace calibration::importers {
namespace {

bool recognizes(const MeasurementText& text)
{
    const auto& documents = text.json().documents;
    const bool json =
        std::any_of(documents.begin(), documents.end(),
                    [](const JsonDocument& document) { return is_fio_json(document.root); });
    return json || std::any_of(text.lines().begin(), text.lines().end(), [](const TextLine& line) {
               return is_fio_terse(line.text) || is_fio_line(line.text);
           });
}

std::size_t first_line(const Run& run)
{
    return run.samples.empty() ? std::numeric_limits<std::size_t>::max() : run.samples.front().line;
}

// The finest format tells a run that the file has in several.
Imported read(const MeasurementText& text)
{
    Imported imported;
    FioTold told;
    read_fio_json(text.json(), imported, told);
    read_fio_terse(text, imported, told);
    read_fio_text(text, imported, told);
    std::stable_sort(
        imported.runs.begin(), imported.runs.end(),
        [](const Run& one, const Run& other) { return first_line(one) < first_line(other); });
    return imported;
}

}  // namespace

// fio 2 and 3: JSON, terse lines, normal output.
const Importer fio = {"fio", recognizes, read};

}  // namespace calibration::importers
