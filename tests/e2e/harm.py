"""What befalls the emulated machine, part by part, and what its screen has to show then: part_NAME(trial), as in parts.py, but that `pi` and `packages` are
about other machines, and leave none switched on."""
import os
import random
import re
import subprocess
import time

import look
import machine
import television
from trial import CUTS, FAULT_S, FONT, HERE, PATIENCE_S

FIRST_CUTS = 2 if CUTS >= 2 else 0
SCREENS = int(os.environ.get("SCREENS", "100"))


def part_faults(trial):
    for signal in ("KILL", "SEGV", "STOP", "KILL", "STOP", "STOP", "STOP", "STOP"):
        before = trial.pid()
        begun = time.monotonic()
        trial.machine.shell(f"kill -{signal} {before}")
        while trial.pid() in (0, before) and time.monotonic() - begun < PATIENCE_S:
            time.sleep(0.5)
        ended = time.monotonic() - begun
        key, _, why = trial.until_page(f"fault-{signal}", every=0.5)
        took = time.monotonic() - begun
        trial.check(f"N = {took:.1f} s from SIG{signal} to a page of the next run (which was there after {ended:.1f} s)", key is not None and took <= FAULT_S, why)


def part_cuts(trial):
    cuts = within = 0
    dice = random.Random(int(os.environ.get("SEED", time.time_ns() % 100000)))
    trial.machine.cut()
    slowest = 0.0
    for number in range(FIRST_CUTS):  # while a card grows at its first start
        subprocess.run(["cp", "--sparse=always", f"{trial.work}/fresh.img", trial.machine.card], check=True)
        trial.machine.on()
        wait = dice.uniform(2, 18)
        time.sleep(wait)
        trial.machine.cut()
        trial.machine.on()
        begun = time.monotonic()
        while not look.is_first_start(trial.screen("cut-first")) and time.monotonic() - begun < PATIENCE_S:
            time.sleep(0.5)
        took = time.monotonic() - begun
        slowest = max(slowest, took)
        trial.check(f"first start {number + 1}, cut {wait:.1f} s after the power came: its picture {took:.0f} s after it came again", took < PATIENCE_S)
        trial.confirm_pin()
        grown = trial.machine.shell("df -m /var/lib/vitrin | tail -n 1").split()
        trial.check("the data partition reaches the end of the card all the same", int(grown[1]) > 24000, str(grown))
        trial.machine.cut()
    while cuts < CUTS:
        trial.machine.on()
        if cuts % 3 == 2:  # before there is a picture at all
            wait = dice.uniform(1, 25)
            time.sleep(wait)
            trial.machine.cut()
            cuts += 1
            trial.say(f"cut {cuts}: {wait:.1f} s after the power came")
            trial.machine.on()
        key, took, why = trial.until_page(f"cut-{cuts}")
        slowest = max(slowest, took)
        if cuts:
            trial.check(f"after cut {cuts}: a page {took:.0f} s after the power came ({'/'.join(key) if key else 'none'})", key is not None, why)
        if cuts >= CUTS:
            break
        newest = f"cut{cuts + 1}"
        trial.machine.plug(newest, f"{trial.sticks}/{newest}.img")
        wait = dice.uniform(2, 45)  # a stick is installed some 25 to 55 s after it was put in
        time.sleep(wait)
        phase = trial.machine.shell("sed -n 's/^phase //p' /run/vitrin/status").split()
        trial.machine.cut()
        cuts += 1
        within += phase[:1] in (["reading"], ["checking"], ["rehearsing"])
        trial.say(f"cut {cuts}: {wait:.1f} s after a stick ({phase[0] if phase else 'nothing told'})")
    if trial.machine.process is None:
        key = trial.on("cut-last")
    said = trial.machine.shell("/usr/bin/vitrin-intake status 2>&1; dmesg 2>/dev/null | grep -ciE 'ext4.*error'")
    trial.check("the card's file system is whole", said.split()[-1] == "0", said)
    trial.check(f"{within} of them in the middle of an install", within > 0 or CUTS < 3)
    trial.say(f"N = {FIRST_CUTS + cuts} cuts of power; the slowest picture after one took {slowest:.0f} s; then: {' '.join(said.split())[:200]}")


def until_size(trial, name, size):
    """Waits for a page on a screen of that size. Returns: its key or None, the seconds it took, what was near."""
    begun = time.monotonic()
    why = "nothing was seen"
    while time.monotonic() - begun < PATIENCE_S:
        path = trial.screen(name)
        is_size = look.size_of(path) == size
        key, why = trial.pages.recognise(path) if is_size else (None, f"the picture is of {look.size_of(path)}")
        if key is not None:
            return key, time.monotonic() - begun, why
        time.sleep(0.5)
    return None, time.monotonic() - begun, why


