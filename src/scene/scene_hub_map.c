/* Slide kind `hub_map`: a map with hubs as rings and clusters as stars, arrows from hub to hub on which dots travel for
 * ever, and two counts beside it that are its legend as well. A touched hub comes forward with its arrows, and tells of its
 * clusters and of where its arrows lead in place of the counts.
 * Items: land, border, focus (geometry_set, class, color), hub (place, class = small, medium, large or none, color), home (place,
 * color: the highlighted hub), cluster (place; with a color: a big one), flow (route whose ends are hubs' places), number
 * (figure), each followed by key_ring or key_star (label, color), statement (label, color). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_flow.h"
#include "scene/scene_hub_column.h"
#include "scene/scene_map.h"
#include "scene/scene_parts.h"
#include "ui/star.h"

#define HUBS_MAX 16
#define CLUSTERS_MAX 24
#define FLOWS_MAX 16
#define HUB_MS 480
#define HUB_STAGGER_MS 70
#define FLOW_FIRST_MS 760
#define FLOW_MS 700
#define FLOW_STAGGER_MS 90
#define FLOW_LEAD_MS 930 /* from one flow's dots to the next one's */
#define SETTLED_MS 2500

static const struct span LAND_SPAN = {0, 400, EASE_OUT3};

struct composition {
    float box_left_rtl, box_left_ltr; /* from the left: maps never mirror, their boxes change side */
    float box_y, box_w, box_h;
    float fade_left_rtl, fade_left_ltr, fade_left_w, fade_top, fade_top_h, fade_bottom, fade_bottom_h;
    float mark; /* size of rings and stars */
    struct caption_place caption;
};

static const struct composition LANDSCAPE = {
    .box_left_rtl = 250.0f,
    .box_left_ltr = 866.0f,
    .box_y = 268.0f,
    .box_w = 840.0f,
    .box_h = 662.0f,
    .fade_left_rtl = 0.0f,
    .fade_left_ltr = 650.0f,
    .fade_left_w = 300.0f,
    .fade_top = 170.0f,
    .fade_top_h = 120.0f,
    .fade_bottom = 905.0f,
    .fade_bottom_h = 80.0f,
    .mark = 1.0f,
    .caption = {{96.0f, 286.0f, 560.0f, 644.0f}, false},
};
static const struct composition PORTRAIT = {
    .box_left_rtl = 130.0f,
    .box_left_ltr = 130.0f,
    .box_y = 356.0f,
    .box_w = 924.0f,
    .box_h = 728.0f,
    .fade_left_rtl = 0.0f,
    .fade_left_ltr = 0.0f,
    .fade_left_w = 220.0f,
    .fade_top = 250.0f,
    .fade_top_h = 110.0f,
    .fade_bottom = 1050.0f,
    .fade_bottom_h = 90.0f,
    .mark = 1.1f,
    .caption = {{72.0f, 1180.0f, 936.0f, 410.0f}, false},
};

struct hub {
    int place;
    struct vec2 at;
    float radius_px;
    struct color color;
    struct label label;
    bool is_home, has_label;
};

struct cluster {
    int place;
    size_t hub; /* the one it stands in */
    struct vec2 at;
    float radius_px;
    struct color color;
};

struct hub_map {
    const struct composition *at;
    struct map_view map;
    struct map_fade fade;
    struct map_shape *land, *border, *focus;
    size_t land_count, border_count, focus_count;
    struct color focus_color;
    struct hub hubs[HUBS_MAX];
    size_t hub_count;
    struct cluster clusters[CLUSTERS_MAX];
    size_t cluster_count;
    struct flow flows[FLOWS_MAX];
    size_t flow_sources[FLOWS_MAX], flow_targets[FLOWS_MAX]; /* hubs */
    size_t flow_count;
    struct hub_column column;
    struct scene_parts parts; /* the hubs, in the same order */
    uint64_t key_hash;
};

/* ---- preparing ---- */

