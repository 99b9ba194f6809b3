"""A trial of the image: the machine, what it is given, what its screen is compared with, and the counting of what held."""
import csv
import os
import shutil
import subprocess
import time

import look
import machine

HERE = os.path.dirname(os.path.abspath(__file__))
PATIENCE_S = 300  # until a picture is given up on; how long it took is judged apart
FAULT_S = 40  # until a page is on again after a fault
CUTS = int(os.environ.get("N", "10"))
FONT = "assets/fonts/Vazirmatn-Bold.ttf"
OUTCOMES = ["installed", "unsigned", "key_unknown", "stick_pulled", "empty", "signature_wrong", "stick_foreign"]


class Trial:
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
        self.is_slow = slow != ""
        self.patience = 5 if self.is_slow else 1  # of what has to come soon
        run(f"{HERE}/prepare.sh", f"{self.images}/vitrin-pi.img", self.work, os.path.join(os.path.dirname(self.build), "rpi-release", "faults", "forbidden"), slow)
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
        self.pages.draw("lights", f"{self.sticks}/first.vpack", slides, ["fa", "en"], "--keys", os.path.dirname(key))  # the card's key, not the build's
        self.cards = look.Cards(self.vitrin, self.pack, references, machine.SIZE, ["economy", "attract"], "fa")
        self.cards.draw(OUTCOMES)
        self.staff = look.Staff(self.vitrin, self.pack, references, machine.SIZE)
        self.references = references
        self.machine = machine.Machine(self.qemu, self.work, self.out)
        self.say(f"{len(self.pages.pages)} pages and {sum(len(cards) for _, cards in self.cards.cards)} cards to recognise")

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

    def until_staff(self, name, page, seconds=60):
        """Waits for one of the staff's pages. Returns: is it there? and what was near."""
        end = time.monotonic() + seconds
        seen = why = "nothing was seen"
        while seen != page and time.monotonic() < end:
            seen, why = self.staff.recognise(self.screen(name))
            time.sleep(0.5)
        return seen == page, why

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
        self.pin = look.read_pin(self.screen("pin"), FONT)
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
