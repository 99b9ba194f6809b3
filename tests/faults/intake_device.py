"""A device in a folder, sticks for it, and what may be done to it: shared by those who disturb it (points.py, cuts.py). The programs are the
real ones on real files; only the rehearsal is left out (it changes nothing: /bin/true stands for it)."""
import hashlib
import os
import shutil
import signal
import subprocess
import sys

BUILD = sys.argv[1]
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that folders go and disks are unmounted


def run(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def must(*words):
    done = run(*words)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stdout}")


class Device:
    """A folder with a state, keys, a factory pack and sticks; and what the intake is told of them."""

    def __init__(self, root):
        self.root = root
        self.proven = None  # the identity of the pack that was confirmed last

    def path(self, name):
        return f"{self.root}/{name}"

    def command(self, *words):
        return [f"{BUILD}/vitrin-intake", *words, "--state-dir", self.path("state"), "--run-dir", self.path("run"), "--keys",
                self.path("keys"), "--factory", self.path("1.vpack"), "--vitrin", "/bin/true"]

    def take(self, pack):
        return self.command("take", self.path(f"stick{pack}"))

    def shown(self):
        """(source, highest sequence number, identity), or None when nothing can be shown."""
        done = run(f"{BUILD}/faults/check_state", self.path("state"), self.path("keys"), self.path("1.vpack"))
        if done.returncode != 0:
            return None
        source, seq, identity = done.stdout.split()
        return source, int(seq), identity

    def forget(self):
        for name in ("state", "run", "kept-state", "kept-run"):
            shutil.rmtree(self.path(name), ignore_errors=True)

    def keep(self):
        for name in ("state", "run"):
            shutil.copytree(self.path(name), self.path(f"kept-{name}"))

    def restore(self):
        for name in ("state", "run"):
            shutil.rmtree(self.path(name))
            shutil.copytree(self.path(f"kept-{name}"), self.path(name))


def make_packs(root, count):
    """Packs 1…count of the small show, each with the sequence number of its name, signed, and each but the first on a stick."""
    must("cp", "-r", f"{BUILD}/keys.d", f"{root}/keys")
    for seq in range(1, count + 1):
        must("rm", "-rf", f"{root}/sheets")
        must("cp", "-r", "tests/show_lighthouse", f"{root}/sheets")
        must("sed", "-i", f"s/^seq,.*/seq,{seq}/", f"{root}/sheets/meta.csv")
        pack = f"{root}/{seq}.vpack"
        must(f"{BUILD}/vitrin-pack", "build", f"{root}/sheets", "-o", pack)
        must(f"{BUILD}/vitrin-pack", "sign", pack, "-k", f"{BUILD}/development.key")
        os.mkdir(f"{root}/stick{seq}")
        must("cp", pack, f"{pack}.minisig", f"{root}/stick{seq}")


def installed(device, *packs):
    for pack in packs:
        must(*device.take(pack))


def want_confirmed(device):
    """As the show asks for it when the pack on trial has proved itself; what is confirmed is the file's hash."""
    with open(device.path(f"state/slots/{device.shown()[0]}.vpack"), "rb") as pack:
        digest = hashlib.blake2b(pack.read()).hexdigest()
    with open(device.path("state/requests/confirm"), "w", encoding="ascii") as request:
        request.write(digest)


def confirmed(device):
    want_confirmed(device)
    must(*device.command("requests"))
    if "on trial" in run(*device.command("status")).stdout:
        sys.exit("a pack on trial was not confirmed")
    device.proven = device.shown()[2]


def first(device):
    must(*device.command("boot"))
    return device.take(2)


def second(device):
    installed(device, 2)
    confirmed(device)
    return device.take(3)


def replaced(device):
    """The pack on trial gives way to another, and the proven one stays."""
    second(device)
    installed(device, 3)
    return device.take(4)


def strike(device):
    installed(device, 2)
    return device.command("boot", "--crashed")


def rollback(device):
    second(device)
    installed(device, 3)
    for _ in range(2):
        must(*device.command("boot", "--crashed"))
    return device.command("boot", "--crashed")


def damaged(device):
    second(device)
    installed(device, 3)
    with open(device.path(f"state/slots/{device.shown()[0]}.vpack"), "r+b") as slot:
        slot.seek(5000)
        slot.write(b"x")
    return device.command("boot")


def confirm(device):
    installed(device, 2)
    want_confirmed(device)
    return device.command("requests")


def previous(device):
    second(device)
    installed(device, 3)
    confirmed(device)
    with open(device.path("state/requests/previous"), "w", encoding="ascii"):
        pass
    return device.command("requests")


OPERATIONS = [first, second, replaced, strike, rollback, damaged, confirm, previous]


def what_is_wrong(device, before, after, has_next_stick):
    """Returns: what is wrong, or nothing."""
    now = device.shown()
    if now is None:
        return "nothing can be shown"
    if now[2] not in (before[2], after[2], device.proven):  # a pack on trial gives way to the proven one first
        return f"neither the old pack nor the new one is shown: {now}"
    if now[1] < before[1]:
        return f"the sequence number fell: {now}"
    if not has_next_stick:
        return None
    must(*device.command("boot"))
    last = run(*device.take(5))
    if last.returncode != 0 or device.shown()[1] != 5:
        return f"the next stick does not install: {last.stdout}"
    return None
