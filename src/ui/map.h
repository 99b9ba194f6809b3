#pragma once

#include "base/arena.h"
#include "base/geom.h"
#include "content/content_model.h"

/* Longitude and latitude to pixels. Conic equal-area (Albers) and Mercator as d3-geo defines them, fitted to a box. */

struct map_view {
    enum content_projection projection;
    double n, c, rho0; /* conic constants */
    double rotate_rad;
    double scale, shift_x, shift_y;
};

/* A map fitted, centred, into `box` (pixels). */
struct map_view map_view_fit(const struct content_model *model, const struct content_map *map,
                             struct rect box);
struct vec2 map_project(const struct map_view *view, double lon_deg, double lat_deg);
/* Mixes all that a view is into a key; equal views give equal keys, whatever lies between their members. */
uint64_t map_view_hash(uint64_t seed, const struct map_view *view);

/* A geometry in pixels. */
struct map_shape {
    const struct content_geometry *geometry;
    const struct vec2 *points; /* geometry->vertex_count */
    struct vec2 center;        /* middle of the points' bounds */
    struct rect bounds;
};

/* All geometries of a set (and class, when not empty), projected. Valid until: the arena is reset. */
struct map_shape *map_shapes(const struct content_model *model, const struct map_view *view, struct str set,
                             struct str klass, struct arena *arena, size_t *ret_count);

/* A route as a smooth pixel line: centripetal Catmull-Rom through its stops. */
struct map_line {
    const struct vec2 *points;
    const float *along_px; /* arc length at each point */
    size_t count;
    float length_px;
};
struct map_line map_line_smooth(const struct vec2 *knots, size_t count, struct arena *arena);
struct map_line map_route_line(const struct map_view *view, const struct content_route *route,
                               struct arena *arena);
/* The point after `distance_px` along the line (clamped to its ends). */
struct vec2 map_line_point(const struct map_line *line, float distance_px);
/* How many of the line's points lie within `distance_px`, to draw a growing line; the end point goes to *ret_end. */
size_t map_line_part(const struct map_line *line, float distance_px, struct vec2 *ret_end);
