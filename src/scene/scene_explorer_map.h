#pragma once

#include "scene/scene_lens_map.h"
#include "scene/scene_pins.h"
#include "ui/label.h"
#include "ui/map_camera.h"

/* The explorer's map: an overview with a lens on its core, until a hand draws, pinches or zooms it; then one window that shows what
 * the camera sees, its pins spread. */

#define EXPLORER_NAMED_MAX 6

struct explorer_pin {
    struct vec2 seen;   /* in the overview: on the map or in the lens */
    struct vec2 on_map; /* map pixels */
    struct color color;
    int group;
    const struct content_place *place;
};

/* A place that is named in the overview. */
struct explorer_name {
    struct label label;
    const struct content_place *place;
};

/* What hands did to it. Zeroed: nothing. */
struct explorer_view {
    struct map_camera camera;
    bool is_open;      /* the window is shown, else the overview */
    time_ns turned_at; /* when it was opened or closed, since enter; 0: never */
};

/* Where its parts stand, from the start side, in design units. */
struct explorer_place {
    struct rect map, window, zoom; /* zoom: the first button of three */
    struct vec2 zoom_pitch;
    struct vec2 lens;
    float lens_r;
    float fade_side, fade_above, fade_below; /* of the window, towards the words, upwards and downwards */
    float fade_page;                         /* of the page above the window, where that is ornamented */
};

struct explorer_map {
    const struct explorer_place *at;
    struct lens_map lens_map;
    struct label lens_label;
    struct explorer_name named[EXPLORER_NAMED_MAX];
    size_t named_count;
    bool has_lens_label;
    struct explorer_pin pins[PINS_MAX];
    size_t pin_count;
    struct pins_spread spread;
    struct rect window, buttons[3]; /* nearer, further, whole; pixels */
};

/* Which pins are lit, how far the others have gone. */
struct explorer_light {
    int group, selected; /* group 0: all */
    float filtered;      /* 0..1 */
};

/* Returns: false when the slide has no map or no item `lens`. */
bool explorer_map_prepare(const struct scene *scene, struct explorer_map *map, struct explorer_view *view,
                          const struct explorer_place *at);
/* After the last pin: makes room between them. Returns: STEP_MORE while there is more to do. */
enum step explorer_map_spread(const struct ui *ui, struct explorer_map *map);
void explorer_map_add_pin(struct explorer_map *map, const struct content_place *place, struct color color,
                          int group);
/* How much of the window is shown: 0 the overview, 1 the window. */
float explorer_map_open(const struct explorer_view *view, time_ns since);
/* Where each pin is seen now; pins out of sight stand outside of the window. ret_places: map->pin_count. */
void explorer_map_pins(const struct explorer_map *map, const struct explorer_view *view, time_ns since,
                       struct vec2 *ret_places);
/* A drag, pinch or their end; HANDLED when it belongs to the map. */
enum scene_reply explorer_map_hand(const struct explorer_map *map, struct explorer_view *view,
                                   const struct gesture *gesture, time_ns since);
/* +1 nearer, -1 further, 0 the whole again. */
void explorer_map_zoom(const struct explorer_map *map, struct explorer_view *view, int step, time_ns since);
/* Brings a pin into the open window. */
void explorer_map_show_pin(const struct explorer_map *map, struct explorer_view *view, size_t pin,
                           time_ns since);
void explorer_map_targets(const struct explorer_map *map, const struct explorer_view *view,
                          struct target_list *targets);
void explorer_map_draw(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map,
                       const struct explorer_view *view, const struct explorer_light *light, time_ns since);
bool explorer_map_is_moving(const struct explorer_view *view, time_ns since);
