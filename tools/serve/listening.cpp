#include "tools/serve/listening.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "models/finding.hpp"
#include "tools/arguments.hpp"

namespace tools {
namespace {

constexpr int longest_queue = 128;  // of connections that are not accepted yet

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
    bool version_6 = false;
};

sockaddr_in& of_version_4(Address& address)
{
    return reinterpret_cast<sockaddr_in&>(address.storage);
}

sockaddr_in6& of_version_6(Address& address)
{
    return reinterpret_cast<sockaddr_in6&>(address.storage);
}

// An address of version 4 as version 6 writes it, ::ffff:127.0.0.1, is that address.
void take_mapped(Address& address)
{
    const in6_addr mapped = of_version_6(address).sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&mapped) == 0) return;
    address = {};
    of_version_4(address).sin_family = AF_INET;
    std::memcpy(&of_version_4(address).sin_addr, &mapped.s6_addr[12], sizeof(in_addr));
    address.size = sizeof(sockaddr_in);
}

Address address_of(const std::string& text)
{
    Address address;
    if (inet_pton(AF_INET, text.c_str(), &of_version_4(address).sin_addr) == 1) {
        of_version_4(address).sin_family = AF_INET;
        address.size = sizeof(sockaddr_in);
        return address;
    }
    if (inet_pton(AF_INET6, text.c_str(), &of_version_6(address).sin6_addr) == 1) {
        of_version_6(address).sin6_family = AF_INET6;
        address.size = sizeof(sockaddr_in6);
        address.version_6 = true;
        take_mapped(address);
        return address;
    }
    throw UsageError(
        fmt::format("`--address` must be an IP address of this machine, like "
                    "`127.0.0.1`, found {}",
                    models::quoted(text)));
}

// As browsers write it, too.
std::string host_in(Address& address)
{
    char text[INET6_ADDRSTRLEN] = {};
    const void* bytes = address.version_6
                            ? static_cast<const void*>(&of_version_6(address).sin6_addr)
                            : static_cast<const void*>(&of_version_4(address).sin_addr);
    (void)inet_ntop(address.storage.ss_family, bytes, text, sizeof text);
    return address.version_6 ? '[' + std::string(text) + ']' : text;
}

bool is_any(Address& address)
{
    if (!address.version_6) return of_version_4(address).sin_addr.s_addr == htonl(INADDR_ANY);
    return IN6_IS_ADDR_UNSPECIFIED(&of_version_6(address).sin6_addr) != 0;
}

[[noreturn]] void give_up(int socket, const std::string& address, int port)
{
    const std::string why = std::generic_category().message(errno);
    if (socket >= 0) close(socket);
    throw UsageError(
        fmt::format("cannot listen on {} port {}: {}; choose another with `--port`, "
                    "or `--port 0` for one that is free",
                    address, port, why));
}

int bound_port(int socket)
{
    Address bound;
    bound.size = sizeof bound.storage;
    (void)getsockname(socket, reinterpret_cast<sockaddr*>(&bound.storage), &bound.size);
    const bool version_6 = bound.storage.ss_family == AF_INET6;
    return ntohs(version_6 ? of_version_6(bound).sin6_port : of_version_4(bound).sin_port);
}

std::vector<std::string> hosts_of(const std::string& own, int port)
{
    std::vector<std::string> names = {"localhost", "127.0.0.1", "[::1]"};
    if (std::ranges::find(names, own) == names.end()) names.push_back(own);
    std::vector<std::string> hosts;
    for (const std::string& name : names) {
        hosts.push_back(fmt::format("{}:{}", name, port));
        if (port == 80) hosts.push_back(name);  // where a browser leaves it out
    }
    return hosts;
}

}  // namespace

bool is_loopback(const std::string& address)
{
    Address read = address_of(address);
    if (!read.version_6) return ntohl(of_version_4(read).sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&of_version_6(read).sin6_addr) != 0;
}

Listening listen_on(const std::string& address, int port)
{
    Address wanted = address_of(address);
    if (is_any(wanted)) {
        throw UsageError(fmt::format(
            "`--address` {} is every network of this machine at once; name the one address that "
            "the page is for",
            address));
    }
    const std::string own = host_in(wanted);
    (wanted.version_6 ? of_version_6(wanted).sin6_port : of_version_4(wanted).sin_port) =
        htons(static_cast<std::uint16_t>(port));
    const int socket =
        ::socket(wanted.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0) give_up(socket, own, port);
    const int on = 1;
    (void)setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(socket, reinterpret_cast<const sockaddr*>(&wanted.storage), wanted.size) != 0 ||
        listen(socket, longest_queue) != 0) {
        give_up(socket, own, port);
    }
    Listening listening;
    listening.socket = socket;
    listening.port = bound_port(socket);
    listening.loopback = is_loopback(address);
    listening.hosts = hosts_of(own, listening.port);
    listening.url = fmt::format("http://{}:{}/", own, listening.port);
    return listening;
}

}  // namespace tools
