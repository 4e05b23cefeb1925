#include "calibration/importers/netperf_test.hpp"

#include <algorithm>
#include <array>

#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

using Kind = NetperfTest::Kind;

struct Known {
    std::string_view title;
    std::string_view name;
    Kind kind;
};

constexpr Known tests[] = {
    {"TCP STREAM", "tcp", Kind::stream},
    {"TCP SENDFILE", "tcp_sendfile", Kind::stream},
    {"TCP MAERTS", "tcp_maerts", Kind::stream},
    {"SCTP STREAM", "sctp", Kind::stream},
    {"UDP STREAM", "udp", Kind::udp_stream},
    {"UDP UNIDIRECTIONAL SEND", "udp", Kind::udp_stream},
    {"TCP REQUEST/RESPONSE", "tcp_rr", Kind::request_response},
    {"UDP REQUEST/RESPONSE", "udp_rr", Kind::request_response},
    {"SCTP REQUEST/RESPONSE", "sctp_rr", Kind::request_response},
    {"TCP Connect/Request/Response", "tcp_crr", Kind::request_response},
    {"TCP Connect/Close", "tcp_cc", Kind::request_response},
    {"OMNI", "", Kind::omni},
};

constexpr std::array<std::string_view, 6> families = {"TCP", "UDP", "SCTP", "DCCP", "DLPI", "OMNI"};

std::string in_words(std::string_view title)
{
    std::string name = lower_case(title);
    for (char& letter : name) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (!plain) letter = '_';
    }
    return name;
}

// The words before " TEST"; empty: no banner.
std::string_view title_in(std::string_view line)
{
    const std::string_view text = after(line, "MIGRATED").value_or(trimmed(line));
    constexpr std::string_view mark = " TEST";
    constexpr std::size_t longest = 60;
    const std::size_t end = text.find(mark);
    if (end == std::string_view::npos || end > longest) return {};
    const std::string_view rest = text.substr(end + mark.size());
    const bool goes_on = rest.empty() || rest.starts_with(" from ") || rest.starts_with(" to ");
    const auto begins = [&](std::string_view family) { return text.starts_with(family); };
    const bool known = std::any_of(families.begin(), families.end(), begins);
    return goes_on && known ? text.substr(0, end) : std::string_view();
}

}  // namespace

std::optional<NetperfTest> netperf_banner(std::string_view line)
{
    const std::string_view title = title_in(line);
    if (title.empty()) return std::nullopt;
    NetperfTest test;
    const auto is = [&](const Known& one) {
        return one.kind == Kind::omni ? title.starts_with(one.title) : title == one.title;
    };
    const auto found = std::find_if(std::begin(tests), std::end(tests), is);
    test.name = in_words(title);
    if (found != std::end(tests)) {
        test.kind = found->kind;
        if (!found->name.empty()) test.name = found->name;
    }
    set_netperf_burst(line, test.conditions);
    test.is_mean = line.find("% conf.") != std::string_view::npos;
    return test;
}

void set_netperf_burst(std::string_view line, Conditions& conditions)
{
    const auto burst = behind(line, "first burst");
    const auto requests = burst ? leading_number(*burst) : std::nullopt;
    if (requests) set_condition(conditions, "burst", requests->value);
}

Sample netperf_sample(const NetperfTest& test, std::string_view metric, double value,
                      std::string_view unit, Better better, std::size_t line)
{
    const std::string begin = test.name.empty() ? "netperf_" : "netperf_" + test.name + '_';
    return {begin + std::string(metric), value, std::string(unit), better, test.conditions, line};
}

}  // namespace calibration::importers
