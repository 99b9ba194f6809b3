/* The explorer's map under hands. The window is not a picture that is pushed around: every frame projects the shapes through the
 * camera's pose, leaves out what is out of sight or smaller than a pixel, and paints them sharp. A hand that begins in the lens
 * finds the window opened just as the lens showed it, so that nothing jumps under the finger. */

#include "scene/scene_explorer_map.h"

#include <math.h>
#include <string.h>

#include "anim/timeline.h"
#include "scene/scene_explorer_land.h"
#include "ui/scroll.h"
#include "ui/star.h"

#define CONE_MS 600
#define PIN_MS 240
#define PIN_STAGGER_MS 20
#define TURN_MS 240
#define DIM 0.15f
#define ZOOM_MAX 14.0f
#define ZOOM_FIRST 3.0f
#define ZOOM_STEP 1.7f
#define ZOOM_PIN 5.0f
#define PIN_GAP 96.0f
#define PIN_R 11.0f
#define PIN_OPEN_R 20.0f
#define BUTTON 88.0f
#define STAR_R 28.0f
#define STAR_GAP 4.0f /* more than a pin leaves to its name */

/* ---- preparing ---- */

static void
place_words(const struct scene *scene, struct explorer_map *map, const struct content_item *lens) {
    const struct ui *ui = &scene->env.ui;
    const struct str words = ui_cell(ui, &lens->label);
    map->has_lens_label = !str_is_empty(words);
    if (map->has_lens_label) {
        const struct label_spec spec = {.px = 28.0f, .weight = 600, .color = ui_color(ui, THEME_SKY_TEXT)};
        const struct vec2 above = {map->lens_map.lens.x, map->lens_map.lens.y - map->lens_map.lens_px -
                                                             layout_px(&ui->layout, 22.0f)};
        map->lens_label = label_make_at(ui, words, &spec, above, TEXT_CENTER);
    }
    for (size_t i = 0; map->named_count < EXPLORER_NAMED_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "named", i);
        if (item == NULL) {
            break;
        }
        const struct content_place *named = &ui->model->places[item->place];
        const struct label_spec spec = {.px = 28.0f, .weight = 600, .color = ui_color(ui, THEME_TEXT)};
        if (item->place != CONTENT_NONE &&
            scene_map_label(scene, item, named->name.in[ui->lang],
                            map_project(&map->lens_map.map, named->lon_deg, named->lat_deg), &spec,
                            &map->named[map->named_count].label)) {
            map->named[map->named_count++].place = named;
        }
    }
}

bool
explorer_map_prepare(const struct scene *scene, struct explorer_map *map, struct explorer_view *view,
                     const struct explorer_place *at) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *lens = content_item_at(scene->env.slide, "lens", 0);
    if (scene->env.slide->map == CONTENT_NONE || lens == NULL || lens->place == CONTENT_NONE) {
        return false;
    }
    const struct rect box = layout_rect(&ui->layout, at->map.x, at->map.y, at->map.w, at->map.h);
    map->at = at;
    scene_lens_map_prepare(scene, &map->lens_map, box, &ui->model->places[lens->place],
                           layout_point(&ui->layout, at->lens.x, at->lens.y),
                           layout_px(&ui->layout, at->lens_r));
    place_words(scene, map, lens);
    map->window = layout_rect(&ui->layout, at->window.x, at->window.y, at->window.w, at->window.h);
    for (int i = 0; i < 3; i++) {
        map->buttons[i] = layout_rect(&ui->layout, at->zoom.x + at->zoom_pitch.x * (float)i,
                                      at->zoom.y + at->zoom_pitch.y * (float)i, BUTTON, BUTTON);
    }
    map_camera_place(&view->camera, map->window, box, ZOOM_MAX);
    return true;
}

