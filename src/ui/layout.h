#pragma once

#include <stdbool.h>

#include "base/geom.h"

/* Design units to pixels, start/end to left/right. A slide is composed once in design units, 1920 x 1080 or
 * 1080 x 1920; "start" counts from the side where reading begins (right in Persian), so English is a true mirror.
 * Pictures of other shapes get the composition centred, scaled by min(W/1920, H/1080) (portrait: W/1080, H/1920). */

#define LAYOUT_LONG 1920.0f
#define LAYOUT_SHORT 1080.0f

struct layout {
    float scale;              /* pixels a design unit */
    float origin_x, origin_y; /* pixels of the composition's top left */
    float width, height;      /* design units */
    float margin;             /* side margin: 96 landscape, 72 portrait */
    int width_px, height_px;  /* the whole picture */
    bool is_portrait, is_rtl;
};

/* Range: sizes >= 1. Portrait when higher than wide. */
struct layout layout_make(int width_px, int height_px, bool is_rtl);

float layout_px(const struct layout *layout, float units); /* a length */
float layout_x(const struct layout *layout, float start);  /* a place counted from the start side */
float layout_y(const struct layout *layout, float y);
struct vec2 layout_point(const struct layout *layout, float start, float y);
/* A rectangle whose near side lies `start` from the start side and which extends `w` towards the end. */
struct rect layout_rect(const struct layout *layout, float start, float y, float w, float h);
/* Places inside things that never mirror (maps): x counts from the left always. */
struct vec2 layout_fixed_point(const struct layout *layout, float x, float y);
/* The left edge (from the left, in design units) of a box of width w whose near side is `start`: maps change side whole. */
float layout_box_left(const struct layout *layout, float start, float w);
/* +1 where "towards the end" is to the right in pixels, -1 where it is to the left. */
float layout_end_sign(const struct layout *layout);
