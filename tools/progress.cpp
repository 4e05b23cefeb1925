#include "tools/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tools {
namespace {

bool can_be_cleared()
{
    const char* term = std::getenv("TERM");
    return isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

Progress::Progress(bool quiet) : active_(!quiet && can_be_cleared())
{
}

Progress::~Progress()
{
    clear();
}

void Progress::show(const std::string& line)
{
    clear();
    if (active_) std::fputs(line.c_str(), stderr);
}

void Progress::clear()
{
    if (active_) std::fputs("\r\033[K", stderr);
}

}  // namespace tools
