#!/usr/bin/env python3
"""What taking a pack from a stick costs, and what the show feels of it.

usage: bench_install.py BUILD-FOLDER     Prints one line of JSON; takes about two minutes.

take_ms beside floor_ms, in pairs: `vitrin-intake take` (copy, sync, signature, slot, reading back, record), and cp + sync + `minisign -V` of
the same file; check_ms is what opening and checking the content takes besides, the rehearsal apart.
install_s: the whole way from the call to `installed`, and how much of it the rehearsal took.
noticed_ms: from a folder that fills until the status says that a stick is read.
late_ms: when the frames of the running show came after they were due, alone and while sticks are taken one after the other, in turns."""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = sys.argv[1]
PAIRS = 11
STICKS = 10
ROUNDS = 4
LOOP_S = "12"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def run(*words):
    subprocess.run(words, check=True, **QUIET)


def timed(*commands):
    before = time.monotonic()
    for command in commands:
        run(*command)
    return (time.monotonic() - before) * 1e3


class Device:
    def __init__(self, root):
        self.root = root
        self.stick = f"{root}/stick"
        os.mkdir(self.stick)
        run("cp", f"{BUILD}/chongqing.vpack", f"{root}/factory.vpack")
        run(f"{BUILD}/vitrin-pack", "sign", f"{root}/factory.vpack", "-k", f"{BUILD}/development.key")
        run("cp", "-r", "data", f"{root}/sheets")
        run("sed", "-i", "s/^seq,.*/seq,2/", f"{root}/sheets/meta.csv")
        self.pack = f"{self.stick}/new.vpack"
        run(f"{BUILD}/vitrin-pack", "build", f"{root}/sheets", "-o", self.pack)
        run(f"{BUILD}/vitrin-pack", "sign", self.pack, "-k", f"{BUILD}/development.key")

    def intake(self, *words, rehearsal=f"{BUILD}/vitrin"):
        return [f"{BUILD}/vitrin-intake", *words, "--state-dir", f"{self.root}/state", "--run-dir", f"{self.root}/run", "--keys",
                f"{BUILD}/keys.d", "--factory", f"{self.root}/factory.vpack", "--vitrin", rehearsal]

    def fresh(self):
        for name in ("state", "run"):
            shutil.rmtree(f"{self.root}/{name}", ignore_errors=True)
        run(*self.intake("boot"))

    def phase(self):
        try:
            with open(f"{self.root}/run/status", encoding="utf-8") as status:
                return next((line.split()[1] for line in status if line.startswith("phase ")), "")
        except FileNotFoundError:
            return ""


def take_apart(device):
    """One stick without a rehearsal: milliseconds in all, and of them those of opening and checking the content."""
    device.fresh()
    begun = {}
    before = time.monotonic()
    intake = subprocess.Popen(device.intake("take", device.stick, rehearsal="/bin/true"), **QUIET)
    while intake.poll() is None:
        begun.setdefault(device.phase(), time.monotonic())
        time.sleep(0.0002)
    whole = time.monotonic() - before
    if intake.returncode != 0:
        sys.exit("bench_install: the pack was refused")
    return whole * 1e3, (begun["rehearsing"] - begun["checking"]) * 1e3


def throughput(device):
    takes = []
    checks = []
    floors = []
    for _ in range(PAIRS):
        take, check = take_apart(device)
        takes.append(take - check)
        checks.append(check)
        copy = f"{device.root}/copy.vpack"
        floors.append(timed(("cp", device.pack, copy), ("cp", f"{device.pack}.minisig", f"{copy}.minisig"), ("sync", copy),
                            ("minisign", "-V", "-q", "-p", f"{BUILD}/keys.d/development.pub", "-m", copy)))
        os.unlink(copy)
    take = statistics.median(takes)
    floor = statistics.median(floors)
    return {"bytes": os.path.getsize(device.pack), "pairs": PAIRS, "take_ms": round(take, 1), "floor_ms": round(floor, 1),
            "ratio": round(take / floor, 2), "check_ms": round(statistics.median(checks), 1)}


def whole_install(device):
    """Seconds in all, and of them those in which the status said `rehearsing`."""
    device.fresh()
    before = time.monotonic()
    begun = ended = None
    intake = subprocess.Popen(device.intake("take", device.stick), **QUIET)
    while intake.poll() is None:
        phase = device.phase()
        now = time.monotonic()
        if phase == "rehearsing":
            begun = begun or now
            ended = now
        time.sleep(0.002)
    if intake.returncode != 0:
        sys.exit("bench_install: the pack was refused")
    whole = time.monotonic() - before
    rehearsal = ended - begun
    return {"whole_s": round(whole, 2), "rehearsal_s": round(rehearsal, 2), "besides_s": round(whole - rehearsal, 2)}


def noticing(device):
    waited = []
    device.fresh()
    run("mkdir", f"{device.root}/folder")
    watch = subprocess.Popen(device.intake("watch", f"{device.root}/folder", rehearsal="/bin/true"), **QUIET)
    time.sleep(1)
    for _ in range(STICKS):
        run("cp", f"{device.pack}.minisig", device.pack, f"{device.root}/folder")
        before = time.monotonic()
        while device.phase() in ("idle", ""):
            time.sleep(0.005)
        waited.append((time.monotonic() - before) * 1e3)
        while device.phase() != "done":
            time.sleep(0.02)
        run("sh", "-c", f"rm {device.root}/folder/*")
        while device.phase() != "idle":
            time.sleep(0.02)
    watch.terminate()
    watch.wait()
    return {"n": STICKS, "p50": round(statistics.median(waited)), "max": round(max(waited))}


def frames():
    out = subprocess.run([f"{BUILD}/vitrin", "--size", "1920x1080", "--bench-loop", LOOP_S], check=True, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, env={**os.environ, "SDL_VIDEODRIVER": "dummy"}, text=True).stdout
    return json.loads(out)["late"]


def disturbance(device):
    """In turns, so that what else the machine does meets both alike."""
    alone = []
    during = []
    for _ in range(ROUNDS):
        alone.append(frames())
        stop = f"{device.root}/stop"
        again = " ".join(device.intake("take", device.stick))
        sticks = subprocess.Popen(["sh", "-c", f"while [ ! -e {stop} ]; do {again}; rm -rf {device.root}/state; done"], **QUIET)
        during.append(frames())
        run("touch", stop)
        sticks.wait()
        os.unlink(stop)
    middle = lambda rounds, key: round(statistics.median(r[key] for r in rounds), 2)
    return {name: {"n": sum(r["n"] for r in rounds), "p50": middle(rounds, "p50"), "p95": middle(rounds, "p95"),
                   "max": max(r["max"] for r in rounds)} for name, rounds in (("alone", alone), ("during", during))}


def main():
    with tempfile.TemporaryDirectory() as root:
        device = Device(root)
        told = throughput(device)
        told["install"] = whole_install(device)
        told["noticed_ms"] = noticing(device)
        told["late_ms"] = disturbance(device)
        print(json.dumps({"stick": told}))


main()
