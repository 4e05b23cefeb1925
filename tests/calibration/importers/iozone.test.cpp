#include <algorithm>
#include <map>
#include <tuple>

#include "tests/calibration/importers/recorded.hpp"
#include "tests/catch.hpp"

using calibration::Imported;
using tests::condition;
using tests::has_flag;
using tests::real;
using tests::recorded;
using tests::values;
using Values = std::vector<double>;

namespace {

// The row of a file and a record size in kB.
Values row(const Imported& imported, double file, double record)
{
    Values found;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            const bool wanted = condition(sample, "file_size") == file * 1024 &&
                                condition(sample, "record_size") == record * 1024;
            if (wanted) found.push_back(sample.value);
        }
    }
    return found;
}

double cell(const Imported& imported, const std::string& metric, double file, double record)
{
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            const bool wanted = sample.metric == metric &&
                                condition(sample, "file_size") == file * 1024 &&
                                condition(sample, "record_size") == record * 1024;
            if (wanted) return sample.value;
        }
    }
    return std::nan("");
}

using Cells = std::map<std::tuple<std::string, double, double>, double>;

Cells cells(const Imported& imported)
{
    Cells all;
    for (const auto& run : imported.runs) {
        for (const auto& sample : run.samples) {
            all[{sample.metric, condition(sample, "file_size"), condition(sample, "record_size")}] =
                sample.value;
        }
    }
    return all;
}

}  // namespace

TEST_CASE("a table of all tests of IOzone gives thirteen samples for each row")
{
    const auto imported = recorded("iozone/all-tests-3.327.txt");
    CHECK(imported.tool == "iozone");
    CHECK(imported.version == "3.327");
    REQUIRE(imported.runs.size() == 1);
    CHECK(imported.runs[0].complete);
    CHECK(row(imported, 64, 8) ==
          Values{1010, 2010, 3010, 4010, 5010, 6010, 7010, 8010, 9010, 10010, 11010, 12010, 13010});
    CHECK(cell(imported, "iozone_write", 128, 4) == 1020);
    CHECK(cell(imported, "iozone_backward_read", 64, 4) == 7000);
    CHECK(cell(imported, "iozone_freread", 64, 4) == 13000);
    CHECK(imported.runs[0].samples[0].unit == "Kbytes/sec");
    CHECK(imported.runs[0].samples[0].line == 16);
    CHECK(condition(imported.runs[0].samples[0], "direct") == 0);
}

TEST_CASE("tests that IOzone left out do not shift the others")
{
    const auto imported = recorded("iozone/three-tests-direct.txt");
    CHECK(imported.runs.at(0).samples.size() == 4);
    CHECK(cell(imported, "iozone_rewrite", 512, 4) == 12000);
    CHECK(cell(imported, "iozone_random_read", 512, 4) == 15000);
    CHECK(cell(imported, "iozone_random_write", 512, 4) == 16000);
    const auto& sample = imported.runs[0].samples[0];
    CHECK(condition(sample, "direct") == 1);
    CHECK(condition(sample, "include_fsync") == 1);
    CHECK(condition(sample, "include_close") == 0);
}

TEST_CASE("without the command line of IOzone the place below the heading tells the test")
{
    const auto imported = tests::imported(
        "              kB  reclen    write    rewrite      read    reread      read     write\n"
        "             512       4     11000     12000                         15000     16000\n");
    CHECK(cell(imported, "iozone_write", 512, 4) == 11000);
    CHECK(cell(imported, "iozone_random_read", 512, 4) == 15000);
    CHECK(cell(imported, "iozone_random_write", 512, 4) == 16000);
    CHECK(imported.runs.at(0).samples.size() == 4);
}

TEST_CASE("reports of IOzone that repeat its table give no samples, differences are told")
{
    const auto same = recorded("iozone/table-and-reports.txt");
    CHECK(same.runs.at(0).samples.size() == 10);
    CHECK(same.runs[0].flags.empty());
    const auto other = recorded("iozone/table-and-other-report.txt");
    CHECK(cell(other, "iozone_write", 128, 8) == 2004);
    CHECK(has_flag(other.runs.at(0), "line 27: the report differs"));
}

