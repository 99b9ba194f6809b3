"""What visitors, staff and sticks do to the emulated machine, part by part, and what its screen has to show then: part_NAME(trial). A part finds the
machine switched on, and leaves it so."""
import json
import os
import shutil
import subprocess
import time

import look
import machine
from trial import FAULT_S, HERE, PATIENCE_S

BOOT_S = 40
KEYS = int(os.environ.get("KEYS", "65"))


def part_boot(trial):
    black = other = 0
    off = None
    trial.machine.on()
    while True:
        path = trial.screen("boot")
        grey = look.small(path)
        key, why = trial.pages.recognise(path)
        is_first = look.is_first_start(path)
        if key is not None or is_first or trial.machine.age() > PATIENCE_S:
            break
        if black + other == 0:
            off = grey  # what qemu draws for a screen without a signal
        if grey == off or max(grey) - min(grey) < 8:
            black += 1
        else:
            other += 1
            shutil.copy(path, os.path.join(trial.out, f"before-{other}.png"))
        time.sleep(0.5)
    took = trial.machine.age()
    trial.check(f"the first start's picture, with the PIN, is there {took:.1f} s after the power came", is_first and (took <= BOOT_S or trial.is_slow), why)
    trial.check(f"N = {black} pictures before it were black, {other} were not", black > 0 and other == 0)
    trial.confirm_pin()
    key, took, why = trial.until_page("boot-page")
    trial.check(f"a page of the deck is on ({'/'.join(key) if key else 'none'})", key is not None, why)
    rss = trial.machine.shell("sed -n 's/VmRSS: *//p' /proc/$(systemctl show -P MainPID vitrin.service)/status", 120).split()
    trial.check(f"memory of the show: {rss[0]} kB", int(rss[0]) <= 150 * 1024)
    text = trial.machine.shell("df -m /var/lib/vitrin | tail -n 1; systemctl --failed --no-legend; cat /run/vitrin-card/vitrin.env; systemctl is-system-running")
    trial.check("the data partition reaches the end of the card", int(text.split()[1]) > 24000, text)
    trial.check("no unit has failed", "failed" not in text, text)
    text = trial.machine.shell("findmnt -no OPTIONS /")
    trial.check("the root is read-only", text.startswith("ro,"), text)
    text = trial.machine.shell("tail -n +2 /proc/swaps; cat /proc/sys/kernel/sysrq; ls /var/log/journal 2>/dev/null; ls /run/log/journal")
    trial.check("no swap, no SysRq, and the journal in memory alone", len(text.split()) == 2 and text.split()[0] == "0", text)
    text = trial.machine.shell("systemctl list-units --no-legend 'getty@*' 'serial-getty@*' 'autovt@*'; grep -l getty /proc/[0-9]*/comm; systemctl is-enabled ctrl-alt-del.target; cat /proc/sys/kernel/ctrl-alt-del")
    trial.check("no console to log in at, and Ctrl-Alt-Del does nothing", text.split() == ["masked", "0"], text)
    for name, unit, command in (("show", "vitrin.service", "/usr/lib/vitrin/forbidden"), ("requests", "vitrin-requests.service", "/usr/lib/vitrin/forbidden code"),
                                ("intake", "vitrin-stick@.service", "/usr/bin/setpriv --reuid=vitrin --regid=vitrin --clear-groups --inh-caps=-all "
                                 "--bounding-set=-all --no-new-privs /usr/lib/vitrin/forbidden code")):
        text = trial.machine.shell(f"/usr/lib/vitrin/forbidden.sh {name} {unit} '{command}'; echo $?", 120)
        trial.check(f"what is forbidden to the {name} is tried and refused: {' '.join(text.split()[:-1])}", text.split()[-1:] == ["0"], text)
    text = trial.machine.shell("sed -n 's/^Seccomp_filters:[[:space:]]*//p' /proc/$(systemctl show -P MainPID vitrin.service)/status /run/forbidden.show")
    trial.check("the show has one rule more than its unit: it starts no program", len(text.split()) == 2 and int(text.split()[0]) > int(text.split()[1]), text)
    with open(os.path.join(trial.out, "journal.txt"), "w", encoding="utf-8") as file:
        file.write(trial.machine.shell("systemd-analyze; systemd-analyze blame | head -n 30; journalctl -q --no-pager -o short-monotonic", 120))


