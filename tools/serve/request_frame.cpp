#include "tools/serve/request_frame.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "tools/serve/token.hpp"

namespace tools {
namespace {

constexpr std::string_view line_end = "\r\n";

struct HeaderLine {
    std::string_view name;
    std::string_view value;
};

struct Head {
    std::string_view method;
    std::string_view target;
    std::string_view version;
    std::vector<HeaderLine> lines;
};

RequestFrame refused(int status, const char* why = nullptr)
{
    return {RequestFrame::State::refused, 0, status, why};
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_name(std::string_view name, std::string_view lowercase)
{
    return std::ranges::equal(name, lowercase, {}, lower);
}

bool is_token(std::string_view text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        const char small = lower(c);
        return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

// Control characters, and line ends that are not both of CR and LF, split a request in two for
// whoever reads it otherwise.
bool is_text(std::string_view line)
{
    return std::ranges::all_of(line, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte != 0x7f) || c == '\t';
    });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool read_request_line(std::string_view line, Head& head)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    head.version = line.substr(last + 1);
    const bool one_word = head.target.find_first_of(" \t") == std::string_view::npos;
    return is_token(head.method) && !head.target.empty() && one_word;
}

std::optional<Head> head_in(std::string_view text)
{
    Head head;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(line_end), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(text.size(), end + line_end.size()));
        if (!is_text(line)) return std::nullopt;
        if (first) {
            if (!read_request_line(line, head)) return std::nullopt;
            first = false;
            continue;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
            return std::nullopt;
        }
        head.lines.push_back({line.substr(0, colon), trimmed(line.substr(colon + 1))});
    }
    return first ? std::nullopt : std::optional(head);
}

std::vector<std::string_view> values_of(const Head& head, std::string_view lowercase)
{
    std::vector<std::string_view> values;
    for (const HeaderLine& line : head.lines) {
        if (is_name(line.name, lowercase)) values.push_back(line.value);
    }
    return values;
}

int refusal_of_host(const Head& head, const std::vector<std::string>& hosts)
{
    const auto named = values_of(head, "host");
    if (named.size() != 1) return 400;
    return std::ranges::find(hosts, named.front()) == hosts.end() ? 421 : 0;
}

// Why the head is refused, whatever body follows; 0: it is not.
int refusal_of(const Head& head, const std::vector<std::string>& hosts)
{
    if (head.version != "HTTP/1.1") return 505;
    if (head.lines.size() > most_header_lines) return 431;
    if (const int status = refusal_of_host(head, hosts)) return status;
    if (head.target.front() != '/') return 421;
    if (head.target.size() > longest_target) return 414;
    if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") return 405;
    if (!values_of(head, "transfer-encoding").empty()) return 501;
    if (!values_of(head, "content-encoding").empty()) return 415;
    if (!values_of(head, "expect").empty()) return 417;
    if (!values_of(head, "range").empty()) return 416;
    return 0;
}

// The length of the body, or a refusal.
RequestFrame body_of(const Head& head)
{
    const auto lengths = values_of(head, "content-length");
    if (lengths.empty()) {
        if (head.method == "POST") return refused(411);
        return {RequestFrame::State::whole};
    }
    const std::string_view text = lengths.front();
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    const bool number = error == std::errc() && end == text.data() + text.size();
    if (lengths.size() > 1 || !number) return refused(400);
    if (head.method != "POST" && length > 0) return refused(400);
    const std::size_t most = head.target == upload_path ? largest_upload : largest_body;
    if (length > most) return refused(413);
    return {RequestFrame::State::whole, length};
}

bool are_all(const std::vector<std::string_view>& values, std::string_view value)
{
    return std::ranges::all_of(values, [&](std::string_view one) { return one == value; });
}

// A page of another origin can make a browser send a POST, but not with the token, nor with these
// headers, which the browser sets itself.
RequestFrame asker_of(const Head& head, const std::string& token)
{
    const auto origins = values_of(head, "origin");
    const auto sites = values_of(head, "sec-fetch-site");
    const std::string own = "http://" + std::string(values_of(head, "host").front());
    const bool told = !origins.empty() || !sites.empty();
    if (!told || !are_all(origins, own) || !are_all(sites, "same-origin")) {
        return refused(403, "only the page itself may ask");
    }
    const auto tokens = values_of(head, "x-token");
    if (tokens.size() != 1 || !same_token(tokens.front(), token)) {
        return refused(403, "the token is missing or of another run; load the page again");
    }
    const auto types = values_of(head, "content-type");
    if (types.size() != 1 || types.front() != "application/json") {
        return refused(415, "only application/json is read");
    }
    return {RequestFrame::State::whole};
}

}  // namespace

RequestFrame frame_of(std::string_view received, const Admission& admission)
{
    const std::size_t end = received.substr(0, largest_head).find("\r\n\r\n");
    if (end == std::string_view::npos) {
        return received.size() >= largest_head ? refused(431) : RequestFrame{};
    }
    const std::optional<Head> head = head_in(received.substr(0, end));
    if (!head) return refused(400);
    if (const int status = refusal_of(*head, admission.hosts)) return refused(status);
    RequestFrame frame = body_of(*head);
    if (frame.state == RequestFrame::State::refused) return frame;
    if (head->method == "POST") {
        const RequestFrame asker = asker_of(*head, admission.token);
        if (asker.state == RequestFrame::State::refused) return asker;
    }
    frame.length += end + 4;
    if (received.size() < frame.length) frame.state = RequestFrame::State::incomplete;
    return frame;
}

}  // namespace tools
