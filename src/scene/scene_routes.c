/* The map stands opposite the column of figures and never mirrors inside. */

#include "scene/scene_routes.h"

#include <limits.h>
#include <math.h>

#include "base/hash.h"
#include "ui/star.h"

#define SETTLED_MS 4900
#define FIRST_ROUTE_MS 300
#define ROUTE_STAGGER_MS 350
#define ROUTE_MS_MIN 900.0f
#define ROUTE_MS_MAX 1600.0f
#define ROUTE_LONG 1400.0f /* design units that take ROUTE_MS_MAX */
#define TRAIN_SPEED 62.0f  /* design units a second */
#define SHIP_SPEED 24.0f
#define TRAIN_GAP 210.0f
#define SHIP_GAP 520.0f
#define TRAVELLERS_MAX 64 /* on one route, however long */
#define TAIL_DOTS 5
#define CHUNK_POINTS 24 /* a growing line repaints only its last chunk */
#define DIM 0.28f
#define FORWARD_WIDER 0.6f /* of the route that stands forward */

struct composition {
    float box_start_rtl, box_start_ltr, y, w, h;
};

static const struct composition LANDSCAPE = {204.0f, 96.0f, 286.0f, 1092.0f, 644.0f};
static const struct composition PORTRAIT = {108.0f, 52.0f, 430.0f, 920.0f, 530.0f};

/* Returns: the label placed, or NULL when there is none to show. */
static struct route_label *
add_label(const struct scene *scene, struct routes *map, const struct content_item *item, struct str text,
          struct vec2 place, const struct label_spec *spec) {
    if (map->label_count >= ROUTE_LABELS_MAX) {
        return NULL;
    }
    struct route_label *added = &map->labels[map->label_count];
    if (!scene_map_label(scene, item, text, place, spec, &added->label)) {
        return NULL;
    }
    added->path = added->mark = -1;
    map->label_count++;
    return added;
}

static struct map_shape *
land_of(const struct scene *scene, const struct routes *map, const char *role, size_t *ret_count) {
    const struct content_item *item = content_item_at(scene->env.slide, role, 0);
    *ret_count = 0;
    if (item == NULL) {
        return NULL;
    }
    return map_shapes(scene->env.ui.model, &map->map, item->geometry_set, item->klass, scene->env.ui.view,
                      ret_count);
}

static void
place_route(const struct scene *scene, struct routes *map, const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    struct route_path *path = &map->paths[map->path_count];
    path->route = &ui->model->routes[item->route];
    path->line = map_route_line(&map->map, path->route, ui->view);
    path->color = ui_color_named(ui, path->route->color, THEME_SKY);
    path->stroke_px = layout_px(&ui->layout, path->route->width_px);
    const float share = fminf(path->line.length_px / layout_px(&ui->layout, ROUTE_LONG), 1.0f);
    path->span = (struct span){FIRST_ROUTE_MS + ROUTE_STAGGER_MS * (int)map->path_count,
                               (int)float_mix(ROUTE_MS_MIN, ROUTE_MS_MAX, share), EASE_IN_OUT3};
    path->is_dim = str_is(item->klass, "dim");
    path->part = SCENE_PART_NONE;
    map->path_count++;
    if (path->is_dim) {
        path->color = color_fade(path->color, DIM);
        path->span = (struct span){0, 1, EASE_LINEAR};
        path->stroke_px *= 0.6f;
    }
    if (path->is_dim || path->route->stop_count == 0) {
        return;
    }
    const struct content_stop *middle = &path->route->stops[path->route->stop_count / 2];
    const bool is_main = path->route->width_px >= 6.0f;
    const struct label_spec spec = {
        .px = is_main                        ? 32.0f
              : path->route->stop_count > 11 ? 30.0f
                                             : 28.0f,
        .weight = is_main                  ? 800
                  : path->route->is_dotted ? 600
                                           : 700,
        .color = str_is(path->route->color, "sky") ? ui_color(ui, THEME_SKY_TEXT) : path->color,
        .wrap = path->route->stop_count <= 11 && !ui->layout.is_portrait ? 190.0f : 0.0f,
        .flags = TEXT_BALANCE};
    const int end_ms = path->span.start_ms + path->span.duration_ms;
    struct route_label *label = add_label(scene, map, item, ui_cell(ui, &item->label),
                                          map_project(&map->map, middle->lon_deg, middle->lat_deg), &spec);
    if (label != NULL) {
        label->at_ms = end_ms - 200;
        label->path = (int)(path - map->paths);
    }
}

