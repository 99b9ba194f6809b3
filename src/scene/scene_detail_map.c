/* The map of a detail page: the shapes around one place, its marker and its name. It bleeds off the picture and fades towards the
 * words in strips of falling alpha of one cached layer. */

#include "scene/scene_detail_map.h"

#include <math.h>

#include "base/hash.h"
#include "ui/star.h"

#define REACH_LON_DEG 0.42 /* half of the map's width */
#define REACH_LAT_DEG 0.30
#define FADE_COLUMNS 16
#define FADE_ROWS 8

/* An item of the slide itself, or of the slide it belongs to. */
static const struct content_item *
own_or_parents(const struct scene *scene, const char *role) {
    const struct content_item *own = content_item_at(scene->env.slide, role, 0);
    if (own != NULL || scene->env.slide->parent == CONTENT_NONE) {
        return own;
    }
    return content_item_at(&scene->env.ui.model->slides[scene->env.slide->parent], role, 0);
}

static void
place_shapes(const struct scene *scene, struct detail_map *detail_map, const struct map_view *map) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *area = own_or_parents(scene, "area");
    const struct content_item *river = own_or_parents(scene, "river");
    if (area != NULL) {
        detail_map->areas = map_shapes(ui->model, map, area->geometry_set, (struct str){"", 0}, ui->view,
                                       &detail_map->area_count);
    }
    if (river != NULL) {
        size_t count = 0;
        struct map_shape *shapes =
            map_shapes(ui->model, map, river->geometry_set, river->klass, ui->view, &count);
        for (size_t i = 0; i < count && i < DETAIL_RIVERS_MAX; i++) {
            detail_map->rivers[detail_map->river_count++] =
                map_line_smooth(shapes[i].points, shapes[i].geometry->vertex_count, ui->view);
        }
    }
}

void
scene_detail_map_prepare(const struct scene *scene, struct detail_map *detail_map,
                         const struct detail_map_place *at) {
    const struct ui *ui = &scene->env.ui;
    detail_map->at = at;
    const struct content_item *item = content_item_at(scene->env.slide, "place", 0);
    if (item == NULL || item->place == CONTENT_NONE || scene->env.slide->map == CONTENT_NONE) {
        return;
    }
    const struct content_place *place = &ui->model->places[item->place];
    struct content_map around = ui->model->maps[scene->env.slide->map];
    const struct content_stop corners[2] = {
        {place->lon_deg - REACH_LON_DEG, place->lat_deg - REACH_LAT_DEG, CONTENT_NONE},
        {place->lon_deg + REACH_LON_DEG, place->lat_deg + REACH_LAT_DEG, CONTENT_NONE}};
    around.fit_set = (struct str){"", 0};
    around.fit = corners;
    around.fit_count = ARRAY_LEN(corners);
    const struct rect box =
        layout_rect(&ui->layout, at->center.x - at->w / 2.0f, at->center.y - at->w / 2.0f, at->w, at->w);
    const struct map_view map = map_view_fit(ui->model, &around, box);
    place_shapes(scene, detail_map, &map);
    detail_map->has_map = true;
    detail_map->place = map_project(&map, place->lon_deg, place->lat_deg);
    detail_map->color = ui_color_named(ui, item->color, THEME_ACCENT);
    const struct label_spec spec = {.px = 44.0f, .weight = 900, .color = ui_color(ui, THEME_TEXT)};
    const struct vec2 above = {detail_map->place.x, detail_map->place.y - layout_px(&ui->layout, 48.0f)};
    const struct str name = ui_cell(ui, &item->label);
    detail_map->has_name = !str_is_empty(name);
    if (detail_map->has_name) {
        detail_map->name = label_make_at(ui, name, &spec, above, TEXT_CENTER);
    }
    detail_map->key = hash_bytes(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len),
                                 &box, sizeof(box));
}

/* ---- drawing ---- */

static void
paint_map(const struct ui *ui, struct canvas *canvas, const struct detail_map *detail_map) {
    const struct color land = color_fade(ui_color(ui, THEME_CLASS_1), 0.62f);
    scene_map_fill(canvas, detail_map->areas, detail_map->area_count, land);
    scene_map_outline(canvas, detail_map->areas, detail_map->area_count, layout_px(&ui->layout, 1.6f),
                      color_fade(ui_color(ui, THEME_INK), 0.8f));
    for (size_t i = 0; i < detail_map->river_count; i++) {
        const struct map_line *river = &detail_map->rivers[i];
        draw_polyline(canvas, river->points, river->count, layout_px(&ui->layout, 15.0f), false,
                      color_fade(ui_color(ui, THEME_INK), 0.6f));
        draw_polyline(canvas, river->points, river->count, layout_px(&ui->layout, 10.0f), false,
                      ui_color(ui, THEME_SKY_TEXT));
    }
    draw_glow(canvas, detail_map->place, layout_px(&ui->layout, 240.0f),
              color_fade(detail_map->color, 0.55f));
}