def part_idle(trial):
    seconds = int(os.environ.get("IDLE", "600"))
    time.sleep(160)  # a visit before ends, and is counted
    before = trial.machine.written()
    time.sleep(seconds)
    written = trial.machine.written() - before
    trial.check(f"N = {written} bytes written to the card in {seconds} idle seconds", written == 0)


def targets(trial, slide, lang):
    path = os.path.join(trial.references, f"layout-{slide}-{lang}.json")
    subprocess.run([trial.vitrin, "--pack", trial.pack, "--slide", slide, "--lang", lang, "--size", "{}x{}".format(*machine.SIZE),
                    "--dump-layout", path], check=True, stdout=subprocess.DEVNULL)
    with open(path, encoding="utf-8") as file:
        return {hit["n"]: (hit["x"] + hit["w"] / 2, hit["y"] + hit["h"] / 2) for hit in json.load(file)["hits"]}


def part_touch(trial):
    key, _, why = trial.until_page("touch-before", lambda key: key[1] not in ("attract", "home"))
    if not trial.check("a page of the loop is on", key is not None, why):
        return
    trial.machine.tap(640, 40)  # what is on becomes the visitor's
    time.sleep(2)
    key, _, why = trial.until_page("touch-opened", seconds=60 * trial.patience)
    if not trial.check("a finger on nothing leaves a page on", key is not None, why):
        return
    steps = [("next", lambda k, was: k[1] not in (was[1], "home") and k[2] == "fa"),
             ("home", lambda k, was: k[1] == "home" and k[2] == "fa"),
             ("lang", lambda k, was: k[1] == "home" and k[2] == "en")]
    for name, is_wanted in steps:
        was = key
        x, y = targets(trial, was[1], was[2])[name]
        trial.machine.tap(x - (30 if name == "lang" else 0), y)  # of the two languages the one that is not on, to the left
        key, took, why = trial.until_page(f"touch-{name}", lambda k, was=was, is_wanted=is_wanted: is_wanted(k, was), 40 * trial.patience)
        if not trial.check(f"a finger on {name}: {'/'.join(was)} becomes {'/'.join(key) if key else 'none'} within {took:.0f} s", key is not None, why):
            return
    # and, left alone, the loop is back, in Persian
    key, took, why = trial.until_page("touch-after", lambda k: k[2] == "fa", 240 * trial.patience)
    trial.check(f"left alone, the show is back in Persian after {took:.0f} s", key is not None, why)


