#include "tools/serve/reply.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tools/serve/safe_headers.hpp"

namespace tools {

const char* words_of_status(int status)
{
    switch (status) {
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 411:
            return "Length Required";
        case 413:
            return "Payload Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Error";
    }
}

Reply refusal(int status, const char* why)
{
    const char* const words = words_of_status(status);
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, words);
    for (const auto& [name, value] : safe_headers) head += fmt::format("{}: {}\r\n", name, value);
    if (status == 503) head += "Retry-After: 1\r\n";
    const std::string body = nlohmann::json{{"sentence", why == nullptr ? words : why}}.dump();
    return {fmt::format("{}Connection: close\r\nContent-Type: application/json\r\n"
                        "Content-Length: {}\r\n\r\n{}",
                        head, body.size(), body),
            true, nullptr};
}

}  // namespace tools
