#pragma once

#include <string>
#include <vector>

namespace tools {

// A socket that listens on one address of this machine.
struct Listening {
    int socket = -1;
    int port = 0;
    bool loopback = true;
    std::string url;                 // of the page
    std::vector<std::string> hosts;  // what the Host of a request may be, literally
};

// `address`: an IP address, not a name; port 0: any that is free. Throws UsageError where it is no
// address, or one of every network at once; or cannot be had.
Listening listen_on(const std::string& address, int port);

// Whether it is an address of the loopback interface. Throws UsageError as above.
bool is_loopback(const std::string& address);

}  // namespace tools