static struct map_shape *
shapes_of(const struct scene *scene, const struct hub_map *map, const char *role, size_t *ret_count) {
    const struct content_item *item = content_item_at(scene->env.slide, role, 0);
    *ret_count = 0;
    return item == NULL ? NULL
                        : map_shapes(scene->env.ui.model, &map->map, item->geometry_set, item->klass,
                                     scene->env.ui.view, ret_count);
}

static void
place_land(const struct scene *scene, struct hub_map *map) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = map->at;
    const struct vec2 corner =
        layout_fixed_point(&ui->layout, ui->layout.is_rtl ? at->box_left_rtl : at->box_left_ltr, at->box_y);
    const struct rect box = {corner.x, corner.y, layout_px(&ui->layout, at->box_w),
                             layout_px(&ui->layout, at->box_h)};
    map->map = map_view_fit(ui->model, &ui->model->maps[scene->env.slide->map], box);
    map->land = shapes_of(scene, map, "land", &map->land_count);
    map->border = shapes_of(scene, map, "border", &map->border_count);
    map->focus = shapes_of(scene, map, "focus", &map->focus_count);
    const struct content_item *focus = content_item_at(scene->env.slide, "focus", 0);
    map->focus_color =
        focus == NULL ? ui_color(ui, THEME_ACCENT) : ui_color_named(ui, focus->color, THEME_ACCENT);
    const float left = ui->layout.is_rtl ? at->fade_left_rtl : at->fade_left_ltr;
    const struct vec2 none = layout_fixed_point(&ui->layout, left, at->fade_top);
    map->fade = (struct map_fade){.left_none = none.x,
                                  .left_full = none.x + layout_px(&ui->layout, at->fade_left_w),
                                  .top_none = none.y,
                                  .top_full = none.y + layout_px(&ui->layout, at->fade_top_h),
                                  .bottom_full = layout_y(&ui->layout, at->fade_bottom),
                                  .bottom_none = layout_y(&ui->layout, at->fade_bottom + at->fade_bottom_h)};
}

static float
hub_radius(const struct content_item *item, bool is_home) {
    if (is_home) {
        return 63.0f;
    }
    return str_is(item->klass, "large")    ? 54.0f
           : str_is(item->klass, "medium") ? 47.0f
           : str_is(item->klass, "small")  ? 31.0f
                                           : 37.0f;
}

static void
add_hub(const struct scene *scene, struct hub_map *map, const struct content_item *item, bool is_home) {
    const struct ui *ui = &scene->env.ui;
    if (item->place == CONTENT_NONE || map->hub_count >= HUBS_MAX) {
        return;
    }
    const struct content_place *place = &ui->model->places[item->place];
    struct hub *hub = &map->hubs[map->hub_count++];
    hub->place = item->place;
    hub->at = map_project(&map->map, place->lon_deg, place->lat_deg);
    hub->radius_px = layout_px(&ui->layout, hub_radius(item, is_home) * map->at->mark);
    hub->color = ui_color_named(ui, item->color, is_home ? THEME_ACCENT : THEME_SKY);
    hub->is_home = is_home;
    const struct color ink = is_home                      ? ui_color(ui, THEME_TEXT)
                             : str_is(item->color, "sky") ? ui_color(ui, THEME_SKY_TEXT)
                                                          : hub->color;
    const struct label_spec spec = {
        .px = is_home ? 38.0f : 32.0f, .weight = is_home ? 900 : 700, .color = ink};
    const struct str own = ui_cell(ui, &item->label);
    hub->has_label = scene_map_label(scene, item, str_is_empty(own) ? place->name.in[ui->lang] : own, hub->at,
                                     &spec, &hub->label);
}

static void
add_cluster(const struct scene *scene, struct hub_map *map, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    if (item->place == CONTENT_NONE || map->cluster_count >= CLUSTERS_MAX) {
        return;
    }
    const struct content_place *place = &ui->model->places[item->place];
    const bool is_big = !str_is_empty(item->color);
    map->clusters[map->cluster_count++] =
        (struct cluster){.place = item->place,
                         .at = map_project(&map->map, place->lon_deg, place->lat_deg),
                         .radius_px = layout_px(&ui->layout, (is_big ? 22.0f : 13.0f) * map->at->mark),
                         .color = ui_color_named(ui, item->color, THEME_TEXT)};
}