TEST_CASE("reports of IOzone alone are read, zeros stand for what was not measured")
{
    const auto imported = recorded("iozone/reports-only.txt");
    REQUIRE(imported.runs.size() == 1);
    CHECK(cell(imported, "iozone_write", 64, 8) == 2002);
    CHECK(row(imported, 65536, 16) == Values{2005});
    CHECK(row(imported, 65536, 4).empty());
    CHECK(cell(imported, "iozone_backward_read", 64, 4) == 5001);
    CHECK(imported.runs[0].samples[0].unit.empty());
    CHECK(has_flag(imported.runs[0], "the part with the unit is missing"));
    CHECK(recorded("iozone/reports-twice.txt").runs.size() == 2);
}

TEST_CASE("the worksheet of IOzone gives the numbers of the table it was written with")
{
    const auto sheet = recorded("iozone/worksheet.xls");
    CHECK(sheet.runs.at(0).complete);
    CHECK(cells(sheet) == cells(recorded("iozone/table-and-reports.txt")));
    CHECK(condition(sheet.runs[0].samples.at(0), "direct") == 1);
    CHECK(sheet.runs[0].samples[0].line == 6);
    const auto cut = recorded("iozone/cut-worksheet.xls");
    CHECK_FALSE(cut.runs.at(0).complete);
    CHECK(cut.runs[0].samples.size() == 8);
}

TEST_CASE("IOzone's operations per second are better the higher, its times the lower")
{
    const auto operations = recorded("iozone/operations.txt");
    CHECK(operations.runs.at(0).samples.at(0).unit == "operations per second");
    CHECK(operations.runs[0].samples[0].better == calibration::Better::higher);
    const auto times = recorded("iozone/microseconds.txt");
    CHECK(values(times, "iozone_reread") == Values{0.5});
    CHECK(times.runs.at(0).samples.at(0).unit == "microseconds per operation");
    CHECK(times.runs[0].samples[0].better == calibration::Better::lower);
}

TEST_CASE("the throughput of IOzone is what its processes see together")
{
    const auto imported = recorded("iozone/throughput.txt");
    CHECK(values(imported, "iozone_write", "processes", 2) == Values{5001.5});
    CHECK(values(imported, "iozone_rewrite") == Values{6001.25});
    CHECK(values(imported, "iozone_random_read", "record_size", 16384) == Values{7001});
    CHECK(values(imported, "iozone_mixed", "file_size", 8 << 20) == Values{7501});
    CHECK(imported.runs.at(0).samples.size() == 5);
    CHECK(imported.runs[0].samples[0].unit == "kB/sec");
    CHECK(has_flag(imported.runs[0], "had finished before another began"));
}

TEST_CASE("a killed IOzone run keeps what was printed whole")
{
    const auto imported = recorded("iozone/killed.txt");
    CHECK_FALSE(imported.runs.at(0).complete);
    CHECK(row(imported, 64, 4).size() == 13);
    CHECK(row(imported, 64, 8) == Values{1010, 2010, 3010});
}

TEST_CASE("each banner of IOzone begins a run, and one without a result is diagnosed")
{
    const auto imported = recorded("iozone/two-runs.txt");
    REQUIRE(imported.runs.size() == 2);
    CHECK(values(imported, "iozone_write") == Values{2001, 2011});
    CHECK(imported.version == "3.434, 3.508");
    CHECK_FALSE(recorded("iozone/no-result.txt").has_samples());
    CHECK_FALSE(recorded("iozone/no-result.txt").diagnosis.empty());
}

