#!/usr/bin/env python3
"""The image that people write onto cards, started in an emulated machine, and judged by what its screen shows.
usage: tests/e2e/run.py IMAGE-FOLDER BUILD-FOLDER OUT [PART…]
Parts: boot idle touch sticks usb faults cuts builtin pi, or all. What each showed is kept in OUT as pictures."""
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import time

import look
import machine

HERE = os.path.dirname(os.path.abspath(__file__))
PATIENCE_S = 300  # until a picture is given up on; how long it took is judged apart
FAULT_S = 40
CUTS = int(os.environ.get("N", "10"))
OUTCOMES = ["installed", "unsigned", "key_unknown", "stick_pulled", "empty", "already", "stick_foreign"]


class Test:
    def __init__(self, images, build, out, has_cuts):
        self.has_cuts = has_cuts
        self.images, self.build, self.out = os.path.abspath(images), os.path.abspath(build), os.path.abspath(out)
        self.passed = self.failed = 0
        self.pictures = 0
        os.makedirs(self.out, exist_ok=True)
        self.work = os.path.join(self.out, "machine")
        self.sticks = os.path.join(self.out, "sticks")
        self.vitrin = os.path.join(self.build, "vitrin")
        self.pack = os.path.join(self.build, "chongqing.vpack")
        self.begun = time.monotonic()

    # ---- what is said ----
    def say(self, text):
        print(f"e2e: [{time.monotonic() - self.begun:5.0f} s] {text}", flush=True)

    def check(self, what, is_good, why=""):
        if is_good:
            self.passed += 1
            self.say(f"ok {what}")
        else:
            self.failed += 1
            self.say(f"NOT OK {what}: {why}")
        return is_good

    # ---- what is needed ----
    def prepare(self):
        run = lambda *words: subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        self.qemu = run(f"{HERE}/qemu.sh", os.path.join(os.path.dirname(self.out), "qemu"))
        shutil.rmtree(self.work, ignore_errors=True)
        slow = os.environ.get("SLOW", "")
        run(f"{HERE}/prepare.sh", f"{self.images}/vitrin-pi.img", self.work, slow)
        if slow:
            self.say(f"on a busy machine: a hang is one after {slow} s here, not after the ten of the real unit")
        key = os.environ.get("KEY") or f"{self.images}/keys/development"
        run(f"{HERE}/sticks.sh", f"{self.build}/vitrin-pack", key, self.sticks, str(CUTS if self.has_cuts else 0))
        references = os.path.join(self.out, "references")
        os.makedirs(references, exist_ok=True)
        self.pages = look.Pages(self.vitrin, references, machine.SIZE)
        with open("data/slide.csv", encoding="utf-8-sig") as file:
            slides = [row["slide"] for row in csv.DictReader(file) if not row["parent"]]
        self.pages.draw("report", self.pack, slides, ["fa"])
        self.pages.draw("report", self.pack, ["home"], ["en"])
        with open("tests/show_lighthouse/slide.csv", encoding="utf-8-sig") as file:
            slides = [row["slide"] for row in csv.DictReader(file)]
        self.pages.draw("lights", f"{self.sticks}/first.vpack", slides, ["fa"], "--keys", os.path.dirname(key))  # the card's key, not the build's
        self.cards = look.Cards(self.vitrin, self.pack, references, machine.SIZE, "economy", "fa")
        self.cards.draw(OUTCOMES)
        self.references = references
        self.machine = machine.Machine(self.qemu, self.work, self.out)
        self.say(f"{len(self.pages.pages)} pages and {len(self.cards.cards)} cards to recognise")

    # ---- looking ----
    def screen(self, name):
        self.pictures += 1
        return self.machine.screen(name)

    def until_page(self, name, is_wanted=lambda key: True, seconds=PATIENCE_S, every=1.0):
        """Waits until a page is on that is wanted. Returns: its key or None, the seconds it took, and what was near."""
        begun = time.monotonic()
        why = "nothing was seen"
        while time.monotonic() - begun < seconds:
            key, why = self.pages.recognise(self.screen(name))
            if key is not None and is_wanted(key):
                return key, time.monotonic() - begun, why
            time.sleep(every)
        return None, time.monotonic() - begun, why

    def until_card(self, name, outcome, seconds):
        begun = time.monotonic()
        seen = why = "nothing was seen"
        while time.monotonic() - begun < seconds:
            seen, why = self.cards.recognise(self.screen(name))
            if seen == outcome:
                break
            time.sleep(0.5)
        return self.check(f"the screen says {outcome}, {time.monotonic() - begun:.0f} s after the stick", seen == outcome, why)

    def on(self, name):
        """Switches the machine on, and waits for a page. Returns: its key."""
        self.machine.on()
        key, took, why = self.until_page(name)
        self.check(f"{name}: a page {took:.0f} s after the power came ({'/'.join(key) if key else 'none'})", key is not None, why)
        return key

    def confirm_pin(self):
        """What staff do at the first start: they write the PIN down, and hold the button."""
        for _ in range(5):
            self.machine.down(640, 570)
            time.sleep(6)
            self.machine.up()
            time.sleep(3)
            if not look.is_first_start(self.screen("pin")):
                return

    def pid(self):
        said = self.machine.shell("systemctl show -P MainPID vitrin.service").split()
        return int(said[-1]) if said and said[-1].isdigit() else 0