/* Returns: HUBS_MAX when no hub stands there. */
static size_t
hub_at(const struct hub_map *map, int place) {
    for (size_t h = 0; h < map->hub_count; h++) {
        if (map->hubs[h].place == place) {
            return h;
        }
    }
    return HUBS_MAX;
}

static void
add_flow(const struct scene *scene, struct hub_map *map, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    if (item->route == CONTENT_NONE || map->flow_count >= FLOWS_MAX) {
        return;
    }
    const struct content_route *route = &ui->model->routes[item->route];
    const struct map_line line = map_route_line(&map->map, route, ui->view);
    if (line.count < 2) {
        return;
    }
    const size_t from = hub_at(map, route->stops[0].place);
    const size_t to = hub_at(map, route->stops[route->stop_count - 1].place);
    if (from == HUBS_MAX || to == HUBS_MAX) {
        return;
    }
    struct flow *flow = &map->flows[map->flow_count];
    const float start = map->hubs[from].radius_px + layout_px(&ui->layout, 7.0f);
    const float end = line.length_px - map->hubs[to].radius_px - layout_px(&ui->layout, 3.0f);
    *flow = scene_flow_make(&line, start, end);
    flow->from = map->hubs[from].color;
    flow->to = map->hubs[to].color;
    flow->lead_ms = FLOW_LEAD_MS * (int)map->flow_count;
    map->flow_sources[map->flow_count] = from;
    map->flow_targets[map->flow_count] = to;
    flow->span = (struct span){FLOW_FIRST_MS + FLOW_STAGGER_MS * (int)map->flow_count, FLOW_MS, EASE_IN_OUT3};
    map->flow_count++;
}

/* ---- captions ---- */

/* A cluster belongs to the hub whose ring, or place, is nearest. */
static void
join_clusters(struct hub_map *map) {
    for (size_t c = 0; c < map->cluster_count; c++) {
        float best = INFINITY;
        for (size_t h = 0; h < map->hub_count; h++) {
            const struct vec2 at = map->clusters[c].at;
            const float away = hypotf(map->hubs[h].at.x - at.x, map->hubs[h].at.y - at.y);
            if (away / map->hubs[h].radius_px < best) {
                best = away / map->hubs[h].radius_px;
                map->clusters[c].hub = h;
            }
        }
    }
}

static struct str
name_of(const struct ui *ui, int place) {
    return ui->model->places[place].name.in[ui->lang];
}

/* The names of a hub's clusters. */
static struct str
cluster_names(const struct ui *ui, const struct hub_map *map, size_t hub, int *ret_count) {
    struct str names = {"", 0};
    *ret_count = 0;
    for (size_t c = 0; c < map->cluster_count; c++) {
        if (map->clusters[c].hub == hub) {
            names = scene_caption_join(ui, names, name_of(ui, map->clusters[c].place));
            (*ret_count)++;
        }
    }
    return names;
}

/* The hubs at the other ends of its arrows, behind the words for their direction. */
static struct str
flow_names(const struct ui *ui, const struct hub_map *map, size_t hub, bool is_out) {
    struct str names = {"", 0};
    for (size_t f = 0; f < map->flow_count; f++) {
        const size_t own = is_out ? map->flow_sources[f] : map->flow_targets[f];
        const size_t other = is_out ? map->flow_targets[f] : map->flow_sources[f];
        if (own == hub) {
            names = scene_caption_join(ui, names, name_of(ui, map->hubs[other].place));
        }
    }
    if (str_is_empty(names)) {
        return names;
    }
    const struct str words = strings_get(is_out ? STRING_FLOW_TO : STRING_FLOW_FROM, ui->locale.code);
    return str_format(ui->view, STR_FMT " " STR_FMT, STR_ARG(words), STR_ARG(names));
}