static void
place_mark(const struct scene *scene, struct routes *map, const struct content_item *item, bool is_origin) {
    const struct ui *ui = &scene->env.ui;
    if (item->place == CONTENT_NONE || map->mark_count >= ROUTE_PLACES_MAX) {
        return;
    }
    const struct content_place *place = &ui->model->places[item->place];
    struct route_mark *mark = &map->marks[map->mark_count++];
    mark->at = map_project(&map->map, place->lon_deg, place->lat_deg);
    mark->color = ui_color_named(ui, item->color, THEME_ACCENT);
    mark->is_origin = is_origin;
    mark->place = item->place;
    const bool is_accent = str_is(item->color, "accent");
    const bool is_first = map->mark_count == 2; /* the far end of the main route is named louder */
    const struct color ink = is_origin || is_first        ? ui_color(ui, THEME_TEXT)
                             : is_accent                  ? ui_color(ui, THEME_MUTED)
                             : str_is(item->color, "sky") ? ui_color(ui, THEME_SKY_TEXT)
                                                          : mark->color;
    const struct label_spec spec = {.px = is_origin   ? (ui->layout.is_portrait ? 38.0f : 40.0f)
                                          : is_first  ? 34.0f
                                          : is_accent ? 28.0f
                                                      : 30.0f,
                                    .weight = is_origin                    ? 900
                                              : is_first                   ? 800
                                              : str_is(item->color, "sky") ? 700
                                                                           : 600,
                                    .color = ink};
    const struct str own = ui_cell(ui, &item->label);
    struct route_label *label =
        add_label(scene, map, item, str_is_empty(own) ? place->name.in[ui->lang] : own, mark->at, &spec);
    if (label != NULL) {
        label->at_ms = is_origin ? 200 : 1700;
        label->mark = (int)(mark - map->marks);
    }
}

static struct rect
map_box(const struct ui *ui) {
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    const float start = ui->layout.is_rtl ? at->box_start_rtl : at->box_start_ltr;
    struct rect box = layout_rect(&ui->layout, start, at->y, at->w, at->h);
    if (ui->layout.is_portrait) {
        box.x = layout_fixed_point(&ui->layout, at->box_start_ltr, at->y).x;
    }
    return box;
}

static void
place_map(const struct scene *scene, struct routes *map) {
    const struct ui *ui = &scene->env.ui;
    map->map = map_view_fit(ui->model, &ui->model->maps[scene->env.slide->map], map_box(ui));
    map->land = land_of(scene, map, "land", &map->land_count);
    map->focus = land_of(scene, map, "focus", &map->focus_count);
    map->neighbour = land_of(scene, map, "neighbour", &map->neighbour_count);
    const struct content_item *neighbour = content_item_at(scene->env.slide, "neighbour", 0);
    if (neighbour != NULL && neighbour->place != CONTENT_NONE) {
        const struct content_place *place = &ui->model->places[neighbour->place];
        const struct label_spec spec = {.px = 32.0f, .weight = 800, .color = ui_color(ui, THEME_TEXT)};
        struct route_label *label = add_label(scene, map, neighbour, ui_cell(ui, &neighbour->label),
                                              map_project(&map->map, place->lon_deg, place->lat_deg), &spec);
        if (label != NULL) {
            label->at_ms = 300;
        }
    }
    for (size_t i = 0; i < scene->env.slide->item_count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        if (str_is(item->role, "route") && item->route != CONTENT_NONE && map->path_count < ROUTES_MAX) {
            place_route(scene, map, item);
        } else if (str_is(item->role, "origin") || str_is(item->role, "place")) {
            place_mark(scene, map, item, str_is(item->role, "origin"));
        }
    }
}

/* ---- the part that stands forward ---- */

static bool
stops_at(const struct routes *map, int part, int place) {
    for (size_t i = 0; i < map->path_count; i++) {
        for (size_t s = 0; map->paths[i].part == part && s < map->paths[i].route->stop_count; s++) {
            if (map->paths[i].route->stops[s].place == place) {
                return true;
            }
        }
    }
    return false;
}

static float
mark_alpha(const struct scene *scene, const struct routes *map, const struct route_mark *mark,
           time_ns since) {
    const struct scene_select *select = &scene->select;
    const int parts[] = {select->part, select->before};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i] != SCENE_PART_NONE && (mark->is_origin || stops_at(map, parts[i], mark->place))) {
            return scene_select_alpha(select, parts[i], since);
        }
    }
    return scene_select_alpha(select, SCENE_PART_NONE, since);
}