def part_pinch(trial):
    """Two fingers on the map of zones."""
    trial.machine.tap(640, 40)
    time.sleep(2)
    key, _, why = trial.until_page("pinch-any", lambda key: key[1] != "attract", 60)
    if not trial.check("a visitor's page is on", key is not None, why):
        return
    for name, is_wanted in (("home", lambda k: k[1] == "home"), ("tile_zones", lambda k: k[1] != "home")):
        trial.machine.tap(*targets(trial, key[1], key[2])[name])
        key, _, why = trial.until_page(f"pinch-{name}", is_wanted, 40)
        if not trial.check(f"a finger on {name}: {'/'.join(key) if key else 'none'}", key is not None, why):
            return
    while key is not None and key[1] != "zones":
        trial.machine.tap(*targets(trial, key[1], key[2])["next"])
        key, _, why = trial.until_page("pinch-next", lambda k, was=key: k[1] != was[1], 40)
    if not trial.check("the map of zones is on", key is not None, why):
        return
    time.sleep(6)
    box = (80, 120, 560, 460)
    before = look.small(trial.screen("pinch-before"), box)
    rest = look.apart(before, look.small(trial.screen("pinch-rest"), box))
    trial.machine.down(250, 300, 0)
    trial.machine.down(330, 300, 1)
    for step in range(1, 11):
        time.sleep(0.1)
        trial.machine.move(250 - 12 * step, 300, 0)
        trial.machine.move(330 + 12 * step, 300, 1)
    trial.machine.up(0)
    trial.machine.up(1)
    time.sleep(4)
    changed = look.apart(before, look.small(trial.screen("pinch-after"), box))
    trial.check(f"two fingers move the map: {rest:.1f} grey levels before, {changed:.1f} by them", changed > 2 + 2 * rest)
    trial.machine.tap(*targets(trial, "zones", key[2])["home"])
    key, _, why = trial.until_page("pinch-home", lambda k: k[1] == "home", 40)
    trial.check("and home is near", key is not None, why)


