#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geom.h"

/* How the picture is mounted on the glass: turned by quarter turns for a panel that hangs upright, inset where the panel's edges are
 * hidden, and shifted by a few pixels against burn-in. Pure: sizes, rectangles, points and pixels from one to the other. */

struct host_mount {
    int glass_w_px, glass_h_px;
    int quarter_turns;            /* clockwise, 0..3: how the picture stands on the glass */
    int border_x_px, border_y_px; /* of the glass, at each side */
    int shift_x_px, shift_y_px;   /* of the picture on the glass; never further than the border and 16 px */
};

/* The picture's size: the glass without its borders, sides swapped for an odd number of quarter turns; at least 1 x 1. */
void host_mount_size(const struct host_mount *mount, int *ret_width_px, int *ret_height_px);
/* The glass that a part of the picture covers, cut to the glass. */
struct irect host_mount_rect(const struct host_mount *mount, struct irect picture);
/* The place of the picture under a place of the glass. */
struct vec2 host_mount_point(const struct host_mount *mount, struct vec2 glass);
/* Copies a part of the picture to where it stands on the glass. Strides in pixels. */
void host_mount_copy(const struct host_mount *mount, const uint32_t *picture, int picture_stride,
                     struct irect part, uint32_t *glass, int glass_stride);
/* Fills what the picture does not cover. */
void host_mount_fill_border(const struct host_mount *mount, uint32_t *glass, int glass_stride,
                            uint32_t color);
