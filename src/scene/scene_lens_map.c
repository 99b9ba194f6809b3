/* The lens is a circle cut out of a cached picture of the close map, band by band; its rim hides the bands' steps. */

#include "scene/scene_lens_map.h"

#include <math.h>

#include "base/hash.h"

#define ZOOM 3.5f
#define STRIP 2.0f /* height of a band, design units */

static void
place_shapes(const struct scene *scene, struct lens_map *all) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *outline = content_item_at(scene->env.slide, "area", 0);
    const struct content_item *river = content_item_at(scene->env.slide, "river", 0);
    const struct str any = {"", 0};
    if (outline != NULL) {
        all->areas = map_shapes(ui->model, &all->map, outline->geometry_set, any, ui->view, &all->area_count);
        all->areas_close =
            map_shapes(ui->model, &all->close, outline->geometry_set, any, ui->view, &all->areas_close_count);
    }
    if (river != NULL) {
        size_t count = 0;
        size_t same = 0;
        struct map_shape *far =
            map_shapes(ui->model, &all->map, river->geometry_set, river->klass, ui->view, &count);
        struct map_shape *near =
            map_shapes(ui->model, &all->close, river->geometry_set, river->klass, ui->view, &same);
        for (size_t i = 0; i < count && i < LENS_RIVERS_MAX; i++) {
            all->rivers[i] = map_line_smooth(far[i].points, far[i].geometry->vertex_count, ui->view);
            all->rivers_close[i] = map_line_smooth(near[i].points, near[i].geometry->vertex_count, ui->view);
            all->river_count++;
        }
    }
}

/* The same projection, ZOOM times as large, with the lens's place in its middle. */
static struct map_view
zoomed(const struct map_view *map, struct vec2 source, struct vec2 lens) {
    struct map_view close = *map;
    close.scale *= (double)ZOOM;
    close.shift_x = (double)lens.x - (double)ZOOM * ((double)source.x - map->shift_x);
    close.shift_y = (double)lens.y - (double)ZOOM * ((double)source.y - map->shift_y);
    return close;
}

static void
paint_areas(const struct ui *ui, struct canvas *canvas, const struct map_shape *shapes, size_t count,
            const struct map_line *rivers, size_t river_count, float river_px) {
    scene_map_outline(canvas, shapes, count, layout_px(&ui->layout, 3.0f), ui_color(ui, THEME_FOCUS_LINE));
    scene_map_fill(canvas, shapes, count, ui_color(ui, THEME_NEIGHBOUR_FILL));
    scene_map_outline(canvas, shapes, count, layout_px(&ui->layout, 1.4f), ui_color(ui, THEME_INK));
    for (size_t i = 0; i < river_count; i++) {
        draw_polyline(canvas, rivers[i].points, rivers[i].count, layout_px(&ui->layout, river_px), false,
                      color_fade(ui_color(ui, THEME_SKY_TEXT), 0.85f));
    }
}

/* The two lines that touch both circles, and what lies between them. */
static void
draw_cone(const struct ui *ui, struct canvas *canvas, const struct lens_map *all, float opened) {
    const float dx = all->lens.x - all->source.x;
    const float dy = all->lens.y - all->source.y;
    const float distance = hypotf(dx, dy);
    const float lean = asinf(float_clamp((all->lens_px - all->source_px) / distance, -1.0f, 1.0f));
    const float along = atan2f(dy, dx);
    const struct color color = ui_color(ui, THEME_SKY);
    struct vec2 quad[4];
    for (int side = 0; side < 2; side++) {
        const float a = along + (side == 0 ? 1.0f : -1.0f) * (1.5707963f + lean);
        const struct vec2 near = {all->source.x + all->source_px * cosf(a),
                                  all->source.y + all->source_px * sinf(a)};
        const struct vec2 far = {all->lens.x + all->lens_px * cosf(a), all->lens.y + all->lens_px * sinf(a)};
        const struct vec2 end = {float_mix(near.x, far.x, opened), float_mix(near.y, far.y, opened)};
        draw_line(canvas, near, end, layout_px(&ui->layout, 1.6f), color_fade(color, 0.8f));
        quad[side == 0 ? 0 : 3] = near;
        quad[side == 0 ? 1 : 2] = end;
    }
    draw_polygon(canvas, quad, 4, draw_solid(color_fade(color, 0.10f * opened)));
    draw_ring(canvas, all->source, all->source_px, layout_px(&ui->layout, 2.5f), ui_color(ui, THEME_TEXT));
}

