#include "calibration/text_encoding.hpp"

#include <algorithm>
#include <optional>

#include "models/utf8.hpp"

namespace calibration {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t looked_at = 1024;  // bytes in which binary files have a NUL
constexpr std::size_t units_to_guess = 4;
constexpr char escape = '\x1B';
constexpr char bell = '\a';

enum class ByteOrder { little, big };

bool is_between(char character, char low, char high)
{
    return character >= low && character <= high;
}

bool is_ascii_text(unsigned unit)
{
    return (unit >= 0x20 && unit < 0x7F) || unit == '\t' || unit == '\n' || unit == '\r';
}

unsigned unit_at(std::string_view bytes, std::size_t at, ByteOrder order)
{
    const unsigned first = static_cast<unsigned char>(bytes[at]);
    const unsigned second = static_cast<unsigned char>(bytes[at + 1]);
    return order == ByteOrder::little ? first | second << 8U : first << 8U | second;
}

bool begins_with_ascii(std::string_view bytes, ByteOrder order)
{
    if (bytes.size() < 2 * units_to_guess) return false;
    for (std::size_t at = 0; at < 2 * units_to_guess; at += 2) {
        if (!is_ascii_text(unit_at(bytes, at, order))) return false;
    }
    return true;
}

std::optional<ByteOrder> utf16_order(std::string_view bytes)
{
    for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
        const bool marked = bytes.size() >= 2 && unit_at(bytes, 0, order) == 0xFEFF;
        if (marked || begins_with_ascii(bytes, order)) return order;
    }
    return std::nullopt;
}

void append_utf8(std::string& text, unsigned code)
{
    const auto add = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0 | code >> 6);
        add(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        add(0xE0 | code >> 12);
        add(0x80 | (code >> 6 & 0x3F));
        add(0x80 | (code & 0x3F));
    } else {
        add(0xF0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3F));
        add(0x80 | (code >> 6 & 0x3F));
        add(0x80 | (code & 0x3F));
    }
}

std::string from_utf16(std::string_view bytes, ByteOrder order)
{
    const auto is_surrogate = [](unsigned unit, unsigned first) {
        return unit >= first && unit < first + 0x400;
    };
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const unsigned unit = unit_at(bytes, at, order);
        const unsigned next = at + 3 < bytes.size() ? unit_at(bytes, at + 2, order) : 0;
        if (is_surrogate(unit, 0xD800) && is_surrogate(next, 0xDC00)) {
            append_utf8(text, 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
            at += 2;
        } else if (is_surrogate(unit, 0xD800) || is_surrogate(unit, 0xDC00)) {
            text += '?';
        } else {
            append_utf8(text, unit);
        }
    }
    return text;
}

// Length of the escape sequence that begins at `at`, which never reaches over a line end.
std::size_t escape_length(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    const auto skip = [&](char low, char high) {
        while (end < text.size() && is_between(text[end], low, high)) ++end;
    };
    const auto take = [&](char low, char high) {
        if (end < text.size() && is_between(text[end], low, high)) ++end;
    };
    if (end < text.size() && text[end] == '[') {  // control sequence: colours, cursor
        ++end;
        skip('0', '?');
        skip(' ', '/');
        take('@', '~');
    } else if (end < text.size() && text[end] == ']') {  // operating system command: window title
        const std::size_t stop = std::min(text.find_first_of("\a\x1B\r\n", end), text.size());
        end = stop;
        if (text.substr(end).starts_with(bell)) ++end;
        if (text.substr(end).starts_with("\x1B\\")) end += 2;
    } else {
        skip(' ', '/');
        take('0', '~');
    }
    return end - at;
}

// In place: the result is never longer.
std::string without_escapes(std::string text)
{
    const std::string_view from = text;
    std::size_t to = 0;
    for (std::size_t at = 0; at < from.size();) {
        const std::size_t length = models::utf8_length(from, at);
        if (from[at] == escape) {
            at += escape_length(from, at);
        } else if (from.substr(at, 2) == "\r\n"sv) {
            ++at;
        } else if (length == 0) {
            text[to++] = '?';
            ++at;
        } else {
            for (std::size_t i = 0; i < length; ++i) text[to++] = text[at++];
        }
    }
    text.resize(to);
    return text;
}

}  // namespace

bool is_binary(std::string_view bytes)
{
    if (utf16_order(bytes)) return false;
    const std::size_t last = bytes.find_last_not_of('\0');  // files may end in NULs after a crash
    return bytes.substr(0, last + 1).substr(0, looked_at).find('\0') != std::string_view::npos;
}

std::string to_plain_utf8(std::string bytes)
{
    if (const auto order = utf16_order(bytes)) bytes = from_utf16(bytes, *order);
    bytes.erase(0, bytes.size() - models::without_byte_order_mark(bytes).size());
    return without_escapes(std::move(bytes));
}

}  // namespace calibration
