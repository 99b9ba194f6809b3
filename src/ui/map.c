/* Map projections, fitting and smooth lines.
 * Conic equal-area (Albers) and Mercator in the conventions of d3-geo: y grows downward on the screen, longitudes are
 * first turned by `rotate` (-70 puts the meridian 70 E in the middle). Fitting scales the bounds of the given points into a box and centres them. Everything is
 * computed when a slide is prepared; frames only read the results. */

#include "ui/map.h"

#include <math.h>

#include "base/hash.h"

#define DEG (3.14159265358979323846 / 180.0)
#define SMOOTH_STEPS 12 /* points a knot interval */
#define CONIC_MIN_N 1e-6
#define LAT_MAX_DEG 89.9 /* Mercator has no poles */

struct plane_point {
    double x, y;
};

static struct plane_point
project_plane(const struct map_view *view, double lon_deg, double lat_deg) {
    double lon = lon_deg * DEG + view->rotate_rad;
    if (lon > 180.0 * DEG) {
        lon -= 360.0 * DEG;
    } else if (lon < -180.0 * DEG) {
        lon += 360.0 * DEG;
    }
    const double lat = fmax(-LAT_MAX_DEG, fmin(lat_deg, LAT_MAX_DEG)) * DEG;
    if (view->projection == PROJECTION_MERCATOR) {
        return (struct plane_point){lon, -log(tan(45.0 * DEG + lat / 2.0))};
    }
    const double inner = view->c - 2.0 * view->n * sin(lat);
    const double rho = sqrt(inner > 0.0 ? inner : 0.0) / view->n;
    const double theta = view->n * lon;
    return (struct plane_point){rho * sin(theta), -(view->rho0 - rho * cos(theta))};
}

struct bounds {
    double x0, y0, x1, y1;
};

static void
bounds_add(struct bounds *bounds, struct plane_point p) {
    bounds->x0 = fmin(bounds->x0, p.x);
    bounds->y0 = fmin(bounds->y0, p.y);
    bounds->x1 = fmax(bounds->x1, p.x);
    bounds->y1 = fmax(bounds->y1, p.y);
}

static struct bounds
fit_bounds(const struct map_view *view, const struct content_model *model, const struct content_map *map) {
    struct bounds bounds = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < map->fit_count; i++) {
        bounds_add(&bounds, project_plane(view, map->fit[i].lon_deg, map->fit[i].lat_deg));
    }
    for (size_t g = 0; g < model->geometries_count && !str_is_empty(map->fit_set); g++) {
        const struct content_geometry *geometry = &model->geometries[g];
        for (size_t v = 0; v < geometry->vertex_count && str_equal(geometry->set, map->fit_set); v++) {
            const float *lon_lat = &geometry->lon_lat[2 * v];
            bounds_add(&bounds, project_plane(view, (double)lon_lat[0], (double)lon_lat[1]));
        }
    }
    return bounds;
}

static void
set_cone(struct map_view *view, const struct content_map *map) {
    const double sin1 = sin(map->parallel_1_deg * DEG);
    const double n = (sin1 + sin(map->parallel_2_deg * DEG)) / 2.0;
    view->n = fabs(n) > CONIC_MIN_N ? n : CONIC_MIN_N;
    view->c = 1.0 + sin1 * (2.0 * view->n - sin1);
    view->rho0 = sqrt(fmax(view->c, 0.0)) / view->n;
}

struct map_view
map_view_fit(const struct content_model *model, const struct content_map *map, struct rect box) {
    struct map_view view = {.projection = map->projection, .rotate_rad = map->rotate_deg * DEG, .scale = 1.0};
    set_cone(&view, map);
    const struct bounds b = fit_bounds(&view, model, map);
    const double w = b.x1 - b.x0;
    const double h = b.y1 - b.y0;
    if (!(w > 0.0) || !(h > 0.0)) {
        return view;
    }
    view.scale = fmin((double)box.w / w, (double)box.h / h);
    view.shift_x = (double)box.x + ((double)box.w - view.scale * (b.x0 + b.x1)) / 2.0;
    view.shift_y = (double)box.y + ((double)box.h - view.scale * (b.y0 + b.y1)) / 2.0;
    return view;
}

struct vec2
map_project(const struct map_view *view, double lon_deg, double lat_deg) {
    const struct plane_point p = project_plane(view, lon_deg, lat_deg);
    return (struct vec2){(float)(view->shift_x + view->scale * p.x),
                         (float)(view->shift_y + view->scale * p.y)};
}

uint64_t
map_view_hash(uint64_t seed, const struct map_view *view) {
    const double numbers[] = {view->n,     view->c,       view->rho0,   view->rotate_rad,
                              view->scale, view->shift_x, view->shift_y};
    return hash_bytes(hash_u64(seed, (uint64_t)view->projection), numbers, sizeof(numbers));
}

static struct map_shape
project_shape(const struct map_view *view, const struct content_geometry *geometry, struct arena *arena) {
    struct vec2 *points = arena_alloc_array(arena, geometry->vertex_count, sizeof(*points));
    struct rect bounds = {0};
    float x1 = 0.0f;
    float y1 = 0.0f;
    for (size_t v = 0; v < geometry->vertex_count; v++) {
        const float *lon_lat = &geometry->lon_lat[2 * v];
        points[v] = map_project(view, (double)lon_lat[0], (double)lon_lat[1]);
        bounds.x = v == 0 ? points[v].x : fminf(bounds.x, points[v].x);
        bounds.y = v == 0 ? points[v].y : fminf(bounds.y, points[v].y);
        x1 = v == 0 ? points[v].x : fmaxf(x1, points[v].x);
        y1 = v == 0 ? points[v].y : fmaxf(y1, points[v].y);
    }
    bounds.w = x1 - bounds.x;
    bounds.h = y1 - bounds.y;
    return (struct map_shape){
        .geometry = geometry,
        .points = points,
        .center = {bounds.x + bounds.w / 2.0f, bounds.y + bounds.h / 2.0f},
        .bounds = bounds,
    };
}