static float
label_alpha(const struct scene *scene, const struct routes *map, const struct route_label *label,
            time_ns since) {
    if (label->mark >= 0) {
        return mark_alpha(scene, map, &map->marks[label->mark], since);
    }
    return scene_select_alpha(&scene->select,
                              label->path >= 0 ? map->paths[label->path].part : SCENE_PART_NONE, since);
}

/* ---- what stands still ---- */

static void
fade_edge(const struct ui *ui, struct canvas *canvas, struct rect box, bool is_from_start) {
    const struct color page = ui_color(ui, THEME_PAGE_TOP);
    const struct color none = {page.r, page.g, page.b, 0};
    const bool is_left = ui->layout.is_rtl != is_from_start;
    const struct vec2 a = {is_left ? box.x : box.x + box.w, box.y};
    const struct vec2 b = {is_left ? box.x + box.w : box.x, box.y};
    draw_rect(canvas, box, draw_gradient(page, none, a, b));
}

/* The land fades out towards the figures' column (landscape) and to the top and bottom. */
static void
draw_scrims(const struct ui *ui, struct canvas *canvas) {
    const float w = (float)ui->layout.width_px;
    const float h = (float)ui->layout.height_px;
    const struct color page = ui_color(ui, THEME_PAGE_TOP);
    const struct color none = {page.r, page.g, page.b, 0};
    const float top_end = layout_y(&ui->layout, ui->layout.is_portrait ? 420.0f : 330.0f);
    const float top = layout_y(&ui->layout, ui->layout.is_portrait ? 250.0f : 170.0f);
    draw_rect(canvas, (struct rect){0.0f, 0.0f, w, top}, draw_solid(page));
    draw_rect(canvas, (struct rect){0.0f, top, w, top_end - top},
              draw_gradient(page, none, (struct vec2){0.0f, top}, (struct vec2){0.0f, top_end}));
    const float low = layout_y(&ui->layout, ui->layout.is_portrait ? 900.0f : 780.0f);
    const float low_end = layout_y(&ui->layout, ui->layout.is_portrait ? 1070.0f : 950.0f);
    draw_rect(canvas, (struct rect){0.0f, low, w, low_end - low},
              draw_gradient(none, page, (struct vec2){0.0f, low}, (struct vec2){0.0f, low_end}));
    draw_rect(canvas, (struct rect){0.0f, low_end, w, h - low_end}, draw_solid(page));
    if (!ui->layout.is_portrait) {
        const float solid = layout_px(&ui->layout, 560.0f);
        const float fade = layout_px(&ui->layout, 240.0f);
        const float edge = ui->layout.is_rtl ? 0.0f : w - solid;
        draw_rect(canvas, (struct rect){edge, 0.0f, solid, h}, draw_solid(page));
        fade_edge(ui, canvas, (struct rect){ui->layout.is_rtl ? solid : w - solid - fade, 0.0f, fade, h},
                  false);
    }
}

static void
draw_line_part(struct canvas *canvas, const struct route_path *path, float stroke_px, struct color color,
               size_t count, struct vec2 end) {
    for (size_t first = 0; first + 1 < count; first += CHUNK_POINTS) {
        const size_t left = count - first;
        draw_polyline(canvas, &path->line.points[first], left < CHUNK_POINTS + 1 ? left : CHUNK_POINTS + 1,
                      stroke_px, false, color);
    }
    const struct vec2 last[2] = {path->line.points[count - 1], end};
    draw_polyline(canvas, last, 2, stroke_px, false, color);
}

static void
draw_path(const struct scene *scene, struct canvas *canvas, const struct route_path *path, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const float run = timeline_value(path->span, since);
    const float alpha = scene_select_alpha(&scene->select, path->part, since);
    const float wide = 1.0f + FORWARD_WIDER * scene_select_forward(&scene->select, path->part, since);
    const struct color color = color_fade(path->color, alpha);
    struct vec2 end = {0};
    const size_t count = map_line_part(&path->line, path->line.length_px * run, &end);
    if (run <= 0.0f || count == 0) {
        return;
    }
    if (path->route->is_dotted) {
        draw_dotted(canvas, path->line.points, count, layout_px(&ui->layout, 1.75f * wide),
                    layout_px(&ui->layout, 11.5f), color);
        return;
    }
    if (!path->is_dim) {
        draw_line_part(canvas, path, path->stroke_px * wide + layout_px(&ui->layout, 4.0f),
                       color_fade(ui_color(ui, THEME_INK), 0.5f * alpha), count, end);
    }
    draw_line_part(canvas, path, path->stroke_px * wide, color, count, end);
}

