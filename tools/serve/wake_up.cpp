#include "tools/serve/wake_up.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tools {

WakeUp::WakeUp() : descriptor_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

WakeUp::~WakeUp()
{
    close(descriptor_);
}

void WakeUp::call() const
{
    (void)eventfd_write(descriptor_, 1);
}

void WakeUp::clear() const
{
    eventfd_t ignored = 0;
    (void)eventfd_read(descriptor_, &ignored);
}

}  // namespace tools