/* "of 10 data clusters", by the figure that counts all; empty in a pack that does not count them. */
static struct str
of_all_clusters(const struct scene *scene) {
    const struct ui *ui = &scene->env.ui;
    int figure = CONTENT_NONE;
    for (size_t i = 0; i < scene->env.slide->item_count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        figure = str_is(item->role, "number") ? item->figure : figure;
        if (str_is(item->role, "key_star") && figure != CONTENT_NONE) {
            const struct content_figure *all = &ui->model->figures[figure];
            return str_format(ui->view, STR_FMT " " STR_FMT " " STR_FMT,
                              STR_ARG(strings_get(STRING_OF, ui->locale.code)),
                              STR_ARG(text_figure_value(ui->view, ui->model, ui->lang, all)),
                              STR_ARG(text_figure_unit(ui->view, ui->model, ui->lang, all, &ui->words)));
        }
    }
    return (struct str){"", 0};
}

static void
place_parts(const struct scene *scene, struct hub_map *map) {
    const struct ui *ui = &scene->env.ui;
    map->parts.place = map->at->caption;
    join_clusters(map);
    for (size_t h = 0; h < map->hub_count; h++) {
        const struct hub *hub = &map->hubs[h];
        int count = 0;
        const struct str clusters = cluster_names(ui, map, h, &count);
        const struct caption_spec spec = {
            .name = name_of(ui, hub->place),
            .color = hub->is_home || !hub->has_label ? hub->color : hub->label.color,
            .value = format_number(ui->view, &ui->locale, (double)count, 0, false),
            .unit = of_all_clusters(scene),
            .lines = {clusters, flow_names(ui, map, h, false), flow_names(ui, map, h, true)},
            .page = CONTENT_NONE,
        };
        const int part = scene_parts_add(scene, &map->parts, &spec);
        const float r = hub->radius_px;
        scene_parts_add_spot(ui, &map->parts, part, ui->model->places[hub->place].key,
                             (struct rect){hub->at.x - r, hub->at.y - r, 2.0f * r, 2.0f * r});
    }
    for (size_t h = 0; h < map->hub_count; h++) { /* rings first: where they meet a name they are meant */
        const struct str key = ui->model->places[map->hubs[h].place].key;
        if (map->hubs[h].has_label) {
            scene_parts_add_spot(ui, &map->parts, (int)h, str_format(ui->view, STR_FMT " name", STR_ARG(key)),
                                 label_box(&map->hubs[h].label));
        }
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct hub_map *map = scene->state;
    const struct content_slide *slide = scene->env.slide;
    if (slide->map == CONTENT_NONE) {
        err_set(err, ERR_CONTENT, 0, "a hub map needs a map");
        return STEP_FAILED;
    }
    map->at = scene->env.ui.layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    place_land(scene, map);
    for (size_t i = 0; i < slide->item_count; i++) {
        const struct content_item *item = &slide->items[i];
        if (str_is(item->role, "hub") || str_is(item->role, "home")) {
            add_hub(scene, map, item, str_is(item->role, "home"));
        } else if (str_is(item->role, "cluster")) {
            add_cluster(scene, map, item);
        }
    }
    for (size_t i = 0; i < slide->item_count; i++) { /* all hubs are known now */
        if (str_is(slide->items[i].role, "flow")) {
            add_flow(scene, map, &slide->items[i]);
        }
    }
    scene_hub_column_place(scene, &map->column);
    place_parts(scene, map);
    map->key_hash = map_view_hash(hash_bytes(HASH_SEED, slide->key.ptr, slide->key.len), &map->map);
    return STEP_DONE;
}

/* ---- the hub that stands forward ---- */

static bool
is_joined(const struct hub_map *map, size_t flow, int part) {
    return (int)map->flow_sources[flow] == part || (int)map->flow_targets[flow] == part;
}

static float
flow_alpha(const struct scene *scene, size_t flow, time_ns since) {
    const struct hub_map *map = scene->state;
    const int parts[] = {scene->select.part, scene->select.before};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i] != SCENE_PART_NONE && is_joined(map, flow, parts[i])) {
            return scene_select_alpha(&scene->select, parts[i], since);
        }
    }
    return scene_select_alpha(&scene->select, SCENE_PART_NONE, since);
}

