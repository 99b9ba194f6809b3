/* The khatam star. Its inner corners lie where two squares turned by 45 degrees cut each other. */

#include "ui/star.h"

#include <math.h>

/* cos(45 deg) / cos(22.5 deg): inner radius over outer radius of the {8/2} star */
#define INNER_FRAC 0.76536686f
#define RIM_FRAC 0.14f
#define HEART_FRAC 0.42f

void
star_points(struct vec2 center, float radius_px, struct vec2 ret_points[STAR_POINTS]) {
    const float step = 3.14159265f / 8.0f;
    for (int i = 0; i < STAR_POINTS; i++) {
        const float radius = i % 2 == 0 ? radius_px : radius_px * INNER_FRAC;
        const float angle = step * (float)i;
        ret_points[i] = (struct vec2){center.x + radius * sinf(angle), center.y - radius * cosf(angle)};
    }
}

void
star_draw(struct canvas *canvas, struct vec2 center, float radius_px, struct color color) {
    struct vec2 points[STAR_POINTS];
    star_points(center, radius_px, points);
    draw_polygon(canvas, points, STAR_POINTS, draw_solid(color));
}

void
star_draw_marker(struct canvas *canvas, struct vec2 center, float radius_px, struct color color,
                 struct color rim, struct color heart) {
    struct vec2 points[STAR_POINTS];
    star_points(center, radius_px, points);
    draw_polyline(canvas, points, STAR_POINTS, 2.0f * RIM_FRAC * radius_px, true, rim);
    draw_polygon(canvas, points, STAR_POINTS, draw_solid(color));
    star_draw(canvas, center, radius_px * HEART_FRAC, heart);
}
