#!/usr/bin/env python3
"""Tries one fault at each point of what an intake does, and asks after each: does the state lead to a complete, verified pack, the old one or
the new one? Has the sequence number not fallen? Does the next stick install? Every point starts from a fresh copy of the device.

usage: points.py BUILD kill|alloc [N]

kill: SIGKILL before the k-th call of each system call, by strace. A system call of the kernel is the smallest step that a killed program
can be cut at. alloc: the k-th allocation fails, by a library loaded before (preload_alloc.c).
N: so many points of all, spread evenly and beginning at SEED (environment); EVERY=n (environment): every n-th; all of them without either.
NEXT_STICK=n (environment): after every n-th point alone the next stick is tried, too."""
import os
import re
import sys
import tempfile

from intake_device import BUILD, OPERATIONS, Device, make_packs, must, run, what_is_wrong

FAULT = sys.argv[2]
WANTED = int(sys.argv[3]) if len(sys.argv) > 3 else None
SEED = int(os.environ.get("SEED", "0"))
EVERY = int(os.environ.get("EVERY", "1"))
NEXT_STICK = int(os.environ.get("NEXT_STICK", "1"))
EXIT_OUT_OF_MEMORY = 70
KINDS = {"kill": "system calls", "alloc": "allocations"}


def kill_points(device, command):
    """Every (system call, its number) of an undisturbed run."""
    counts = device.path("counts")
    must("strace", "-qq", "-c", "-o", counts, *command)
    points = []
    with open(counts, encoding="ascii") as table:
        for line in table:
            row = re.match(r"\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", line)
            if row and row[2] not in ("total", "execve"):  # execve is strace's own way in
                points += [(row[2], k) for k in range(1, int(row[1]) + 1)]
    return points


def with_kill(device, command, point):
    call, k = point
    done = run("strace", "-qq", "-o", "/dev/null", "-e", f"inject={call}:signal=KILL:when={k}", *command)
    return done.returncode in (-9, 137), f"killed at {call} {k}: status {done.returncode}"


def failing(name, value):
    return {**os.environ, "LD_PRELOAD": f"{BUILD}/faults/preload_alloc.so", name: str(value)}


def alloc_points(device, command):
    counts = device.path("counts")
    run(*command, env=failing("FAIL_COUNT", counts), check=True)
    with open(counts, encoding="ascii") as file:
        return list(range(1, int(file.read()) + 1))


def with_failure(device, command, point):
    done = run(*command, env=failing("FAIL_AT", point))
    return done.returncode in (0, 1, 2, EXIT_OUT_OF_MEMORY), f"allocation {point} failed: status {done.returncode}: {done.stdout}"


def try_operation(root, operation, failures):
    find, disturb = {"kill": (kill_points, with_kill), "alloc": (alloc_points, with_failure)}[FAULT]
    device = Device(root)
    device.forget()
    must(*device.command("boot"))
    command = operation(device)
    before = device.shown() or (None, 0, None)
    device.keep()
    points = find(device, command)
    after = device.shown()
    step = EVERY if WANTED is None else max(1, len(OPERATIONS) * len(points) // WANTED)
    points = points[(SEED + OPERATIONS.index(operation) * 7) % step::step]
    for number, point in enumerate(points):
        device.restore()
        as_meant, what = disturb(device, command, point)
        wrong = what_is_wrong(device, before, after, number % NEXT_STICK == 0) if as_meant else "not the end that was meant"
        if wrong:
            failures.append(f"{operation.__name__}: {what}: {wrong}")
    print(f"N = {len(points)} points of {KINDS[FAULT]}: {operation.__name__}", flush=True)
    return len(points)


def main():
    failures = []
    with tempfile.TemporaryDirectory() as root:
        make_packs(root, 5)
        total = sum(try_operation(root, operation, failures) for operation in OPERATIONS)
    for failure in failures[:20]:
        print(f"points: {failure}")
    print(f"points: {total - len(failures)} passed, {len(failures)} failed")
    return 1 if failures or total == 0 else 0


sys.exit(main())
