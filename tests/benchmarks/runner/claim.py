"""What a row of the table says: a figure of ours, a yardstick, and what is asked of the ratio."""

from dataclasses import asdict, dataclass
from typing import Optional


@dataclass
class Claim:
    row: str
    workload: str
    ours: str
    yardstick: str = ""
    ratio: Optional[float] = None
    asked: str = ""  # ">= 2.5", "<= 0.5", "equal", or nothing
    note: str = ""
    equal: Optional[bool] = None  # for "equal"
    failure: str = ""  # in place of a figure: "not there yet" or "FAILED"

    def holds(self):
        """None if nothing was asked or nothing was measured."""
        if self.asked == "equal":
            return self.equal
        if self.ratio is None or not self.asked:
            return None
        sense, limit = self.asked.split()
        return self.ratio >= float(limit) if sense == ">=" else self.ratio <= float(limit)

    def verdict(self):
        if self.failure:
            return self.failure
        return {None: "", True: "holds", False: "MISSED"}[self.holds()]

    def document(self):
        return {**asdict(self), "holds": self.holds(), "verdict": self.verdict()}


def rate(value, unit="/s"):
    """1234567 as 1.23 M/s."""
    for factor, prefix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= factor:
            return f"{value / factor:.3g} {prefix}{unit}"
    return f"{value:.3g} {unit}"


def hours(seconds_per_hour):
    return f"{seconds_per_hour:.3g} s/h"
