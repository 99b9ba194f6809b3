#!/usr/bin/env python3
"""Makes the made-up geography and the two backgrounds of this show: geo/*.wkt and art/*.png. The same Python gives the same
bytes. usage: make.py FOLDER (it writes FOLDER/geo and FOLDER/art)"""
import math
import struct
import sys
import zlib

# key, class, longitude, latitude, radius in degrees of latitude, stretch, seed
ISLES = [
    ("orrin", "large", -38.20, 45.80, 0.135, 1.45, 1),
    ("tarn", "large", -37.62, 46.02, 0.100, 1.25, 2),
    ("velda", "large", -38.62, 45.42, 0.092, 1.35, 3),
    ("skarr", "small", -37.98, 46.16, 0.034, 1.2, 4),
    ("wick", "small", -38.66, 45.98, 0.044, 1.3, 5),
    ("merrow", "small", -37.50, 45.62, 0.046, 1.2, 6),
    ("quill", "small", -38.02, 45.46, 0.038, 1.3, 7),
    ("hob", "small", -37.16, 45.92, 0.030, 1.2, 8),
]


def coast(lon, lat, radius, stretch, seed):
    """A ring that runs counter-clockwise: a stretched circle with bays."""
    points = []
    for i in range(96):
        turn = 2 * math.pi * i / 96
        bays = sum(math.sin(k * turn + seed * (k * 1.7 + 0.6)) * 0.34 / k for k in (2, 3, 5, 8, 13))
        reach = radius * (1 + bays * 0.8)
        x = lon + reach * stretch * math.cos(turn) / math.cos(math.radians(lat))
        points.append((x, lat + reach * math.sin(turn)))
    return points + points[:1]


def wave(from_point, to_point, swing, count=40):
    """A line between two points of the design that swings to its side and back."""
    (ax, ay), (bx, by) = from_point, to_point
    for i in range(count + 1):
        t = i / count
        side = swing * math.sin(2 * math.pi * t) * math.sin(math.pi * t)
        yield ax + (bx - ax) * t, ay + (by - ay) * t + side


def line(points):
    return "LINESTRING (" + ", ".join(f"{x:.1f} {y:.1f}" for x, y in points) + ")"


def write_geography(folder):
    with open(folder + "/geo/isles.wkt", "w", encoding="ascii") as out:
        for key, _, lon, lat, radius, stretch, seed in ISLES:
            ring = ", ".join(f"{x:.4f} {y:.4f}" for x, y in coast(lon, lat, radius, stretch, seed))
            out.write(f"{key}\tPOLYGON (({ring}))\n")
    currents = {  # ends in design units; the two meet at one point
        "landscape": [(-20, 430), (-20, 960), (880, 760), (1940, 620), (1940, 800)],
        "portrait": [(-20, 860), (-20, 1420), (560, 1160), (1100, 980), (1100, 1440)],
    }
    with open(folder + "/geo/currents.wkt", "w", encoding="ascii") as out:
        for shape, (north, south, meeting, north_out, south_out) in currents.items():
            for key, a, b, swing in (("north", north, meeting, 90), ("south", south, meeting, -70),
                                     ("north_out", meeting, north_out, -50), ("south_out", meeting, south_out, 30)):
                out.write(f"{key}_{shape}\t{line(wave(a, b, swing))}\n")


def pixel(x, y, width, height):
    """Night over the sea: a lamp's glow at the left edge, rings of light around it that fade."""
    down = y / height
    unit = max(width, height)
    far = math.hypot(x + 0.02 * unit, y - 0.52 * height) / unit
    glow = max(0.0, 1 - far / 0.8) ** 2 * 0.5
    ring = max(0.0, 1 - abs((far * 13) % 1 - 0.5) * 24) * max(0.0, 1 - far) * 0.10
    light = glow * 0.5 + ring
    base = (0x14 + (0x1c - 0x14) * down, 0x10 + (0x17 - 0x10) * down, 0x26 + (0x33 - 0x26) * down)
    return bytes(int(b + (c - b) * light + 0.5) for b, c in zip(base, (0x6a, 0x50, 0x86)))


def write_png(path, width, height):
    rows = b"".join(b"\0" + b"".join(pixel(x, y, width, height) for x in range(width)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        out.write(chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def main():
    folder = sys.argv[1] if len(sys.argv) == 2 else sys.exit(__doc__)
    write_geography(folder)
    write_png(folder + "/art/land.png", 960, 540)
    write_png(folder + "/art/port.png", 540, 960)


main()
