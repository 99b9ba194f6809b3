#pragma once

#include "anim/timeline.h"
#include "scene/scene_map.h"

/* Routes on a land map, as the route slides share them: land, routes that draw themselves from their origin, marks, labels, and
 * what travels along them for ever. Land, routes and marks that stand still live in cached layers.
 * Items: land, focus, neighbour (geometry_set, label, place), route (route, label; in drawing order; class `dim` recedes, without
 * label and traffic), origin (place, label, color), place (place, label, color). */

#define ROUTES_MAX 12
#define ROUTE_PLACES_MAX 12
#define ROUTE_LABELS_MAX (ROUTES_MAX + ROUTE_PLACES_MAX + 4)

struct route_path {
    const struct content_route *route;
    struct map_line line;
    struct color color;
    float stroke_px;
    struct span span;
    bool is_dim;
    int part; /* the slide's part it is, or SCENE_PART_NONE */
};

struct route_mark {
    struct vec2 at;
    struct color color;
    bool is_origin;
    int place;
};

struct route_label {
    struct label label;
    int at_ms;
    int path, mark; /* what it names, or -1 */
};

struct routes {
    struct map_view map;
    struct map_shape *land, *focus, *neighbour;
    size_t land_count, focus_count, neighbour_count;
    struct route_path paths[ROUTES_MAX];
    size_t path_count;
    struct route_mark marks[ROUTE_PLACES_MAX];
    size_t mark_count;
    struct route_label labels[ROUTE_LABELS_MAX];
    size_t label_count;
    uint64_t key;
};

/* Projects and places everything of the slide's map. Errors: a slide without a map. */
bool scene_routes_prepare(const struct scene *scene, struct routes *routes, struct err *err) WARN_UNUSED;
/* Land, routes, marks, travellers, labels; it covers the page. While a part stands forward, all but its route, the stops of that and
 * the origin recede. */
void scene_routes_draw(const struct scene *scene, struct canvas *canvas, const struct routes *routes,
                       time_ns since);
/* The path whose line comes nearest to a point. Returns: its index, or -1 when none comes within `within_px`. */
int scene_routes_nearest(const struct routes *routes, struct vec2 at_px, float within_px);
