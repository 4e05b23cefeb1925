"""The programs that are run side by side: where they are and how they are built."""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / "tests" / "benchmarks" / "peers"
BUILD = ROOT / "build" / "benchmark"

# SimPy is a package of Debian's Python, which need not be the first one in the path.
DEBIAN_PYTHON = "/usr/bin/python3"
DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"

# The fastest settings of SimGrid for these workloads: all rates at once where one resource is
# shared by all, and small stacks without guard pages for short-lived actors.
SIMGRID_SETTINGS = [
    "--cfg=contexts/stack-size:16",
    "--cfg=contexts/guard-size:0",
    "--cfg=cpu/optim:Full",
    "--cfg=network/optim:Full",
    "--log=root.thres:critical",
]


@dataclass(frozen=True)
class Program:
    """A command with a name for the tables."""

    name: str
    command: tuple = field(default=())
    pinned: bool = True  # to one core

    def key(self):
        """As it would be typed in the root of the repository."""
        return shlex.join(word.removeprefix(f"{ROOT}/") for word in self.command)


def ours(program, *arguments):
    command = [str(BUILD / "benchmarks" / program), *map(str, arguments)]
    return Program("bbbcap", tuple(command))


def ours_on_all_cores(program, *arguments):
    return Program("bbbcap", ours(program, *arguments).command, pinned=False)


def standard_library(program, *arguments):
    return Program("std::priority_queue", ours(program, *arguments).command)


def simpy(script, *arguments):
    command = [DEBIAN_PYTHON, str(PEERS / "simpy" / f"{script}.py"), *map(str, arguments)]
    return Program("SimPy", tuple(command))


def simgrid(program, *arguments):
    command = [str(BUILD / "peers" / f"simgrid-{program}"), *map(str, arguments)]
    return Program("SimGrid", tuple(command + SIMGRID_SETTINGS))


def ns3(program, *arguments):
    command = [str(BUILD / "peers" / f"ns3-{program}"), *map(str, arguments)]
    return Program("ns-3", tuple(command))


def environment():
    return {**os.environ, "LC_ALL": "C", "PYTHONPATH": DEBIAN_PACKAGES}


def install():
    subprocess.run([ROOT / "tools" / "packages", "benchmark"], check=True, stdout=sys.stderr)


def build_ours():
    subprocess.run(["cmake", "--preset", "benchmark"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "benchmark"], cwd=ROOT, check=True,
                   stdout=sys.stderr)


def build_peers():
    (BUILD / "peers").mkdir(parents=True, exist_ok=True)
    ns3_flags = subprocess.run(["pkg-config", "--cflags", "--libs", "ns3-core"], check=True,
                               capture_output=True, text=True).stdout
    for folder, libraries in (("simgrid", ["-lsimgrid"]), ("ns3", shlex.split(ns3_flags))):
        for source in sorted((PEERS / folder).glob("*.cpp")):
            build_peer(source, BUILD / "peers" / f"{folder}-{source.stem}", libraries)


def build_peer(source, program, libraries):
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return
    print(f"building {program.name}", file=sys.stderr, flush=True)
    flags = ["-std=c++17", "-O3", "-march=native", "-I", str(ROOT)]
    subprocess.run(["g++", *flags, str(source), *libraries, "-o", str(program)], check=True)


def missing_peers():
    """True if a package with a peer in it is not installed."""
    has_simpy = subprocess.run([DEBIAN_PYTHON, "-c", "import simpy"], env=environment(),
                               capture_output=True, check=False).returncode == 0
    has_libraries = Path("/usr/include/simgrid").exists() and Path("/usr/include/ns3").exists()
    return not (has_simpy and has_libraries and shutil.which("valgrind"))
