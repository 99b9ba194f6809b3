/* Inner loops over premultiplied pixels. Division by 255 is exact and rounded, so that an opaque picture stays opaque
 * and the same commands give the same pixels everywhere. */

#include "draw/draw_internal.h"

#include <string.h>

/* Both byte pairs of a pixel times k / 255, rounded. */
static inline uint32_t
scale_pixel(uint32_t pixel, uint32_t k) {
    uint32_t even = (pixel & 0x00FF00FFu) * k + 0x00800080u;
    uint32_t odd = ((pixel >> 8) & 0x00FF00FFu) * k + 0x00800080u;
    even = (even + ((even >> 8) & 0x00FF00FFu)) >> 8 & 0x00FF00FFu;
    odd = (odd + ((odd >> 8) & 0x00FF00FFu)) & 0xFF00FF00u;
    return even | odd;
}

static inline uint32_t
over(uint32_t below, uint32_t above) {
    return above + scale_pixel(below, 255u - (above >> 24));
}

uint32_t
draw_premultiply(struct color color) {
    const uint32_t opaque = 0xFF000000u | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
    return scale_pixel(opaque, color.a);
}

void
draw_blend_solid(uint32_t *row, const uint8_t *coverage, int count, uint32_t color) {
    const bool is_opaque = color >> 24 == 255;
    for (int i = 0; i < count; i++) {
        const uint32_t c = coverage[i];
        if (c == 0) {
            continue;
        }
        if (c == 255 && is_opaque) {
            row[i] = color;
        } else {
            row[i] = over(row[i], c == 255 ? color : scale_pixel(color, c));
        }
    }
}

void
draw_blend_colors(uint32_t *row, const uint8_t *coverage, int count, const uint32_t *colors) {
    for (int i = 0; i < count; i++) {
        if (coverage[i] != 0) {
            row[i] = over(row[i], scale_pixel(colors[i], coverage[i]));
        }
    }
}

void
draw_blend_pixels(uint32_t *row, const uint32_t *source, int count, int alpha) {
    if (alpha >= 255) {
        for (int i = 0; i < count; i++) {
            row[i] = over(row[i], source[i]);
        }
        return;
    }
    for (int i = 0; i < count; i++) {
        row[i] = over(row[i], scale_pixel(source[i], (uint32_t)alpha));
    }
}
