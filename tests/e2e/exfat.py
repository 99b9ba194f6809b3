#!/usr/bin/env python3
"""Files on an exFAT stick that is an image, without mounting it (for FAT there are mtools).
exfat.py put IMAGE OFFSET FILE…    into the root directory of a file system as mkfs.exfat makes it, which has to have room; no file is empty
exfat.py get IMAGE OFFSET NAME     what is in a file of the root directory
OFFSET: where in IMAGE the file system begins, in bytes. The specification is Microsoft's "exFAT file system specification"."""
import os
import struct
import sys

FIRST_CLUSTER = 2
IN_USE = 0x80
BITMAP, FILE, STREAM, NAME = 0x81, 0x85, 0xC0, 0xC1
ONE_RUN = 2  # a stream's clusters follow each other, and the table says nothing of them


def rotated(data, total=0, skipped=()):
    """The sum of sets of entries and of names."""
    for i, byte in enumerate(data):
        if i not in skipped:
            total = ((total << 15 | total >> 1) + byte) & 0xFFFF
    return total


class Volume:
    def __init__(self, path, offset, mode="rb"):
        self.file = open(path, mode)
        self.offset = offset
        boot = self.read(0, 512)
        if boot[3:11] != b"EXFAT   ":
            raise ValueError(f"{path}: no exFAT at {offset}")
        table, _, heap, self.count, self.root = struct.unpack_from("<5I", boot, 0x50)
        sector = 1 << boot[0x6C]
        self.size = sector << boot[0x6D]
        self.table, self.heap = table * sector, heap * sector

    def read(self, at, n):
        self.file.seek(self.offset + at)
        return self.file.read(n)

    def write(self, at, data):
        self.file.seek(self.offset + at)
        self.file.write(data)

    def place(self, cluster):
        return self.heap + (cluster - FIRST_CLUSTER) * self.size

    def chain(self, cluster, is_one_run=False):
        while FIRST_CLUSTER <= cluster < FIRST_CLUSTER + self.count:
            yield cluster
            cluster = cluster + 1 if is_one_run else struct.unpack("<I", self.read(self.table + 4 * cluster, 4))[0]

    def content(self, cluster, length, is_one_run):
        data = b""
        for at in self.chain(cluster, is_one_run):
            if len(data) >= length:
                break
            data += self.read(self.place(at), self.size)
        return data[:length]

    def entries(self):
        """The root directory's entries, and where each lies."""
        for cluster in self.chain(self.root):
            for at in range(self.place(cluster), self.place(cluster) + self.size, 32):
                yield at, self.read(at, 32)

    def get(self, wanted):
        stream, name = None, ""
        for _, entry in self.entries():
            if entry[0] == STREAM:
                stream, name, length = entry, "", entry[3]
            elif entry[0] == NAME and stream is not None:
                name += entry[2:].decode("utf-16-le")
                if name[:length] == wanted:
                    cluster, size = struct.unpack_from("<IQ", stream, 20)
                    return self.content(cluster, size, stream[1] & ONE_RUN)
        raise FileNotFoundError(f"no {wanted} on the stick")

    def take_clusters(self, n):
        """The first of n free ones in a row, which are marked as used."""
        cluster, length = next(struct.unpack_from("<IQ", entry, 20) for _, entry in self.entries() if entry[0] == BITMAP)
        bits = int.from_bytes(self.content(cluster, length, False), "little")
        run = (1 << n) - 1
        first = next(i for i in range(self.count - n + 1) if bits >> i & run == 0)
        used = (bits | run << first).to_bytes(length, "little")
        for i, at in enumerate(self.chain(cluster)):
            self.write(self.place(at), used[i * self.size:(i + 1) * self.size])
        return FIRST_CLUSTER + first

    def put(self, path):
        with open(path, "rb") as file:
            data = file.read()
        name = os.path.basename(path)
        first = self.take_clusters(-(-len(data) // self.size))
        self.write(self.place(first), data)
        long = name.encode("utf-16-le")
        parts = [long[i:i + 30].ljust(30, b"\0") for i in range(0, len(long), 30)]
        when = (2026 - 1980) << 25 | 1 << 21 | 1 << 16
        entries = struct.pack("<BBHHHIII12x", FILE, 1 + len(parts), 0, 0x20, 0, when, when, when)
        entries += struct.pack("<BBxBHxxQ4xIQ", STREAM, 1 | ONE_RUN, len(name), rotated(name.upper().encode("utf-16-le")), len(data), first, len(data))
        entries += b"".join(bytes([NAME, 0]) + part for part in parts)
        entries = entries[:2] + struct.pack("<H", rotated(entries, skipped=(2, 3))) + entries[4:]
        free = [at for at, entry in self.entries() if not entry[0] & IN_USE][:len(entries) // 32]
        for i, at in enumerate(free):
            self.write(at, entries[32 * i:32 * i + 32])


def main(command, image, offset, *names):
    volume = Volume(image, int(offset), "rb" if command == "get" else "r+b")
    if command == "get":
        sys.stdout.buffer.write(volume.get(names[0]))
    else:
        for name in names:
            volume.put(name)


main(*sys.argv[1:])