def part_boot(test):
    black = other = 0
    off = None
    test.machine.on()
    while True:
        path = test.screen("boot")
        grey = look.small(path)
        key, why = test.pages.recognise(path)
        is_first = look.is_first_start(path)
        if key is not None or is_first or test.machine.age() > PATIENCE_S:
            break
        if black + other == 0:
            off = grey  # what qemu draws for a screen without a signal
        if grey == off or max(grey) - min(grey) < 8:
            black += 1
        else:
            other += 1
            shutil.copy(path, os.path.join(test.out, f"before-{other}.png"))
        time.sleep(0.5)
    took = test.machine.age()
    test.check(f"the first start's picture, with the PIN, is there {took:.1f} s after the power came", is_first, why)
    test.say(f"N = {black} pictures before it were black, {other} were not")
    test.confirm_pin()
    key, took, why = test.until_page("boot-page")
    test.check(f"a page of the deck is on ({'/'.join(key) if key else 'none'})", key is not None, why)
    rss = test.machine.shell("sed -n 's/VmRSS: *//p' /proc/$(systemctl show -P MainPID vitrin.service)/status", 120).split()
    test.check(f"memory of the show: {rss[0]} kB", int(rss[0]) <= 150 * 1024)
    text = test.machine.shell("df -m /var/lib/vitrin | tail -n 1; systemctl --failed --no-legend; cat /run/vitrin-card/vitrin.env; systemctl is-system-running")
    test.check("the data partition reaches the end of the card", int(text.split()[1]) > 512, text)
    test.check("no unit has failed", "failed" not in text, text)
    text = test.machine.shell("findmnt -no OPTIONS /; cat /proc/swaps /proc/sys/kernel/sysrq; ls /run/log/journal; ls /var/log/journal")
    test.check("the root is read-only", text.startswith("ro,"), text)
    with open(os.path.join(test.out, "journal.txt"), "w", encoding="utf-8") as file:
        file.write(test.machine.shell("systemd-analyze; systemd-analyze blame | head -n 30; journalctl -q --no-pager -o short-monotonic", 120))


def part_idle(test):
    seconds = int(os.environ.get("IDLE", "180"))
    time.sleep(20)
    before = test.machine.written()
    time.sleep(seconds)
    written = test.machine.written() - before
    test.check(f"N = {written} bytes written to the card in {seconds} idle seconds", written == 0)


def targets(test, slide, lang):
    path = os.path.join(test.references, f"layout-{slide}-{lang}.json")
    subprocess.run([test.vitrin, "--pack", test.pack, "--slide", slide, "--lang", lang, "--size", "{}x{}".format(*machine.SIZE),
                    "--dump-layout", path], check=True, stdout=subprocess.DEVNULL)
    with open(path, encoding="utf-8") as file:
        return {hit["n"]: (hit["x"] + hit["w"] / 2, hit["y"] + hit["h"] / 2) for hit in json.load(file)["hits"]}


