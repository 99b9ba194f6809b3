#pragma once

#include "draw/draw.h"

/* The eight-pointed khatam star: two squares, one turned by 45 degrees. The show's only bullet, marker and pin. */

#define STAR_POINTS 16

/* radius_px: to the outer points. ret_points in clockwise order. */
void star_points(struct vec2 center, float radius_px, struct vec2 ret_points[STAR_POINTS]);
void star_draw(struct canvas *canvas, struct vec2 center, float radius_px, struct color color);
/* A star with a rim of `rim` and a small star of `heart` in its middle: the marker of the slide's own place. */
void star_draw_marker(struct canvas *canvas, struct vec2 center, float radius_px, struct color color,
                      struct color rim, struct color heart);
