#include "calibration/importers/hpl_results.hpp"
#include "calibration/importers/table.hpp"

namespace calibration::importers {
namespace {

bool recognizes(const MeasurementText& text)
{
    for (const TextLine& line : text.lines()) {
        if (HplResults::is_banner(line.text) || HplResults::is_heading(line.text)) return true;
    }
    return false;
}

// A banner begins a run; what has none is one run.
Imported read(const MeasurementText& text)
{
    Imported imported;
    HplResults results;
    bool begun = false;
    for (const TextLine& line : text.lines()) {
        if (HplResults::is_banner(line.text)) {
            if (begun) imported.add_run(results.finish());
            begun = true;
            imported.add_version(HplResults::version_of(line.text));
        }
        begun = begun || HplResults::is_heading(line.text);
        results.take(line);
    }
    imported.add_run(results.finish());
    return imported;
}

}  // namespace

// High-Performance Linpack, also the builds of vendors that print its lines.
const Importer hpl = {"hpl", recognizes, read};

}  // namespace calibration::importers
