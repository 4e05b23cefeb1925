"""The gate: instructions of the kernel's hot loops, counted by callgrind, against those recorded.

Counts repeat exactly on one compiler, so a loop that costs more than 5 % more has become slower and
not unlucky. Another compiler makes other code: then nothing is compared.
"""

import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from . import programs

RECORDED = programs.ROOT / "tests" / "benchmarks" / "instructions.json"
TOLERANCE = 0.05
TAKE_OVER = "tools/benchmark --approve-instructions"


def count(program, loop):
    """Instructions per operation of one loop, and what they depend on."""
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=/dev/null",
         program, loop], capture_output=True, text=True, check=True)
    operations, made_by = re.search(r"operations=(\d+) (.*)", result.stdout).groups()
    collected = re.search(r"Collected : (\d+)", result.stderr).group(1)
    return round(int(collected) / int(operations), 2), made_by


def count_all(build):
    program = str(build / "benchmarks" / "instructions")
    names = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = list(pool.map(lambda loop: count(program, loop), names))
    return {"made_by": counts[0][1],
            "per_operation": {name: value for name, (value, _) in zip(names, counts)}}


def approve(build):
    RECORDED.write_text(json.dumps(count_all(build), indent=1) + "\n", encoding="utf-8")
    print(f"{RECORDED.relative_to(programs.ROOT)} holds the counts of {build}")
    return 0


def check(build):
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    counted = count_all(build)
    if counted["made_by"] != recorded["made_by"]:
        print(f"not compared: recorded with {recorded['made_by']}, here {counted['made_by']}")
        return 0
    before = recorded["per_operation"]
    after = counted["per_operation"]
    findings = [f"{name}: not recorded" for name in after if name not in before]
    findings += [f"{name}: recorded, but there is no such loop" for name in before
                 if name not in after]
    gains = 0
    for name in (name for name in after if name in before):
        change = after[name] / before[name] - 1
        print(f"{name:26} {after[name]:12,.2f} instructions, {100 * change:+.2f} %")
        if change > TOLERANCE:
            findings.append(f"{name}: {after[name]:,.2f} instructions per operation, "
                            f"{100 * change:.1f} % more than the {before[name]:,.2f} recorded")
        gains += change < -TOLERANCE
    if gains:
        print(f"{gains} loops are more than 5 % cheaper: keep the gain with {TAKE_OVER}")
    for finding in findings:
        print(f"FAILED {finding}")
    if findings:
        print(f"If this is wanted: {TAKE_OVER}")
    return 1 if findings else 0