static void
draw_part(const struct ui *ui, struct canvas *canvas, const struct detail_map *detail_map, struct rect units,
          float alpha) {
    const struct detail_map_place *at = detail_map->at;
    const struct rect bleed = layout_rect(&ui->layout, at->bleed.x, at->bleed.y, at->bleed.w, at->bleed.h);
    draw_clip_push(canvas, layout_rect(&ui->layout, units.x, units.y, units.w, units.h));
    draw_group_push(canvas, 0.0f, 0.0f, alpha);
    if (draw_layer_begin(canvas, detail_map->key, bleed)) {
        paint_map(ui, canvas, detail_map);
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
    draw_clip_pop(canvas);
}

/* The map fades towards the words, upwards in portrait, and to its lower edge: strips of falling alpha of one cached picture. */
static void
draw_map(const struct ui *ui, struct canvas *canvas, const struct detail_map *detail_map, float shown) {
    const struct detail_map_place *at = detail_map->at;
    const float solid_x = at->bleed.x + at->fade_x;
    const float top = ui->layout.is_portrait ? at->fade_y : 0.0f;
    for (int row = -FADE_ROWS; row <= FADE_ROWS; row++) {
        struct rect part = {solid_x, at->bleed.y + top, at->bleed.w - at->fade_x,
                            at->bleed.h - top - at->fade_y};
        float row_alpha = 1.0f;
        if (row != 0) {
            const float h = (row < 0 ? top : at->fade_y) / (float)FADE_ROWS;
            part.y = row < 0 ? at->bleed.y + h * (float)(FADE_ROWS + row)
                             : at->bleed.y + at->bleed.h - at->fade_y + h * (float)(row - 1);
            part.h = h;
            row_alpha = 1.0f - ((float)(row < 0 ? -row : row) - 0.5f) / (float)FADE_ROWS;
        }
        if (part.h <= 0.0f) {
            continue;
        }
        draw_part(ui, canvas, detail_map, part, shown * row_alpha);
        for (int column = 0; column < FADE_COLUMNS && at->fade_x > 0.0f; column++) {
            part.w = at->fade_x / (float)FADE_COLUMNS;
            part.x = at->bleed.x + part.w * (float)column;
            draw_part(ui, canvas, detail_map, part,
                      shown * row_alpha * ((float)column + 0.5f) / (float)FADE_COLUMNS);
        }
    }
}

/* On a plate: rivers and borders run where they run. */
static void
draw_name(const struct ui *ui, struct canvas *canvas, const struct label *name, float shown) {
    const struct rect box = label_box(name);
    const float side = layout_px(&ui->layout, 16.0f);
    const float px = name->block->style.px;
    const struct rect plate = {box.x - side, name->baseline - 0.9f * px, box.w + 2.0f * side, 1.22f * px};
    draw_round_rect(canvas, plate, side, draw_solid(color_fade(ui_color(ui, THEME_INK), 0.78f * shown)));
    label_draw(ui, canvas, name, shown, 0.0f);
}

/* It grows where the place is, or flies there from the mark that was touched. */
static void
draw_marker(const struct scene *scene, struct canvas *canvas, const struct detail_map *detail_map,
            float found) {
    const struct ui *ui = &scene->env.ui;
    const struct vec2 from = scene->env.has_origin ? scene->env.origin : detail_map->place;
    const struct vec2 at = {float_mix(from.x, detail_map->place.x, found),
                            float_mix(from.y, detail_map->place.y, found)};
    const float r = float_mix(scene->env.has_origin ? 24.0f : 0.0f, 28.0f, found);
    star_draw_marker(canvas, at, layout_px(&ui->layout, r), detail_map->color, ui_color(ui, THEME_TEXT),
                     ui_color(ui, THEME_TEXT));
}

void
scene_detail_map_draw(const struct scene *scene, struct canvas *canvas, const struct detail_map *detail_map,
                      float found) {
    const struct ui *ui = &scene->env.ui;
    if (detail_map->has_map) {
        draw_map(ui, canvas, detail_map, found);
        draw_marker(scene, canvas, detail_map, found);
    }
    if (detail_map->has_name) {
        draw_name(ui, canvas, &detail_map->name, found);
    }
}
