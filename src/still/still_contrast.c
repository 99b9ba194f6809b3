/* Contrast as WCAG 2 defines it: relative luminances of sRGB colours. Ratios behind a text are counted in a histogram fine
 * enough for two decimals, so that a page costs one pass. */

#include <math.h>
#include <string.h>

#include "still/still_rules.h"

#define RATIO_MAX 21.0f
#define STEPS_A_UNIT 100
#define BINS (21 * STEPS_A_UNIT + 1)

struct histogram {
    float linear[256]; /* of an sRGB byte */
    unsigned count[BINS];
    struct color sample[BINS];
    unsigned total;
};

static float
linear_of(int byte) {
    const float v = (float)byte / 255.0f;
    return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
}

static float
luminance(const float *linear, struct color c) {
    return 0.2126f * linear[c.r] + 0.7152f * linear[c.g] + 0.0722f * linear[c.b];
}

static float
ratio(float a, float b) {
    return (fmaxf(a, b) + 0.05f) / (fminf(a, b) + 0.05f);
}

static void
fill_linear(float *linear) {
    for (int i = 0; i < 256; i++) {
        linear[i] = linear_of(i);
    }
}

float
still_contrast(struct color a, struct color b) {
    return ratio(color_luminance(a), color_luminance(b));
}

static void
count_row(struct histogram *h, const uint32_t *pixels, int count, struct color text) {
    const float own = luminance(h->linear, text);
    const float alpha = (float)text.a / 255.0f;
    for (int i = 0; i < count; i++) {
        const struct color ground = COLOR_RGB(pixels[i]);
        const struct color seen = {text.r, text.g, text.b, 255};
        const float light = text.a == 255 ? own : luminance(h->linear, color_mix(ground, seen, alpha));
        const int bin = (int)(ratio(light, luminance(h->linear, ground)) * STEPS_A_UNIT);
        h->count[bin < BINS ? bin : BINS - 1]++;
        h->sample[bin < BINS ? bin : BINS - 1] = ground;
    }
    h->total += (unsigned)count;
}

float
still_contrast_worst(const struct draw_target *ground, struct rect box, struct color text, double part,
                     struct color *ret_behind) {
    struct histogram h = {.total = 0};
    const struct irect pixels = {(int)floorf(box.x), (int)floorf(box.y), (int)ceilf(box.w),
                                 (int)ceilf(box.h)};
    const struct irect seen =
        irect_intersect(pixels, (struct irect){0, 0, ground->width_px, ground->height_px});
    fill_linear(h.linear);
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        count_row(&h, ground->pixels + (size_t)y * (size_t)ground->stride_px + seen.x, seen.w, text);
    }
    unsigned below = 0;
    for (int bin = 0; h.total > 0 && bin < BINS; bin++) {
        below += h.count[bin];
        if ((double)below > part * (double)h.total) {
            *ret_behind = h.sample[bin];
            return (float)bin / STEPS_A_UNIT;
        }
    }
    *ret_behind = (struct color){0};
    return RATIO_MAX;
}