def type_pin(trial, pin):
    keys = {"0": (640, 572)}
    keys.update({str(n + 1): (512 + 128 * (n % 3), 318 + 85 * (n // 3)) for n in range(9)})
    for digit in pin:
        trial.machine.tap(*keys[digit])
        time.sleep(0.6)


def part_staff(trial):
    """The door, the pad, a wrong PIN, the right one, as it was read off the first start's card, and the way back."""
    if not trial.check("the PIN could be read off its card", len(trial.pin) == 6, trial.pin):
        return
    for x, seconds in ((40, 4.5), (machine.SIZE[0] - 40, 3.2)):
        trial.machine.down(x, 40)
        time.sleep(seconds)
        trial.machine.up()
        time.sleep(0.4)
    if not trial.check("two held corners open the pad", *trial.until_staff("staff-pad", "pad")):
        return
    type_pin(trial, "".join(str((int(digit) + 1) % 10) for digit in trial.pin))
    time.sleep(3)
    trial.check("a wrong PIN leaves it shut", *trial.until_staff("staff-wrong", "pad"))
    type_pin(trial, trial.pin)
    trial.check("the PIN opens the panel", *trial.until_staff("staff-panel", "panel"))
    trial.machine.tap(1192, 664)
    key, _, why = trial.until_page("staff-after", seconds=60)
    trial.check("and back to the show", key is not None, why)


def part_hands(trial):
    """The touch screen's plug: out, in again, and it is felt again."""
    pulled = "cd /sys/bus/virtio/drivers/virtio_input && ls -d virtio* >/run/hands && for i in $(cat /run/hands); do echo $i >unbind; done"
    put_in = "cd /sys/bus/virtio/drivers/virtio_input && for i in $(cat /run/hands); do echo $i >bind; done"
    before = trial.pid()
    trial.machine.shell(pulled)
    time.sleep(4)
    trial.check("without its touch screen the show goes on", trial.pid() == before)
    trial.machine.shell(put_in)
    begun = time.monotonic()
    while trial.pid() in (0, before) and time.monotonic() - begun < PATIENCE_S:
        time.sleep(0.5)
    key, _, why = trial.until_page("hands-again", lambda key: key[1] not in ("attract", "home"))
    took = time.monotonic() - begun
    if trial.check(f"a page {took:.0f} s after it came back", key is not None and took <= FAULT_S, why):
        trial.machine.tap(640, 40)
        time.sleep(2)
        key, _, why = trial.until_page("hands-opened", seconds=60)
        x, y = targets(trial, key[1], key[2])["home"]
        trial.machine.tap(x, y)
        key, took, why = trial.until_page("hands-home", lambda k: k[1] == "home", 40)
        trial.check(f"it is felt again: home within {took:.0f} s", key is not None, why)


def receipt(trial, name, outcome):
    """Waits for the receipt on the stick, then pulls the stick."""
    image = f"{trial.sticks}/{name}.img"
    with open(image, "rb") as file:
        file.seek((1 << 20) + 3)
        is_exfat = file.read(5) == b"EXFAT"
    command = [f"{HERE}/exfat.py", "get", image, str(1 << 20), "vitrin-receipt.txt"] if is_exfat else ["mtype", "-i", image + "@@1M", "::vitrin-receipt.txt"]
    end = time.monotonic() + PATIENCE_S
    text = ""
    while time.monotonic() < end and "outcome:" not in text:
        time.sleep(2)
        text = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.decode("utf-8", "replace")
    time.sleep(6)  # mounted for five seconds at most
    trial.machine.unplug(name)
    trial.check(f"{name}: the receipt says so", f"outcome: {outcome}" in text, text[-300:])


def part_sticks(trial):
    def is_old(key):
        return key[0] == "report"

    def is_new(key):
        return key[0] == "lights"

    def refuse(name, outcome, is_shown, has_receipt=True):
        trial.machine.plug(name, f"{trial.sticks}/{name}.img")
        if is_shown is is_old:  # whose cards are known
            trial.until_card(f"stick-{name}", outcome, PATIENCE_S)
        if has_receipt:
            receipt(trial, name, outcome)
        else:
            trial.machine.unplug(name)
        key, _, why = trial.until_page(f"stick-{name}-after", is_shown)
        trial.check(f"{name}: the show is what it was", key is not None, why)

    for name, outcome in (("unsigned", "unsigned"), ("unknown", "key_unknown"), ("altered", "signature_wrong"), ("empty", "empty")):
        refuse(name, outcome, is_old)
    refuse("foreign", "stick_foreign", is_old, False)
    # one that is pulled while it is read: a minute's worth of it is left
    trial.machine.plug("big", f"{trial.sticks}/big.img", kb_a_second=150)
    trial.machine.shell("until grep -qx 'phase reading' /run/vitrin/status; do sleep 1; done", PATIENCE_S)
    trial.screen("stick-big-read")
    trial.machine.unplug("big", True)
    trial.until_card("stick-big", "stick_pulled", PATIENCE_S)
    key, _, why = trial.until_page("stick-big-after", is_old)
    trial.check("pulled: the show is what it was", key is not None, why)
    # and the good one
    begun = time.monotonic()
    trial.machine.plug("good", f"{trial.sticks}/good.img")
    trial.until_card("stick-good", "installed", PATIENCE_S)
    key, _, why = trial.until_page("stick-good-shown", is_new)
    trial.check(f"the new show is on the screen {time.monotonic() - begun:.0f} s after the stick ({'/'.join(key) if key else 'none'})", key is not None, why)
    receipt(trial, "good", "installed")
    refuse("again", "already", is_new)
    refuse("older", "older", is_new)
    # all of the report, page by page beside a show, in 512 MB
    begun = time.monotonic()
    trial.machine.plug("report", f"{trial.sticks}/report.img")
    key, _, why = trial.until_page("stick-report-shown", is_old, 900 * trial.patience)
    trial.check(f"the whole report is on the screen {time.monotonic() - begun:.0f} s after the stick ({'/'.join(key) if key else 'none'})", key is not None, why)
    receipt(trial, "report", "installed")
    said = trial.machine.shell("sed -n 's/Vm\\(HWM\\|RSS\\): *//p' /proc/$(systemctl show -P MainPID vitrin.service)/status; journalctl -q -k --no-pager | grep -c 'Out of memory'")
    most, now, starved = ([int(word) for word in said.split() if word != "kB"] + [0, 0, 1])[:3]
    trial.check(f"memory of the show: {most} kB while one pack took over from another, {now} kB now, and nothing was ended for want of it",
                0 < now <= 150 * 1024 and most <= 200 * 1024 and starved == 0, said)


def part_usb(trial):
    before = trial.pid()
    devices = ["usb-kbd", "usb-mouse", "usb-tablet", "usb-wacom-tablet", "usb-braille", "usb-serial", "usb-net", "usb-ccid"]
    has = []
    trial.machine.qmp("chardev-add", id="dev1", backend={"type": "null", "data": {}})
    trial.machine.qmp("chardev-add", id="dev2", backend={"type": "null", "data": {}})
    extra = {"usb-serial": {"chardev": "dev1"}, "usb-braille": {"chardev": "dev2"}}
    for name in devices:
        try:
            trial.machine.qmp("device_add", driver=name, bus="xhci.0", id=f"other-{name}", **extra.get(name, {}))
            has.append(name)
        except RuntimeError as problem:
            trial.say(f"{name}: this qemu has none of it: {problem}")
        time.sleep(3)
    trial.say(f"N = {len(has)} devices: {' '.join(has)}")
    keys = ["l", "esc", "home", "ret", "slash", "a", "c", "t"]
    chords = [["ctrl", "alt", "delete"], ["ctrl", "alt", "f2"], ["alt", "sysrq", "b"], ["ctrl", "q"], ["alt", "f4"]]
    pressed = 0
    while pressed < KEYS:
        for chord in [[key] for key in keys] + chords:
            trial.machine.qmp("send-key", keys=[{"type": "qcode", "data": key} for key in chord])
            pressed += 1
            time.sleep(0.15)
    for _ in range(8):  # a mouse's way; its button is left alone, for qemu gives a button to the touch screen, which has one too
        trial.machine.qmp("input-send-event", events=[{"type": "rel", "data": {"axis": "x", "value": 40}},
                                                     {"type": "rel", "data": {"axis": "y", "value": 20}}])
    time.sleep(2)
    key, _, why = trial.until_page("usb-after", seconds=60)
    trial.check(f"N = {pressed} keys and chords: the show goes on, in Persian, in its loop", key is not None and key[2] == "fa" and key[1] != "home", f"{key} {why}")
    trial.check("it is the same run of the show", trial.pid() == before)
    said = trial.machine.shell("for i in /sys/bus/usb/devices/*:*; do [ -e $i/driver ] && echo $(cat $i/bInterfaceClass $i/bInterfaceProtocol) $(basename $(readlink $i/driver)); done")
    others = [line for line in said.splitlines() if line.split()[:1] not in (["09"], ["08"], ["03"])]
    trial.check("no driver but those of hubs, storage and HID took any of them", not others, said)
    said = trial.machine.shell("for i in /sys/class/input/event*; do udevadm info -q property $i | grep -q '^ID_INPUT=1' && echo -n 'seen ' || "
                              "echo -n 'hidden '; cat $i/device/name; done")
    seen = [line for line in said.splitlines() if line.startswith("seen ")]
    trial.check("the show can see the touch screen, and nothing else", len(seen) == 1 and "MultiTouch" in seen[0], said)
    trial.check("no keyboard of USB is among the machine's devices", "Keyboard" not in said and "hidden" in said, said)
    for name in has:
        trial.machine.qmp("device_del", id=f"other-{name}")
    # one that hangs there before the machine is switched on
    trial.machine.cut()
    trial.machine.extra += ["-device", "usb-kbd,bus=xhci.0"]
    first = trial.on("usb-cold")
    for key in keys:
        trial.machine.qmp("send-key", keys=[{"type": "qcode", "data": key}])
    said = trial.machine.shell("cat /sys/class/input/event*/device/name")
    key, _, why = trial.until_page("usb-cold-after", seconds=60)
    trial.check("a keyboard that was there first does nothing, either", None not in (key, first) and key[2] == first[2] and key[1] != "home" and "Keyboard" not in said,
                f"{key} {why} {said}")
    trial.machine.cut()
    del trial.machine.extra[-2:]
    trial.on("usb-without")
