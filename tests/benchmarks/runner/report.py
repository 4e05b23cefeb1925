"""The table, the file of results, and the part of the README that holds the table."""

import json

from . import programs

README = programs.ROOT / "tests" / "benchmarks" / "README.md"
BEGIN = "<!-- begin of what tools/benchmark --write-readme pastes -->"
END = "<!-- end of it -->"
HEADINGS = ("row", "workload", "ours", "yardstick", "ratio", "asked", "verdict", "note")


def ratio_text(ratio):
    if ratio is None:
        return ""
    if ratio >= 1000:
        return f"{ratio:,.0f}"
    return f"{ratio:.3g}" if ratio >= 0.01 or ratio == 0 else f"{ratio:.1e}"


def cells(claim):
    return (claim.row, claim.workload, claim.ours, claim.yardstick, ratio_text(claim.ratio),
            claim.asked, claim.verdict(), claim.note)


def table(claims):
    rows = [HEADINGS] + [cells(claim) for claim in claims]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
                     for row in rows)


def markdown(claims, machine):
    lines = [f"Measured on {machine['date']}: {machine['processor']}, {machine['cores']} cores, "
             f"{machine['compiler']}. Medians; absolute figures say little on another machine, "
             "ratios travel better.", "",
             "|" + "|".join(HEADINGS) + "|", "|" + "---|" * len(HEADINGS)]
    lines += ["|" + "|".join(cells(claim)) + "|" for claim in claims]
    return "\n".join(lines)


def write_readme(claims, machine):
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{markdown(claims, machine)}\n{END}{after}",
                      encoding="utf-8")


def write_json(file, claims, machine, session):
    document = {"machine": machine, "runs_of_each": session.runs, "quick": session.quick,
                "claims": [claim.document() for claim in claims], "every_run": session.records}
    with open(file, "w", encoding="utf-8") as out:
        json.dump(document, out, indent=1)
        out.write("\n")
