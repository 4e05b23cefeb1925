// What happens to every recorded file on its way may happen to every importer. What may happen
// besides is left to the fuzz target, which tools/check runs as well.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <tuple>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/calibration/importers/sound.hpp"
#include "tests/catch.hpp"

namespace {

namespace fs = std::filesystem;
using calibration::Imported;
using calibration::MeasurementText;

#ifdef BBBCAP_SANITIZED  // ten times slower
constexpr int trials = 50;
constexpr std::size_t long_file = 1 << 17;  // bytes
constexpr double longest_seconds = 10;
#else
constexpr int trials = 500;
constexpr std::size_t long_file = 1 << 20;
constexpr double longest_seconds = 1;
#endif

struct Recording {
    std::string name;
    std::string bytes;

    bool is_ascii() const
    {
        return std::all_of(bytes.begin(), bytes.end(), [](char one) {
            return one > 0 && static_cast<unsigned char>(one) < 128;
        });
    }
};

std::vector<Recording> recordings()
{
    std::vector<Recording> all;
    for (const auto& entry :
         fs::recursive_directory_iterator(std::string(BBBCAP_SOURCE_DIR) + "/tests/recorded")) {
        if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        all.push_back({entry.path().string(), bytes.str()});
    }
    std::sort(all.begin(), all.end(),
              [](const Recording& one, const Recording& other) { return one.name < other.name; });
    return all;
}

Imported timed_import(const std::string& bytes, double& slowest)
{
    const std::clock_t begin = std::clock();  // CPU time: others may be at work on the machine
    Imported imported = tests::imported(bytes);
    slowest = std::max(slowest, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    return imported;
}

// Values by line and metric.
using Places = std::map<std::pair<std::size_t, std::string>, std::set<double>>;

Places places(const Imported& imported)
{
    Places all;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            all[{sample.line, sample.metric}].insert(sample.value);
        }
    }
    return all;
}

// The first sample of a part of a file whose value the whole file has not in that place. The whole
// may lack a place: what came later can make a sample invalid.
std::string made_up(const Imported& part, const Places& whole)
{
    for (const auto& run : part.runs) {
        for (const auto& sample : run.samples) {
            const auto place = whole.find({sample.line, sample.metric});
            if (place != whole.end() && !place->second.contains(sample.value)) {
                return sample.metric + " in line " + std::to_string(sample.line);
            }
        }
    }
    return "";
}

std::vector<std::size_t> cuts(const std::string& bytes, std::mt19937& random)
{
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\n') all.push_back(i + 1);
    }
    for (int i = 0; i < trials; ++i) all.push_back(random() % (bytes.size() + 1));
    return all;
}

// What a comparison of two results is about; lines move by `shift`.
using Facts = std::vector<std::tuple<std::size_t, std::string, double, std::string, std::size_t>>;

Facts facts(const Imported& imported, std::size_t shift = 0)
{
    Facts all;
    for (std::size_t i = 0; i < imported.runs.size(); ++i) {
        for (const auto& sample : imported.runs[i].samples) {
            all.emplace_back(i, sample.metric, sample.value, sample.unit, sample.line - shift);
        }
    }
    return all;
}

std::string replaced(const std::string& text, const std::string& from, const std::string& to)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = std::min(text.find(from, at), text.size());
        result += text.substr(at, next - at);
        if (next < text.size()) result += to;
        at = next + from.size();
    }
    return result;
}

std::string utf16(const std::string& ascii, bool big)
{
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char one : ascii) {
        if (big) bytes += '\0';
        bytes += one;
        if (!big) bytes += '\0';
    }
    return bytes;
}

}  // namespace

TEST_CASE("each importer has recorded files in the folder of its name")
{
    std::set<std::string> folders;
    for (const Recording& recording : recordings()) {
        const Imported imported = tests::imported(recording.bytes);
        if (imported.tool.empty()) continue;
        INFO(recording.name);
        CHECK(fs::path(recording.name).parent_path().filename() == imported.tool);
        folders.insert(imported.tool);
    }
    for (const auto& importer : calibration::all_importers()) {
        INFO(importer.tool);
        CHECK(folders.contains(std::string(importer.tool)));
    }
}

TEST_CASE("no cut makes an importer throw, hang or make up a sample")
{
    std::mt19937 random(1);
    double slowest = 0;
    for (const Recording& recording : recordings()) {
        const Places whole = places(tests::imported(recording.bytes));
        for (const std::size_t cut : cuts(recording.bytes, random)) {
            const Imported part = timed_import(recording.bytes.substr(0, cut), slowest);
            const std::string fault = tests::fault_of(part);
            const std::string invented = made_up(part, whole);
            if (fault.empty() && invented.empty()) continue;
            FAIL_CHECK(recording.name << " cut after " << cut << " bytes: " << fault << invented);
            break;
        }
    }
    CHECK(slowest < longest_seconds);
}

TEST_CASE("no flipped byte makes an importer throw, hang or give what is no number")
{
    std::mt19937 random(2);
    double slowest = 0;
    for (const Recording& recording : recordings()) {
        for (int i = 0; i < trials && !recording.bytes.empty(); ++i) {
            std::string bytes = recording.bytes;
            const std::size_t place = random() % bytes.size();
            bytes[place] = static_cast<char>(random() % 256);
            const std::string fault = tests::fault_of(timed_import(bytes, slowest));
            if (fault.empty()) continue;
            FAIL_CHECK(recording.name << " with byte " << place << " changed: " << fault);
            break;
        }
    }
    CHECK(slowest < longest_seconds);
}

TEST_CASE("a file many times in a row is read in time that grows with its length")
{
    for (const Recording& recording : recordings()) {
        std::string bytes;
        while (bytes.size() < long_file && !recording.bytes.empty()) bytes += recording.bytes;
        double slowest = 0;
        INFO(recording.name);
        CHECK(tests::fault_of(timed_import(bytes, slowest)).empty());
        CHECK(slowest < longest_seconds);
    }
}

TEST_CASE("line ends, byte order marks, UTF-16 and colours change no sample")
{
    for (const Recording& recording : recordings()) {
        if (!recording.is_ascii()) continue;
        const std::string& text = recording.bytes;
        const Facts expected = facts(tests::imported(text));
        const std::string crlf = replaced(replaced(text, "\r\n", "\n"), "\n", "\r\n");
        INFO(recording.name);
        CHECK(facts(tests::imported(crlf)) == expected);
        CHECK(facts(tests::imported("\xEF\xBB\xBF" + text)) == expected);
        CHECK(facts(tests::imported(utf16(text, false))) == expected);
        CHECK(facts(tests::imported(utf16(crlf, true))) == expected);
        CHECK(facts(tests::imported(replaced(text, "\n", "\x1B[0m\n\x1B[2;35m"))) == expected);
    }
}

TEST_CASE("prompts and other noise around a file change no sample")
{
    const std::string before = "Last login: Tue Mar  4 09:00:00 2025\nuser@bench:~$ ./run {all}\n";
    for (const Recording& recording : recordings()) {
        if (!recording.is_ascii()) continue;
        const bool ended = recording.bytes.ends_with('\n');
        const std::string after = ended ? "[user@bench ~]$ exit\n" : "";
        INFO(recording.name);
        CHECK(facts(tests::imported(before + recording.bytes + after), 2) ==
              facts(tests::imported(recording.bytes)));
    }
}
