#include "models/input_text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "models/suggestion.hpp"
#include "models/yaml_tree.hpp"

namespace models {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> neighbours(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        if (it->path().extension() == ".yaml") names.push_back(it->path().filename().string());
    }
    return names;
}

std::string missing(const std::string& path)
{
    const std::string meant = nearest(fs::path(path).filename().string(), neighbours(path));
    if (meant.empty()) return "there is no such file; check the path";
    return "there is no such file; did you mean `" +
           (fs::path(path).parent_path() / meant).string() + "`?";
}

unsigned byte_at(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool continues(std::string_view text, std::size_t at, std::size_t count)
{
    for (std::size_t i = 1; i <= count; ++i) {
        if ((byte_at(text, at + i) & 0xC0U) != 0x80U) return false;
    }
    return true;
}

// Length of the UTF-8 sequence at `at`, 0 when it is none (RFC 3629: no overlong forms, no
// surrogates).
std::size_t sequence_length(std::string_view text, std::size_t at)
{
    const unsigned first = byte_at(text, at);
    const unsigned second = byte_at(text, at + 1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(text, at, 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
        return continues(text, at, 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
        return continues(text, at, 3) ? 4 : 0;
    }
    return 0;
}

bool is_control(unsigned byte)
{
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path, Findings& findings)
{
    const Place start{path, 1, 1};
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
        findings.add(start, missing(path));
        return std::nullopt;
    }
    if (fs::is_directory(status)) {
        findings.add(start, "is a directory; name a file in it");
        return std::nullopt;
    }
    // opening a pipe would wait for its writer
    std::ifstream file;
    if (fs::is_regular_file(status)) file.open(path, std::ios::binary);
    if (!file.is_open()) {
        findings.add(start, "cannot be read; name a regular file that you may read");
        return std::nullopt;
    }
    std::string text(largest_input + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > largest_input) {
        findings.add(start, "is longer than 4 MiB, which no scenario needs; is it the right file?");
        return std::nullopt;
    }
    return text;
}

bool check_text(std::string_view text, const std::string& file, Findings& findings)
{
    Place place{file, 1, 1};
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); at += length) {
        const unsigned byte = byte_at(text, at);
        length = sequence_length(text, at);
        if (length == 0) {
            findings.add(place,
                         fmt::format("byte 0x{:02x} is not UTF-8; save the file as UTF-8", byte));
            return false;
        }
        if (is_control(byte)) {
            findings.add(place, fmt::format("control character 0x{:02x} may not stand here; remove "
                                            "it (is this a text file?)",
                                            byte));
            return false;
        }
        place.column = byte == '\n' ? 1 : place.column + 1;
        place.line += byte == '\n' ? 1 : 0;
    }
    return true;
}

}  // namespace models