void
explorer_map_add_pin(struct explorer_map *map, const struct content_place *place, struct color color,
                     int group) {
    if (map->pin_count < PINS_MAX) {
        map->pins[map->pin_count++] =
            (struct explorer_pin){.seen = scene_lens_map_project(&map->lens_map, place),
                                  .on_map = map_project(&map->lens_map.map, place->lon_deg, place->lat_deg),
                                  .color = color,
                                  .group = group,
                                  .place = place};
    }
}

enum step
explorer_map_spread(const struct ui *ui, struct explorer_map *map) {
    struct vec2 places[PINS_MAX];
    if (map->spread.count != map->pin_count) {
        pins_spread_begin(&map->spread, map->pin_count);
    }
    for (size_t i = 0; i < map->pin_count; i++) {
        places[i] = map->pins[i].on_map;
    }
    return pins_spread_step(&map->spread, places, layout_px(&ui->layout, PIN_GAP)) ? STEP_MORE : STEP_DONE;
}

/* ---- hands ---- */

float
explorer_map_open(const struct explorer_view *view, time_ns since) {
    if (view->turned_at == 0) {
        return view->is_open ? 1.0f : 0.0f;
    }
    const float turned = timeline_value((struct span){0, TURN_MS, EASE_OUT3}, since - view->turned_at);
    return view->is_open ? turned : 1.0f - turned;
}

static void
turn(struct explorer_view *view, bool is_open, time_ns since) {
    if (view->is_open != is_open) {
        view->is_open = is_open;
        view->turned_at = since > 0 ? since : 1;
    }
}

/* Is the place seen through the lens? */
static bool
is_in_lens(const struct explorer_map *map, float x, float y) {
    return hypotf(x - map->lens_map.lens.x, y - map->lens_map.lens.y) < map->lens_map.lens_px;
}

/* The pose whose picture is the lens's. */
static struct map_pose
lens_pose(const struct explorer_map *map, const struct map_camera *camera) {
    const struct lens_map *lens_map = &map->lens_map;
    const float zoom = lens_map->lens_px / lens_map->source_px;
    const struct vec2 middle = {camera->window.x + camera->window.w / 2.0f,
                                camera->window.y + camera->window.h / 2.0f};
    return (struct map_pose){{lens_map->source.x + (middle.x - lens_map->lens.x) / zoom,
                              lens_map->source.y + (middle.y - lens_map->lens.y) / zoom},
                             zoom};
}

static bool
begins_here(const struct explorer_map *map, const struct gesture *gesture) {
    return rect_contains(map->window, gesture->start_x_px, gesture->start_y_px);
}

static void
grab(const struct explorer_map *map, struct explorer_view *view, const struct gesture *gesture,
     time_ns since) {
    if (!view->is_open && is_in_lens(map, gesture->start_x_px, gesture->start_y_px)) {
        view->camera.from = view->camera.to = lens_pose(map, &view->camera);
    }
    map_camera_grab(&view->camera, since);
    turn(view, true, since);
}

enum scene_reply
explorer_map_hand(const struct explorer_map *map, struct explorer_view *view, const struct gesture *gesture,
                  time_ns since) {
    if (gesture->is_begin && !begins_here(map, gesture)) {
        return SCENE_IGNORED;
    }
    if (gesture->is_begin) {
        grab(map, view, gesture, since);
    }
    if (!view->camera.is_held) {
        return SCENE_IGNORED;
    }
    if (gesture->kind == GESTURE_DRAG) {
        map_camera_drag(&view->camera, gesture->dx_px, gesture->dy_px);
    } else if (gesture->kind == GESTURE_PINCH) {
        map_camera_pinch(&view->camera, (struct vec2){gesture->start_x_px, gesture->start_y_px},
                         (struct vec2){gesture->x_px, gesture->y_px}, gesture->scale);
    } else {
        map_camera_release(&view->camera, gesture->vx_px_per_s, gesture->vy_px_per_s, since);
        turn(view, !map_camera_is_at_rest(&view->camera), since);
    }
    return SCENE_HANDLED;
}

