#!/usr/bin/env python3
"""Alters a folder of sheets as a careless or hostile author would. usage: alter.py FOLDER COMMAND …
cell SHEET ROW COLUMN VALUE: ROW is the first cell, or with a slash the first and the third (slide/item), or * for every row
copy SHEET ROW TIMES NEXT: the row that many times more; in NEXT, the columns named, each copy gets its number appended
scribble FILE KEY COUNT: a line of so many corners all over the picture in the place of a geometry's
cut FILE BYTES: only the beginning of a file"""
import csv
import random
import sys


def is_row(row, key):
    return key in ("*", row[0]) or (len(row) > 2 and key == row[0] + "/" + row[2])


def change(path, alter):
    with open(path, encoding="utf-8", newline="") as sheet:
        rows = list(csv.reader(sheet))
    rows = rows[:1] + alter(rows[0], rows[1:])
    with open(path, "w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet, lineterminator="\n").writerows(rows)


def cell(folder, sheet, key, column, value):
    def alter(head, rows):
        met = [row for row in rows if is_row(row, key)]
        if not met:
            sys.exit(f"{sheet}: no row {key}")
        for row in met:
            row[head.index(column)] = value
        return rows

    change(f"{folder}/{sheet}", alter)


def copy(folder, sheet, key, times, columns):
    def alter(head, rows):
        out = []
        for row in rows:
            out.append(row)
            for i in range(int(times) if is_row(row, key) else 0):
                twin = list(row)
                for column in columns.split():
                    twin[head.index(column)] += str(100 + i)
                out.append(twin)
        return out

    change(f"{folder}/{sheet}", alter)


def scribble(folder, file, key, count):
    rolls = random.Random(1)
    corners = ", ".join(f"{rolls.uniform(-20, 1900):.1f} {rolls.uniform(0, 1000):.1f}" for _ in range(int(count)))
    with open(f"{folder}/{file}", encoding="utf-8") as lines:
        rows = [line for line in lines if not line.startswith(key + "\t")]
    with open(f"{folder}/{file}", "w", encoding="utf-8") as lines:
        lines.writelines(rows + [f"{key}\tLINESTRING ({corners})\n"])


def cut(folder, file, size):
    with open(f"{folder}/{file}", "r+b") as whole:
        whole.truncate(int(size))


{"cell": cell, "copy": copy, "scribble": scribble, "cut": cut}[sys.argv[2]](sys.argv[1], *sys.argv[3:])
