#include "models/video_quality.hpp"

#include "tests/catch.hpp"

using models::video_quality;

TEST_CASE("G.1070 gives the qualities computed by hand for webcams")
{
    CHECK(video_quality(250e3, 10, 0) == Approx(3.04).margin(0.005));
    CHECK(video_quality(200e3, 15, 0) == Approx(2.65).margin(0.05));
    CHECK(video_quality(100e3, 10, 0) == Approx(1.85).margin(0.05));
    CHECK(video_quality(50e3, 10, 0) == Approx(1.3).margin(0.05));
    CHECK(video_quality(500e3, 15, 0) == Approx(3.6).margin(0.05));
    CHECK(video_quality(800e3, 30, 0) == Approx(3.8).margin(0.05));
}

TEST_CASE("a keyframe each three seconds is the worst there is")
{
    CHECK(video_quality(37e3, 1.0 / 3, 0) == Approx(1.0).margin(0.05));
}

TEST_CASE("video quality stays between 1 and 5, and nothing to see is 1")
{
    CHECK(video_quality(0, 10, 0) == 1);
    CHECK(video_quality(250e3, 0, 0) == 1);
    for (const double bit_rate : {1e3, 30e3, 250e3, 1e6, 1e8}) {
        for (const double frame_rate : {0.1, 1.0, 10.0, 30.0, 60.0}) {
            for (const double loss : {0.0, 0.01, 0.2, 1.0}) {
                const double quality = video_quality(bit_rate, frame_rate, loss);
                CHECK(quality >= 1);
                CHECK(quality <= 5);
            }
        }
    }
}

TEST_CASE("at its own best frame rate video is the better the more bits it has")
{
    double before = 1;
    for (double kbit = 50; kbit <= 2000; kbit += 50) {
        const double best = 6.743 + 0.9998e-2 * kbit;
        const double quality = video_quality(1000 * kbit, best, 0);
        CHECK(quality > before);
        CHECK(quality >= video_quality(1000 * kbit, best / 2, 0));
        CHECK(quality >= video_quality(1000 * kbit, best * 2, 0));
        before = quality;
    }
}

TEST_CASE("lost packets cost video quality")
{
    for (double loss = 0; loss < 0.2; loss += 0.01) {
        CHECK(video_quality(250e3, 10, loss + 0.01) < video_quality(250e3, 10, loss));
    }
}