def without_screen(trial):
    """Returns: does the machine see no screen, and does its show wait for one?"""
    said = trial.machine.shell("cat /sys/class/drm/card0-*/status; systemctl is-active vitrin.service; journalctl -q -b -o cat -u vitrin.service | tail -n 2", 120)
    return said.split()[0] == "disconnected" and "waiting for one" in said, said


def part_screen(trial):
    """Screens of other sizes, pulled out and put in, and switched on before there is one."""
    dice = random.Random(int(os.environ.get("SEED", "1")))
    sizes = [(1280, 720), (1024, 576), (1600, 900), (960, 540)]
    slowest = 0.0
    afresh = []  # seconds until the next run of the show stood there
    seen = 0
    size = machine.SIZE
    for change in range(SCREENS):
        kind = ("another size", "out and in", "out, and another in", "on without one")[3 if change % 20 == 19 else change % 3]
        size = size if kind == "out and in" else sizes[(change + 1) % len(sizes)]
        if kind == "on without one":
            trial.machine.cut()
            trial.machine.on()
        if kind != "another size":
            trial.machine.monitor.pull()
            time.sleep(50 if kind == "on without one" else dice.uniform(0.2, 12))
        if kind == "on without one" and not trial.check("the machine has come up without a screen", *without_screen(trial)):
            break
        before = trial.pid() if kind == "another size" else None
        trial.machine.monitor.offer(*size)
        if before is not None:
            begun = time.monotonic()
            while trial.pid() in (0, before) and time.monotonic() - begun < FAULT_S:
                time.sleep(0.1)
            afresh.append(time.monotonic() - begun)
        elif kind == "out and in":
            time.sleep(3)  # what stands there before is another run's
        key, took, why = until_size(trial, f"screen-{change + 1}", size)
        took += afresh[-1] if before is not None else 0
        slowest = max(slowest, took)
        seen += key is not None
        if key is None or took > FAULT_S:
            trial.check(f"screen {change + 1}, {kind}, {size[0]}x{size[1]}: a page after {took:.1f} s", False, why)
            break
        trial.say(f"screen {change + 1}, {kind}, {size[0]}x{size[1]}: a page after {took:.1f} s")
    trial.check(f"N = {seen} screens: a page on each, the slowest {slowest:.0f} s after it was there", seen == SCREENS)
    if afresh:
        trial.check(f"N = {len(afresh)} fresh starts for a screen of another size, the slowest after {max(afresh):.1f} s", max(afresh) <= 5 or trial.is_slow)
    trial.machine.monitor.offer(*machine.SIZE)
    for asked, taken in (("1360x768", (1360, 768)), ("1111x777", machine.SIZE)):
        restart_with(trial, [f"size = {asked}"])
        key, took, why = until_size(trial, f"screen-{asked}", taken)
        trial.check(f"a panel asked for {asked} shows a page at {taken[0]}x{taken[1]}", key is not None, why)
    trial.machine.shell("systemctl restart vitrin-card.service vitrin.service", 120)
    key, took, why = trial.until_page("screen-after")
    trial.check("the show is as it was", key is not None, why)


def restart_with(trial, settings):
    """Starts the show anew, with lines in the place of the card's own."""
    trial.machine.shell(f"printf '%s\\n' {' '.join(repr(line) for line in settings)} >/run/vitrin-card/settings; systemctl restart vitrin.service", 120)