/* A hub stays where an arrow joins it to the one that stands forward. */
static float
hub_alpha(const struct scene *scene, size_t hub, time_ns since) {
    const struct hub_map *map = scene->state;
    float alpha = scene_select_alpha(&scene->select, (int)hub, since);
    for (size_t f = 0; f < map->flow_count; f++) {
        if (is_joined(map, f, (int)hub)) {
            alpha = fmaxf(alpha, flow_alpha(scene, f, since));
        }
    }
    return alpha;
}

/* ---- what stands still ---- */

static void
paint_land(const struct ui *ui, struct canvas *canvas, const struct hub_map *map) {
    for (size_t i = 0; i < map->land_count; i++) {
        scene_map_fill_faded(canvas, ui->frame, &map->land[i], ui_color(ui, THEME_LAND), &map->fade);
    }
    for (size_t i = 0; i < map->focus_count; i++) {
        scene_map_fill_faded(canvas, ui->frame, &map->focus[i], color_fade(map->focus_color, 0.36f),
                             &map->fade);
    }
    for (size_t i = 0; i < map->border_count; i++) {
        scene_map_outline_faded(canvas, &map->border[i], layout_px(&ui->layout, 1.5f),
                                color_fade(ui_color(ui, THEME_INK), 0.8f), &map->fade);
    }
    const struct color coast = color_mix(ui_color(ui, THEME_COAST), ui_color(ui, THEME_FOCUS_LINE), 0.5f);
    for (size_t i = 0; i < map->land_count; i++) {
        scene_map_outline_faded(canvas, &map->land[i], layout_px(&ui->layout, 1.6f), coast, &map->fade);
    }
}

static struct rect
land_box(const struct ui *ui, const struct hub_map *map) {
    const struct map_fade *fade = &map->fade;
    return (struct rect){fade->left_none, fade->top_none, (float)ui->layout.width_px - fade->left_none,
                         fade->bottom_none - fade->top_none};
}

static void
draw_land(const struct ui *ui, struct canvas *canvas, const struct hub_map *map) {
    if (draw_layer_begin(canvas, hash_u64(map->key_hash, 1), land_box(ui, map))) {
        paint_land(ui, canvas, map);
        draw_layer_end(canvas);
    }
}

static float
hub_shown(size_t index, time_ns since) {
    return timeline_stagger((struct span){150, HUB_MS, EASE_OUT3}, (int)index, HUB_STAGGER_MS, since);
}

static void
draw_hub(const struct ui *ui, struct canvas *canvas, const struct hub *hub, float shown) {
    const float radius = hub->radius_px * (0.6f + 0.4f * shown);
    if (shown <= 0.0f) {
        return;
    }
    if (hub->is_home) {
        draw_glow(canvas, hub->at, layout_px(&ui->layout, 196.0f), color_fade(hub->color, 0.52f * shown));
    }
    draw_circle(canvas, hub->at, radius, color_fade(hub->color, 0.2f * shown));
    draw_ring(canvas, hub->at, radius, layout_px(&ui->layout, 4.0f), color_fade(hub->color, shown));
}

static void
draw_marks(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct hub_map *map = scene->state;
    for (size_t h = map->hub_count; h-- > 0;) {
        draw_group_push(canvas, 0.0f, 0.0f, hub_alpha(scene, h, since));
        draw_hub(ui, canvas, &map->hubs[h], hub_shown(h, since));
        draw_group_pop(canvas);
    }
    for (size_t f = map->flow_count; f-- > 0;) {
        draw_group_push(canvas, 0.0f, 0.0f, flow_alpha(scene, f, since));
        scene_flow_draw(ui, canvas, &map->flows[f], since);
        draw_group_pop(canvas);
    }
}

