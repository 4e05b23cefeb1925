#include "models/audio_quality.hpp"

#include "tests/catch.hpp"

namespace {

// Speex as the profile has it: Ie 11, Bpl 19.
double speex(double delay, double loss)
{
    return models::mean_opinion_score(models::transmission_rating(delay, loss, 11, 19));
}

}  // namespace

TEST_CASE("without delay, loss and codec the E-model rates 93.2 and a MOS of 4.41")
{
    CHECK(models::transmission_rating(0, 0, 0, 25.1) == 93.2);
    CHECK(models::mean_opinion_score(93.2) == Approx(4.41).margin(0.005));
}

TEST_CASE("delay costs 24 per second, and 110 more from 177.3 ms on")
{
    const auto lost = [](double delay) {
        return 93.2 - models::transmission_rating(delay, 0, 0, 19);
    };
    CHECK(lost(0.1) == Approx(2.4));
    CHECK(lost(0.1773) == Approx(0.024 * 177.3));
    CHECK(lost(0.2) == Approx(4.8 + 0.11 * 22.7));
}

TEST_CASE("a codec's robustness is the loss that takes half of what is left above it")
{
    const double clean = models::transmission_rating(0, 0, 11, 19);
    CHECK(clean == Approx(93.2 - 11));
    CHECK(clean - models::transmission_rating(0, 0.19, 11, 19) == Approx((95.0 - 11) / 2));
}

TEST_CASE("the E-model gives the scores computed by hand for a Speex call")
{
    CHECK(speex(0.1, 0) == Approx(4.0).margin(0.05));
    CHECK(speex(0.2, 0) == Approx(3.8).margin(0.05));
    CHECK(speex(0.3, 0) == Approx(3.2).margin(0.05));
    CHECK(speex(0.4, 0) == Approx(2.5).margin(0.05));
    CHECK(speex(0.15, 0.01) == Approx(3.8).margin(0.05));
    CHECK(speex(0.15, 0.03) == Approx(3.5).margin(0.05));
    CHECK(speex(0.15, 0.05) == Approx(3.2).margin(0.05));
}

TEST_CASE("no score is below 1 or above 4.5, and a higher rating is never a lower score")
{
    double before = 0;
    for (double rating = -50; rating <= 150; rating += 0.25) {
        const double score = models::mean_opinion_score(rating);
        CHECK(score >= 1);
        CHECK(score <= 4.5);
        CHECK(score >= before);
        before = score;
    }
}

TEST_CASE("more delay or more loss never sounds better")
{
    for (double delay = 0; delay < 2; delay += 0.05) {
        for (double loss = 0; loss < 1; loss += 0.05) {
            CHECK(speex(delay + 0.05, loss) <= speex(delay, loss));
            CHECK(speex(delay, loss + 0.05) <= speex(delay, loss));
        }
    }
}