void
explorer_map_zoom(const struct explorer_map *map, struct explorer_view *view, int step, time_ns since) {
    if (step == 0) {
        map_camera_reset(&view->camera, since);
    } else if (view->is_open) {
        map_camera_zoom(&view->camera, step > 0 ? ZOOM_STEP : 1.0f / ZOOM_STEP, since);
    } else if (step > 0) {
        map_camera_look_at(&view->camera, map->lens_map.source, ZOOM_FIRST, since);
    }
    turn(view, !map_camera_is_at_rest(&view->camera), since);
}

void
explorer_map_show_pin(const struct explorer_map *map, struct explorer_view *view, size_t pin, time_ns since) {
    if (view->is_open) {
        const float zoom = fmaxf(view->camera.to.zoom, ZOOM_PIN);
        map_camera_look_at(&view->camera, map->pins[pin].on_map, zoom, since);
    }
}

bool
explorer_map_is_moving(const struct explorer_view *view, time_ns since) {
    return map_camera_is_moving(&view->camera, since) ||
           (view->turned_at != 0 && since - view->turned_at < TIME_MS(TURN_MS));
}

void
explorer_map_targets(const struct explorer_map *map, const struct explorer_view *view,
                     struct target_list *targets) {
    target_add_arg(targets, "zoom in", map->buttons[0], ACTION_ZOOM, 1);
    if (view->is_open) {
        target_add_arg(targets, "zoom out", map->buttons[1], ACTION_ZOOM, -1);
        target_add_arg(targets, "whole map", map->buttons[2], ACTION_ZOOM, 0);
    }
}

/* ---- pins ---- */

void
explorer_map_pins(const struct explorer_map *map, const struct explorer_view *view, time_ns since,
                  struct vec2 *ret_places) {
    const struct map_pose pose = map_camera_pose(&view->camera, since);
    for (size_t i = 0; i < map->pin_count; i++) {
        const struct vec2 at = map_pose_point(&view->camera, pose, map->pins[i].on_map);
        const struct vec2 offset = pins_spread_offset(&map->spread, i, pose.zoom);
        ret_places[i] = view->is_open ? (struct vec2){at.x + offset.x, at.y + offset.y} : map->pins[i].seen;
    }
}

static void
draw_star(const struct ui *ui, struct canvas *canvas, struct vec2 at, struct color color, float shown) {
    draw_glow(canvas, at, layout_px(&ui->layout, 76.0f), color_fade(color, 0.6f * shown));
    star_draw(canvas, at, layout_px(&ui->layout, STAR_R) * shown, ui_color(ui, THEME_TEXT));
    star_draw(canvas, at, layout_px(&ui->layout, STAR_R - 4.0f) * shown, color);
}

static void
draw_pin(const struct ui *ui, struct canvas *canvas, struct vec2 at, float r, struct color color,
         float kept) {
    if (r > 0.0f) {
        draw_circle(canvas, at, r + layout_px(&ui->layout, 2.5f), color_fade(ui_color(ui, THEME_INK), kept));
        draw_circle(canvas, at, r, color_fade(color, kept));
    }
}

static float
kept_of(const struct explorer_pin *pin, const struct explorer_light *light) {
    const bool is_out = light->group != 0 && pin->group != light->group;
    return is_out ? float_mix(1.0f, DIM, light->filtered) : 1.0f;
}

static void
draw_overview_pins(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map,
                   const struct explorer_light *light, time_ns since) {
    for (size_t n = map->pin_count; n-- > 0;) {
        const struct explorer_pin *pin = &map->pins[n];
        const float shown =
            timeline_stagger((struct span){CONE_MS, PIN_MS, EASE_OUT3}, (int)n, PIN_STAGGER_MS, since);
        const float kept = kept_of(pin, light);
        const float r = float_mix(7.0f, PIN_R, (kept - DIM) / (1.0f - DIM));
        if ((int)n != light->selected) {
            draw_pin(ui, canvas, pin->seen, layout_px(&ui->layout, r * shown), pin->color, kept);
        }
    }
    if (light->selected >= 0) {
        const float shown = timeline_value((struct span){CONE_MS, 300, EASE_OUT3}, since);
        draw_star(ui, canvas, map->pins[light->selected].seen, map->pins[light->selected].color, shown);
    }
}