def until_heard(trial, word, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end and word not in trial.machine.television.heard:
        time.sleep(0.2)
    return word in trial.machine.television.heard, str(trial.machine.television.heard)


def part_television(trial):
    """Outside of the hours a television sleeps, and its signal with it; a touch wakes it, and so does the morning where it let go of its plug."""
    heard = trial.machine.television.heard
    said = trial.machine.shell(television.ATTACH)
    trial.check("the line of a television is there, and the show's user may speak on it", "video 660" in said, said)
    dpms = lambda: trial.machine.shell("cat /sys/class/drm/card0-*/dpms").split()[0]
    restart_with(trial, ["standby = on", "hours = closed"])
    trial.check("the television is told to sleep, by a player", *until_heard(trial, "4036", 120))
    trial.check("it was not woken for that", "4004" not in heard and "f004" not in heard, str(heard))
    trial.check("the screen's power is off", dpms() == "Off", dpms())
    trial.machine.tap(640, 360)
    trial.check("a touch wakes it", *until_heard(trial, "4004", 20))
    trial.check("and it shows this plug", *until_heard(trial, "4f821000", 5))
    key, took, why = trial.until_page("television")
    trial.check(f"a page is on {took:.0f} s later", key is not None and dpms() == "On", why)
    heard.clear()
    opens, left = trial.machine.shell("date -d '+2 minutes' '+%H:%M %S'").split()[:2]
    begun = time.monotonic() - float(left)
    restart_with(trial, ["standby = on", f"hours = {opens}-{(int(opens[:2]) + 2) % 24:02}:00"])
    trial.check("it sleeps until the hours open", *until_heard(trial, "4036", 60))
    trial.machine.monitor.pull()  # in its sleep, and the show goes on
    time.sleep(max(0, 100 - (time.monotonic() - begun)))
    trial.check("nothing wakes it before", "4004" not in heard, str(heard))
    trial.check(f"it is woken when they do, at {opens}", *until_heard(trial, "4004", 60))
    time.sleep(25)  # as long as a television may take
    trial.machine.monitor.offer(*machine.SIZE)
    key, took, why = trial.until_page("television-morning")
    trial.check(f"a page is on {took:.0f} s after its screen came back", key is not None and dpms() == "On", why)
    heard.clear()
    restart_with(trial, ["standby = on", "hours = closed"])
    trial.check("asleep again", *until_heard(trial, "4036", 60))
    trial.machine.monitor.pull()
    restart_with(trial, ["standby = on"])
    trial.check("a show that finds no screen wakes the television that was told to sleep", *until_heard(trial, "4004", 60))
    trial.machine.monitor.offer(*machine.SIZE)
    key, took, why = trial.until_page("television-found")
    trial.check(f"a page is on {took:.0f} s after its screen came", key is not None, why)
    trial.machine.shell("systemctl restart vitrin-card.service vitrin.service", 120)
    key, took, why = trial.until_page("television-after")
    trial.check("the show is as it was", key is not None, why)


def part_builtin(trial):
    """What must not be taken for a page of the deck: the page of the program's own, and a screen of one colour."""
    trial.machine.shell("systemctl stop vitrin.service; mount -o remount,rw /; mv /usr/share/vitrin/factory.vpack /usr/share/vitrin/off; "
                       "mkdir -p /run/kept; mv /var/lib/vitrin/slots /run/kept/; ls -R /var/lib/vitrin; systemctl start vitrin.service", 120)
    time.sleep(15)
    key, why = trial.pages.recognise(trial.screen("builtin"))
    grey = look.small(os.path.join(trial.out, "builtin.png"))
    trial.check("the built-in page is on, and not taken for the deck", key is None and max(grey) > 100, f"{key} {why}")
    restart_with(trial, ["rotate = 180", "size = 1360x768"])
    time.sleep(15)
    path = trial.screen("builtin-turned")
    turned = look.apart(grey, bytes(reversed(look.small(path))))
    trial.check("it has the size and stands the way that the card's settings say", look.size_of(path) == (1360, 768) and turned < look.apart(grey, look.small(path)) / 2,
                f"{look.size_of(path)}, {turned:.1f}")
    lines = "\n".join(f"[    1.0000{n:02}] usb 1-1: new high-speed USB device number 2" for n in range(30))
    console = ["xc:black", "-font", FONT, "-pointsize", "16", "-fill", "white", "-annotate", "+8+20", lines]
    for name, words in (("black", ["xc:black"]), ("clear", ["xc:#0b1320"]), ("console", console)):
        path = os.path.join(trial.out, f"not-{name}.png")
        subprocess.run(["convert", "-size", "{}x{}".format(*machine.SIZE)] + words + [path], check=True)
        key, why = trial.pages.recognise(path)
        trial.check(f"a screen of {name} is not taken for the deck", key is None, f"{key} {why}")


def start_pi(trial, words, reached):
    """Starts an emulated Pi 3 with more words for its kernel, until it has said so. Returns: has it? or was it reset before? after how many
    seconds, and all that was said."""
    subprocess.run(["cp", "--sparse=always", f"{trial.images}/vitrin-pi.img", f"{trial.work}/pi.img"], check=True)
    os.truncate(f"{trial.work}/pi.img", 2 << 30)
    serial = f"{trial.work}/pi.serial"
    open(serial, "w").close()
    with open(f"{trial.work}/cmdline.txt", encoding="ascii") as file:
        cmdline = file.read().strip().replace("console=tty3 loglevel=0 quiet", "console=ttyAMA0,115200 loglevel=4")
    cmdline = cmdline.replace("systemd.show_status=false", f"systemd.show_status=true {words}")
    begun = time.monotonic()
    process = subprocess.Popen([trial.qemu, "-M", "raspi3b", "-accel", "tcg,thread=multi", "-display", "none", "-kernel", f"{trial.work}/vmlinuz",
                                "-initrd", f"{trial.work}/initrd.img", "-dtb", f"{trial.work}/bcm2837-rpi-3-b.dtb", "-append", cmdline,
                                "-drive", f"file={trial.work}/pi.img,if=sd,format=raw", "-serial", f"file:{serial}", "-monitor", "none", "-no-reboot"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    said = ""
    is_on = True
    while is_on and time.monotonic() - begun < 2 * PATIENCE_S and reached not in said:
        time.sleep(1)
        is_on = process.poll() is None  # looked at before what it said last
        with open(serial, encoding="utf-8", errors="replace") as file:
            said = re.sub("\x1b[^A-Za-z]*[A-Za-z]", "", file.read())  # without colours
    took = time.monotonic() - begun
    was_reset = not is_on
    process.kill()
    process.wait()
    return reached in said, was_reset, took, said


def part_pi(trial):
    """The same card in an emulated Pi 3, which has no display: to the end of its start. QEMU's Pi is reset as soon as its watchdog is armed, where a
    real one counts (hw/misc/bcm2835_powermgt.c): so it is started once without, and once to see that it is armed."""
    trial.machine.cut()
    reached = "Reached target multi-user.target"
    is_there, was_reset, took, said = start_pi(trial, "systemd.watchdog_sec=off", reached)
    trial.check(f"an emulated Pi 3 comes to multi-user {took:.0f} s after the power came", is_there and not was_reset, said[-400:])
    is_there, was_reset, took, said = start_pi(trial, "", reached)
    trial.check(f"its hardware watchdog is armed, {took:.0f} s after the power came", was_reset and "/scripts/init-bottom ... done" in said and not is_there, said[-400:])


def ours(trial):
    """Returns: what is left of the program on a machine that is switched on, as words; none is what is wanted."""
    return trial.machine.shell("sleep 3; pgrep -a -u vitrin 2>/dev/null; systemctl list-units --no-legend --plain 'vitrin*'", 60).split()


def part_packages(trial):
    """A Debian system as people have it, into which apt has installed the packages: from the next start on it is the show; taken out again, nothing is
    left running."""
    trial.machine.cut()
    with open(os.path.join(trial.out, "stock.log"), "w", encoding="utf-8") as log:
        subprocess.run([f"{HERE}/stock.sh", "build/deb/arm64", trial.work, trial.images], check=True, stdout=log, stderr=log)
    card = trial.machine
    trial.machine = machine.Machine(trial.qemu, trial.work, trial.out, card="stock.img")
    trial.machine.on()
    while not look.is_first_start(trial.screen("packages")) and trial.machine.age() < PATIENCE_S:
        time.sleep(0.5)
    trial.check(f"packages: the first start's picture is there {trial.machine.age():.0f} s after the power came", trial.machine.age() < PATIENCE_S)
    trial.confirm_pin()
    key, _, why = trial.until_page("packages-page")
    trial.check("packages: a page of the deck is on", key is not None, why)
    said = trial.machine.shell("systemctl is-active vitrin.service getty@tty1.service; vitrin-setup status", 60)
    trial.check("packages: the show has the terminal, and no getty", said.split()[:2] == ["active", "inactive"] and "device" in said, said)
    trial.machine.shell("vitrin-setup off", 60)
    left = ours(trial)
    trial.check("packages: switched off, nothing of it is left running", not left, str(left))
    trial.machine.shell("sync")
    trial.machine.cut()
    trial.machine.on()
    time.sleep(FAULT_S)
    key, why = trial.pages.recognise(trial.screen("packages-off"))
    left = ours(trial)
    trial.check("packages: nor does it start with the machine", key is None and not left, f"{key} {why} {left}")
    trial.machine.shell("vitrin-setup device; systemctl start vitrin.service", 60)
    key, _, why = trial.until_page("packages-again")
    trial.check("packages: switched on again, it is there at once", key is not None, why)
    said = trial.machine.shell("apt-get -qq -y purge vitrin 'vitrin-show-*' >/dev/null 2>&1; getent passwd vitrin; ls -d /var/lib/vitrin /etc/vitrin /usr/share/vitrin 2>/dev/null", 120)
    left = ours(trial)
    trial.check("packages: purged, nothing of it is left at all", not left and not said.split(), f"{left} {said}")
    trial.machine.cut()
    trial.machine = card
