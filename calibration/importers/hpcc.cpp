#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "calibration/importers/hpl_results.hpp"
#include "calibration/importers/table.hpp"
#include "calibration/line_parts.hpp"

namespace calibration::importers {
namespace {

constexpr std::string_view banner = "This is the DARPA/DOE HPC Challenge Benchmark version";

// A result of the summary; sizes are conditions. The summary names units in few of its keys; they
// are those of the sections before.
struct Result {
    std::string_view key;
    std::string_view metric;
    std::string_view unit;
    Better better;
    std::string_view size_key;
    std::string_view size;  // name of the condition
};

constexpr Result results[] = {
    {"HPL_Tflops", "hpcc_linpack", "Tflop/s", Better::higher, "HPL_N", "problem_size"},
    {"StarDGEMM_Gflops", "hpcc_star_dgemm", "Gflop/s", Better::higher, "DGEMM_N", "problem_size"},
    {"SingleDGEMM_Gflops", "hpcc_single_dgemm", "Gflop/s", Better::higher, "DGEMM_N",
     "problem_size"},
    {"PTRANS_GBs", "hpcc_ptrans", "GB/s", Better::higher, "PTRANS_n", "problem_size"},
    {"MPIRandomAccess_GUPs", "hpcc_mpi_random_access", "GUP/s", Better::higher, "MPIRandomAccess_N",
     "problem_size"},
    {"StarRandomAccess_GUPs", "hpcc_star_random_access", "GUP/s", Better::higher, "RandomAccess_N",
     "problem_size"},
    {"SingleRandomAccess_GUPs", "hpcc_single_random_access", "GUP/s", Better::higher,
     "RandomAccess_N", "problem_size"},
    {"StarSTREAM_Copy", "hpcc_star_stream_copy", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"StarSTREAM_Scale", "hpcc_star_stream_scale", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"StarSTREAM_Add", "hpcc_star_stream_add", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"StarSTREAM_Triad", "hpcc_star_stream_triad", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"SingleSTREAM_Copy", "hpcc_single_stream_copy", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"SingleSTREAM_Scale", "hpcc_single_stream_scale", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"SingleSTREAM_Add", "hpcc_single_stream_add", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"SingleSTREAM_Triad", "hpcc_single_stream_triad", "GB/s", Better::higher, "STREAM_VectorSize",
     "array_size"},
    {"MPIFFT_Gflops", "hpcc_mpi_fft", "Gflop/s", Better::higher, "MPIFFT_N", "problem_size"},
    {"StarFFT_Gflops", "hpcc_star_fft", "Gflop/s", Better::higher, "FFT_N", "problem_size"},
    {"SingleFFT_Gflops", "hpcc_single_fft", "Gflop/s", Better::higher, "FFT_N", "problem_size"},
    {"AvgPingPongLatency_usec", "hpcc_ping_pong_latency", "usec", Better::lower, "", ""},
    {"AvgPingPongBandwidth_GBytes", "hpcc_ping_pong_bandwidth", "GB/s", Better::higher, "", ""},
    {"RandomlyOrderedRingLatency_usec", "hpcc_random_ring_latency", "usec", Better::lower, "", ""},
    {"RandomlyOrderedRingBandwidth_GBytes", "hpcc_random_ring_bandwidth", "GB/s", Better::higher,
     "", ""},
    {"NaturallyOrderedRingLatency_usec", "hpcc_natural_ring_latency", "usec", Better::lower, "",
     ""},
    {"NaturallyOrderedRingBandwidth_GBytes", "hpcc_natural_ring_bandwidth", "GB/s", Better::higher,
     "", ""},
};

struct Entry {
    double value = 0;
    std::size_t line = 0;
};

class Reader {
public:
    void take(const TextLine& line)
    {
        if (const auto version = after(line.text, banner)) {
            if (begun_) finish_run();
            begun_ = true;
            imported_.add_version(version->substr(0, version->find(' ')));
        }
        hpl_.take(line);
        if (after(line.text, "Begin of Summary section")) in_summary_ = true;
        if (after(line.text, "End of Summary section")) {
            in_summary_ = false;
            summarized_ = true;
        }
        if (in_summary_ && line.ended) take_entry(line);
    }

    Imported finish()
    {
        finish_run();
        return std::move(imported_);
    }

private:
    void take_entry(const TextLine& line)
    {
        const auto parts = split_at(line.text, '=');
        if (!parts) return;
        const auto value = number(parts->second);
        if (value) summary_[parts->first] = {*value, line.number};
    }

    // 0 and -1 stand for what was not measured.
    void add(const Result& result, Run& run)
    {
        const auto found = summary_.find(result.key);
        if (found == summary_.end()) return;
        if (!(found->second.value > 0)) {
            run.flag(fmt::format("line {}: {} was not measured", found->second.line, result.key));
            return;
        }
        Sample sample{std::string(result.metric),
                      found->second.value,
                      std::string(result.unit),
                      result.better,
                      {},
                      found->second.line};
        set_from(sample.conditions, "processes", "CommWorldProcs");
        set_from(sample.conditions, result.size, result.size_key);
        if (result.key == "HPL_Tflops") {
            set_from(sample.conditions, "blocking_factor", "HPL_NB");
            set_from(sample.conditions, "process_rows", "HPL_nprow");
            set_from(sample.conditions, "process_columns", "HPL_npcol");
        }
        run.add(std::move(sample));
    }

    void set_from(Conditions& conditions, std::string_view name, std::string_view key) const
    {
        const auto found = summary_.find(key);
        if (found != summary_.end()) set_condition(conditions, name, found->second.value);
    }

    void finish_run()
    {
        Run run = hpl_.finish();
        for (const Result& result : results) add(result, run);
        const auto success = summary_.find("Success");
        if (success != summary_.end() && success->second.value != 1) {
            run.flag(fmt::format("line {}: the benchmark calls itself not successful",
                                 success->second.line));
        }
        if (run.complete && !summarized_) {
            run.complete = false;
            run.flag("the summary is missing or cut");
        }
        imported_.add_run(std::move(run));
        summary_.clear();
        in_summary_ = summarized_ = false;
    }

    Imported imported_;
    HplResults hpl_;
    std::map<std::string_view, Entry> summary_;
    bool begun_ = false;
    bool in_summary_ = false;
    bool summarized_ = false;
};

bool recognizes(const MeasurementText& text)
{
    return text.has_line(banner) || text.has_line("Begin of Summary section");
}

Imported read(const MeasurementText& text)
{
    Reader reader;
    for (const TextLine& line : text.lines()) reader.take(line);
    return reader.finish();
}

}  // namespace

// hpccoutf.txt of the HPC Challenge: HPL and the summary.
const Importer hpcc = {"hpcc", recognizes, read};

}  // namespace calibration::importers
