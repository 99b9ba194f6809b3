#pragma once

#include <stdbool.h>

/* Points, rectangles, colours. Screen space: pixels, y down. */

struct vec2 {
    float x, y;
};

struct rect {
    float x, y, w, h;
};

struct irect {
    int x, y, w, h;
};

/* Straight (not premultiplied) 8-bit sRGB. */
struct color {
    unsigned char r, g, b, a;
};

#define COLOR_RGB(hex)                                                                                       \
    ((struct color){(unsigned char)((hex) >> 16), (unsigned char)((hex) >> 8), (unsigned char)(hex), 255})

bool rect_contains(struct rect r, float x, float y);
struct rect rect_union(struct rect a, struct rect b); /* an empty one (w or h <= 0) is neutral */
struct irect irect_intersect(struct irect a, struct irect b);
bool irect_is_empty(struct irect r);
bool irect_overlaps(struct irect a, struct irect b);
struct rect rect_inset(struct rect r, float by);
struct color color_fade(struct color c, float alpha);            /* multiplies alpha; alpha clamped to 0..1 */
struct color color_mix(struct color a, struct color b, float t); /* t 0 = a, 1 = b */
float color_luminance(struct color c); /* relative, 0..1: WCAG 2.x; alpha counts for nothing */
float float_clamp(float v, float lo, float hi);
/* Whole part within low..high; low when it is not a number: a cast alone is undefined beyond the type. */
int int_clamp(double v, int low, int high);
float float_mix(float a, float b, float t);
