#include "calibration/pairing.hpp"

#include "tests/calibration/sampled.hpp"
#include "tests/catch.hpp"

using calibration::Imported;
using calibration::pair_samples;
using calibration::Pairing;
using calibration::Side;
using tests::file_of;
using tests::repetitions_of;
using tests::with;

namespace {

using Files = std::vector<Imported>;

Pairing paired(const Imported& native, const Imported& guest)
{
    return pair_samples(Files{native}, Files{guest});
}

bool says(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("samples of equal conditions are compared, with file and line")
{
    const auto pairing =
        paired(file_of("a.log", "linpack", {100, 101}, "GFlops", with("problem_size", 1000)),
               file_of("b.log", "linpack", {90}, "GFlops", with("problem_size", 1000)));
    REQUIRE(pairing.comparisons.size() == 1);
    CHECK(pairing.unpaired.empty());
    const auto& one = pairing.comparisons.front();
    CHECK(one.metric == "linpack");
    CHECK(one.unit == "flop/s");
    CHECK_FALSE(one.paired);
    REQUIRE(one.native.size() == 2);
    CHECK(one.native[1].value == 101e9);
    CHECK(one.native[1].file == "a.log");
    CHECK(one.native[1].line == 2);
    CHECK(one.guest.at(0).file == "b.log");
}

TEST_CASE("other sizes and threads are left unpaired on both sides, with what differs")
{
    const auto four = with("threads", 4, with("problem_size", 1000));
    const auto eight = with("threads", 8, with("problem_size", 1000));
    const auto pairing = paired(file_of("a", "linpack", {100}, "GFlops", four),
                                file_of("b", "linpack", {90, 91}, "GFlops", eight));
    CHECK(pairing.comparisons.empty());
    REQUIRE(pairing.unpaired.size() == 2);
    CHECK(pairing.unpaired[0].side == Side::native);
    CHECK(pairing.unpaired[0].reason == "`threads` is 4 here and 8 there");
    CHECK(pairing.unpaired[1].side == Side::guest);
    CHECK(pairing.unpaired[1].samples == 2);
    CHECK(pairing.unpaired[1].reason == "`threads` is 8 here and 4 there");
}

TEST_CASE("direct and cached I/O are not compared, nor direct with what does not say")
{
    const auto file = [](const std::string& name, const calibration::Conditions& conditions) {
        return file_of(name, "iozone_read", {1000}, "kB/sec", conditions);
    };
    const auto cached = paired(file("a", with("direct", 1)), file("b", with("direct", 0)));
    CHECK(cached.comparisons.empty());
    CHECK(says(cached.unpaired.at(0).reason, "`direct` is 1 here and 0 there"));
    const auto unsaid = paired(file("a", with("direct", 1)), file("b", {}));
    CHECK(unsaid.comparisons.empty());
    CHECK(says(unsaid.unpaired.at(0).reason, "`direct` is 1 here and not stated there"));
}

TEST_CASE("the most alike of the other side is told")
{
    const Files native = {file_of("a", "fio", {1}, "", with("block_size", 4096))};
    const Files guest = {file_of("b", "fio", {1}, "", with("block_size", 65536, with("direct", 1))),
                         file_of("c", "fio", {1}, "", with("block_size", 65536))};
    const auto pairing = pair_samples(native, guest);
    CHECK(pairing.unpaired.at(0).reason == "`block_size` is 4096 here and 65536 there");
}

TEST_CASE("a metric of one side only is told as such")
{
    const auto pairing = paired(file_of("a", "stream_triad", {1}), file_of("b", "linpack", {1}));
    REQUIRE(pairing.unpaired.size() == 2);
    CHECK(pairing.unpaired[0].reason == "was not measured on the other side");
    CHECK(pairing.unpaired[1].reason == "was not measured on the other side");
}

TEST_CASE("units of a kind are converted, others refused")
{
    const auto pairing = paired(file_of("a", "stream_triad", {20000}, "MB/s"),
                                file_of("b", "stream_triad", {18}, "GB/s"));
    REQUIRE(pairing.comparisons.size() == 1);
    CHECK(pairing.comparisons[0].native[0].value == Approx(160e9));
    CHECK(pairing.comparisons[0].guest[0].value == Approx(144e9));
    const auto others = paired(file_of("a", "iozone_read", {1}, "kB/sec"),
                               file_of("b", "iozone_read", {1}, "ops/sec"));
    CHECK(others.comparisons.empty());
    CHECK(says(others.unpaired.at(0).reason, "the unit is"));
}

TEST_CASE("the shape of the machine may differ between the sides but not within one")
{
    const auto file = [](double cpus) {
        return file_of("a", "linpack", {1}, "GFlops", with("guest_cpus", cpus));
    };
    CHECK(paired(file(2), file(32)).comparisons.size() == 1);
    const auto pairing = pair_samples(Files{file(2)}, Files{file(2), file(4)});
    CHECK(pairing.comparisons.empty());
    REQUIRE(pairing.unpaired.size() == 2);
    CHECK(says(pairing.unpaired[0].reason, "unlike machines in the guest (guest_cpus=2 and "));
}

TEST_CASE("a clock that was read anew does not make another machine")
{
    const auto file = [](double hertz) {
        return file_of("a", "linpack", {1}, "GFlops", with("guest_cpu_frequency", hertz));
    };
    CHECK(pair_samples(Files{file(2.9e9), file(3.1e9)}, Files{file(3e9)}).comparisons.size() == 1);
}

TEST_CASE("what watches, and what is zero, has no factor")
{
    const auto watches = file_of("a", "sar_cpu", {1}, "%", {}, calibration::Better::neither);
    CHECK(paired(watches, watches).comparisons.empty());
    const auto pairing = paired(file_of("a", "lost", {0, 2}, "%", {}, calibration::Better::lower),
                                file_of("b", "lost", {3}, "%", {}, calibration::Better::lower));
    REQUIRE(pairing.comparisons.size() == 1);
    CHECK(pairing.comparisons[0].native.size() == 1);
    REQUIRE(pairing.unpaired.size() == 1);
    CHECK(pairing.unpaired[0].reason == "is 0, which has no ratio");
}

TEST_CASE("what no machine can do has no factor, however it is written")
{
    const auto linpack = [](double gflops) { return file_of("a", "linpack", {gflops}, "GFlops"); };
    for (const double gflops : {1e308, 1e300, 1e-300, 5e-324}) {
        INFO(gflops);
        const auto pairing = paired(linpack(100), linpack(gflops));
        CHECK(pairing.comparisons.empty());
        REQUIRE(pairing.unpaired.size() == 2);
        CHECK(pairing.unpaired[0].reason ==
              "is not between 1e-100 and 1e+100 flop/s, as all that is measured");
        CHECK(pairing.unpaired[1].reason == calibration::not_measured_there);
    }
}

TEST_CASE("files with equal repetitions on both sides are pairs, in the order of the numbers")
{
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    auto guest = repetitions_of("stream", "stream_triad", values);
    std::swap(guest[1], guest[10]);  // as names sort: 1, 10, 11, 2
    const auto pairing = pair_samples(repetitions_of("stream", "stream_triad", values), guest);
    REQUIRE(pairing.comparisons.size() == 1);
    const auto& one = pairing.comparisons[0];
    CHECK(one.paired);
    for (std::size_t i = 0; i < values.size(); ++i) {
        CHECK(one.native[i].value == one.guest[i].value);
        CHECK(one.native[i].file == one.guest[i].file);
    }
}

TEST_CASE("a missing repetition, another name or one file each are no pairs")
{
    const auto native = repetitions_of("stream", "stream_triad", {1, 2, 3});
    auto missing = native;
    missing.pop_back();
    CHECK_FALSE(pair_samples(native, missing).comparisons.at(0).paired);
    const auto other = repetitions_of("guest", "stream_triad", {1, 2, 3});
    CHECK_FALSE(pair_samples(native, other).comparisons.at(0).paired);
    const auto one = file_of("stream.1.txt", "stream_triad", {1});
    CHECK_FALSE(paired(one, one).comparisons.at(0).paired);
}
