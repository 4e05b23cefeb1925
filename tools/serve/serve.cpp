#include <fmt/format.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>
#include <system_error>

#include "models/finding.hpp"
#include "tools/commands.hpp"
#include "tools/serve/answering.hpp"
#include "tools/serve/listening.hpp"
#include "tools/serve/offer.hpp"
#include "tools/serve/reception.hpp"
#include "tools/serve/site.hpp"
#include "tools/serve/token.hpp"
#include "tools/standard_streams.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

constexpr const char* usual_address = "127.0.0.1";
constexpr int usual_port = 8417;
constexpr int workers = 4;  // what they do takes milliseconds
constexpr std::size_t shortest_token = 16;

// Ctrl-C, a request to terminate and a terminal that is closed, as something to poll for. Made
// before the first thread, which all inherit that the signal is not theirs.
class EndSignal {
public:
    EndSignal()
    {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        if (!is_ignored(SIGHUP)) sigaddset(&signals, SIGHUP);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        descriptor_ = signalfd(-1, &signals, SFD_CLOEXEC);
        if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
    }
    EndSignal(const EndSignal&) = delete;
    EndSignal& operator=(const EndSignal&) = delete;
    ~EndSignal() { close(descriptor_); }

    int descriptor() const { return descriptor_; }

private:
    // as under nohup; once blocked it would come all the same
    static bool is_ignored(int signal)
    {
        struct sigaction action {};
        return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
    }

    int descriptor_ = -1;
};

std::string token_in(const std::string& file)
{
    std::ifstream stream(file);
    std::string token;
    if (!std::getline(stream, token)) {
        throw UsageError(
            fmt::format("`--token-file` {} cannot be read; name a file whose first "
                        "line is the token",
                        models::quoted(file)));
    }
    const bool plain = token.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
                       std::string::npos;
    if (token.size() >= shortest_token && plain) return token;
    throw UsageError(
        fmt::format("the token in {} must be {} letters and digits or more; `openssl "
                    "rand -hex 32` makes one",
                    models::quoted(file), shortest_token));
}

// Beyond this machine the page opens for those who know a token, and only where that was asked for.
SiteRules rules_for(const Arguments& arguments, const std::string& address)
{
    const bool local = is_loopback(address);
    if (!local && (!arguments.allow_remote || arguments.token_file.empty())) {
        throw UsageError(
            fmt::format("{} can be reached from other machines; that needs "
                        "`--allow-remote` and `--token-file FILE`",
                        address));
    }
    if (arguments.token_file.empty()) return {fresh_token(), true};
    return {token_in(arguments.token_file), false};
}

}  // namespace

ExitCode serve(const Arguments& arguments)
{
    const std::string address = arguments.address.empty() ? usual_address : arguments.address;
    const SiteRules rules = rules_for(arguments, address);
    const EndSignal end;
    Offer offer(arguments.operands.empty() ? "" : arguments.operands.front(), arguments.library);
    const Listening listening =
        listen_on(address, arguments.port < 0 ? usual_port : arguments.port);
    Answering answering(offer, arguments.threads);
    const Admission admission{listening.hosts, rules.token};
    Reception reception(listening.socket, end.descriptor(), admission, workers, [&] {
        return [site = std::make_shared<Site>(offer, answering, rules)](
                   const std::string& request) { return site->reply(request); };
    });
    print(listening.url + '\n');
    if (!arguments.quiet) tell("Open it in a browser; Ctrl-C ends it.\n");
    reception.run();
    return ExitCode::done;
}

}  // namespace tools
