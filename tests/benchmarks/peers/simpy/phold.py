"""W2, PHOLD in SimPy: every event goes to a random one of 1024 logical processes.

A logical process is an object with a handler, an event is a timeout that calls it: what SimPy
offers for this with the least work. The next event comes 1 + Exp(1) later.

usage: phold.py EVENTS_PER_PROCESS EVENTS
"""
import random
import sys
import time

import simpy

PROCESSES = 1024
LOOKAHEAD = 1.0


def main():
    population = int(sys.argv[1]) * PROCESSES
    wanted = int(sys.argv[2])
    generator = random.Random(1)
    variate = generator.expovariate
    uniform = generator.random
    environment = simpy.Environment()
    timeout = environment.timeout

    class LogicalProcess:
        __slots__ = ("handled",)

        def __init__(self):
            self.handled = 0

        def handle(self, _event):
            self.handled += 1
            following = timeout(LOOKAHEAD + variate(1.0))
            following.callbacks.append(processes[int(uniform() * PROCESSES)].handle)

    processes = [LogicalProcess() for _ in range(PROCESSES)]
    for number in range(population):
        first = timeout(LOOKAHEAD + variate(1.0))
        first.callbacks.append(processes[number % PROCESSES].handle)
    began = time.perf_counter()
    environment.run(until=(LOOKAHEAD + 1.0) * wanted / population)
    seconds = time.perf_counter() - began
    events = sum(process.handled for process in processes)
    print(f"workload=W2 program=SimPy population={population} events={events} "
          f"seconds={seconds:.6f} rate={events / seconds:.1f}")


main()
