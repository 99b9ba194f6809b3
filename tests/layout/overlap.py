#!/usr/bin/env python3
"""Finds texts of a layout dump that leave the picture, lie over each other, or are smaller than 28 px at 1080.

usage: overlap.py LAYOUT.json"""
import json
import sys

SLACK = 3.0


def ink(text):
    """The box that ink really fills: from ascender to descender of most letters, not the whole line box."""
    x, y, w, h = text['box']
    px = text['px']
    base = text['base']
    lines = h - 1.5625 * px
    return x, base - 0.74 * px, x + w, base + 0.18 * px + lines


def main():
    data = json.load(open(sys.argv[1], encoding='utf-8'))
    short = min(data['w'], data['h'])
    texts = [t for t in data['texts'] if t['box'][2] > 0]
    faults = []
    for t in texts:
        x0, y0, x1, y1 = ink(t)
        if x0 < -SLACK or y0 < -SLACK or x1 > data['w'] + SLACK or y1 > data['h'] + SLACK:
            faults.append('leaves the picture: %s' % t['t'])
        if t['px'] < 28 * short / 1080 - 1.01:
            faults.append('only %d px: %s' % (t['px'], t['t']))
        if t.get('cut'):
            faults.append('cut off: %s' % t['t'])
    for i, a in enumerate(texts):
        for b in texts[i + 1:]:
            ax0, ay0, ax1, ay1 = ink(a)
            bx0, by0, bx1, by1 = ink(b)
            if min(ax1, bx1) - max(ax0, bx0) > SLACK and min(ay1, by1) - max(ay0, by0) > SLACK:
                faults.append('lie over each other: %s | %s' % (a['t'], b['t']))
    for fault in faults:
        print('%s: %s' % (sys.argv[1], fault))
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
