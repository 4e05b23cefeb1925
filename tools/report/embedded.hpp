#pragma once

#include <string_view>

namespace tools {

// Files that became part of the program when it was built.
std::string_view report_style();  // report.css
// Vega, Vega-Lite, the interpreter of their expressions and what draws with them; empty where it
// was built without Node.js.
std::string_view chart_runtime();
std::string_view chart_runtime_sha256();  // in base64; empty with it

}  // namespace tools
