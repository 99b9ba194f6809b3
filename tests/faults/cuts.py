#!/usr/bin/env python3
"""Cuts the power under a real file system: ext4 on a disk whose cache is lost. An intake works on a mounted disk (a file that qemu-storage-daemon
exports through FUSE, below a loop device) while every write and every flush is logged. From the log come the disks that a cut may leave
behind: all that was flushed, and of what was written since nothing, everything, some, some in another order, some sectors. Each is
mounted, so that the journal recovers it, and asked: does the state lead to a complete, verified pack, the old one or the new one, and to
the new one for certain once the intake has said so? Has the sequence number not fallen? Does the next stick install?

usage: cuts.py BUILD N [nosync]

N: so many cuts, at random (SEED, environment). NEXT_STICK=n (environment): after every n-th cut alone the next stick is tried, too. nosync: the
intake's syncs are left out, which has to be noticed. The log's format is dm-log-writes' (Documentation/admin-guide/device-mapper/log-writes.rst)."""
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time

from intake_device import BUILD, OPERATIONS, Device, make_packs, must, run, what_is_wrong

WANTED = int(sys.argv[2])
IS_UNSYNCED = sys.argv[3:] == ["nosync"]
NO_SYNC = f"{BUILD}/faults/preload_nosync.so"
SEED = int(os.environ.get("SEED", "0"))
NEXT_STICK = int(os.environ.get("NEXT_STICK", "5"))
TOLD = 500  # cuts are told in so many at a time, so that a run that is ended has told some
DISK_BYTES = 24 << 20
SECTOR = 512
FLUSH, FUA, DISCARD = 1, 2, 4
MAGIC = 0x6A736677736872
# the journal is written every second; a rename is not helped by ext4's heuristics
OPTIONS = "noauto_da_alloc,commit=1"
WAYS = ("none", "all", "some", "shuffled", "torn")


def what_is_missing():
    if os.geteuid() != 0:
        return "mounting needs root"
    for tool in ("qemu-storage-daemon", "mkfs.ext4", "losetup", "mount"):
        if shutil.which(tool) is None:
            return f"no {tool}"
    if not os.path.exists("/dev/fuse"):
        return "no /dev/fuse"
    with tempfile.TemporaryDirectory() as root:
        make_disk(f"{root}/disk")
        os.mkdir(f"{root}/state")
        if run("mount", "-o", f"loop,{OPTIONS}", f"{root}/disk", f"{root}/state").returncode != 0:
            return "ext4 on a loop device cannot be mounted"
        must("umount", f"{root}/state")
    return None


def make_disk(path):
    with open(path, "wb") as disk:
        disk.truncate(DISK_BYTES)
    must("mkfs.ext4", "-q", "-b", "4096", "-J", "size=4", "-E", "lazy_itable_init=0,lazy_journal_init=0", path)


def unmount(at):
    """Also when it is not mounted, or somebody is still in it."""
    if os.path.ismount(at) and run("umount", at).returncode != 0:
        run("umount", "-l", at)


class LoggedDisk:
    """A disk whose writes and flushes are logged; mounted while it is open."""

    def __init__(self, disk, folder, at):
        self.log = f"{folder}/log"
        self.at = at
        exported = f"{folder}/exported"
        for path in (self.log, exported):
            with open(path, "wb"):
                pass
        self.daemon = subprocess.Popen(
            ["qemu-storage-daemon", "--blockdev", f"driver=file,node-name=disk,filename={disk}",
             "--blockdev", f"driver=file,node-name=log,filename={self.log}",
             "--blockdev", "driver=blklogwrites,node-name=logged,file=disk,log=log,log-sector-size=512",
             "--export", f"type=fuse,id=export,node-name=logged,mountpoint={exported},writable=on"],
            start_new_session=True)  # whoever ends this program does not end it: the disk is unmounted first
        self.loop = None
        try:
            end = time.monotonic() + 20
            while os.stat(exported).st_size != DISK_BYTES:
                if self.daemon.poll() is not None or time.monotonic() > end:
                    sys.exit("cuts: qemu-storage-daemon does not export the disk")
                time.sleep(0.02)
            self.loop = run("losetup", "--find", "--show", exported).stdout.strip()
            must("mount", "-o", OPTIONS, self.loop, at)
        except BaseException:
            self.close()
            raise

    def entries(self):
        """(flags, first byte, data) of each so far."""
        with open(self.log, "rb") as file:
            log = file.read()
        if struct.unpack_from("<Q", log)[0] != MAGIC:
            sys.exit("cuts: the log of writes is none")
        found = []
        at = SECTOR
        while at + 32 <= len(log):
            sector, sectors, flags, _ = struct.unpack_from("<QQQQ", log, at)
            if sectors == 0 and flags == 0:
                break
            at += SECTOR
            data = b"" if flags & DISCARD else log[at:at + sectors * SECTOR]
            if flags & DISCARD:
                data = bytes(sectors * SECTOR)
            else:
                at += len(data)
            found.append((flags, sector * SECTOR, data))
        return found

    def close(self):
        unmount(self.at)
        if self.loop:
            run("losetup", "-d", self.loop)
        self.daemon.terminate()
        self.daemon.wait()


