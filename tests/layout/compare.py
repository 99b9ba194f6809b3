#!/usr/bin/env python3
"""Holds a slide's layout against the design's coordinates.

usage: compare.py DESIGN.json LAYOUT.json   (LAYOUT from `vitrin --dump-layout`)

Texts are matched after folding joiners, controls and digits away; then anchor x, baseline and size are compared.
Prints one line a text that is further than 24 px away and a summary: texts, matched, median and greatest distance.
Exit status 1 when a listed limit is passed and the text is not in differences.txt beside this file."""
import json
import os
import re
import sys

LIMIT_PX = 24.0
MEDIAN_PX = 4.0


def fold(text):
    text = re.sub('[\u200c\u200e\u200f\u061c\u2066-\u2069\u2060\u202a-\u202e]', '', text)
    text = re.sub('[0-9\u06f0-\u06f9]', '#', text)
    return text.replace('\u00a0', ' ').replace(' ', '').replace('\u064a', '\u06cc').strip()


def edge(text, anchor):
    """The anchor the design used, taken from the layout's box."""
    x, _, w, _ = text['box']
    return {'l': x, 'r': x + w, 'c': x + w / 2}[anchor]


def main():
    design = json.load(open(sys.argv[1], encoding='utf-8'))['texts']
    layout = json.load(open(sys.argv[2], encoding='utf-8'))['texts']
    here = os.path.dirname(os.path.abspath(__file__))
    listed = set()
    for line in open(os.path.join(here, 'differences.txt'), encoding='utf-8'):
        line = line.split('#')[0].strip()
        if line:
            listed.add(fold(line))
    name = os.path.basename(sys.argv[1])
    distances, unmatched, far = [], [], []
    for want in design:
        same = [t for t in layout if fold(t['t']) == fold(want['t'])]
        if not same:
            if fold(want['t']) not in listed:
                unmatched.append(want['t'])
            continue
        best = min(same, key=lambda t: abs(edge(t, want['anchor']) - want['x']) + abs(t['base'] - want['base']))
        away = max(abs(edge(best, want['anchor']) - want['x']), abs(best['base'] - want['base']), abs(best['px'] - want['px']))
        distances.append(away)
        if away > LIMIT_PX and fold(want['t']) not in listed:
            far.append('%s: %.0f px away (x %.0f for %.0f, baseline %.0f for %.0f, size %.0f for %.0f)' % (
                want['t'], away, edge(best, want['anchor']), want['x'], best['base'], want['base'], best['px'], want['px']))
    distances.sort()
    median = distances[len(distances) // 2] if distances else 999.0
    for text in far:
        print('%s: %s' % (name, text))
    for text in unmatched:
        print('%s: not shown: %s' % (name, text))
    print('%s: %d texts, %d matched, median %.1f px, greatest %.1f px' % (name, len(design), len(distances), median, distances[-1] if distances else 0))
    sys.exit(1 if far or unmatched or median > MEDIAN_PX else 0)


if __name__ == '__main__':
    main()