/* The close map shows through bands as wide as the circle is there. */
static void
draw_close(const struct ui *ui, struct canvas *canvas, const struct lens_map *all, float shown) {
    const float r = all->lens_px * (0.7f + 0.3f * shown);
    const float band = fmaxf(1.0f, roundf(layout_px(&ui->layout, STRIP)));
    const struct rect box = {all->lens.x - all->lens_px, all->lens.y - all->lens_px, 2.0f * all->lens_px,
                             2.0f * all->lens_px};
    if (shown <= 0.0f) {
        return;
    }
    draw_circle(canvas, all->lens, r, color_fade(ui_color(ui, THEME_INK), shown));
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    const int bands = (int)ceilf(2.0f * r / band);
    for (int i = 0; i < bands; i++) {
        const float y = -r + band * (float)i;
        const float half = sqrtf(fmaxf(0.0f, r * r - (y + band / 2.0f) * (y + band / 2.0f)));
        draw_clip_push(canvas, (struct rect){all->lens.x - half, all->lens.y + y, 2.0f * half, band});
        if (draw_layer_begin(canvas, all->key, box)) {
            paint_areas(ui, canvas, all->areas_close, all->areas_close_count, all->rivers_close,
                        all->river_count, 9.0f);
            draw_layer_end(canvas);
        }
        draw_clip_pop(canvas);
    }
    draw_group_pop(canvas);
    draw_ring(canvas, all->lens, r, layout_px(&ui->layout, 4.0f),
              color_fade(ui_color(ui, THEME_SKY_TEXT), shown));
}

void
scene_lens_map_prepare(const struct scene *scene, struct lens_map *lens_map, struct rect box,
                       const struct content_place *place, struct vec2 lens, float lens_px) {
    const struct ui *ui = &scene->env.ui;
    lens_map->box = box;
    lens_map->map = map_view_fit(ui->model, &ui->model->maps[scene->env.slide->map], box);
    lens_map->source = map_project(&lens_map->map, place->lon_deg, place->lat_deg);
    lens_map->lens = lens;
    lens_map->lens_px = lens_px;
    lens_map->source_px = lens_px / ZOOM;
    lens_map->close = zoomed(&lens_map->map, lens_map->source, lens);
    lens_map->key = hash_bytes(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len),
                               &box, sizeof(box));
    place_shapes(scene, lens_map);
}

struct vec2
scene_lens_map_project(const struct lens_map *lens_map, const struct content_place *place) {
    const struct vec2 close = map_project(&lens_map->close, place->lon_deg, place->lat_deg);
    const bool is_in_lens =
        hypotf(close.x - lens_map->lens.x, close.y - lens_map->lens.y) < lens_map->lens_px * 0.94f;
    return is_in_lens ? close : map_project(&lens_map->map, place->lon_deg, place->lat_deg);
}

void
scene_lens_map_draw(const struct ui *ui, struct canvas *canvas, const struct lens_map *lens_map,
                    float opened) {
    if (draw_layer_begin(canvas, hash_u64(lens_map->key, 1), lens_map->box)) {
        paint_areas(ui, canvas, lens_map->areas, lens_map->area_count, lens_map->rivers,
                    lens_map->river_count, 2.6f);
        draw_layer_end(canvas);
    }
    draw_cone(ui, canvas, lens_map, opened);
    draw_close(ui, canvas, lens_map, opened);
}