class Recording:
    """One operation: the disk before it, what was written, and between which entries of the log it ran."""

    def __init__(self, root, operation):
        device = Device(root)
        state = device.path("state")
        disk = f"{root}/disk"
        must("rm", "-rf", device.path("run"))
        make_disk(disk)
        must("mount", "-o", f"loop,{OPTIONS}", disk, state)
        try:
            must(*device.command("boot"))
            command = operation(device)
            self.before = device.shown() or (None, 0, None)
        finally:
            unmount(state)
        with open(disk, "rb") as file:
            self.disk = file.read()
        logged = LoggedDisk(disk, root, state)
        try:
            self.begun = len(logged.entries())
            must(*(["env", f"LD_PRELOAD={NO_SYNC}", *command] if IS_UNSYNCED else command))
            self.ended = len(logged.entries())
            self.after = device.shown()
            time.sleep(1.6)  # what the kernel writes by itself afterwards may be lost as well
            self.entries = logged.entries()
        finally:
            logged.close()
        self.name = operation.__name__
        self.proven = device.proven

    def cuts(self):
        """Every (entries written, way of losing what was not flushed)."""
        return [(count, way) for count in range(self.begun, len(self.entries) + 1) for way in WAYS]


def put(disk, entry, chance, torn):
    _, at, data = entry
    if not torn:
        disk[at:at + len(data)] = data
        return
    for part in range(0, len(data), SECTOR):
        if chance.random() < 0.5:
            disk[at + part:at + part + SECTOR] = data[part:part + SECTOR]


def disk_after(recording, count, way, chance):
    """What a cut after so many entries may leave."""
    flushed = max((i + 1 for i in range(count) if recording.entries[i][0] & FLUSH), default=0)
    disk = bytearray(recording.disk)
    for entry in recording.entries[:flushed]:
        put(disk, entry, chance, False)
    # what asks for it is there once anything follows
    pending = [(i, entry) for i, entry in enumerate(recording.entries[flushed:count], flushed)]
    certain = {i for i, entry in pending[:-1] if entry[0] & FUA}
    if way == "none":
        kept = [(i, entry) for i, entry in pending if i in certain]
    elif way == "all":
        kept = pending
    else:
        kept = [(i, entry) for i, entry in pending if i in certain or chance.random() < 0.6]
    if way == "shuffled":
        chance.shuffle(kept)
    for i, entry in kept:
        put(disk, entry, chance, way == "torn" and i not in certain)
    return disk


def what_went_wrong(root, recording, cut, chance, has_next_stick):
    count, way = cut
    device = Device(root)
    device.proven = recording.proven
    disk = f"{root}/cut"
    state = device.path("state")
    with open(disk, "wb") as file:
        file.write(disk_after(recording, count, way, chance))
    must("rm", "-rf", device.path("run"))
    mounted = run("mount", "-o", f"loop,{OPTIONS}", disk, state)
    if mounted.returncode != 0:
        return f"the disk cannot be mounted: {mounted.stdout}"
    try:
        before = recording.after if count >= recording.ended else recording.before
        wrong = what_is_wrong(device, before, recording.after, has_next_stick)
        if wrong is None and not has_next_stick and count >= recording.ended and device.shown() != recording.after:
            wrong = f"what the intake had said does not last: {device.shown()} instead of {recording.after}"
    finally:
        unmount(state)
    return wrong


def main():
    missing = what_is_missing()
    if missing is not None:
        print(f"SKIP R2: {missing}")
        return 0
    failures = []
    # on RAM, if there is some: a mounted disk would otherwise be written twice
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as root:
        make_packs(root, 5)
        os.mkdir(f"{root}/state")
        recordings = [Recording(root, operation) for operation in OPERATIONS]
        cuts = [(recording, cut) for recording in recordings for cut in recording.cuts()]
        chance = random.Random(SEED)
        chance.shuffle(cuts)
        flushes = sum(1 for recording in recordings for entry in recording.entries[recording.begun:] if entry[0] & FLUSH)
        for number in range(WANTED):
            recording, cut = cuts[(SEED * WANTED + number) % len(cuts)]
            wrong = what_went_wrong(root, recording, cut, chance, number % NEXT_STICK == 0)
            if (number + 1) % TOLD == 0 and number + 1 < WANTED and not IS_UNSYNCED:
                print(f"N = {TOLD} states of an ext4 after a cut", flush=True)
            if wrong:
                failures.append(f"{recording.name}, entry {cut[0]} of {recording.begun}-{recording.ended}, {cut[1]}: {wrong}")
    if IS_UNSYNCED:
        print(f"cuts: without syncs {len(failures)} of {WANTED} go wrong")
        return 0 if failures else 1
    for failure in failures[:20]:
        print(f"cuts: {failure}")
    print(f"N = {WANTED - (WANTED - 1) // TOLD * TOLD} states of an ext4 after a cut, {WANTED} altogether, of {len(cuts)} in {len(OPERATIONS)} situations with {flushes} flushes")
    print(f"cuts: {WANTED - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


sys.exit(main())