def part_touch(test):
    key, _, why = test.until_page("touch-before", lambda key: key[1] not in ("attract", "home"))
    if not test.check("a page of the loop is on", key is not None, why):
        return
    test.machine.tap(640, 40)  # what is on becomes the visitor's
    time.sleep(2)
    key, _, why = test.until_page("touch-opened", seconds=60)
    steps = [("next", lambda k, was: k[1] not in (was[1], "home") and k[2] == "fa"),
             ("home", lambda k, was: k[1] == "home" and k[2] == "fa"),
             ("lang", lambda k, was: k[1] == "home" and k[2] == "en")]
    for name, is_wanted in steps:
        was = key
        x, y = targets(test, was[1], was[2])[name]
        test.machine.tap(x - (30 if name == "lang" else 0), y)  # of the two languages the one that is not on, to the left
        key, took, why = test.until_page(f"touch-{name}", lambda k, was=was, is_wanted=is_wanted: is_wanted(k, was), 40)
        if not test.check(f"a finger on {name}: {'/'.join(was)} becomes {'/'.join(key) if key else 'none'} within {took:.0f} s", key is not None, why):
            return
    # and, left alone, the loop is back, in Persian
    key, took, why = test.until_page("touch-after", lambda k: k[2] == "fa", 240)
    test.check(f"left alone, the show is back in Persian after {took:.0f} s", key is not None, why)


def receipt(test, name, outcome):
    """Waits for the receipt on the stick, then pulls the stick."""
    command = ["mtype", "-i", f"{test.sticks}/{name}.img@@1M", "::vitrin-receipt.txt"]
    end = time.monotonic() + PATIENCE_S
    text = ""
    while time.monotonic() < end and "outcome:" not in text:
        time.sleep(2)
        text = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.decode("utf-8", "replace")
    time.sleep(6)  # mounted for five seconds at most
    test.machine.unplug(name)
    test.check(f"{name}: the receipt says so", f"outcome: {outcome}" in text, text[-300:])


def part_sticks(test):
    def is_old(key):
        return key[0] == "report"

    for name, outcome in (("unsigned", "unsigned"), ("unknown", "key_unknown"), ("empty", "empty")):
        test.machine.plug(name, f"{test.sticks}/{name}.img")
        test.until_card(f"stick-{name}", outcome, PATIENCE_S)
        receipt(test, name, outcome)
        key, _, why = test.until_page(f"stick-{name}-after", is_old)
        test.check(f"{name}: the show is what it was", key is not None, why)
    # one that is pulled while it is read: a minute's worth of it is left
    test.machine.plug("big", f"{test.sticks}/big.img", kb_a_second=150)
    test.machine.shell("until grep -qx 'phase reading' /run/vitrin/status; do sleep 1; done", PATIENCE_S)
    test.screen("stick-big-read")
    test.machine.unplug("big", True)
    test.until_card("stick-big", "stick_pulled", PATIENCE_S)
    key, _, why = test.until_page("stick-big-after", is_old)
    test.check("pulled: the show is what it was", key is not None, why)
    # and the good one
    begun = time.monotonic()
    test.machine.plug("good", f"{test.sticks}/good.img")
    test.until_card("stick-good", "installed", PATIENCE_S)
    key, _, why = test.until_page("stick-good-shown", lambda key: key[0] == "lights")
    test.check(f"the new show is on the screen {time.monotonic() - begun:.0f} s after the stick ({'/'.join(key) if key else 'none'})", key is not None, why)
    receipt(test, "good", "installed")


