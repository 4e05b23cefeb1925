#include "calibration/importers/iozone_workbook.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "calibration/importers/iozone_format.hpp"

namespace calibration::importers {
namespace {

using namespace std::string_view_literals;

constexpr auto beginning = "\x09\x00\x04\x00"sv;  // record BOF of BIFF2, 4 bytes long
constexpr std::size_t header_bytes = 4;           // type and length of a record
constexpr std::size_t place_bytes = 7;            // row, column, attributes
constexpr unsigned number_record = 3;
constexpr unsigned label_record = 4;
constexpr unsigned end_record = 10;

unsigned two_bytes(std::string_view bytes, std::size_t at)
{
    const unsigned low = static_cast<unsigned char>(bytes[at]);
    const unsigned high = static_cast<unsigned char>(bytes[at + 1]);
    return low | high << 8U;
}

double eight_bytes(std::string_view bytes, std::size_t at)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 8; i-- > 0;) {
        bits = bits << 8U | static_cast<unsigned char>(bytes[at + i]);
    }
    return std::bit_cast<double>(bits);
}

class Reader {
public:
    Reader() { run_.complete = false; }

    // Returns false behind the end.
    bool take(unsigned type, std::string_view content)
    {
        if (type == end_record) run_.complete = true;
        if (type == end_record) return false;
        if (type == number_record && content.size() == place_bytes + 8) {
            take_number(two_bytes(content, 0), two_bytes(content, 2),
                        eight_bytes(content, place_bytes));
        }
        if (type == label_record && content.size() > place_bytes) {
            const std::string_view text = content.substr(place_bytes + 1);
            take_label(two_bytes(content, 0),
                       text.substr(0, static_cast<unsigned char>(content[place_bytes])));
        }
        return true;
    }

    Run finish()
    {
        if (!run_.complete) run_.flag("the worksheet is cut");
        if (!run_.samples.empty()) {
            run_.flag("the worksheet states no unit; IOzone's own default is kBytes/sec");
        }
        return std::move(run_);
    }

private:
    void take_label(unsigned row, std::string_view text)
    {
        if (row == 0) conditions_ = read_iozone_command(text).conditions;
        metric_ = iozone_report_metric(text);
        title_row_ = row;
        records_.clear();
    }

    // The row below a title has the record sizes, the first column of the others the file size.
    void take_number(unsigned row, unsigned column, double value)
    {
        if (metric_.empty() || row <= title_row_ || !std::isfinite(value) || !(value > 0)) return;
        if (row == title_row_ + 1) {
            records_[column] = value;
        } else if (column == 0) {
            file_ = {row, value};
        } else if (records_.contains(column) && file_.first == row) {
            Sample sample = iozone_sample(metric_, value, "", file_.second, records_.at(column));
            for (const Condition& condition : conditions_) {
                set_condition(sample.conditions, condition.name, std::get<double>(condition.value));
            }
            sample.line = row + 1;
            run_.add(std::move(sample));
        }
    }

    Run run_;
    Conditions conditions_;
    std::string_view metric_;
    unsigned title_row_ = 0;
    std::map<unsigned, double> records_;  // kB by column
    std::pair<unsigned, double> file_{};  // row, kB
};

}  // namespace

bool is_iozone_workbook(std::string_view bytes)
{
    constexpr std::size_t looked_at = 2048;
    return bytes.starts_with(beginning) &&
           bytes.substr(0, looked_at).find("iozone") != std::string_view::npos;
}

Run read_iozone_workbook(std::string_view bytes)
{
    Reader reader;
    std::size_t at = 0;
    while (at + header_bytes <= bytes.size()) {
        const std::size_t length = two_bytes(bytes, at + 2);
        if (at + header_bytes + length > bytes.size()) break;
        if (!reader.take(two_bytes(bytes, at), bytes.substr(at + header_bytes, length))) break;
        at += header_bytes + length;
    }
    return reader.finish();
}

}  // namespace calibration::importers
