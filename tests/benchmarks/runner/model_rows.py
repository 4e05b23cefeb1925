"""T7 to T10, T13 and T14: the conference through the models, whole studies, memory, answers."""

import os

from .claim import Claim, hours, rate
from .measure import Wrong
from .programs import BUILD, Program, ns3, ours, ours_on_all_cores, simgrid, simpy

FRAMES_PER_JOIN_SECOND = 42_080  # 1,262,400 frames with one join each 30 s
FRAMES_OPEN = 9  # nine sources, each may have one frame more or less at the ends


def check_frames(values, join_interval):
    expected = FRAMES_PER_JOIN_SECOND * join_interval
    if abs(values["frames"] - expected) > FRAMES_OPEN:
        raise Wrong(f"{values['program']}: {values['frames']:.0f} frames, not {expected:.0f}")


def shorter(row, workload, mine, other, asked, note=""):
    """A claim about two times per simulated hour."""
    return Claim(row, workload, hours(mine["seconds_per_hour"]),
                 f"{other['program']} {hours(other['seconds_per_hour'])}",
                 other["seconds_per_hour"] / mine["seconds_per_hour"], asked, note)


def t7(session):
    join, peer_join = session.size((30, 0.3), (1, 0.1))
    mine, events, python, actors = session.alternate(
        ours("conference", "frame", join), ns3("conference", "frame", join),
        simpy("conference", "frame", peer_join), simgrid("conference", peer_join))
    for values in (mine, events):
        check_frames(values, join)
    for values in (python, actors):
        check_frames(values, peer_join)
    note = (f"{mine['frames']:,.0f} frames, {mine['copies'] / 1e6:.1f} M copies "
            f"(ns-3 {events['copies'] / 1e6:.1f} M), refused {mine['refused'] / 1e6:.2f} M "
            f"(ns-3 {events['refused'] / 1e6:.2f} M)")
    workload = "W6 conference, frames"
    return [shorter("T7", workload, mine, events, ">= 8", note),
            shorter("T7", workload, mine, python, ">= 130"),
            shorter("T7", workload, mine, actors, ">= 150")]


def t8(session):
    join = session.size(30, 1)
    mine, events, python = session.alternate(
        ours("conference", "delays", join), ns3("conference", "copy", session.size(0.1, 0.05)),
        simpy("conference", "copy", session.size(0.02, 0.01)))
    check_frames(mine, join)
    if mine["timed"] != mine["delivered"]:
        raise Wrong(f"{mine['timed']:.0f} delays of {mine['delivered']:.0f} copies delivered")
    workload = "W6 conference, delay of every copy"
    return [shorter("T8", workload, mine, events, ">= 150"),
            shorter("T8", workload, mine, python, ">= 2000")]


def t9(session):
    join = session.size(0.3, 0.05)
    mine, passes, events, python = session.alternate(
        ours("conference", "copy", join), ours("conference", "delays", join),
        ns3("conference", "copy", join), simpy("conference", "copy", session.size(0.02, 0.01)))
    check_frames(mine, join)
    check_frames(events, join)
    for count in ("frames", "copies", "refused", "timed"):
        if mine[count] != passes[count]:
            raise Wrong(f"{count}: {mine[count]:.0f} with copy events, {passes[count]:.0f} without")
    note = (f"{mine['copies']:,.0f} copies (ns-3 {events['copies']:,.0f}), refused "
            f"{mine['refused']:,.0f} (ns-3 {events['refused']:,.0f})")
    workload = "W6 conference, every copy an event"
    return [shorter("T9", workload, mine, events, ">= 7", note),
            shorter("T9", workload, mine, python, ">= 90")]


def t10(session):
    replications, join = session.size((30, 30), (2, 1))
    peer_join = session.size(0.3, 0.1)
    one, two, python, actors = session.alternate(
        ours("study", 1, replications, join), ours_on_all_cores("study", 2, replications, join),
        simpy("conference", "frame", peer_join), simgrid("conference", peer_join))
    workload = f"4 platforms x {replications} replications x {340 * join:,} s"
    note = f"{one['seconds']:.3g} s on one thread, {two['seconds']:.3g} s on two"
    return [shorter("T10", workload, one, python, ">= 130", note),
            shorter("T10", workload, one, actors, ">= 150"),
            Claim("T10", "two threads against one", hours(two["seconds_per_hour"]),
                  hours(one["seconds_per_hour"]),
                  one["seconds_per_hour"] / two["seconds_per_hour"], ">= 1.9",
                  "" if (os.cpu_count() or 1) > 1 else "this machine has one core"),
            Claim("T10", "results with two threads", "", "one thread", None, "equal", "",
                  one["fingerprint"] == two["fingerprint"])]


def t13(session):
    many = session.size(100_000, 10_000)
    flow = session.run(ours("growth", many, "flow", 100))
    frames = session.run(ours("growth", many, "frames", 10))
    # when the first tenth has passed, all tables have the size they need
    flow_hours = session.run(ours("growth", 1000, "flow", session.size(14400, 600)))
    frames_hour = session.run(ours("growth", 1000, "frames", session.size(3600, 100)))
    claims = []
    for name, values, limit in (("flow", flow, 300), ("frames", frames, 1024)):
        claims.append(Claim("T13", f"memory per user in {name}, {values['users']:,.0f} users",
                            f"{values['bytes_per_user']:.0f} B", f"{limit} B",
                            values["bytes_per_user"] / limit, "<= 1"))
    for name, values in (("flow", flow_hours), ("frames", frames_hour)):
        claims.append(Claim("T13", f"memory at the end over memory at a tenth, {name}",
                            f"{100 * values['growth']:+.2f} %", "", 1 + values["growth"],
                            "<= 1.01", "1,000 users"))
    return claims + growth(session)


def growth(session):
    """Cost from 100 to 1,000,000 users: nothing is asked, the figures are shown."""
    claims = []
    for resolution, last in (("flow", session.size(6, 4)), ("frames", session.size(5, 3))):
        for users in (10 ** power for power in range(2, last + 1)):
            simulated = 100 if resolution == "flow" else 10
            values = session.run(ours("growth", users, resolution, simulated))
            per_user = values["seconds_per_hour"] / users
            claims.append(Claim("growth", f"{users:,} users in {resolution}",
                                hours(values["seconds_per_hour"]), "",
                                note=f"{1e6 * per_user:.3g} us per user and simulated hour, "
                                     f"{values['bytes_per_user']:.0f} B per user, "
                                     f"{rate(values['events'] / values['seconds'])} events"))
    return claims


def t14(session):
    command = Program("bbbcap", (str(BUILD / "bbbcap"), "capacity", "scenarios/seed-2016.yaml",
                                 "--quiet"), pinned=False)
    times = []
    for _ in range(session.runs):
        _, wall = session.output(command)
        times.append(wall)
        session.records.append({"command": command.key(), "program": "bbbcap", "wall": wall})
    wall = sorted(times)[len(times) // 2]
    return [Claim("T14", "bbbcap capacity scenarios/seed-2016.yaml", f"{wall:.3g} s",
                  "2 s on two cores", wall / 2, "<= 1", f"{os.cpu_count()} cores here")]
