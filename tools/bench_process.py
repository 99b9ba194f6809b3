#!/usr/bin/env python3
"""What a whole `vitrin` process costs, seen from outside: time to the first picture, processor time, memory, wake-ups.

usage: bench_process.py VITRIN MOVING-SLIDE STILL-SLIDE [vitrin options]   (the display in SDL_VIDEODRIVER or DISPLAY)
Prints one line of JSON. Nothing is read back here; memory is what /proc says of the process (PSS: shared pages in parts).
"""
import json
import os
import subprocess
import sys
import time

STARTS = 7
SETTLE_S = 5.0   # from the start until a slide has told its story
WATCH_S = 3.0


def memory_kib(pid, name, key):
    try:
        with open(f"/proc/{pid}/{name}") as file:
            for line in file:
                if line.startswith(key):
                    return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def cpu_s(pid):
    """Of all threads, in nanoseconds by the scheduler."""
    return sum(int(open(f"/proc/{pid}/task/{task}/schedstat").read().split()[0])
               for task in os.listdir(f"/proc/{pid}/task")) / 1e9


def wakeups(pid):
    return sum(memory_kib(pid, f"task/{task}/status", "voluntary_ctxt_switches:")
               for task in os.listdir(f"/proc/{pid}/task"))


def start(command, *more):
    return subprocess.Popen([*command, *more], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def stop(process):
    process.terminate()
    process.wait()


def first_picture_ms(command, slide):
    """The whole command, from its start to its end after one presented picture: median of a few."""
    times = []
    for _ in range(STARTS):
        before = time.perf_counter()
        start(command, "--slide", slide, "--frames", "1").wait()
        times.append((time.perf_counter() - before) * 1e3)
    return round(sorted(times)[STARTS // 2], 1)


def watch(command, slide):
    process = start(command, "--slide", slide)
    time.sleep(SETTLE_S)
    cpu, wakes, before = cpu_s(process.pid), wakeups(process.pid), time.perf_counter()
    time.sleep(WATCH_S)
    seconds = time.perf_counter() - before
    result = {
        "slide": slide,
        "cpu_ms_per_s": round((cpu_s(process.pid) - cpu) * 1e3 / seconds, 2),
        "wakeups_per_s": round((wakeups(process.pid) - wakes) / seconds, 1),
        "pss_mib": round(memory_kib(process.pid, "smaps_rollup", "Pss:") / 1024, 1),
        "rss_mib": round(memory_kib(process.pid, "status", "VmRSS:") / 1024, 1),
    }
    stop(process)
    return result


def peak(command, seconds):
    """The most memory in the loop of slides, with their transitions."""
    process = start(command)
    most = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        most = max(most, memory_kib(process.pid, "smaps_rollup", "Pss:"))
        time.sleep(0.04)
    stop(process)
    return round(most / 1024, 1)


def main():
    vitrin, moving, still, *options = sys.argv[1:]
    command = [vitrin, "--size", "1920x1080", *options]
    print(json.dumps({
        "process": os.environ.get("SDL_VIDEODRIVER", "x11"),
        "options": options,
        "first_picture_ms": first_picture_ms(command, moving),
        "moving": watch(command, moving),
        "still": watch(command, still),
        "peak_pss_mib_in_the_loop": peak(command, 70),
    }))


main()
