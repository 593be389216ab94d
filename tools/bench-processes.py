#!/usr/bin/env python3
"""CPU time and memory of `tcpgen build` against the baseline program, as whole processes in paired runs.

usage: tools/bench-processes.py [ROUTES ...]     (10000 when left out; run from the project's root)

Builds the command as it is shipped, and the baseline with the same optimization, writes the workload, then runs them in
turn, RUNS times each after a warm-up. CPU time is user + system of the finished process as the operating system accounts
for it (wait4). Prints minimum, median and maximum, and the ratio of each pair.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

RUNS = 11


def build():
    """-> paths of the programs, by name"""
    found = {}
    for command in (["cargo", "build", "--profile", "dist"], ["cargo", "bench", "--no-run", "--bench", "baseline", "--bench", "write_workload"]):
        output = subprocess.run(command + ["--message-format=json"], check=True, stdout=subprocess.PIPE).stdout
        for line in output.splitlines():
            message = json.loads(line)
            if message.get("reason") == "compiler-artifact" and message.get("executable"):
                found[message["target"]["name"]] = message["executable"]
    return found


def measure(command):
    """-> (CPU seconds, peak memory in MiB) of one run"""
    with open(os.devnull, "wb") as sink:
        child = subprocess.Popen(command, stdout=sink, stderr=sink)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name, values, digits):
    low, middle, high = min(values), statistics.median(values), max(values)
    print(f"  {name:28} {low:10.{digits}f} {middle:10.{digits}f} {high:10.{digits}f}")


def compare(programs, routes, folder):
    state = pathlib.Path(folder) / f"workload-{routes}.toml"
    state.write_bytes(subprocess.run([programs["write_workload"], str(routes)], check=True, stdout=subprocess.PIPE).stdout)
    commands = {"build": [programs["tcpgen"], "build", str(state)], "baseline": [programs["baseline"], str(state)]}
    runs = {name: [] for name in commands}
    for turn in range(RUNS + 1):
        for name, command in commands.items():
            figures = measure(command)
            if turn > 0:
                runs[name].append(figures)
    print(f"{routes} routes, {RUNS} pairs                minimum     median    maximum")
    for name in commands:
        row(f"{name}: CPU s", [cpu for cpu, _ in runs[name]], 3)
        row(f"{name}: peak MiB", [memory for _, memory in runs[name]], 1)
    row("build / baseline, CPU", [a[0] / b[0] for a, b in zip(runs["build"], runs["baseline"])], 2)


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]] or [10000]
    with tempfile.TemporaryDirectory() as folder:
        built = build()
        for size in sizes:
            compare(built, size, folder)
