#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "sim/random_stream.hpp"

// Raw 32-bit words of 64 random streams without end, for a battery of tests that reads them from a
// pipe: `random_words seeds | dieharder -a -g 200`. Of all streams the lower halves of their first
// 64 bits, the upper halves, then of their second 64 bits: neighbouring words are of neighbouring
// streams. The streams differ in what is asked for.

namespace {

constexpr std::size_t streams_at_once = 64;
constexpr std::size_t drawn_at_once = 256;  // by each stream

using Stream = sim::RandomStream (*)(std::uint64_t number);

constexpr std::array<std::string_view, 8> persons = {
    "moderator", "lecturer", "teacher", "pupil", "guest", "listener", "presenter", "student"};
constexpr std::array<std::string_view, 8> purposes = {
    "arrival", "stay", "webcam", "microphone", "frame size", "chat", "route", "service time"};

sim::RandomStream of_name(std::uint64_t number)
{
    const std::string name =
        std::string(persons[number / 8]) + ", " + std::string(purposes[number % 8]);
    return {2011, 0, name};
}

sim::RandomStream of_neighbouring_name(std::uint64_t number)
{
    return {2011, 0, "attendee " + std::to_string(number)};
}

sim::RandomStream of_seed(std::uint64_t number)
{
    return {number, 0, "attendee 17"};
}

sim::RandomStream of_replication(std::uint64_t number)
{
    return {2011, number, "attendee 17"};
}

struct Choice {
    std::string_view name;
    Stream stream;
};
constexpr std::array<Choice, 4> choices = {{{"names", of_name},
                                            {"neighbouring-names", of_neighbouring_name},
                                            {"seeds", of_seed},
                                            {"replications", of_replication}}};

// Until nobody reads any more.
void write_words(Stream stream)
{
    std::vector<sim::RandomStream> streams;
    for (std::uint64_t i = 0; i < streams_at_once; ++i) streams.push_back(stream(i));
    std::vector<std::uint64_t> drawn(drawn_at_once);
    std::vector<std::uint32_t> words(2 * drawn_at_once * streams_at_once);
    do {
        for (std::size_t i = 0; i < streams_at_once; ++i) {
            streams[i].fill_bits(drawn);
            for (std::size_t k = 0; k < drawn_at_once; ++k) {
                std::uint32_t* const round = &words[2 * k * streams_at_once];
                round[i] = static_cast<std::uint32_t>(drawn[k]);
                round[streams_at_once + i] = static_cast<std::uint32_t>(drawn[k] >> 32);
            }
        }
    } while (std::fwrite(words.data(), sizeof(std::uint32_t), words.size(), stdout) ==
             words.size());
}

}  // namespace

int main(int count, char** arguments)
{
    std::signal(SIGPIPE, SIG_IGN);
    for (const Choice& choice : choices) {
        if (count != 2 || arguments[1] != choice.name) continue;
        write_words(choice.stream);
        return EXIT_SUCCESS;
    }
    std::fputs("usage: random_words names|neighbouring-names|seeds|replications\n", stderr);
    return 2;
}
