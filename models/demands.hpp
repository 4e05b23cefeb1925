#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// What an event of a stream has to do with: the terms of its demand are multiplied by these.
struct Counts {
    double users = 0;
    double viewers = 0;
    double deliveries = 0;
    double kilobytes = 0;
    double talkers = 0;
    double listeners = 0;
};

// The CPU a guest has: `cores` jobs at most run at once, each at `speed` reference cores.
struct CpuCapacity {
    double cores = 1;
    double speed = 1;
    double steal = 0;  // share of time a busy vCPU waits for the host, 0 ... 1
};

// vCPUs on the host's hardware threads: SMT siblings share a core, more busy vCPUs than threads
// wait for each other.
CpuCapacity cpu_capacity(const Host& host, const Guest& guest);

// The service demands of a profile on a host, guest and platform, in seconds of one of the guest's
// cores: reference seconds x platform factor of the component / speed.
class Demands {
public:
    struct Visit {
        std::size_t component;
        std::array<double, term_kind_count> terms;

        double term(TermKind kind) const { return terms[static_cast<std::size_t>(kind)]; }
        // Of one event; of several if `counts` are sums over them. In pairs, so that additions do
        // not wait for one another: this is once per frame.
        double work(const Counts& counts, double events = 1) const
        {
            const double fixed =
                term(TermKind::fixed) * events + term(TermKind::per_user) * counts.users;
            const double offers = term(TermKind::per_viewer) * counts.viewers +
                                  term(TermKind::per_delivery) * counts.deliveries;
            const double audio = term(TermKind::per_talker) * counts.talkers +
                                 term(TermKind::per_listener) * counts.listeners;
            return fixed + offers + (audio + term(TermKind::per_kilobyte) * counts.kilobytes);
        }
    };

    Demands(const Scenario& scenario, const Platform& platform);

    const std::vector<Visit>& visits(EventStream stream) const
    {
        return visits_[static_cast<std::size_t>(stream)];
    }
    double work(EventStream stream, const Counts& counts) const;  // over all components
    double work_at(std::size_t component, EventStream stream, const Counts& counts) const;

private:
    std::array<std::vector<Visit>, event_stream_count> visits_;
};

}  // namespace models
