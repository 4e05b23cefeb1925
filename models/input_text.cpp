#include "models/input_text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "models/suggestion.hpp"
#include "models/utf8.hpp"
#include "models/yaml_tree.hpp"

namespace models {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk = 1 << 16;

std::vector<std::string> neighbours(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        const fs::path extension = it->path().extension();
        if (extension == ".yaml" || extension == path.extension())
            names.push_back(it->path().filename().string());
    }
    return names;
}

std::string missing(const std::string& path)
{
    const std::string meant = nearest(fs::path(path).filename().string(), neighbours(path));
    if (meant.empty()) return "there is no such file; check the path";
    return "there is no such file; did you mean " +
           key_quoted((fs::path(path).parent_path() / meant).string()) + '?';
}

bool is_control(unsigned byte)
{
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path, Findings& findings)
{
    const std::string advice =
        "is longer than 4 MiB, which no scenario needs; is it the right file?";
    return read_bytes(path, largest_input, advice, findings);
}

std::optional<std::string> read_bytes(const std::string& path, std::size_t most,
                                      const std::string& too_long, Findings& findings)
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
    std::string bytes;
    do {
        const std::size_t before = bytes.size();
        bytes.resize(before + chunk);
        file.read(bytes.data() + before, chunk);
        bytes.resize(before + static_cast<std::size_t>(file.gcount()));
    } while (file && bytes.size() <= most);
    if (bytes.size() > most) {
        findings.add(start, too_long);
        return std::nullopt;
    }
    return bytes;
}

bool check_text(std::string_view text, const std::string& file, Findings& findings)
{
    Place place{file, 1, 1};
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); at += length) {
        const auto byte = static_cast<unsigned char>(text[at]);
        length = utf8_length(text, at);
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
