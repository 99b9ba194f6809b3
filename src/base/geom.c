/* Arithmetic of rectangles and colours. Pure and total: NaN and reversed rectangles give something
 * harmless, because drawing cannot fail. Rectangles are half open: the right and lower edge are outside.
 * Colours mix in sRGB, as the painter blends. */

#include "base/geom.h"

#include <math.h>

bool
rect_contains(struct rect r, float x, float y) {
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

struct rect
rect_union(struct rect a, struct rect b) {
    if (a.w <= 0.0f || a.h <= 0.0f) {
        return b;
    }
    if (b.w <= 0.0f || b.h <= 0.0f) {
        return a;
    }
    const float x0 = a.x < b.x ? a.x : b.x;
    const float y0 = a.y < b.y ? a.y : b.y;
    const float x1 = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    const float y1 = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

struct irect
irect_intersect(struct irect a, struct irect b) {
    const int x0 = a.x > b.x ? a.x : b.x;
    const int y0 = a.y > b.y ? a.y : b.y;
    const int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    const int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (x1 <= x0 || y1 <= y0) {
        return (struct irect){x0, y0, 0, 0};
    }
    return (struct irect){x0, y0, x1 - x0, y1 - y0};
}

bool
irect_is_empty(struct irect r) {
    return r.w <= 0 || r.h <= 0;
}

bool
irect_overlaps(struct irect a, struct irect b) {
    return !irect_is_empty(irect_intersect(a, b));
}

struct rect
rect_inset(struct rect r, float by) {
    return (struct rect){r.x + by, r.y + by, r.w - 2.0f * by, r.h - 2.0f * by};
}

float
float_clamp(float v, float lo, float hi) {
    return v > lo ? (v < hi ? v : hi) : lo; /* NaN: lo */
}

int
int_clamp(double v, int low, int high) {
    return !(v > (double)low) ? low : v >= (double)high ? high : (int)v;
}

float
float_mix(float a, float b, float t) {
    return a + (b - a) * t;
}

struct color
color_fade(struct color c, float alpha) {
    c.a = (unsigned char)((float)c.a * float_clamp(alpha, 0.0f, 1.0f) + 0.5f);
    return c;
}

static unsigned char
mix_channel(unsigned char a, unsigned char b, float t) {
    return (unsigned char)(float_mix((float)a, (float)b, t) + 0.5f);
}

struct color
color_mix(struct color a, struct color b, float t) {
    const float u = float_clamp(t, 0.0f, 1.0f);
    return (struct color){
        mix_channel(a.r, b.r, u),
        mix_channel(a.g, b.g, u),
        mix_channel(a.b, b.b, u),
        mix_channel(a.a, b.a, u),
    };
}

static float
linear_of(unsigned char byte) {
    const float v = (float)byte / 255.0f;
    return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
}

float
color_luminance(struct color c) {
    return 0.2126f * linear_of(c.r) + 0.7152f * linear_of(c.g) + 0.0722f * linear_of(c.b);
}
