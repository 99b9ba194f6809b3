#!/usr/bin/env python3
"""The scorecard's own test: too few points, a missing row and a skip that nobody allowed are failures; a row whose time is up tidies up, leaves
no process behind, and keeps what it had told. usage: scorecard_check.py"""
import contextlib
import io
import os
import re
import sys
import tempfile
import time

import scorecard

HEAD = "#!/bin/sh\n# R{n}: a row\n# goal: 10\n# short: points of {n}$\n# least: 5\n"
PATIENT = """trap 'kill $!; echo tidied; touch {root}/tidy; exit 1' TERM
echo 'N = 3 points of 1'
sleep 300 &
echo $! >{root}/child
wait
"""
STUBBORN = """trap '' TERM
echo 'N = 4 points of 2'
echo $$ >{root}/child
while :; do sleep 1; done
"""
DONE = "tests/x : 1 passed, 0 failed (7 s, 9 s of processors)"
tried = []
failed = []


def check(what, is_right):
    tried.append(what)
    if not is_right:
        failed.append(what)
        print(f"scorecard_check: {what}")


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


def has_ended(pid):
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
                if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False


def short_of(root, *lines):
    return short_of_builds(root, lines)


def short_of_builds(root, *builds):
    """Status and words of a run of several builds, each with its lines."""
    logs = [f"{root}/build-{number}" for number in range(len(builds))]
    for log, lines in zip(logs, builds):
        write(log, "\n".join(lines) + "\n")
    with contextlib.redirect_stdout(io.StringIO()) as said:
        status = scorecard.short(logs)
    return status, said.getvalue()


def try_short(root):
    enough = ["N = 2 points of 1", "N = 3 points of 1", DONE, "N = 9 points of 2", DONE]
    status, said = short_of(root, *enough)
    check("enough is enough", status == 0 and "scorecard: 2 passed, 0 failed" in said)
    check("the time is told", "the rows took 9 s of processors" in said)
    check("four are fewer than five", short_of(root, "N = 4 points of 1", *enough[3:])[0] == 1)
    check("none are fewer than five", short_of(root, "N = 0 points of 1", *enough[3:])[0] == 1)
    half = ["N = 3 points of 1", DONE, "N = 2 points of 2", DONE.replace("tests/x", "tests/y")]
    other = ["N = 3 points of 1", DONE, "N = 4 points of 2", DONE.replace("tests/x", "tests/z")]
    check("parts of two builds are added", re.search(r"^R2 +a row +6 ", short_of_builds(root, half, other)[1], re.M))
    check("what both have tried counts once", re.search(r"^R1 +a row +3 ", short_of_builds(root, half, other)[1], re.M))
    check("a row is missing", short_of(root, *enough[:3])[0] == 1)
    check("a skip in place of a row", short_of(root, *enough[:3], "SKIP R2: no tool")[0] == 1)
    check("a skip beside points", short_of(root, *enough, "SKIP R2: units: no tool")[0] == 1)
    write(f"{root}/allowed-skips", "R2 no tool here\n")
    check("a skip that is allowed", short_of(root, *enough[:3], "SKIP R2: no tool")[0] == 0)
    write(f"{root}/allowed-skips", "R2@another no tool there\n")
    check("on another processor", short_of(root, *enough[:3], "SKIP R2: no tool")[0] == 1)
    write(f"{root}/allowed-skips", f"R2@{os.uname().machine} no tool here\n")
    check("on this one", short_of(root, *enough[:3], "SKIP R2: no tool")[0] == 0)


def try_long(root, name, body, points):
    write(f"{root}/rows/{name}.sh", HEAD.format(n=name[2:]) + body.format(root=root))
    row = scorecard.Row(f"{root}/rows/{name}.sh")
    is_right, said = scorecard.run_row(row, "build", 0, 1)
    with open(f"{root}/child", encoding="ascii") as file:
        check(f"{name}: nothing of it is left", has_ended(int(file.read())))
    check(f"{name}: its time was up", is_right is None)
    check(f"{name}: its points are kept", sum(scorecard.numbers(said)) == points)


def main():
    rows = scorecard.all_rows()
    everyday = [row for row in rows if row.short is not None]
    check("every row of an everyday run says how many are the least", len(everyday) >= 20 and all(row.least > 0 for row in everyday))
    check("every skip names its row", all(re.match(r"R\d+:", skip) for skip in skips_of("tests/platform.sh") + skips_of("tests/faults/cuts.py")))
    with tempfile.TemporaryDirectory() as root:
        scorecard.HERE = root
        scorecard.GRACE_SECONDS = 2
        os.mkdir(f"{root}/rows")
        write(f"{root}/allowed-skips", "")
        try_long(root, "R01", PATIENT, 3)
        check("R01: it tidied up", os.path.exists(f"{root}/tidy"))
        try_long(root, "R02", STUBBORN, 4)
        write(f"{root}/rows/R01.sh", HEAD.format(n=1))
        write(f"{root}/rows/R02.sh", HEAD.format(n=2))
        write(f"{root}/rows/R03.sh", "#!/bin/sh\n# R3: at length alone\n# goal: 10\n")
        try_short(root)
    print(f"scorecard_check: {len(tried) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def skips_of(path):
    with open(path, encoding="utf-8") as script:
        return re.findall(r"SKIP ([^'\"]*)", script.read())


sys.exit(main())
