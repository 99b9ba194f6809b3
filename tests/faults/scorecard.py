#!/usr/bin/env python3
"""The scorecard of reliability: what was tried how often, and how often it went wrong.

usage: scorecard.py short LOG…      the table of an everyday run, from the `N = ` lines that its tests printed; a log a build
       scorecard.py long BUILD      runs the rows of rows/ at length, one after the other, and sums over runs in build/faults/tally.csv

A row is rows/Rnn.sh; its first comments say what it is about, how many points are the goal, which line of an everyday run is its own, and
how many points an everyday run has at least; one that says nothing of everyday runs, as of the emulated machine, is run at length alone. It
prints `N = …` for what it tried and ends with 0, or `SKIP Rn: why` when the machine lacks a tool. allowed-skips lists which may be.
long: T (environment) bounds the seconds of all rows together, ROWS names some (`R1 R7`), N sets a row's size. SEED counts a row's runs, so
that each run goes on elsewhere. A row whose time is up is asked to tidy up, and what it had printed so far counts."""
import csv
import os
import re
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TALLY = "build/faults/tally.csv"
ROWS_SECONDS = 480  # what the rows of an everyday run may take, on two processors
GRACE_SECONDS = 30  # for a row that is ended: shows leave, disks are unmounted


class Row:
    def __init__(self, path):
        with open(path, encoding="utf-8") as script:
            head = script.read()
        self.path = path
        self.name, self.about = re.search(r"^# (R\d+(?:, R\d+)*): (.*)$", head, re.M).groups()
        self.goal = int(re.search(r"^# goal: (\d+)$", head, re.M)[1])
        short = re.search(r"^# short: (.*)\n# least: (\d+)$", head, re.M)
        self.short, self.least = (short[1], int(short[2])) if short else (None, 0)


def all_rows():
    folder = f"{HERE}/rows"
    return [Row(f"{folder}/{name}") for name in sorted(os.listdir(folder)) if re.match(r"R\d+", name)]


def allowed_skips():
    with open(f"{HERE}/allowed-skips", encoding="utf-8") as file:
        names = [line.split()[0].split("@") for line in file if line.strip() and not line.startswith("#")]
    return {name for name, *on in names if on in ([], [os.uname().machine])}


def numbers(text):
    return [int(n) for n in re.findall(r"N = (\d+)", text)]


def print_table(head, lines):
    widths = [max(len(str(line[i])) for line in [head, *lines]) for i in range(len(head))]
    for line in [head, *lines]:
        print("  ".join(str(cell).ljust(width) if i < 2 else str(cell).rjust(width)
                        for i, (cell, width) in enumerate(zip(line, widths))).rstrip())


def parts_of(text):
    """(name, command, lines, seconds of processors) of each part of a run; a part ends with its sums. What comes after the last has no name."""
    lines = []
    for line in text.splitlines():
        ended = re.match(r"(\S.*) : \d+ passed, \d+ failed \(\d+ s, (\d+) s of processors\)$", line)
        if not ended:
            lines.append(line)
            continue
        yield re.search(r"[^/ ]+$", ended[1].split(" build")[0])[0], ended[1], lines, int(ended[2])
        lines = []
    yield "", "", lines, 0


def seconds_of(text, patterns):
    """What each part of a build's run that has a line of a row took of the processors."""
    return {name: seconds for name, command, lines, seconds in parts_of(text)
            if name and ("/rows/" in command or any(re.search(pattern, line) for line in lines for pattern in patterns))}


def points_of(texts, pattern):
    """What the builds tried of a row: of a part that both ran the larger number counts, once. None: no part has a line of it."""
    tried = {}
    for text in texts:
        own = {}
        for name, _, lines, _ in parts_of(text):
            for line in lines:
                if re.search(pattern, line):
                    own[name] = own.get(name, 0) + sum(numbers(line))
        for name, points in own.items():
            tried[name] = max(tried.get(name, 0), points)
    return sum(tried.values()) if tried else None


