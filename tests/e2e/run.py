#!/usr/bin/env python3
"""The image that people write onto cards, started in an emulated machine, and judged by what its screen shows.
usage: tests/e2e/run.py IMAGE-FOLDER BUILD-FOLDER OUT [PART…]
Parts: boot idle touch pinch staff hands sticks usb faults screen television cuts builtin pi packages, or all. What each showed is kept in OUT as pictures."""
import os
import subprocess
import sys
import time

import harm
import parts as daily
from trial import Trial

PARTS = ["boot", "idle", "touch", "pinch", "staff", "hands", "sticks", "usb", "faults", "screen", "television", "cuts", "builtin", "pi", "packages"]


def main():
    images, build, out, *parts = sys.argv[1:]
    parts = PARTS if parts in ([], ["all"]) else parts
    trial = Trial(images, build, out, "cuts" in parts)
    trial.prepare()
    try:
        if parts[0] not in ("boot", "pi", "packages"):
            parts = ["boot"] + parts
        for part in parts:
            trial.say(f"---- {part}")
            try:
                getattr(daily if hasattr(daily, f"part_{part}") else harm, f"part_{part}")(trial)
            except (RuntimeError, OSError, ValueError, KeyError, IndexError, TypeError, subprocess.SubprocessError) as problem:
                trial.check(f"{part} comes to its end", False, f"{type(problem).__name__}: {problem}")
    finally:
        trial.machine.cut()
    print(f"e2e: N = {trial.pictures} pictures of the screen in {time.monotonic() - trial.begun:.0f} s, kept in {os.path.relpath(trial.out)}")
    print(f"e2e: {trial.passed} passed, {trial.failed} failed")
    sys.exit(1 if trial.failed or not trial.passed else 0)


if __name__ == "__main__":
    main()
