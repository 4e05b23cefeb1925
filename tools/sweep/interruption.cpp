#include "tools/sweep/interruption.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>

namespace tools {
namespace {

volatile std::sig_atomic_t interrupted = 0;

extern "C" void note(int signal)
{
    interrupted = 1;
    std::signal(signal, SIG_DFL);  // the second time it ends the program
}

}  // namespace

Interruption::Interruption()
{
    interrupted = 0;
    for (const int signal : {SIGINT, SIGTERM}) {
        // started in the background it may have been told not to listen
        if (std::signal(signal, note) == SIG_IGN) std::signal(signal, SIG_IGN);
    }
}

Interruption::~Interruption()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interruption::asked() const
{
    return interrupted != 0;
}

void leave_at_once(int exit_code)
{
    std::fflush(stdout);
    std::fflush(stderr);
    std::_Exit(exit_code);
}

}  // namespace tools