static bool
belongs(const struct content_geometry *geometry, struct str set, struct str klass) {
    return str_equal(geometry->set, set) && (str_is_empty(klass) || str_equal(geometry->klass, klass));
}

struct map_shape *
map_shapes(const struct content_model *model, const struct map_view *view, struct str set, struct str klass,
           struct arena *arena, size_t *ret_count) {
    size_t count = 0;
    for (size_t g = 0; g < model->geometries_count; g++) {
        count += belongs(&model->geometries[g], set, klass) ? 1 : 0;
    }
    struct map_shape *shapes = arena_alloc_array(arena, count, sizeof(*shapes));
    size_t next = 0;
    for (size_t g = 0; g < model->geometries_count; g++) {
        if (belongs(&model->geometries[g], set, klass)) {
            shapes[next++] = project_shape(view, &model->geometries[g], arena);
        }
    }
    *ret_count = count;
    return shapes;
}

/* One interval of a centripetal Catmull-Rom curve (Barry and Goldman's pyramid): no loops, no overshoot at sharp bends. */
static struct vec2
catmull_rom(const struct vec2 p[4], const float t[4], float at) {
    struct vec2 a[3];
    for (int i = 0; i < 3; i++) {
        const float u = (at - t[i]) / (t[i + 1] - t[i]);
        a[i] = (struct vec2){float_mix(p[i].x, p[i + 1].x, u), float_mix(p[i].y, p[i + 1].y, u)};
    }
    struct vec2 b[2];
    for (int i = 0; i < 2; i++) {
        const float u = (at - t[i]) / (t[i + 2] - t[i]);
        b[i] = (struct vec2){float_mix(a[i].x, a[i + 1].x, u), float_mix(a[i].y, a[i + 1].y, u)};
    }
    const float u = (at - t[1]) / (t[2] - t[1]);
    return (struct vec2){float_mix(b[0].x, b[1].x, u), float_mix(b[0].y, b[1].y, u)};
}

static float
distance(struct vec2 a, struct vec2 b) {
    return hypotf(b.x - a.x, b.y - a.y);
}

static struct vec2
beyond(struct vec2 end, struct vec2 inner) {
    return (struct vec2){2.0f * end.x - inner.x, 2.0f * end.y - inner.y};
}

static size_t
smooth_interval(const struct vec2 p[4], struct vec2 *out) {
    float t[4] = {0};
    for (int i = 1; i < 4; i++) {
        t[i] = t[i - 1] + sqrtf(fmaxf(distance(p[i - 1], p[i]), 1e-3f));
    }
    for (int s = 0; s < SMOOTH_STEPS; s++) {
        out[s] = catmull_rom(p, t, float_mix(t[1], t[2], (float)s / SMOOTH_STEPS));
    }
    return SMOOTH_STEPS;
}

struct map_line
map_line_smooth(const struct vec2 *knots, size_t count, struct arena *arena) {
    if (count < 2) {
        return (struct map_line){0};
    }
    const size_t total = (count - 1) * SMOOTH_STEPS + 1;
    struct vec2 *points = arena_alloc_array(arena, total, sizeof(*points));
    float *along = arena_alloc_array(arena, total, sizeof(*along));
    size_t used = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct vec2 before = i > 0 ? knots[i - 1] : beyond(knots[0], knots[1]);
        const struct vec2 after = i + 2 < count ? knots[i + 2] : beyond(knots[i + 1], knots[i]);
        const struct vec2 p[4] = {before, knots[i], knots[i + 1], after};
        used += smooth_interval(p, &points[used]);
    }
    points[used++] = knots[count - 1];
    for (size_t i = 1; i < used; i++) {
        along[i] = along[i - 1] + distance(points[i - 1], points[i]);
    }
    return (struct map_line){
        .points = points, .along_px = along, .count = used, .length_px = along[used - 1]};
}

struct map_line
map_route_line(const struct map_view *view, const struct content_route *route, struct arena *arena) {
    struct vec2 *knots = arena_alloc_array(arena, route->stop_count, sizeof(*knots));
    for (size_t i = 0; i < route->stop_count; i++) {
        knots[i] = map_project(view, route->stops[i].lon_deg, route->stops[i].lat_deg);
    }
    return map_line_smooth(knots, route->stop_count, arena);
}

size_t
map_line_part(const struct map_line *line, float distance_px, struct vec2 *ret_end) {
    if (line->count == 0) {
        return 0;
    }
    size_t low = 0;
    size_t high = line->count - 1;
    while (low < high) {
        const size_t middle = (low + high + 1) / 2;
        if (line->along_px[middle] <= distance_px) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    *ret_end = line->points[low];
    if (low + 1 < line->count) {
        const float span = line->along_px[low + 1] - line->along_px[low];
        const float u = float_clamp((distance_px - line->along_px[low]) / fmaxf(span, 1e-6f), 0.0f, 1.0f);
        ret_end->x = float_mix(line->points[low].x, line->points[low + 1].x, u);
        ret_end->y = float_mix(line->points[low].y, line->points[low + 1].y, u);
    }
    return low + 1;
}

struct vec2
map_line_point(const struct map_line *line, float distance_px) {
    struct vec2 end = {0};
    (void)map_line_part(line, distance_px, &end);
    return end;
}
