#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geom.h"

/* The land of the motif, in design units: rivers as smooth lines, noise, and the height that the contours
 * follow. */

#define ART_RIVER_POINTS_MAX 200

enum art_river { ART_JIALING, ART_YANGTZE, ART_JIALING_OUT, ART_YANGTZE_OUT, ART_RIVERS };

struct art_line {
    struct vec2 points[ART_RIVER_POINTS_MAX];
    size_t count;
};

struct art_kind {
    const char *name;
    bool is_portrait;
    bool is_attract;
    float width, height; /* design units */
    struct vec2 meeting;
    struct vec2 knots[ART_RIVERS][8]; /* a knot at (0, 0) ends a list; the plain pictures have one way out */
    float glow, glow_reach;
    float contour_top, contour_bottom,
        contour_bend; /* alpha of the index contours, top to bottom of the picture */
    float girih_edge, girih_alpha, jade_alpha, girih_reach;
    struct vec2 girih_at; /* the first rosette */
};

struct art_terrain {
    uint8_t permutation[512];
    struct art_line rivers[ART_RIVERS];
    bool has_two_exits;
};

/* Returns: the kind of that name, NULL when there is none. Valid until: the program ends. */
const struct art_kind *art_kind_find(const char *name);

void art_terrain_init(struct art_terrain *terrain, const struct art_kind *kind);
/* Gradient noise. Range: about -0.7..0.7. */
float art_terrain_noise(const struct art_terrain *terrain, float x, float y);
/* Units: contour intervals; every whole number is a contour. */
float art_terrain_height(const struct art_terrain *terrain, float x, float y);