static void
paint_land(const struct scene *scene, struct canvas *canvas, const struct routes *map, struct rect page) {
    const struct ui *ui = &scene->env.ui;
    draw_rect(canvas, page,
              draw_gradient(ui_color(ui, THEME_PAGE_TOP), ui_color(ui, THEME_PAGE_BOTTOM),
                            (struct vec2){0.0f, 0.0f}, (struct vec2){0.0f, page.h}));
    const float coast = layout_px(&ui->layout, 1.6f);
    scene_map_fill(canvas, map->land, map->land_count, ui_color(ui, THEME_LAND));
    scene_map_outline(canvas, map->land, map->land_count, coast, color_fade(ui_color(ui, THEME_COAST), 0.8f));
    scene_map_fill(canvas, map->neighbour, map->neighbour_count, ui_color(ui, THEME_NEIGHBOUR_FILL));
    scene_map_outline(canvas, map->neighbour, map->neighbour_count, coast,
                      ui_color(ui, THEME_NEIGHBOUR_LINE));
    scene_map_fill(canvas, map->focus, map->focus_count, ui_color(ui, THEME_FOCUS_FILL));
    scene_map_outline(canvas, map->focus, map->focus_count, coast, ui_color(ui, THEME_FOCUS_LINE));
    for (size_t i = 0; i < map->path_count; i++) {
        if (map->paths[i].is_dim) {
            draw_path(scene, canvas, &map->paths[i], TIME_MS(SETTLED_MS));
        }
    }
    draw_scrims(ui, canvas);
}

static void
draw_mark(const struct ui *ui, struct canvas *canvas, const struct route_mark *mark, time_ns since) {
    const float shown = timeline_value((struct span){mark->is_origin ? 0 : 1500, 300, EASE_OUT3}, since);
    if (mark->is_origin) {
        draw_glow(canvas, mark->at, layout_px(&ui->layout, 104.0f), color_fade(mark->color, 0.62f * shown));
        star_draw_marker(canvas, mark->at, layout_px(&ui->layout, 24.0f) * shown, mark->color,
                         ui_color(ui, THEME_INK), ui_color(ui, THEME_INK));
        return;
    }
    draw_circle(canvas, mark->at, layout_px(&ui->layout, 10.0f), color_fade(mark->color, shown));
    draw_circle(canvas, mark->at, layout_px(&ui->layout, 6.5f), color_fade(ui_color(ui, THEME_INK), shown));
}

static void
draw_still(const struct scene *scene, struct canvas *canvas, const struct routes *map, time_ns since) {
    for (size_t i = map->path_count; i-- > 0;) { /* the main route last, above the others */
        if (!map->paths[i].is_dim) {
            draw_path(scene, canvas, &map->paths[i], since);
        }
    }
    for (size_t i = map->mark_count; i-- > 0;) {
        draw_group_push(canvas, 0.0f, 0.0f, mark_alpha(scene, map, &map->marks[i], since));
        draw_mark(&scene->env.ui, canvas, &map->marks[i], since);
        draw_group_pop(canvas);
    }
}

static void
draw_land(const struct scene *scene, struct canvas *canvas, const struct routes *map, struct rect page) {
    if (draw_layer_begin(canvas, hash_u64(map->key, 1), page)) {
        paint_land(scene, canvas, map, page);
        draw_layer_end(canvas);
    }
}

/* The land lies below the routes; while those stand they are one picture, and land and picture stay ready for the next touch. */
static void
draw_ground(const struct scene *scene, struct canvas *canvas, const struct routes *map, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, (float)ui->layout.height_px};
    const uint64_t key = hash_u64(map->key, (uint64_t)scene->select.part + 3u);
    draw_land(scene, canvas, map, page);
    if (since < TIME_MS(SETTLED_MS) || scene_select_is_moving(&scene->select, since)) {
        draw_still(scene, canvas, map, since);
    } else if (draw_layer_begin(canvas, key, page)) {
        draw_still(scene, canvas, map, since);
        draw_layer_end(canvas);
    }
}

/* ---- what travels ---- */