static void
draw_open_pins(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map,
               const struct explorer_view *view, const struct explorer_light *light, time_ns since) {
    const struct map_pose pose = map_camera_pose(&view->camera, since);
    struct explorer_view open = *view;
    struct vec2 places[PINS_MAX];
    open.is_open = true; /* while it closes, too */
    explorer_map_pins(map, &open, since, places);
    for (size_t i = 0; i < map->pin_count; i++) {
        const struct explorer_pin *pin = &map->pins[i];
        const struct vec2 anchor = map_pose_point(&view->camera, pose, pin->on_map);
        const struct color color = color_fade(pin->color, kept_of(pin, light));
        if (hypotf(anchor.x - places[i].x, anchor.y - places[i].y) > layout_px(&ui->layout, PIN_OPEN_R)) {
            draw_line(canvas, anchor, places[i], layout_px(&ui->layout, 2.0f), color_fade(color, 0.7f));
            draw_circle(canvas, anchor, layout_px(&ui->layout, 4.0f), color);
        }
    }
    for (size_t i = 0; i < map->pin_count; i++) {
        const struct explorer_pin *pin = &map->pins[i];
        if ((int)i == light->selected) {
            draw_star(ui, canvas, places[i], pin->color, 1.0f);
        } else {
            draw_pin(ui, canvas, places[i], layout_px(&ui->layout, PIN_OPEN_R), pin->color,
                     kept_of(pin, light));
        }
    }
}

/* ---- drawing ---- */

static void
draw_sign(const struct ui *ui, struct canvas *canvas, struct rect box, int button) {
    const struct vec2 m = {box.x + box.w / 2.0f, box.y + box.h / 2.0f};
    const float arm = layout_px(&ui->layout, 15.0f);
    const float stroke = layout_px(&ui->layout, 4.0f);
    const struct color color = ui_color(ui, THEME_TEXT);
    if (button < 2) {
        draw_line(canvas, (struct vec2){m.x - arm, m.y}, (struct vec2){m.x + arm, m.y}, stroke, color);
    }
    if (button == 0) {
        draw_line(canvas, (struct vec2){m.x, m.y - arm}, (struct vec2){m.x, m.y + arm}, stroke, color);
    }
    for (int i = 0; button == 2 && i < 4; i++) { /* four corners: the whole */
        const float sx = i % 2 == 0 ? -1.0f : 1.0f;
        const float sy = i < 2 ? -1.0f : 1.0f;
        const struct vec2 corner[3] = {{m.x + sx * 0.4f * arm, m.y + sy * arm},
                                       {m.x + sx * arm, m.y + sy * arm},
                                       {m.x + sx * arm, m.y + sy * 0.4f * arm}};
        draw_polyline(canvas, corner, 3, stroke, false, color);
    }
}

static void
draw_buttons(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map, float open,
             float shown) {
    for (int i = 0; i < 3; i++) {
        draw_group_push(canvas, 0.0f, 0.0f, i == 0 ? shown : open);
        draw_round_rect(canvas, map->buttons[i], layout_px(&ui->layout, 20.0f),
                        draw_solid(ui_color(ui, THEME_SURFACE_2)));
        draw_sign(ui, canvas, map->buttons[i], i);
        draw_group_pop(canvas);
    }
}

static void
draw_fade(struct canvas *canvas, struct rect box, struct vec2 from, struct vec2 to, struct color page) {
    if (box.w > 0.0f && box.h > 0.0f) {
        draw_rect(canvas, box, draw_gradient(color_fade(page, 0.0f), page, from, to));
    }
}