def part_usb(test):
    before = test.pid()
    devices = ["usb-kbd", "usb-mouse", "usb-tablet", "usb-wacom-tablet", "usb-braille", "usb-serial", "usb-net", "usb-ccid"]
    has = []
    test.machine.qmp("chardev-add", id="dev1", backend={"type": "null", "data": {}})
    test.machine.qmp("chardev-add", id="dev2", backend={"type": "null", "data": {}})
    extra = {"usb-serial": {"chardev": "dev1"}, "usb-braille": {"chardev": "dev2"}}
    for name in devices:
        try:
            test.machine.qmp("device_add", driver=name, bus="xhci.0", id=f"other-{name}", **extra.get(name, {}))
            has.append(name)
        except RuntimeError as problem:
            test.say(f"{name}: this qemu has none of it: {problem}")
        time.sleep(3)
    test.say(f"N = {len(has)} devices: {' '.join(has)}")
    keys = ["l", "esc", "home", "ret", "slash", "a", "c", "t"]
    chords = [["ctrl", "alt", "delete"], ["ctrl", "alt", "f2"], ["alt", "sysrq", "b"], ["ctrl", "q"], ["alt", "f4"]]
    pressed = 0
    for _ in range(5):
        for chord in [[key] for key in keys] + chords:
            test.machine.qmp("send-key", keys=[{"type": "qcode", "data": key} for key in chord])
            pressed += 1
            time.sleep(0.15)
    for _ in range(8):  # a mouse's way; its button is left alone, for qemu gives a button to the touch screen, which has one too
        test.machine.qmp("input-send-event", events=[{"type": "rel", "data": {"axis": "x", "value": 40}},
                                                     {"type": "rel", "data": {"axis": "y", "value": 20}}])
    time.sleep(2)
    key, _, why = test.until_page("usb-after", seconds=60)
    test.check(f"N = {pressed} keys and chords: the show goes on, in Persian, in its loop", key is not None and key[2] == "fa" and key[1] != "home", f"{key} {why}")
    test.check("it is the same run of the show", test.pid() == before)
    said = test.machine.shell("for i in /sys/bus/usb/devices/*:*; do [ -e $i/driver ] && echo $(cat $i/bInterfaceClass $i/bInterfaceProtocol) $(basename $(readlink $i/driver)); done")
    others = [line for line in said.splitlines() if line.split()[:1] not in (["09"], ["08"], ["03"])]
    test.check("no driver but those of hubs, storage and HID took any of them", not others, said)
    said = test.machine.shell("for i in /sys/class/input/event*; do udevadm info -q property $i | grep -q '^ID_INPUT=1' && echo -n 'seen ' || "
                              "echo -n 'hidden '; cat $i/device/name; done")
    seen = [line for line in said.splitlines() if line.startswith("seen ")]
    test.check("the show can see the touch screen, and nothing else", len(seen) == 1 and "MultiTouch" in seen[0], said)
    test.check("no keyboard of USB is among the machine's devices", "Keyboard" not in said and "hidden" in said, said)
    for name in has:
        test.machine.qmp("device_del", id=f"other-{name}")


def part_faults(test):
    for signal in ("KILL", "SEGV", "STOP", "KILL", "STOP"):
        before = test.pid()
        begun = time.monotonic()
        test.machine.shell(f"kill -{signal} {before}")
        while test.pid() in (0, before) and time.monotonic() - begun < PATIENCE_S:
            time.sleep(0.5)
        ended = time.monotonic() - begun
        key, _, why = test.until_page(f"fault-{signal}", every=0.5)
        took = time.monotonic() - begun
        test.check(f"N = {took:.1f} s from SIG{signal} to a page of the next run (which was there after {ended:.1f} s)", key is not None and took <= FAULT_S, why)


def part_cuts(test):
    cuts = 0
    dice = random.Random(int(os.environ.get("SEED", time.time_ns() % 100000)))
    test.machine.cut()
    slowest = 0.0
    while cuts < CUTS:
        test.machine.on()
        if cuts % 3 == 2:  # before there is a picture at all
            wait = dice.uniform(1, 25)
            time.sleep(wait)
            test.machine.cut()
            cuts += 1
            test.say(f"cut {cuts}: {wait:.1f} s after the power came")
            test.machine.on()
        key, took, why = test.until_page(f"cut-{cuts}")
        slowest = max(slowest, took)
        if cuts:
            test.check(f"after cut {cuts}: a page {took:.0f} s after the power came ({'/'.join(key) if key else 'none'})", key is not None, why)
        if cuts >= CUTS:
            break
        newest = f"cut{cuts + 1}"
        test.machine.plug(newest, f"{test.sticks}/{newest}.img")
        wait = dice.uniform(2, 25)
        time.sleep(wait)
        test.machine.cut()
        cuts += 1
        test.say(f"cut {cuts}: {wait:.1f} s after a stick")
    if test.machine.process is None:
        key = test.on("cut-last")
    said = test.machine.shell("/usr/bin/vitrin-intake status 2>&1; dmesg 2>/dev/null | grep -ciE 'ext4.*error'")
    test.check("the card's file system is whole", said.strip().endswith("0"), said)
    test.say(f"N = {cuts} cuts of power; the slowest picture after one took {slowest:.0f} s; then: {' '.join(said.split())[:200]}")


