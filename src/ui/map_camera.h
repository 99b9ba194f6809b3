#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "base/geom.h"

/* What part of a map a window shows, and how hands move it. The map is laid out once in pixels, as it is seen whole (zoom 1);
 * a pose tells which of those points stands in the middle of the window, and how much larger it is. */

struct map_pose {
    struct vec2 centre; /* map pixels */
    float zoom;         /* 1: whole */
};

struct map_camera {
    struct rect window;       /* screen pixels */
    struct rect map;          /* the map's box, in its own pixels */
    struct map_pose rest;     /* how it is seen before anybody touched it */
    float zoom_max;           /* > 1 */
    struct map_pose from, to; /* where it glides */
    struct map_pose grabbed;  /* when a hand took hold */
    time_ns at;
    bool is_held;
};

/* Puts the camera to a window and a map. A zeroed one shows the map as it was laid out; one that was in use before goes on showing
 * the same part of it, in another size or at another side of the picture. Range: zoom_max > 1. */
void map_camera_place(struct map_camera *camera, struct rect window, struct rect map, float zoom_max);
struct map_pose map_camera_pose(const struct map_camera *camera, time_ns now);
bool map_camera_is_moving(const struct map_camera *camera, time_ns now);
/* Does it show the map as before anybody touched it, or is it on the way there? */
bool map_camera_is_at_rest(const struct map_camera *camera);

/* Ends a glide at once (calm motion). */
void map_camera_settle(struct map_camera *camera);
void map_camera_grab(struct map_camera *camera, time_ns now);
/* Moved by a finger since the grab, screen pixels. */
void map_camera_drag(struct map_camera *camera, float dx_px, float dy_px);
/* Two fingers: their middle at the grab and now, and how much further they are apart. */
void map_camera_pinch(struct map_camera *camera, struct vec2 start, struct vec2 now_at, float scale);
/* Let go at a velocity, screen pixels per second. */
void map_camera_release(struct map_camera *camera, float vx, float vy, time_ns now);
/* Glides: nearer or further by a factor, to a place, back to rest. */
void map_camera_zoom(struct map_camera *camera, float factor, time_ns now);
void map_camera_look_at(struct map_camera *camera, struct vec2 place, float zoom, time_ns now);
void map_camera_reset(struct map_camera *camera, time_ns now);

/* A point of the map on the screen, and back. */
struct vec2 map_pose_point(const struct map_camera *camera, struct map_pose pose, struct vec2 on_map);
struct vec2 map_pose_on_map(const struct map_camera *camera, struct map_pose pose, struct vec2 on_screen);