/* The window runs out into the page: towards the words, upwards and downwards. */
static void
draw_edges(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map) {
    const struct rect *w = &map->window;
    const struct color page = ui_color(ui, THEME_PAGE_BOTTOM);
    const float side = layout_px(&ui->layout, map->at->fade_side);
    const float above = layout_px(&ui->layout, map->at->fade_above);
    const float below = layout_px(&ui->layout, map->at->fade_below);
    const float right = w->x + w->w;
    const float bottom = w->y + w->h;
    if (ui->layout.is_rtl) { /* the words are at the start side */
        draw_fade(canvas, (struct rect){right - side, w->y, side, w->h}, (struct vec2){right - side, 0.0f},
                  (struct vec2){right, 0.0f}, page);
    } else {
        draw_fade(canvas, (struct rect){w->x, w->y, side, w->h}, (struct vec2){w->x + side, 0.0f},
                  (struct vec2){w->x, 0.0f}, page);
    }
    draw_fade(canvas, (struct rect){w->x, w->y, w->w, above}, (struct vec2){0.0f, w->y + above},
              (struct vec2){0.0f, w->y}, ui_color(ui, THEME_PAGE_TOP));
    draw_fade(canvas, (struct rect){w->x, bottom - below, w->w, below}, (struct vec2){0.0f, bottom - below},
              (struct vec2){0.0f, bottom}, page);
}

/* The page above runs out, too, so that its ornament is not cut. */
static void
draw_page_edge(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map) {
    const struct rect *w = &map->window;
    const float h = layout_px(&ui->layout, map->at->fade_page);
    draw_fade(canvas, (struct rect){w->x, w->y - h, w->w, h}, (struct vec2){0.0f, w->y - h},
              (struct vec2){0.0f, w->y}, ui_color(ui, THEME_PAGE_TOP));
}

/* The name of a pin that has become a star makes room for it. */
static void
draw_name(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map,
          const struct explorer_name *name, const struct explorer_light *light, float shown) {
    const bool is_star = light->selected >= 0 && map->pins[light->selected].place == name->place;
    const float room = is_star ? layout_px(&ui->layout, STAR_R - PIN_R + STAR_GAP) : 0.0f;
    struct label label = name->label;
    label.x += label.anchor == TEXT_LEFT ? room : label.anchor == TEXT_RIGHT ? -room : 0.0f;
    label.baseline += label.anchor == TEXT_CENTER ? room : 0.0f;
    label_draw(ui, canvas, &label, shown, 0.0f);
}

static void
draw_overview(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map,
              const struct explorer_light *light, time_ns since) {
    const float opened = timeline_value((struct span){0, CONE_MS, EASE_IN_OUT3}, since);
    scene_lens_map_draw(ui, canvas, &map->lens_map, opened);
    draw_overview_pins(ui, canvas, map, light, since);
    for (size_t i = 0; i < map->named_count; i++) {
        draw_name(ui, canvas, map, &map->named[i], light, opened);
    }
    if (map->has_lens_label) {
        label_draw(ui, canvas, &map->lens_label, opened, 0.0f);
    }
}

void
explorer_map_draw(const struct ui *ui, struct canvas *canvas, const struct explorer_map *map,
                  const struct explorer_view *view, const struct explorer_light *light, time_ns since) {
    const float open = explorer_map_open(view, since);
    if (open < 1.0f) {
        draw_group_push(canvas, 0.0f, 0.0f, 1.0f - open);
        draw_overview(ui, canvas, map, light, since);
        draw_group_pop(canvas);
    }
    if (open > 0.0f) {
        draw_group_push(canvas, 0.0f, 0.0f, open);
        draw_page_edge(ui, canvas, map);
        draw_clip_push(canvas, map->window);
        explorer_land_draw(ui, canvas, &map->lens_map, &view->camera, since);
        draw_open_pins(ui, canvas, map, view, light, since);
        draw_edges(ui, canvas, map);
        draw_clip_pop(canvas);
        draw_group_pop(canvas);
    }
    draw_buttons(ui, canvas, map, open, timeline_value((struct span){100, 300, EASE_OUT3}, since));
}