def part_builtin(test):
    """What must not be taken for a page of the deck: the page of the program's own, and a screen of one colour."""
    test.machine.shell("systemctl stop vitrin.service; mount -o remount,rw /; mv /usr/share/vitrin/factory.vpack /usr/share/vitrin/off; "
                       "mkdir -p /run/kept; mv /var/lib/vitrin/slots /run/kept/; ls -R /var/lib/vitrin; systemctl start vitrin.service", 120)
    time.sleep(15)
    key, why = test.pages.recognise(test.screen("builtin"))
    grey = look.small(os.path.join(test.out, "builtin.png"))
    test.check("the built-in page is on, and not taken for the deck", key is None and max(grey) > 100, f"{key} {why}")
    for name, words in (("black", ["xc:black"]), ("clear", ["xc:#0b1320"]), ("console", ["-background", "black", "-fill", "white", "label:" + "\\n".join(
            "[    1.0000%02d] usb 1-1: new high-speed USB device number 2" % n for n in range(30))])):
        path = os.path.join(test.out, f"not-{name}.png")
        subprocess.run(["convert", "-size", "{}x{}".format(*machine.SIZE)] + words + [path], check=True)
        key, why = test.pages.recognise(path)
        test.check(f"a screen of {name} is not taken for the deck", key is None, f"{key} {why}")


def part_pi(test):
    """The same card in an emulated Pi 3, which has no display: to the end of its start."""
    test.machine.cut()
    subprocess.run(["cp", "--sparse=always", f"{test.images}/vitrin-pi.img", f"{test.work}/pi.img"], check=True)
    os.truncate(f"{test.work}/pi.img", 2 << 30)
    serial = f"{test.work}/pi.serial"
    open(serial, "w").close()
    with open(f"{test.work}/cmdline.txt", encoding="ascii") as file:
        cmdline = file.read().strip().replace("console=tty3 loglevel=0 quiet", "console=ttyAMA0,115200 loglevel=4")
    cmdline = cmdline.replace("systemd.show_status=false", "systemd.show_status=true")
    begun = time.monotonic()
    process = subprocess.Popen([test.qemu, "-M", "raspi3b", "-accel", "tcg,thread=multi", "-display", "none", "-kernel", f"{test.work}/vmlinuz",
                                "-initrd", f"{test.work}/initrd.img", "-dtb", f"{test.work}/bcm2837-rpi-3-b.dtb", "-append", cmdline,
                                "-drive", f"file={test.work}/pi.img,if=sd,format=raw", "-serial", f"file:{serial}", "-monitor", "none"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    said = ""
    while time.monotonic() - begun < 2 * PATIENCE_S and process.poll() is None:
        with open(serial, encoding="utf-8", errors="replace") as file:
            said = file.read()
        if "Multi-User" in said or "multi-user.target" in said:
            break
        time.sleep(1)
    took = time.monotonic() - begun
    process.kill()
    process.wait()
    test.check(f"an emulated Pi 3 comes to multi-user {took:.0f} s after the power came", "Multi-User" in said or "multi-user.target" in said, said[-400:])


PARTS = ["boot", "idle", "touch", "sticks", "usb", "faults", "cuts", "builtin", "pi"]


def main():
    images, build, out, *parts = sys.argv[1:]
    parts = PARTS if parts in ([], ["all"]) else parts
    test = Test(images, build, out, "cuts" in parts)
    test.prepare()
    try:
        if parts[0] not in ("boot", "pi"):
            parts = ["boot"] + parts
        for part in parts:
            test.say(f"---- {part}")
            try:
                globals()["part_" + part](test)
            except (RuntimeError, OSError, ValueError, KeyError, IndexError, TypeError) as problem:
                test.check(f"{part} comes to its end", False, f"{type(problem).__name__}: {problem}")
    finally:
        test.machine.cut()
    print(f"e2e: N = {test.pictures} pictures of the screen in {time.monotonic() - test.begun:.0f} s, kept in {os.path.relpath(test.out)}")
    print(f"e2e: {test.passed} passed, {test.failed} failed")
    sys.exit(1 if test.failed or not test.passed else 0)


if __name__ == "__main__":
    main()
