"""W1, the hold model in SimPy: N processes, each waits an exponential time of mean 1 for ever.

usage: hold.py PENDING EVENTS
"""
import random
import sys
import time

import simpy

SETTLED = 0.001  # s of simulated time in which every process reaches its first wait


def holder(environment, variate):
    timeout = environment.timeout
    while True:
        yield timeout(variate(1.0))


def main():
    pending = int(sys.argv[1])
    events = int(sys.argv[2])  # expected: 1 s of simulated time has one event of each process
    environment = simpy.Environment()
    variate = random.Random(1).expovariate
    for _ in range(pending):
        environment.process(holder(environment, variate))
    environment.run(until=SETTLED)
    began = time.perf_counter()
    environment.run(until=SETTLED + events / pending)
    seconds = time.perf_counter() - began
    print(f"workload=W1 program=SimPy pending={pending} events={events} "
          f"seconds={seconds:.6f} rate={events / seconds:.1f}")


main()
