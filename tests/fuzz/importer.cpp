// One fuzz target for all importers: `fuzz_importer --importer=NAME FOLDER...` reads every input
// with that one, without the option with the one that recognizes it; `--list` names them.
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "calibration/importers.hpp"
#include "tests/calibration/importers/sound.hpp"

namespace {

const calibration::Importer* chosen = nullptr;  // libFuzzer calls plain functions

calibration::Imported import(const calibration::MeasurementText& text)
{
    if (chosen == nullptr) return calibration::import_text(text);
    calibration::Imported imported = chosen->read(text);
    if (!imported.has_samples()) imported.diagnosis = "none";  // left to the caller
    return imported;
}

[[noreturn]] void list_importers()
{
    for (const auto& importer : calibration::all_importers()) fmt::print("{}\n", importer.tool);
    std::exit(EXIT_SUCCESS);
}

void choose(std::string_view name)
{
    for (const auto& importer : calibration::all_importers()) {
        if (importer.tool == name) chosen = &importer;
    }
    if (chosen != nullptr) return;
    fmt::print(stderr, "there is no importer {}; see --list\n", name);
    std::exit(EXIT_FAILURE);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** words)
{
    constexpr std::string_view option = "--importer=";
    for (int i = 1; i < *count; ++i) {
        const std::string_view word = (*words)[i];
        if (word == "--list") list_importers();
        if (word.starts_with(option)) choose(word.substr(option.size()));
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const calibration::MeasurementText text(
        std::string(reinterpret_cast<const char*>(bytes), size));
    const std::string fault = tests::fault_of(import(text));
    if (!fault.empty()) {
        fmt::print(stderr, "{}\n", fault);
        std::abort();
    }
    return 0;
}
