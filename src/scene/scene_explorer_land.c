/* Shapes through a camera. What costs is the number of edges, so a ring is thinned to what its size on the screen can show. */

#include "scene/scene_explorer_land.h"

#include <math.h>

#include "base/hash.h"

#define THIN_STILL_PX 1.1f
#define THIN_MOVING_PX 4.0f
#define RIVER 2.6f /* of the overview; grows with the root of the zoom */

struct seen_ring {
    struct vec2 *points;
    size_t count;
    bool is_closed;
};

static bool
is_in_sight(const struct map_camera *camera, struct map_pose pose, struct rect bounds) {
    const struct vec2 a = map_pose_point(camera, pose, (struct vec2){bounds.x, bounds.y});
    const struct rect seen = {a.x, a.y, bounds.w * pose.zoom, bounds.h * pose.zoom};
    const struct rect *w = &camera->window;
    return seen.x < w->x + w->w && seen.x + seen.w > w->x && seen.y < w->y + w->h && seen.y + seen.h > w->y;
}

/* A map as it is seen: through which pose, and how far its points are to be apart. */
struct sight {
    const struct map_camera *camera;
    struct map_pose pose;
    float thin_px;
};

/* The points of a line on the screen, each far enough from the last. */
static struct seen_ring
thinned(const struct ui *ui, const struct sight *sight, const struct vec2 *points, size_t count) {
    struct seen_ring ring = {.points = arena_alloc(ui->frame, count * sizeof(struct vec2))};
    const float least = sight->thin_px / sight->pose.zoom;
    struct vec2 last = {-1e9f, -1e9f};
    for (size_t i = 0; i < count; i++) {
        const bool is_far = fabsf(points[i].x - last.x) + fabsf(points[i].y - last.y) >= least;
        if (is_far || i + 1 == count) {
            last = points[i];
            ring.points[ring.count++] = map_pose_point(sight->camera, sight->pose, last);
        }
    }
    return ring;
}

static void
paint(const struct ui *ui, struct canvas *canvas, const struct lens_map *lens_map,
      const struct sight *sight) {
    size_t rings_max = 0;
    size_t count = 0;
    for (size_t i = 0; i < lens_map->area_count; i++) {
        rings_max += lens_map->areas[i].geometry->ring_count;
    }
    struct seen_ring *rings = arena_alloc(ui->frame, (rings_max + 1) * sizeof(*rings));
    for (size_t i = 0; i < lens_map->area_count; i++) {
        const struct map_shape *shape = &lens_map->areas[i];
        if (!is_in_sight(sight->camera, sight->pose, shape->bounds)) {
            continue;
        }
        for (size_t r = 0; r < shape->geometry->ring_count; r++) {
            const struct content_ring *ring = &shape->geometry->rings[r];
            rings[count] = thinned(ui, sight, &shape->points[ring->first], ring->count);
            rings[count++].is_closed = ring->is_closed;
        }
    }
    for (size_t i = 0; i < count; i++) {
        draw_polyline(canvas, rings[i].points, rings[i].count, layout_px(&ui->layout, 4.0f),
                      rings[i].is_closed, ui_color(ui, THEME_FOCUS_LINE));
    }
    for (size_t i = 0; i < count; i++) {
        draw_polygon(canvas, rings[i].points, rings[i].count, draw_solid(ui_color(ui, THEME_NEIGHBOUR_FILL)));
    }
    for (size_t i = 0; i < count; i++) {
        draw_polyline(canvas, rings[i].points, rings[i].count, layout_px(&ui->layout, 1.6f),
                      rings[i].is_closed, ui_color(ui, THEME_INK));
    }
    const float river_px = layout_px(&ui->layout, RIVER * sqrtf(sight->pose.zoom));
    for (size_t i = 0; i < lens_map->river_count; i++) {
        const struct map_line *river = &lens_map->rivers[i];
        const struct seen_ring line = thinned(ui, sight, river->points, river->count);
        draw_polyline(canvas, line.points, line.count, river_px, false,
                      color_fade(ui_color(ui, THEME_SKY_TEXT), 0.85f));
    }
}

void
explorer_land_draw(const struct ui *ui, struct canvas *canvas, const struct lens_map *lens_map,
                   const struct map_camera *camera, time_ns now) {
    struct sight sight = {camera, map_camera_pose(camera, now), THIN_MOVING_PX};
    if (camera->is_held || map_camera_is_moving(camera, now)) {
        paint(ui, canvas, lens_map, &sight);
        return;
    }
    const float seen[4] = {sight.pose.zoom, sight.pose.centre.x, sight.pose.centre.y, ui->layout.scale};
    const struct color fill = ui_color(ui, THEME_NEIGHBOUR_FILL);
    const uint64_t key = hash_bytes(hash_bytes(lens_map->key, seen, sizeof(seen)), &fill, sizeof(fill));
    sight.thin_px = THIN_STILL_PX;
    if (draw_layer_begin(canvas, key, camera->window)) {
        paint(ui, canvas, lens_map, &sight);
        draw_layer_end(canvas);
    }
}
