"""What the figures were measured on."""

import datetime
import os
import subprocess

from . import programs


def first_line(*command):
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True,
                                cwd=programs.ROOT)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return result.stdout.splitlines()[0] if result.stdout else ""


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return "unknown"


def describe():
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "compiler": first_line("c++", "--version"),
        "version": first_line(str(programs.BUILD / "bbbcap"), "--version"),
        "commit": first_line("git", "rev-parse", "--short", "HEAD"),
    }
