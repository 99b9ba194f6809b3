#!/usr/bin/env python3
"""The scorecard of reliability: what was tried how often, and how often it went wrong.

usage: scorecard.py short LOG…      the table of an everyday run, from the `N = ` lines that its tests printed; a log a build
       scorecard.py long BUILD      runs the rows of rows/ at length, one after the other, and sums over runs in build/faults/tally.csv

A row is rows/Rnn.sh; its first comments say what it is about, how many points are the goal, and which line of an everyday run is its own.
It prints `N = …` for what it tried and ends with 0, or `SKIP Rn: why` when the machine lacks a tool. allowed-skips lists which may be.
long: T (environment) bounds the seconds of all rows together, ROWS names some (`R1 R7`), N sets a row's size. SEED counts a row's runs, so
that each run goes on elsewhere."""
import csv
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TALLY = "build/faults/tally.csv"


class Row:
    def __init__(self, path):
        with open(path, encoding="utf-8") as script:
            head = script.read()
        self.path = path
        self.name, self.about = re.search(r"^# (R\d+(?:, R\d+)*): (.*)$", head, re.M).groups()
        self.goal = int(re.search(r"^# goal: (\d+)$", head, re.M)[1])
        short = re.search(r"^# short: (.*)$", head, re.M)
        self.short = short[1] if short else None


def all_rows():
    folder = f"{HERE}/rows"
    return [Row(f"{folder}/{name}") for name in sorted(os.listdir(folder)) if re.match(r"R\d+", name)]


def allowed_skips():
    with open(f"{HERE}/allowed-skips", encoding="utf-8") as file:
        return {line.split()[0] for line in file if line.strip() and not line.startswith("#")}


def numbers(text):
    return [int(n) for n in re.findall(r"N = (\d+)", text)]


def print_table(head, lines):
    widths = [max(len(str(line[i])) for line in [head, *lines]) for i in range(len(head))]
    for line in [head, *lines]:
        print("  ".join(str(cell).ljust(width) if i < 2 else str(cell).rjust(width)
                        for i, (cell, width) in enumerate(zip(line, widths))).rstrip())


def short(logs):
    builds = {}  # the logs of a build, BUILD and BUILD.PART, are one
    for log in logs:
        with open(log, encoding="utf-8", errors="replace") as file:
            builds.setdefault(os.path.basename(log).split(".")[0], []).append(file.read())
    texts = ["\n".join(parts) for parts in builds.values()]
    text = "\n".join(texts)
    lines = []
    missing = 0
    for row in all_rows():
        own = ([n for line in one.splitlines() if re.search(row.short, line) for n in numbers(line)] for one in texts)
        counted = max(own, key=sum)  # what two builds tried alike counts once
        skipped = f"SKIP {row.name.split(',')[0]}:" in text
        missing += 0 if counted or skipped else 1
        lines.append((row.name, row.about, sum(counted) if counted else "skipped" if skipped else "MISSING"))
    print_table(("row", "property", "N"), lines)
    skips = re.findall(r"^SKIP (R\d+): .*", text, re.M)
    odd = sorted(set(skips) - allowed_skips())
    print(f"{len(set(skips))} rows skipped" + (f", not allowed: {' '.join(odd)}" if odd else ""))
    print(f"scorecard: {len(lines) - missing - len(odd)} passed, {missing + len(odd)} failed")
    return 1 if missing or odd else 0


class Tally:
    """Runs, points and failed runs of each row, over all long runs on this machine."""

    def __init__(self):
        self.rows = {}
        if os.path.exists(TALLY):
            with open(TALLY, encoding="utf-8", newline="") as file:
                self.rows = {line["row"]: {key: int(line[key]) for key in ("runs", "points", "failed")} for line in csv.DictReader(file)}

    def of(self, row):
        return self.rows.setdefault(row.name, {"runs": 0, "points": 0, "failed": 0})

    def save(self):
        os.makedirs(os.path.dirname(TALLY), exist_ok=True)
        with open(TALLY + ".new", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("row", "runs", "points", "failed"))
            for name, sums in self.rows.items():
                writer.writerow((name, sums["runs"], sums["points"], sums["failed"]))
        os.replace(TALLY + ".new", TALLY)


def run_row(row, build, seed, seconds):
    try:
        done = subprocess.run([row.path, build, "long"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                              timeout=max(1, seconds), env={**os.environ, "SEED": str(seed)})
    except subprocess.TimeoutExpired:
        return None, ""
    return done.returncode == 0, done.stdout


def long(build):
    end = time.monotonic() + int(os.environ.get("T") or 1800)
    wanted = os.environ.get("ROWS", "").split()
    tally = Tally()
    lines = []
    failed = 0
    for row in all_rows():
        names = row.name.split(", ")
        if wanted and not set(names) & set(wanted):
            continue
        sums = tally.of(row)
        is_right, said = run_row(row, build, sums["runs"], end - time.monotonic())
        skip = re.search(r"^SKIP R\d+: (.*)$", said, re.M)
        points = sum(numbers(said))
        if skip:
            is_right = names[0] in allowed_skips()
            print(skip[0])
        elif is_right is not None:
            sums["runs"] += 1
            sums["points"] += points
            sums["failed"] += 0 if is_right else 1
            tally.save()
        if is_right is False:
            failed += 1
            print(said[-4000:])
        lines.append((row.name, row.about, "skipped" if skip else "no time" if is_right is None else points, sums["points"], row.goal,
                      sums["failed"]))
        print(f"{row.name}: {lines[-1][2]}", flush=True)
    print_table(("row", "property", "this run", "all runs", "goal", "failed runs"), lines)
    print(f"faults: {len(lines) - failed} passed, {failed} failed")
    return 1 if failed or not lines else 0


def main():
    if len(sys.argv) >= 3 and sys.argv[1] == "short":
        return short(sys.argv[2:])
    if len(sys.argv) == 3 and sys.argv[1] == "long":
        return long(sys.argv[2])
    print(__doc__)
    return 2


sys.exit(main())
