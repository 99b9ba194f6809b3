#!/usr/bin/env python3
"""Plants one fault at a time in a copy of the show's spreadsheets, at a random row, and expects the author's tool to name file, row
and column. The seed is fixed and printed, so every run plants the same. usage: planted.py VITRIN-PACK DATA-FOLDER"""
import csv
import os
import random
import re
import subprocess
import sys
import tempfile

SEED = 20260401
EACH = 20
TOOL, DATA = sys.argv[1:3]


class Show:
    """A copy of the sheets; everything else is linked."""

    def __init__(self, folder):
        self.folder = folder
        self.sheets = {}
        for name in os.listdir(DATA):
            path = os.path.join(DATA, name)
            if name.endswith(".csv"):
                with open(path, encoding="utf-8", newline="") as sheet:
                    self.sheets[name] = list(csv.reader(sheet))
            else:
                os.symlink(os.path.abspath(path), os.path.join(folder, name))
        for name in self.sheets:
            self.write(name)

    def write(self, name):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="") as sheet:
            csv.writer(sheet, lineterminator="\n").writerows(self.sheets[name])

    def column(self, name, column):
        return self.sheets[name][0].index(column)

    def rows(self, name):
        return range(1, len(self.sheets[name]))

    def cell(self, name, row, column):
        return self.sheets[name][row][self.column(name, column)]


class Fault:
    """A changed cell, and what the tool must say of it (by default of that very cell)."""

    def __init__(self, name, row, column, value, said=None, options=()):
        self.name, self.row, self.column, self.value = name, row, column, value
        self.said = said or rf"{name}: row {row + 1}, column {column}\b"
        self.options = list(options) or ["--words-only"]


def shown_figures(show):
    """Figures whose value a row of the coverage sheet names as a plain number at an item of theirs."""
    figures = {show.cell("figure.csv", r, "figure"): r for r in show.rows("figure.csv")}
    items = {}
    for r in show.rows("slide_item.csv"):
        key = (show.cell("slide_item.csv", r, "slide"), show.cell("slide_item.csv", r, "item"))
        items[key] = show.cell("slide_item.csv", r, "figure")
    for r in show.rows("coverage.csv"):
        places = show.cell("coverage.csv", r, "item").split()
        values = show.cell("coverage.csv", r, "values").split(";")
        figure = items.get((show.cell("coverage.csv", r, "slide"), places[0])) if len(places) == 1 else None
        if figure and values[0].strip().split(" ")[0] == show.cell("figure.csv", figures[figure], "value"):
            yield r, figures[figure]


def wrong_value(show, rng):
    fact, row = rng.choice(list(shown_figures(show)))
    value = float(show.cell("figure.csv", row, "value"))
    said = rf"coverage.csv: row {fact + 1}, column values: .*does not carry this value"
    return Fault("figure.csv", row, "value", f"{value * rng.uniform(1.03, 1.9):.6g}", said)


def headline_against_data(show, rng):
    """The claim of a headline is moved away from what the data say."""
    row = rng.choice([r for r in show.rows("slide.csv") if show.cell("slide.csv", r, "claim")])
    claim = show.cell("slide.csv", row, "claim")
    match = re.fullmatch(r"(.*\)) *(<=|>=|=|<|>) *([-0-9.]+)", claim)
    step = rng.choice([1, 2, 3])
    if match[2] == "=":
        other = f"{match[1]} = {float(match[3]) + step:g}"
    elif match[2] in (">", ">="):
        other = f"{match[1]} {match[2]} {float(match[3]) * 50 + step:g}"
    else:
        other = f"{match[1]} {match[2]} {float(match[3]) / 50 - step:g}"
    return Fault("slide.csv", row, "claim", other)


def overlong_name(show, rng):
    """A slide's title that no screen has room for."""
    row = rng.choice(list(show.rows("slide.csv")))
    while not show.cell("slide.csv", row, "title_en") or show.cell("slide.csv", row, "kind") in ("attract",):
        row = rng.choice(list(show.rows("slide.csv")))
    lang = rng.choice(["fa", "en"])
    name = " ".join([show.cell("slide.csv", row, f"title_{lang}")] * 5)
    slide = show.cell("slide.csv", row, "slide")
    return Fault("slide.csv", row, f"title_{lang}", name, options=["--slide", slide])


def unknown_source(show, rng):
    row = rng.choice([r for r in show.rows("figure.csv") if show.cell("figure.csv", r, "sources")])
    sources = show.cell("figure.csv", row, "sources").split(" ")
    sources[rng.randrange(len(sources))] = str(rng.randrange(900, 1000))
    return Fault("figure.csv", row, "sources", " ".join(sources))


def worded_cells(show, rng):
    name = rng.choice(["slide.csv", "slide_item.csv", "figure.csv", "place.csv", "unit.csv", "chapter.csv"])
    columns = [c for c in show.sheets[name][0] if c.endswith(("_fa", "_en"))]
    cells = [(r, c) for r in show.rows(name) for c in columns if show.cell(name, r, c)]
    return (name, *rng.choice(cells))


def missing_translation(show, rng):
    name, row, column = worded_cells(show, rng)
    return Fault(name, row, column, "")


def missing_glyph(show, rng):
    name, row, column = worded_cells(show, rng)
    glyph = rng.choice("鼎䨻☃♞ⴰ🚂")
    words = show.cell(name, row, column)
    return Fault(name, row, column, f"{words} {glyph}", rf"{name}: row {row + 1}, column {column}: .*U\+{ord(glyph):04X}")


def plant(kind, rng):
    with tempfile.TemporaryDirectory(prefix="vitrin-planted-") as folder:
        show = Show(folder)
        fault = kind(show, rng)
        show.sheets[fault.name][fault.row][show.column(fault.name, fault.column)] = fault.value
        show.write(fault.name)
        run = subprocess.run([TOOL, "lint", folder, *fault.options], capture_output=True, text=True, check=False)
        said = run.stdout + run.stderr
        if run.returncode != 0 and re.search(fault.said, said):
            return True
        print(f"{kind.__name__}: {fault.name} row {fault.row + 1} column {fault.column} = {fault.value!r}: not caught:\n{said}")
        return False


def main():
    rng = random.Random(SEED)
    kinds = [wrong_value, headline_against_data, overlong_name, unknown_source, missing_translation, missing_glyph]
    passed = 0
    for kind in kinds:
        caught = sum(plant(kind, rng) for _ in range(EACH))
        print(f"planted {kind.__name__}: N = {EACH}, caught {caught}")
        passed += caught
    total = EACH * len(kinds)
    print(f"planted (seed {SEED}): {passed} passed, {total - passed} failed")
    sys.exit(passed != total)


main()
