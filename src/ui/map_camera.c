/* A pose is moved in its own terms (middle and logarithm of the zoom), so that every glide is smooth and the middle of the window
 * stays where it is when only the zoom changes. */

#include "ui/map_camera.h"

#include <math.h>

#include "ui/scroll.h"

#define GIVE_PX 80.0f
#define ZOOM_GIVE 1.25f /* how far beyond its limits fingers may pull the zoom */
#define STILL_PX 0.25f
#define STILL_ZOOM 0.0005f

/* The middle stays on the map, and at zoom 1 where it rests. */
static struct map_pose
limited(const struct map_camera *camera, struct map_pose pose) {
    pose.zoom = float_clamp(pose.zoom, 1.0f, camera->zoom_max);
    const float free = 1.0f - 1.0f / pose.zoom;
    const struct rect *map = &camera->map;
    const struct vec2 rest = camera->rest.centre;
    pose.centre.x =
        float_clamp(pose.centre.x, float_mix(rest.x, map->x, free), float_mix(rest.x, map->x + map->w, free));
    pose.centre.y =
        float_clamp(pose.centre.y, float_mix(rest.y, map->y, free), float_mix(rest.y, map->y + map->h, free));
    return pose;
}

/* The same part of the map where it lies now. */
static struct map_pose
moved(struct map_pose pose, struct rect from, struct rect to) {
    pose.centre.x = to.x + (pose.centre.x - from.x) * to.w / from.w;
    pose.centre.y = to.y + (pose.centre.y - from.y) * to.h / from.h;
    return pose;
}

void
map_camera_place(struct map_camera *camera, struct rect window, struct rect map, float zoom_max) {
    const struct map_pose rest = {{window.x + window.w / 2.0f, window.y + window.h / 2.0f}, 1.0f};
    const bool is_new = camera->zoom_max == 0.0f || map_camera_is_at_rest(camera);
    const struct map_pose to =
        is_new ? rest : moved(camera->is_held ? camera->from : camera->to, camera->map, map);
    *camera = (struct map_camera){.window = window, .map = map, .rest = rest, .zoom_max = zoom_max};
    camera->from = camera->to = limited(camera, to);
}

struct map_pose
map_camera_pose(const struct map_camera *camera, time_ns now) {
    const struct map_pose *to = &camera->to;
    if (camera->is_held) {
        return camera->from;
    }
    const float ahead = scroll_ahead(now - camera->at);
    struct map_pose pose;
    pose.zoom = to->zoom * powf(camera->from.zoom / to->zoom, ahead);
    pose.centre.x = float_mix(to->centre.x, camera->from.centre.x, ahead);
    pose.centre.y = float_mix(to->centre.y, camera->from.centre.y, ahead);
    const float left_px =
        pose.zoom * fmaxf(fabsf(pose.centre.x - to->centre.x), fabsf(pose.centre.y - to->centre.y));
    return left_px < STILL_PX && fabsf(pose.zoom / to->zoom - 1.0f) < STILL_ZOOM ? *to : pose;
}

static bool
are_same(struct map_pose a, struct map_pose b) {
    return a.zoom == b.zoom && a.centre.x == b.centre.x && a.centre.y == b.centre.y;
}

bool
map_camera_is_moving(const struct map_camera *camera, time_ns now) {
    return !camera->is_held && !are_same(map_camera_pose(camera, now), camera->to);
}

bool
map_camera_is_at_rest(const struct map_camera *camera) {
    return !camera->is_held && are_same(camera->to, camera->rest);
}

void
map_camera_settle(struct map_camera *camera) {
    camera->from = camera->is_held ? camera->from : camera->to;
}

void
map_camera_grab(struct map_camera *camera, time_ns now) {
    camera->grabbed = camera->from = map_camera_pose(camera, now);
    camera->is_held = true;
}

/* Beyond its limits the map gives like a rubber band. */
static struct map_pose
given(const struct map_camera *camera, struct map_pose wanted) {
    const float zoom = float_clamp(wanted.zoom, 1.0f / ZOOM_GIVE, camera->zoom_max * ZOOM_GIVE);
    const struct map_pose inside = limited(camera, (struct map_pose){wanted.centre, zoom});
    const float give = GIVE_PX / zoom;
    return (struct map_pose){
        .centre = {inside.centre.x + scroll_give(wanted.centre.x - inside.centre.x, give),
                   inside.centre.y + scroll_give(wanted.centre.y - inside.centre.y, give)},
        .zoom = zoom,
    };
}

void
map_camera_drag(struct map_camera *camera, float dx_px, float dy_px) {
    struct map_pose pose = camera->grabbed;
    pose.centre.x -= dx_px / pose.zoom;
    pose.centre.y -= dy_px / pose.zoom;
    camera->from = given(camera, pose);
}

void
map_camera_pinch(struct map_camera *camera, struct vec2 start, struct vec2 now_at, float scale) {
    const struct vec2 held = map_pose_on_map(camera, camera->grabbed, start);
    const struct vec2 middle = {camera->window.x + camera->window.w / 2.0f,
                                camera->window.y + camera->window.h / 2.0f};
    struct map_pose pose = {
        .zoom = float_clamp(camera->grabbed.zoom * scale, 1.0f / ZOOM_GIVE, camera->zoom_max * ZOOM_GIVE)};
    pose.centre.x = held.x - (now_at.x - middle.x) / pose.zoom;
    pose.centre.y = held.y - (now_at.y - middle.y) / pose.zoom;
    camera->from = given(camera, pose);
}

static void
glide(struct map_camera *camera, struct map_pose to, time_ns now) {
    camera->from = map_camera_pose(camera, now);
    camera->is_held = false;
    camera->at = now;
    camera->to = limited(camera, to);
}

void
map_camera_release(struct map_camera *camera, float vx, float vy, time_ns now) {
    struct map_pose end = camera->is_held ? camera->from : camera->to;
    end.centre.x -= vx * SCROLL_RUN_S / end.zoom;
    end.centre.y -= vy * SCROLL_RUN_S / end.zoom;
    glide(camera, end, now);
}

void
map_camera_zoom(struct map_camera *camera, float factor, time_ns now) {
    struct map_pose to = camera->is_held ? camera->from : camera->to;
    to.zoom *= factor;
    glide(camera, to, now);
}

void
map_camera_look_at(struct map_camera *camera, struct vec2 place, float zoom, time_ns now) {
    glide(camera, (struct map_pose){place, zoom}, now);
}

void
map_camera_reset(struct map_camera *camera, time_ns now) {
    glide(camera, camera->rest, now);
}

struct vec2
map_pose_point(const struct map_camera *camera, struct map_pose pose, struct vec2 on_map) {
    const struct rect *window = &camera->window;
    return (struct vec2){window->x + window->w / 2.0f + (on_map.x - pose.centre.x) * pose.zoom,
                         window->y + window->h / 2.0f + (on_map.y - pose.centre.y) * pose.zoom};
}

struct vec2
map_pose_on_map(const struct map_camera *camera, struct map_pose pose, struct vec2 on_screen) {
    const struct rect *window = &camera->window;
    return (struct vec2){pose.centre.x + (on_screen.x - window->x - window->w / 2.0f) / pose.zoom,
                         pose.centre.y + (on_screen.y - window->y - window->h / 2.0f) / pose.zoom};
}
