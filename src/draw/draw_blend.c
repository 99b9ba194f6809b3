/* Inner loops over premultiplied pixels. Division by 255 is exact and rounded, so that an opaque picture stays opaque
 * and the same commands give the same pixels everywhere. */

#include "draw/draw_internal.h"

#include <string.h>

/* The loops are written for the vectoriser; on x86-64 a second copy for AVX2 is chosen when the program starts. Integers
 * only, so both copies give the same pixels. (Resolvers run before the address sanitizer is ready; clang names the copies otherwise.) */
#if defined(__x86_64__) && defined(__linux__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define VECTOR_LOOP __attribute__((target_clones("avx2", "default")))
#else
#define VECTOR_LOOP
#endif

#define BLOCK 16

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

VECTOR_LOOP static void
blend_block(uint32_t *restrict row, const uint8_t *restrict coverage, int count, uint32_t color) {
    for (int i = 0; i < count; i++) {
        row[i] = over(row[i], scale_pixel(color, coverage[i]));
    }
}

VECTOR_LOOP static void
blend_constant(uint32_t *row, int count, uint32_t color) {
    for (int i = 0; i < count; i++) {
        row[i] = over(row[i], color);
    }
}

void
draw_blend_fill(uint32_t *row, int count, uint32_t color) {
    if (color >> 24 < 255) {
        blend_constant(row, count, color);
        return;
    }
    for (int i = 0; i < count; i++) {
        row[i] = color;
    }
}

/* Are all BLOCK bytes the same as the first eight's `word`? */
static inline bool
is_block_of(const uint8_t *coverage, uint64_t word) {
    uint64_t halves[2];
    memcpy(halves, coverage, sizeof(halves));
    return halves[0] == word && halves[1] == word;
}

void
draw_blend_solid(uint32_t *row, const uint8_t *coverage, int count, uint32_t color) {
    const bool is_opaque = color >> 24 == 255;
    int i = 0;
    while (i + BLOCK <= count) {
        int end = i;
        while (end + BLOCK <= count && is_block_of(coverage + end, 0)) {
            end += BLOCK;
        }
        i = end;
        while (is_opaque && end + BLOCK <= count && is_block_of(coverage + end, UINT64_MAX)) {
            end += BLOCK;
        }
        for (; i < end; i++) {
            row[i] = color;
        }
        while (end + BLOCK <= count && !is_block_of(coverage + end, 0) &&
               !(is_opaque && is_block_of(coverage + end, UINT64_MAX))) {
            end += BLOCK;
        }
        blend_block(row + i, coverage + i, end - i, color);
        i = end;
    }
    blend_block(row + i, coverage + i, count - i, color);
}

VECTOR_LOOP void
draw_blend_colors(uint32_t *restrict row, const uint8_t *restrict coverage, int count,
                  const uint32_t *restrict colors) {
    for (int i = 0; i < count; i++) {
        row[i] = over(row[i], scale_pixel(colors[i], coverage[i]));
    }
}

VECTOR_LOOP void
draw_blend_pixels(uint32_t *restrict row, const uint32_t *restrict source, int count, int alpha) {
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