TEST_CASE("real files of IOzone give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto automatic = real("iozone/iozone3434-auto.out");
    CHECK(automatic.runs.at(0).samples.size() == 8 * 13);
    CHECK(cell(automatic, "iozone_write", 1048576, 512) == 5169375);
    CHECK(cell(automatic, "iozone_freread", 1048576, 512) == 7659035);
    CHECK(row(automatic, 2097152, 4096).front() == 4339063);
    CHECK(row(automatic, 2097152, 4096).back() == 6736193);

    const auto ext3 = real("iozone/iozone3327-ext3-run1.iozone");
    CHECK(ext3.runs.at(0).samples.size() == 163 * 13);
    CHECK(row(ext3, 4, 4) == Values{173308, 401314, 582427, 806376, 75299, 358443, 69097, 401314,
                                    83549, 233647, 496283, 78469, 87016});
    CHECK(row(ext3, 4194304, 16384) == Values{653598, 156598, 83932, 97407, 90894, 69530, 82915,
                                              2167946, 95831, 765209, 222125, 81341, 96825});
    const auto ext4 = real("iozone/iozone3327-ext4-run1.iozone");
    CHECK(ext4.runs.at(0).samples.size() == 163 * 13);
    CHECK(row(ext4, 4194304, 16384) == Values{1439589, 1750669, 94550, 101607, 98285, 1791479,
                                              92266, 2278735, 98656, 1222874, 1442816, 95200,
                                              102409});

    const auto reports = real("iozone/iozone-R-report-only.txt");
    CHECK(reports.runs.at(0).samples.size() == 13 * (5 + 6 + 7 + 8 + 9 + 10 + 11));
    CHECK(cell(reports, "iozone_write", 64, 4) == 581273);
    CHECK(cell(reports, "iozone_write", 4096, 4096) == 1110039);
    CHECK(cell(reports, "iozone_freread", 4096, 4) == 4339659);
}

TEST_CASE("real files of IOzone with reports, worksheet and throughput give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const auto table = real("iozone/here-R-and-b.txt");
    CHECK(table.runs.at(0).samples.size() == 30 * 4);
    CHECK(table.runs[0].flags.empty());
    CHECK(cell(table, "iozone_write", 1024, 4) == 1241389);
    CHECK(cell(table, "iozone_write", 4096, 4096) == 4466009);
    CHECK(cell(table, "iozone_reread", 4096, 4096) == 44996366);
    CHECK(cells(real("iozone/here-b.xls")) == cells(table));

    const auto full = real("iozone/here-full-R.txt");
    CHECK(full.runs.at(0).samples.size() == 27 * 13);
    CHECK(full.runs[0].flags.empty());

    const auto together = real("iozone/here-throughput-t2.txt");
    CHECK(values(together, "iozone_write") == Values{3582120.75});
    CHECK(values(together, "iozone_rewrite") == Values{6440673.00});
    CHECK(values(together, "iozone_read") == Values{5791311.00});
    CHECK(values(together, "iozone_reread", "processes", 2) == Values{6490555.50});
    CHECK(has_flag(together.runs.at(0), "had finished before another began"));
}

TEST_CASE("real files of paired IOzone runs give what was printed")
{
    if (tests::real_folder().empty()) {
        WARN("no real measurements here; nothing was checked");
        return;
    }
    const Values native_write = {3330932, 3581390, 4876850, 4056170, 4304730};
    const Values guest_write = {562386, 4509460, 4854200, 3860710, 3998760};
    const Values native_random = {17219899, 18301000, 18315700, 14470500, 18347400};
    const Values guest_random = {16070200, 16676600, 16808200, 12188200, 13052300};
    const auto check = [](const Imported& imported, const std::string& metric, double value) {
        CHECK(cell(imported, metric, 65536, 64) == Approx(value).epsilon(1e-5));
    };
    for (std::size_t i = 0; i < 5; ++i) {
        const std::string file = "/iozone." + std::to_string(i + 1) + ".txt";
        const auto native = real("this-machine/native" + file);
        const auto guest = real("this-machine/container" + file);
        check(native, "iozone_write", native_write[i]);
        check(guest, "iozone_write", guest_write[i]);
        check(native, "iozone_random_read", native_random[i]);
        check(guest, "iozone_random_read", guest_random[i]);
        CHECK(native.runs.at(0).flags.empty());
    }
}
