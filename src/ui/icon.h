#pragma once

#include "base/arena.h"
#include "content/content_model.h"
#include "draw/draw.h"

/* Line icons of a pack: SVG path data (subset M L H V C S Q A Z, absolute and relative) as polylines. */

#define ICON_LINES_MAX 48

struct icon_line {
    const struct vec2 *points; /* in the icon's own units */
    size_t count;
    bool is_closed;
};

struct icon {
    float width, height; /* view box */
    struct icon_line lines[ICON_LINES_MAX];
    size_t line_count;
};

/* Flattens the path. Returns: false with the offset of the first thing that is not understood (lint reports it). */
bool icon_parse(struct arena *arena, const struct content_icon *source, struct icon *ret_icon,
                size_t *ret_bad_offset);
/* Fills the icon's closed lines. */
void icon_fill(struct canvas *canvas, struct arena *frame, const struct icon *icon, struct rect box,
               struct color color);
/* Strokes the icon with its view box scaled to `box`; `drawn` 0..1 draws only that part of every line. */
void icon_draw(struct canvas *canvas, struct arena *frame, const struct icon *icon, struct rect box,
               float stroke_px, struct color color, float drawn);
