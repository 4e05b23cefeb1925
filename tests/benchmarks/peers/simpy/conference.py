"""W6, the conference in SimPy, at the granularity of frames or of copies.

340 users join, one every JOIN_INTERVAL s. The first eight send a webcam (15 fps, 300 byte), the
first also a desktop (5 fps, 1500 byte), and everybody else gets every frame. A frame takes 50 us
and 5 us per viewer of one of two CPUs, then goes out over 100 Mbit/s, unless 0.25 s of data wait
there already: then all its copies are refused. In mode `frame` the copies of a frame leave in one
go; in mode `copy` each is sent for itself and is delivered 20 ms later, and 0.1 ms for each copy
of the frame that left before it.

usage: conference.py frame|copy JOIN_INTERVAL
"""
import random
import sys
import time

import simpy

USERS = 340
WEBCAMS = 8
UPLINK = 100e6  # bit/s
LONGEST_BACKLOG = 0.25  # s


class Conference:
    def __init__(self, mode, join_interval):
        self.environment = simpy.Environment()
        self.whole_frames = mode == "frame"
        self.join_interval = join_interval
        self.cpu = simpy.Resource(self.environment, 2)
        self.outbox = simpy.Store(self.environment)
        self.uniform = random.Random(3).random
        self.backlog = 0.0  # bit
        self.users = 0
        self.frames = 0
        self.delivered = 0
        self.refused = 0
        self.delay = 0.0  # s, summed over the copies delivered
        self.environment.process(self.uplink())
        self.environment.process(self.joins())

    def joins(self):
        for user in range(USERS):
            self.users += 1
            if user < WEBCAMS:
                self.environment.process(self.source(1 / 15, 300 * 8.0))
            if user == 0:
                self.environment.process(self.source(1 / 5, 1500 * 8.0))
            yield self.environment.timeout(self.join_interval)

    def source(self, period, bits):
        yield self.environment.timeout(self.uniform() * period)
        while True:
            self.frames += 1
            self.environment.process(self.frame(bits, self.users - 1))
            yield self.environment.timeout(period)

    def frame(self, bits, viewers):
        published = self.environment.now
        with self.cpu.request() as turn:
            yield turn
            yield self.environment.timeout(50e-6 + 5e-6 * viewers)
        if viewers == 0 or self.backlog / UPLINK > LONGEST_BACKLOG:
            self.refused += viewers
        else:
            self.backlog += bits * viewers
            self.outbox.put((published, bits, viewers))

    def uplink(self):
        environment = self.environment
        while True:
            published, bits, viewers = yield self.outbox.get()
            if self.whole_frames:
                yield environment.timeout(bits * viewers / UPLINK)
                self.backlog -= bits * viewers
                self.delivered += viewers
                self.delay += (environment.now - published) * viewers
            else:
                for viewer in range(viewers):
                    yield environment.timeout(bits / UPLINK)
                    self.backlog -= bits
                    environment.process(self.deliver(published, viewer))

    def deliver(self, published, viewer):
        yield self.environment.timeout(0.02 + 1e-4 * viewer)
        self.delivered += 1
        self.delay += self.environment.now - published


def main():
    mode = sys.argv[1]
    join_interval = float(sys.argv[2])
    conference = Conference(mode, join_interval)
    simulated = USERS * join_interval
    began = time.perf_counter()
    conference.environment.run(until=simulated)
    seconds = time.perf_counter() - began
    print(f"workload=W6 program=SimPy mode={mode} simulated={simulated:g} "
          f"frames={conference.frames} copies={conference.delivered + conference.refused} "
          f"delivered={conference.delivered} refused={conference.refused} "
          f"mean_delay={conference.delay / max(1, conference.delivered):.6f} "
          f"seconds={seconds:.6f} seconds_per_hour={seconds * 3600 / simulated:.6f}")


main()
