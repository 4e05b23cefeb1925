#include "calibration/importers/sar_formats.hpp"
#include "calibration/importers/table.hpp"

namespace calibration::importers {
namespace {

bool recognizes(const MeasurementText& text)
{
    return is_sadf_json(text.json()) || is_sadf_rows(text) || is_sar_text(text);
}

Imported read(const MeasurementText& text)
{
    Imported imported;
    if (is_sadf_json(text.json())) {
        read_sadf_json(text, imported);
    } else if (is_sadf_rows(text)) {
        read_sadf_rows(text, imported);
    } else {
        read_sar_text(text, imported);
    }
    if (!imported.has_samples()) {
        imported.diagnosis =
            "is output of sar without a usable series: it has no statistics of CPU, memory, "
            "network, "
            "load or disks";
    }
    return imported;
}

}  // namespace

// sysstat: the text of sar, and what sadf makes of its data file.
const Importer sar = {"sar", recognizes, read};

}  // namespace calibration::importers
