"""T1 to T6, T11 and T12: the kernel."""

import json
import random
import tempfile
from pathlib import Path

from .claim import Claim, rate
from .measure import Missing, Wrong
from .programs import ours, ns3, simgrid, simpy, standard_library, Program

NS3_SCHEDULERS = ("Map", "Heap", "Calendar", "PriorityQueue")
PRECISE = ("--cfg=maxmin/precision:1e-13", "--cfg=surf/precision:1e-13")  # SimGrid's best
LAWS = ("exp", "bimodal", "const", "grid", "pareto", "camel", "micro")


def faster(row, workload, mine, other, name, asked, note=""):
    """A claim about two rates."""
    return Claim(row, workload, rate(mine["rate"]), f"{name} {rate(other['rate'])}",
                 mine["rate"] / other["rate"], asked, note)


def t1(session):
    events = session.size(5_000_000, 1_000_000)
    peer_events = session.size(1_000_000, 300_000)
    those = [ours("hold", 1000, events), ours("hold", 1000, events, "exp", "calendar"),
             standard_library("hold", 1000, events, "exp", "priority_queue"),
             simpy("hold", 1000, session.size(300_000, 100_000))]
    those += [ns3("hold", 1000, peer_events, scheduler) for scheduler in NS3_SCHEDULERS]
    mine, calendar, heap, python, *schedulers = session.alternate(*those)
    best = max(schedulers, key=lambda values: values["rate"])
    workload = "W1 hold, 1,000 pending"
    return [
        faster("T1", workload, mine, heap, "std::priority_queue", ">= 2.5"),
        faster("T1", workload, mine, python, "SimPy", ">= 30"),
        faster("T1", workload, mine, best, f"ns-3 {best['scheduler']}", ">= 7"),
        faster("T1", "the event list alone", calendar, heap, "std::priority_queue", ""),
    ]


def t2(session):
    few, many = session.alternate(ours("hold", 1000, session.size(5_000_000, 1_000_000)),
                                  ours("hold", 1_000_000, session.size(5_000_000, 1_000_000)))
    claims = [Claim("T2", "W1 hold, 1e6 pending against 1e3", rate(many["rate"]),
                    f"1e3 pending {rate(few['rate'])}", many["rate"] / few["rate"], ">= 0.4")]
    sizes = session.size((340, 1000, 10_000, 100_000, 1_000_000), (340, 10_000))
    return claims + [law_claim(session, law, sizes) for law in LAWS] + [order_claim(session)]


def law_claim(session, law, sizes):
    """The number of pending events where the heap comes closest."""
    worst = None
    for pending in sizes:
        events = max(session.size(1_000_000, 200_000), 2 * pending)
        mine, heap = session.alternate(ours("hold", pending, events, law),
                                       standard_library("hold", pending, events, law,
                                                        "priority_queue"))
        claim = faster("T2", f"W1 {law}, {pending:,} pending", mine, heap, "std::priority_queue",
                       ">= 1", "the worst of all sizes")
        if worst is None or claim.ratio < worst.ratio:
            worst = claim
    return worst


def order_claim(session):
    """Equal fingerprints over time and number of every event: the same order of all events."""
    different = []
    cases = [(law, pending) for law in LAWS for pending in session.size(
        (10, 340, 1000, 10_000, 100_000, 1_000_000), (10, 1000, 100_000))]
    for law, pending in cases:
        events = max(200_000, 2 * pending)
        mine = session.run(ours("hold", pending, events, law))
        heap = session.run(standard_library("hold", pending, events, law, "priority_queue"))
        if (mine["fingerprint"], mine["events"]) != (heap["fingerprint"], heap["events"]):
            different.append(f"{law} {pending:,}")
    note = f"differs: {', '.join(different)}" if different else f"{len(cases)} cases, 7 laws"
    return Claim("T2", "W1, order of all events", "", "std::priority_queue", None, "equal", note,
                 not different)


def t3(session):
    claims = []
    for each in (1, 16):
        mine, other = session.alternate(
            ours("phold", each, session.size(5_000_000, 1_000_000)),
            ns3("phold", each, session.size(1_000_000, 300_000)))
        claims.append(faster("T3", f"W2 PHOLD, {each} per process", mine, other, "ns-3", ">= 7"))
    return claims


def t4(session):
    mine, python, actors = session.alternate(
        ours("mm1", session.size(5_000_000, 1_000_000)),
        simpy("mm1", session.size(60_000, 20_000)),
        simgrid("mm1", session.size(40_000, 10_000)))
    workload = "W3 M/M/1, a coroutine per customer"
    note = f"mean time in system {mine['mean']:.3f}, theory 5"
    return [faster("T4", workload, mine, python, "SimPy", ">= 100", note),
            faster("T4", workload, mine, actors, "SimGrid", ">= 60", note)]


