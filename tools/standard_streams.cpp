#include "tools/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <initializer_list>
#include <utility>

namespace tools {

void open_standard_streams()
{
    for (const auto& [descriptor, access] :
         {std::pair{STDIN_FILENO, O_RDONLY}, std::pair{STDOUT_FILENO, O_RDONLY},
          std::pair{STDERR_FILENO, O_WRONLY}}) {
        // the lowest free number is given out, which is this one
        if (fcntl(descriptor, F_GETFD) < 0) (void)open("/dev/null", access);
    }
}

void tell(const std::string& message)
{
    (void)std::fputs(message.c_str(), stderr);
}

}  // namespace tools
