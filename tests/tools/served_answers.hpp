#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/tools/served.hpp"

namespace tests {

// The documents of the events of that name, from the chunks of a stream.
inline std::vector<std::string> events_in(const std::string& body, const std::string& name)
{
    std::string text;
    for (std::size_t place = 0; place < body.size();) {
        const std::size_t end = body.find("\r\n", place);
        const std::size_t size = std::stoul(body.substr(place, end - place), nullptr, 16);
        text += body.substr(end + 2, size);
        place = end + 2 + size + 2;
    }
    std::vector<std::string> documents;
    const std::string start = "event: " + name + "\n";
    for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at)) {
        at += start.size();
        const std::string block = text.substr(at, text.find("\n\n", at) - at);
        std::string document;
        for (std::size_t line = 0; line < block.size();) {
            const std::size_t end = std::min(block.find('\n', line), block.size());
            document += block.substr(line + 6, end - line - 6) + '\n';
            line = end + 1;
        }
        documents.push_back(document);
    }
    return documents;
}

// What LINPACK prints.
inline std::string linpack(const std::vector<std::string>& gflops)
{
    std::string text =
        "Intel(R) Optimized LINPACK Benchmark data\n\nNumber of threads: 4\n\n"
        "=================== Timing linear equation system solver ===================\n\n"
        "Size   LDA    Align. Time(s)    GFlops   Residual     Residual(norm) Check\n";
    for (const std::string& one : gflops) {
        text += "1000   1000   4      0.010      " + one + "  1e-12 3e-02   pass\n";
    }
    return text + "\nResidual checks PASSED\n\nEnd of tests\n";
}

// An upload of it: what the guest reached of the host's speed.
inline nlohmann::json measured_upload(const std::string& name)
{
    const std::string native = linpack({"100.0000", "101.0000", "102.0000"});
    const std::string guest = linpack({"90.0000", "91.0000", "92.0000"});
    return {{"name", name},
            {"native", {{{"name", "linpack.log"}, {"text", native}}}},
            {"guest", {{{"name", "linpack.log"}, {"text", guest}}}}};
}

}  // namespace tests
