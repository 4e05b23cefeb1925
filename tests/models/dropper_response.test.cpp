#include "models/dropper_response.hpp"

#include <vector>

#include "models/audience.hpp"
#include "sim/simulation.hpp"
#include "tests/catch.hpp"
#include "tests/models/shipped.hpp"

namespace {

models::Media media()
{
    return shipped::scenario("seed-2016").profile.media;
}

std::vector<double> shape(const models::Media& media, int streams)
{
    models::DropperResponse response(media, streams);
    std::vector<double> all;
    for (double share = 0.05; share < 1; share += 0.3) {
        const models::VideoShare got = response.at(share);
        all.insert(all.end(), {got.frames, got.bits, got.queued});
    }
    return all;
}

}  // namespace

TEST_CASE("a link that can carry everything drops nothing")
{
    models::DropperResponse response(media(), 8);
    for (const double share : {1.0, 1.5, 100.0}) {
        CHECK(response.at(share).frames == 1);
        CHECK(response.at(share).bits == 1);
        CHECK(response.at(share).queued == 0);
    }
}

TEST_CASE("viewers never get more bits than the link carries, and nearly all of those")
{
    models::DropperResponse response(media(), 8);
    for (double share = 0.03; share < 1; share += 0.07) {
        const models::VideoShare got = response.at(share);
        INFO("share " << share);
        CHECK(got.bits <= share + 1e-9);
        CHECK(got.bits > 0.8 * share);
        CHECK(got.frames >= 0);
        // a keyframe is larger than the mean frame, so frames suffer first
        CHECK(got.frames <= got.bits + 1e-9);
    }
}

TEST_CASE("a better link never gives fewer bits")
{
    models::DropperResponse response(media(), 8);
    double before = 0;
    for (double share = 0.02; share <= 1; share += 0.02) {
        const double bits = response.at(share).bits;
        CHECK(bits >= before - 1e-9);
        before = bits;
    }
}

TEST_CASE("below the keyframes' own bit rate nearly each frame that comes is a keyframe")
{
    // 5 of 34 units: 37 kbit/s of 250
    const double keyframes = 5.0 / 34;
    models::DropperResponse response(media(), 8);
    for (const double share : {0.2, 0.5, 0.8}) {
        const models::VideoShare got = response.at(share * keyframes);
        // one of 30 frames carries 5/34 of the bits
        CHECK(got.frames / got.bits == Approx((1.0 / 30) / keyframes).epsilon(0.1));
    }
    CHECK(response.at(keyframes).frames >= 0.9 / 30);
}

TEST_CASE("between its nodes the response has no jumps")
{
    models::DropperResponse response(media(), 3);
    for (double share = 0.1; share < 0.98; share += 0.01) {
        CHECK(response.at(share + 1e-6).frames == Approx(response.at(share).frames).margin(1e-3));
        CHECK(response.at(share + 1e-6).bits == Approx(response.at(share).bits).margin(1e-3));
    }
}

TEST_CASE("what was measured of one camera is not taken for another, and comes again the same")
{
    const std::vector<double> before = shape(media(), 8);
    for (const auto field : {&models::Media::webcam_bit_rate, &models::Media::webcam_frame_rate,
                             &models::Media::keyframe_interval, &models::Media::keyframe_ratio,
                             &models::Media::socket_buffer_low, &models::Media::socket_buffer_high,
                             &models::Media::dropper_pending, &models::Media::dropper_sequential}) {
        models::Media other = media();
        (other.*field).value *= 2;
        INFO((other.*field).value);
        CHECK(shape(other, 8) != before);
    }
    CHECK(shape(media(), 4) != before);
    CHECK(shape(media(), 8) == before);
}