static void
draw_traveller(const struct ui *ui, struct canvas *canvas, const struct route_path *path, float along_px,
               float size, bool has_tail) {
    const float fade =
        fminf(1.0f, fminf(along_px, path->line.length_px - along_px) / layout_px(&ui->layout, 40.0f));
    const struct vec2 head = map_line_point(&path->line, along_px);
    for (int dot = TAIL_DOTS; dot >= 1 && has_tail; dot--) {
        const struct vec2 p =
            map_line_point(&path->line, along_px - layout_px(&ui->layout, 5.0f * (float)dot));
        const float part = 1.0f - (float)dot / (float)(TAIL_DOTS + 1);
        draw_circle(canvas, p, layout_px(&ui->layout, size * (0.45f + 0.5f * part)),
                    color_fade(ui_color(ui, THEME_TEXT), 0.4f * part * fade));
    }
    if (has_tail) {
        draw_glow(canvas, head, layout_px(&ui->layout, size * 3.0f), color_fade(path->color, 0.6f * fade));
    }
    draw_circle(canvas, head, layout_px(&ui->layout, size), color_fade(ui_color(ui, THEME_TEXT), fade));
}

static void
draw_travellers(const struct scene *scene, struct canvas *canvas, const struct routes *map, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    for (size_t i = 0; i < map->path_count; i++) {
        const struct route_path *path = &map->paths[i];
        const int begin_ms = path->span.start_ms + path->span.duration_ms;
        if (since < TIME_MS(begin_ms) || path->line.count < 2 || path->is_dim) {
            continue;
        }
        const bool is_ship = path->route->is_dotted;
        const float gap = layout_px(&ui->layout, is_ship ? SHIP_GAP : TRAIN_GAP);
        const int count = int_clamp((double)roundf(path->line.length_px / gap), 1, TRAVELLERS_MAX);
        const float spacing = path->line.length_px / (float)count;
        const float speed = layout_px(&ui->layout, is_ship ? SHIP_SPEED : TRAIN_SPEED);
        const int period_ms = int_clamp((double)(spacing / speed * 1000.0f), 1, INT_MAX);
        const float phase = timeline_cycle(period_ms, 0, since - TIME_MS(begin_ms));
        draw_group_push(canvas, 0.0f, 0.0f, scene_select_alpha(&scene->select, path->part, since));
        for (int t = 0; t < count; t++) {
            draw_traveller(ui, canvas, path, spacing * ((float)t + phase),
                           is_ship                         ? 6.0f
                           : path->route->width_px >= 6.0f ? 8.0f
                                                           : 6.5f,
                           !is_ship);
        }
        draw_group_pop(canvas);
    }
}

bool
scene_routes_prepare(const struct scene *scene, struct routes *routes, struct err *err) {
    if (scene->env.slide->map == CONTENT_NONE) {
        return err_set(err, ERR_CONTENT, 0, "a map of routes needs a map");
    }
    place_map(scene, routes);
    routes->key = map_view_hash(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len),
                                &routes->map) ^
                  (uint64_t)scene->env.ui.layout.is_rtl;
    return true;
}

void
scene_routes_draw(const struct scene *scene, struct canvas *canvas, const struct routes *routes,
                  time_ns since) {
    draw_ground(scene, canvas, routes, since);
    draw_travellers(scene, canvas, routes, since);
    for (size_t i = 0; i < routes->label_count; i++) {
        const struct route_label *label = &routes->labels[i];
        const float shown = timeline_value((struct span){label->at_ms, 300, EASE_OUT3}, since);
        label_draw(&scene->env.ui, canvas, &label->label, shown * label_alpha(scene, routes, label, since),
                   0.0f);
    }
}

static float
distance_to(struct vec2 p, struct vec2 a, struct vec2 b) {
    const struct vec2 ab = {b.x - a.x, b.y - a.y};
    const float length_2 = ab.x * ab.x + ab.y * ab.y;
    const float along = length_2 > 0.0f ? ((p.x - a.x) * ab.x + (p.y - a.y) * ab.y) / length_2 : 0.0f;
    const float t = float_clamp(along, 0.0f, 1.0f);
    return hypotf(a.x + t * ab.x - p.x, a.y + t * ab.y - p.y);
}

int
scene_routes_nearest(const struct routes *routes, struct vec2 at_px, float within_px) {
    int nearest = -1;
    float best = within_px;
    for (size_t i = 0; i < routes->path_count; i++) {
        const struct map_line *line = &routes->paths[i].line;
        for (size_t p = 0; p + 1 < line->count && !routes->paths[i].is_dim; p++) {
            const float distance = distance_to(at_px, line->points[p], line->points[p + 1]);
            if (distance < best) {
                best = distance;
                nearest = (int)i;
            }
        }
    }
    return nearest;
}
