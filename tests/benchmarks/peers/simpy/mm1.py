"""W3, the M/M/1 queue at utilization 0.8 in SimPy: a process per customer, a Resource as server.

usage: mm1.py CUSTOMERS
"""
import random
import sys
import time

import simpy

ARRIVAL_RATE = 0.8
SERVICE_RATE = 1.0


class Books:
    def __init__(self):
        self.customers = 0
        self.time_in_system = 0.0


def customer(environment, server, variate, books):
    arrived = environment.now
    with server.request() as turn:
        yield turn
        yield environment.timeout(variate(SERVICE_RATE))
    books.time_in_system += environment.now - arrived
    books.customers += 1


def arrivals(environment, server, variate, books, customers):
    for _ in range(customers):
        yield environment.timeout(variate(ARRIVAL_RATE))
        environment.process(customer(environment, server, variate, books))


def main():
    environment = simpy.Environment()
    server = simpy.Resource(environment, 1)
    variate = random.Random(1).expovariate
    books = Books()
    environment.process(arrivals(environment, server, variate, books, int(sys.argv[1])))
    began = time.perf_counter()
    environment.run()
    seconds = time.perf_counter() - began
    print(f"workload=W3 program=SimPy customers={books.customers} "
          f"mean={books.time_in_system / books.customers:.4f} "
          f"seconds={seconds:.6f} rate={books.customers / seconds:.1f}")


main()