/* The land lies below the marks; while those stand they are one picture, and land and picture stay ready for the next touch. */
static void
draw_ground(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct hub_map *map = scene->state;
    const uint64_t key = hash_u64(map->key_hash, (uint64_t)scene->select.part + 3u);
    draw_group_push(canvas, 0.0f, 0.0f, timeline_value(LAND_SPAN, since));
    draw_land(ui, canvas, map);
    draw_group_pop(canvas);
    if (since < TIME_MS(SETTLED_MS) || scene_select_is_moving(&scene->select, since)) {
        draw_marks(scene, canvas, since);
    } else if (draw_layer_begin(canvas, key, land_box(ui, map))) {
        draw_marks(scene, canvas, since);
        draw_layer_end(canvas);
    }
}

/* ---- what moves for ever ---- */

static float
hub_pulse(const struct ui *ui, const struct hub_map *map, size_t hub, time_ns since) {
    float pulse = 0.0f;
    for (size_t f = 0; f < map->flow_count; f++) {
        if (map->flow_targets[f] == hub) {
            pulse = fmaxf(pulse, scene_flow_pulse(ui, &map->flows[f], since));
        }
    }
    return pulse;
}

static void
draw_cluster(const struct ui *ui, struct canvas *canvas, const struct cluster *cluster, float shown) {
    struct vec2 points[STAR_POINTS];
    star_points(cluster->at, cluster->radius_px * shown, points);
    draw_polyline(canvas, points, STAR_POINTS, layout_px(&ui->layout, 6.0f), true,
                  color_fade(ui_color(ui, THEME_INK), shown));
    draw_polygon(canvas, points, STAR_POINTS, draw_solid(color_fade(cluster->color, shown)));
}

static void
draw_alive(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct hub_map *map = scene->state;
    for (size_t h = 0; h < map->hub_count; h++) {
        const struct hub *hub = &map->hubs[h];
        const float pulse = hub_pulse(ui, map, h, since) * hub_alpha(scene, h, since);
        if (pulse > 0.0f) {
            draw_circle(canvas, hub->at, hub->radius_px, color_fade(hub->color, 0.3f * pulse));
            draw_ring(canvas, hub->at, hub->radius_px, layout_px(&ui->layout, 4.0f + 2.0f * pulse),
                      color_fade(ui_color(ui, THEME_TEXT), 0.7f * pulse));
        }
    }
    for (size_t f = 0; f < map->flow_count; f++) {
        draw_group_push(canvas, 0.0f, 0.0f, flow_alpha(scene, f, since));
        scene_flow_draw_dots(ui, canvas, &map->flows[f], since);
        draw_group_pop(canvas);
    }
    for (size_t c = 0; c < map->cluster_count; c++) {
        const float shown =
            timeline_stagger((struct span){500, 400, EASE_OUT3}, (int)c, HUB_STAGGER_MS / 2, since);
        if (shown > 0.0f) {
            draw_group_push(canvas, 0.0f, 0.0f, hub_alpha(scene, map->clusters[c].hub, since));
            draw_cluster(ui, canvas, &map->clusters[c], shown);
            draw_group_pop(canvas);
        }
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct hub_map *map = scene->state;
    draw_ground(scene, canvas, since);
    draw_alive(scene, canvas, since);
    for (size_t h = 0; h < map->hub_count; h++) {
        if (map->hubs[h].has_label) {
            label_draw(ui, canvas, &map->hubs[h].label, hub_shown(h + 2, since) * hub_alpha(scene, h, since),
                       0.0f);
        }
    }
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    scene_hub_column_draw(ui, canvas, &map->column, since);
    draw_group_pop(canvas);
    scene_parts_draw(scene, &map->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct hub_map *map = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &map->parts, list);
}

const struct scene_class scene_hub_map_class = {
    .name = "hub_map",
    .state_size = sizeof(struct hub_map),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .has_heading = true,
};
