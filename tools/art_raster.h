#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/geom.h"

/* A small painter in float RGB for pictures made once: no command list, no damage, no 8-bit rounding before
 * the end. */

struct art_rgb {
    float r, g, b; /* 0..255 */
};

#define ART_RGB(hex)                                                                                         \
    ((struct art_rgb){(float)(((hex) >> 16) & 0xFF), (float)(((hex) >> 8) & 0xFF), (float)((hex)&0xFF)})

struct art_raster {
    int width, height;
    struct art_rgb *pixels; /* rows from the top */
    float *mask;            /* 0..1, what the next art_raster_paint covers */
    struct irect dirty;     /* the part of the mask that is not 0 */
};

/* Range: 1..8192 each. Owns: the caller, art_raster_fini. */
void art_raster_init(struct art_raster *raster, int width, int height);
void art_raster_fini(struct art_raster *raster);

/* Strokes and fills go into the mask and never add up within it: pieces of a line meet without darker joints.
 * Units: pixels; strength 0..1. */
void art_raster_stroke(struct art_raster *raster, struct vec2 from, struct vec2 to, float width,
                       float strength);
/* Even-odd. Limits: 32 corners. */
void art_raster_fill(struct art_raster *raster, const struct vec2 *corners, size_t count, float strength);
/* Lays the colour over the picture where the mask is, and empties the mask. */
void art_raster_paint(struct art_raster *raster, struct art_rgb color);

/* Rounds with a fixed ordered dither of two rows: it halves the steps of a slow gradient, and rows still
 * compress. Errors: the file cannot be written. */
bool art_raster_save(const struct art_raster *raster, const char *path, bool is_mirrored,
                     struct err *err) WARN_UNUSED;
