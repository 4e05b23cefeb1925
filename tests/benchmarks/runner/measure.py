"""Runs programs alternating and takes medians."""

import contextlib
import os
import shutil
import statistics
import subprocess
import tempfile
import time

from . import programs

NOT_THERE_YET = 3  # exit code of a program that lacks a mode


class Missing(Exception):
    """A program or one of its modes does not exist yet."""


class Wrong(Exception):
    """A program failed, or what it counted is not what had to be counted."""


@contextlib.contextmanager
def fresh_copy(command):
    """The command with a copy of its program, if we built it.

    Where the pages of a program's file happen to lie in memory can cost a third of its speed for as
    long as they stay there. A copy for each run makes that a matter of chance of one run.
    """
    if not command[0].startswith(str(programs.BUILD)):
        yield list(command)
        return
    with tempfile.TemporaryDirectory(dir=programs.BUILD) as folder:
        copy = shutil.copy(command[0], folder)
        yield [copy, *command[1:]]


def parse(line):
    """The numbers and words of a line of key=value."""
    values = {}
    for word in line.split():
        if "=" in word:
            key, value = word.split("=", 1)
            try:
                values[key] = float(value) if key != "fingerprint" else value
            except ValueError:
                values[key] = value
    return values


class Session:
    """Every run is kept, for the file of results."""

    def __init__(self, runs, quick):
        self.runs = runs
        self.quick = quick
        self.records = []
        self.core = max(os.sched_getaffinity(0))

    def size(self, full, quick):
        return quick if self.quick else full

    def output(self, program):
        """Runs a program once; what it printed, and the wall time of the process."""
        with fresh_copy(program.command) as command:
            return self.output_of(program, command)

    def output_of(self, program, command):
        if program.pinned:
            command = ["taskset", "-c", str(self.core)] + command
        began = time.perf_counter()
        result = subprocess.run(command, env=programs.environment(), capture_output=True,
                                text=True, check=False, cwd=programs.ROOT)
        wall = time.perf_counter() - began
        if result.returncode == NOT_THERE_YET:
            raise Missing(result.stderr.strip())
        if result.returncode != 0:
            raise Wrong(f"{program.key()} failed ({result.returncode}): "
                        f"{result.stderr[-1000:]}")
        return result.stdout, wall

    def run(self, program):
        """One line of key=value, with the wall time of the whole process."""
        if not os.access(program.command[0], os.X_OK):
            raise Missing(f"{program.key()} does not exist")
        text, wall = self.output(program)
        lines = [line for line in text.splitlines() if line.startswith("workload=")]
        if len(lines) != 1:
            raise Wrong(f"{program.key()} did not print one line of results")
        values = parse(lines[0])
        values["wall"] = wall
        self.records.append({"command": program.key(), "program": program.name, **values})
        return values

    def alternate(self, *those):
        """Runs all, then all again, and so on; a median of each number, by program."""
        runs = [[] for _ in those]
        for _ in range(self.runs):
            for index, program in enumerate(those):
                runs[index].append(self.run(program))
        return [median_of(values) for values in runs]


def median_of(runs):
    """Of each number over the runs; what is not a number must be the same in all."""
    result = {}
    for key, first in runs[0].items():
        values = [run[key] for run in runs]
        if isinstance(first, float):
            result[key] = statistics.median(values)
        elif len(set(values)) == 1:
            result[key] = first
        else:
            raise Wrong(f"{key} differs from run to run: {sorted(set(values))}")
    return result