def short(logs):
    builds = {}  # the logs of a build, BUILD and BUILD.PART, are one
    for log in logs:
        with open(log, encoding="utf-8", errors="replace") as file:
            builds.setdefault(os.path.basename(log).split(".")[0], []).append(file.read())
    texts = ["\n".join(parts) for parts in builds.values()]
    text = "\n".join(texts)
    lines = []
    wrong = set()
    rows = [row for row in all_rows() if row.short is not None]
    apart = [row.name for row in all_rows() if row.short is None]
    for row in rows:
        counted = points_of(texts, row.short)
        skipped = f"SKIP {row.name.split(',')[0]}:" in text
        is_enough = skipped or (counted or 0) >= row.least
        if not is_enough:
            wrong.add(row.name.split(",")[0])
        lines.append((row.name, row.about, "skipped" if counted is None and skipped else "MISSING" if counted is None else counted, row.least))
        if counted is not None and not is_enough:
            print(f"{row.name}: {counted} are fewer than {row.least}")
    print_table(("row", "property", "N", "at least"), lines)
    print(f"in the emulated machine alone (make e2e), and not tried here: {', '.join(apart)}")
    skips = re.findall(r"^SKIP (R\d+): .*", text, re.M)
    odd = sorted(set(skips) - allowed_skips())
    print(f"{len(set(skips))} rows skipped" + (f", not allowed: {' '.join(odd)}" if odd else ""))
    took = sorted(((seconds, name) for one in texts for name, seconds in seconds_of(one, [row.short for row in rows]).items()), reverse=True)
    used = sum(seconds for seconds, _ in took)
    print(f"the rows took {used} s of processors, {used // os.cpu_count()} s of {os.cpu_count()} at a time, where {ROWS_SECONDS} s are wanted; the "
          f"most: {', '.join(f'{name} {seconds}' for seconds, name in took[:5])}")
    wrong |= set(odd)
    print(f"scorecard: {len(lines) - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


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


def end_group(process):
    """Ends a row and all it began: it may tidy up, but not for ever. Returns what it said."""
    for number, seconds in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGKILL, None)):
        try:
            os.killpg(process.pid, number)
            return process.communicate(timeout=seconds)[0]
        except ProcessLookupError:
            return process.communicate()[0]
        except subprocess.TimeoutExpired:
            continue
    return ""


def run_row(row, build, seed, seconds):
    """(did it end well, or None: its time was up; what it said)"""
    with subprocess.Popen([row.path, build, "long"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          start_new_session=True, env={**os.environ, "SEED": str(seed)}) as process:
        try:
            said = process.communicate(timeout=max(1, seconds))[0]
        except subprocess.TimeoutExpired:
            return None, end_group(process)
        except BaseException:  # whoever ends the scorecard ends its row
            end_group(process)
            raise
    return process.returncode == 0, said


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
        elif is_right is not None or points:
            sums["runs"] += 1
            sums["points"] += points
            sums["failed"] += 1 if is_right is False else 0
            tally.save()
        if is_right is False:
            failed += 1
            print(said[-4000:])
        lines.append((row.name, row.about, "skipped" if skip else "no time" if is_right is None and not points else points, sums["points"], row.goal,
                      sums["failed"]))
        print(f"{row.name}: {lines[-1][2]}", flush=True)
    print_table(("row", "property", "this run", "all runs", "goal", "failed runs"), lines)
    print(f"faults: {len(lines) - failed} passed, {failed} failed")
    return 1 if failed or not lines else 0


def leave(*_):
    sys.exit(1)


def main():
    signal.signal(signal.SIGTERM, leave)
    if len(sys.argv) >= 3 and sys.argv[1] == "short":
        return short(sys.argv[2:])
    if len(sys.argv) == 3 and sys.argv[1] == "long":
        return long(sys.argv[2])
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