def t5(session):
    claims = []
    for jobs, asked in ((340, ">= 300"), (3400, ">= 4000")):
        mine, actors = session.alternate(
            ours("processor_sharing", jobs, session.size(3_000_000, 500_000)),
            simgrid("processor_sharing", jobs, max(60, session.size(6_000_000, 2_000_000) // jobs)))
        claims.append(faster("T5", f"W4 processor sharing, {jobs:,} jobs", mine, actors, "SimGrid",
                             asked))
    few, many = session.alternate(
        ours("processor_sharing", 34, session.size(3_000_000, 500_000)),
        ours("processor_sharing", 34_000, session.size(3_000_000, 500_000)))
    claims.append(Claim("T5", "W4, 34,000 jobs against 34", rate(many["rate"]),
                        f"34 jobs {rate(few['rate'])}", many["rate"] / few["rate"], ">= 0.5"))
    generator = random.Random(5)
    jobs = [f"{generator.uniform(0, 200)!r} {generator.expovariate(0.5)!r}" for _ in range(300)]
    return claims + [trace_claim(session, "T5", "W4, 300 jobs", "processor_sharing", jobs)]


def t6(session):
    claims = []
    rates = []
    for flows, asked in ((100, ">= 20"), (1000, ">= 120"), (10_000, ">= 1400")):
        mine, actors = session.alternate(
            ours("max_min", flows, session.size(300_000, 30_000)),
            simgrid("max_min", flows, max(20, session.size(2_000_000, 1_000_000) // flows)))
        rates.append(mine["rate"])
        claims.append(faster("T6", f"W5 max-min, {flows:,} flows", mine, actors, "SimGrid", asked,
                             f"{mine['mbit_per_second']:.1f} of 100 Mbit/s"))
    claims.append(Claim("T6", "W5, highest rate over lowest", rate(max(rates)), rate(min(rates)),
                        max(rates) / min(rates), "<= 1.5"))
    generator = random.Random(6)
    flows = [f"{generator.uniform(0, 20)!r} {generator.randrange(100)} "
             f"{generator.randrange(10_000, 500_000)}" for _ in range(1500)]
    return claims + [trace_claim(session, "T6", "W5, 1,500 flows", "max_min", flows)]


def trace_claim(session, row, workload, program, lines):
    """The times at which the same jobs end here and in SimGrid: equal times, equal rates."""
    with tempfile.NamedTemporaryFile("w", suffix=".trace") as trace:
        trace.write("\n".join(lines) + "\n")
        trace.flush()
        mine, _ = session.output(ours(program, "trace", trace.name))
        peer = simgrid(program, "trace", trace.name)
        other, _ = session.output(Program(peer.name, peer.command + PRECISE))
    pairs = list(zip(map(float, mine.split()), map(float, other.split())))
    if len(pairs) != len(lines):
        raise Wrong(f"{program}: {len(lines)} jobs in the trace, {len(pairs)} completions")
    difference = max(abs(one - another) / another for one, another in pairs)
    return Claim(row, f"{workload}, completion times", f"differ by {difference:.1e}", "SimGrid",
                 difference, "<= 1e-9", "greatest relative difference")


def parts(session, name):
    """The times in ns of the parts in <name>.bench.cpp, medians."""
    program = ours(f"{name}_parts", "--benchmark_format=json", f"--benchmark_repetitions="
                   f"{session.runs}", "--benchmark_enable_random_interleaving=true")
    if not Path(program.command[0]).exists():
        raise Missing(f"{name}.bench.cpp does not exist")
    text, _ = session.output(program)
    results = json.loads(text)["benchmarks"]
    session.records += [{"command": program.key(), "program": "bbbcap", **result}
                        for result in results]
    factors = {"ns": 1, "us": 1e3, "ms": 1e6}
    times = {}
    for result in results:
        if result.get("aggregate_name") == "median" or "aggregate_name" not in result:
            time = result["cpu_time"] * factors[result["time_unit"]]
            if "items_per_second" in result:
                time = 1e9 / result["items_per_second"]
            times[result.get("run_name", result["name"])] = time
    return times


def t11(session):
    times = parts(session, "random")
    mine = times["exponential_variates"]
    other = times["standard_exponential"]
    return [Claim("T11", "exponential variate", f"{mine:.2f} ns",
                  f"std::exponential_distribution {other:.2f} ns", mine / other, "<= 0.5")]


def t12(session):
    times = {name: time for name, time in parts(session, "mva").items() if name.endswith("/340")}
    return [Claim("T12", f"mean value analysis, {name.removesuffix('/340')}, 340 users",
                  f"{time / 1000:.3g} us", "10 us", time / 10_000, "<= 1")
            for name, time in times.items()]
