#include "tools/report/embedded.hpp"

#include <cstddef>

// The assembler takes the bytes as they are; as an array of C++ they would cost the compiler a
// minute.
#define EMBED(name, path)                                                      \
    asm(".pushsection .rodata\n" #name "_begin:\n.incbin \"" path "\"\n" #name \
        "_end:\n.byte 0\n.globl " #name "_begin\n.globl " #name                \
        "_end\n"                                                               \
        ".hidden " #name "_begin\n.hidden " #name "_end\n.popsection\n");      \
    extern "C" const char name##_begin[];                                      \
    extern "C" const char name##_end[]

EMBED(bbbcap_report_style, BBBCAP_REPORT_FOLDER "/report.css");
EMBED(bbbcap_chart_runtime, BBBCAP_CHART_RUNTIME);
EMBED(bbbcap_chart_runtime_sha256, BBBCAP_CHART_RUNTIME ".sha256");

namespace tools {
namespace {

std::string_view between(const char* begin, const char* end)
{
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view report_style()
{
    return between(bbbcap_report_style_begin, bbbcap_report_style_end);
}

std::string_view chart_runtime()
{
    return between(bbbcap_chart_runtime_begin, bbbcap_chart_runtime_end);
}

std::string_view chart_runtime_sha256()
{
    return between(bbbcap_chart_runtime_sha256_begin, bbbcap_chart_runtime_sha256_end);
}

}  // namespace tools
