/* Slide kind `district_map`: a map of districts with a few marked places; a leader ties each to its own block of words
 * and figures beside the map, and the district it lies in is lit.
 * Items: area, river (geometry_set); mark (place, label, note, icon, color; figure: shown large, and with class = square also as a
 * square, all of one scale) ×2–6, each followed by its line (label); aside (figure, label) ×0–3, a row under it all. A mark whose place is
 * the place of one of this slide's detail pages opens that page at a touch; where no mark has a page, a touched one comes forward and
 * tells of itself in place of the asides. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_district_map.h"
#include "scene/scene_parts.h"
#include "ui/star.h"

#define RIVERS_MAX 4
#define ASIDES_MAX 3
#define ASIDE_GAP 48.0f
#define MAP_MS 700
#define PIN_MS 400 /* the first pin falls */
#define PIN_STAGGER_MS 110
#define FALL_MS 260
#define FALL 36.0f
#define LEADER_MS 280
#define COUNT_MS 760
#define ASIDE_MS 1400
#define ASIDE_COUNT_MS 700
#define SETTLED_MS 2600
#define BREATH_MS 2600 /* one pin after another */
#define AMBIENT_MS 50

static const struct rect LANDSCAPE_MAP = {570.0f, 250.0f, 780.0f, 672.0f};
static const struct district_room LANDSCAPE_ROOM = {248.0f, 924.0f, 0.0f, 0.0f};
static const struct district_room PORTRAIT_ROOM = {268.0f, 1604.0f, 0.0f, 0.0f};
#define ASIDES_LANDSCAPE_Y 806.0f
#define ASIDES_PORTRAIT_Y 1430.0f
#define CAPTION_OVER 30.0f /* captions may begin this much above the asides */
#define CAPTION_END_LANDSCAPE 930.0f
#define CAPTION_END_PORTRAIT 1600.0f

struct aside {
    struct numeral value;
    struct label label;
};

struct district_map {
    struct map_view map;
    struct rect box; /* pixels, of the cached picture */
    struct map_shape *areas;
    size_t area_count;
    struct map_line rivers[RIVERS_MAX];
    size_t river_count;
    struct district_block blocks[DISTRICT_BLOCKS_MAX];
    size_t block_count;
    struct aside asides[ASIDES_MAX];
    size_t aside_count;
    float asides_y;
    struct scene_parts parts; /* the blocks, or none where they lead to pages */
    uint64_t key;
};

/* ---- preparation ---- */

/* The page of this slide's own whose place this is. */
static int
page_of(const struct scene *scene, int place) {
    const struct content_model *model = scene->env.ui.model;
    const int own = (int)(scene->env.slide - model->slides);
    for (size_t i = 0; i < model->slides_count; i++) {
        const struct content_item *item = content_item_at(&model->slides[i], "place", 0);
        if (model->slides[i].parent == own && item != NULL && item->place == place) {
            return (int)i;
        }
    }
    return CONTENT_NONE;
}

static void
find_marks(const struct scene *scene, struct district_map *all) {
    const struct ui *ui = &scene->env.ui;
    const struct content_slide *slide = scene->env.slide;
    for (size_t i = 0; i < slide->item_count && all->block_count < DISTRICT_BLOCKS_MAX; i++) {
        const struct content_item *item = &slide->items[i];
        if (!str_is(item->role, "mark") || item->place == CONTENT_NONE) {
            continue;
        }
        struct district_block *block = &all->blocks[all->block_count++];
        const bool has_line = i + 1 < slide->item_count && str_is(item[1].role, "line");
        block->item = item;
        block->line = has_line ? item + 1 : NULL;
        block->color = ui_color_named(ui, item->color, THEME_SKY_TEXT);
        block->slide = page_of(scene, item->place);
        block->name = str_to_c(ui->view, item->key);
    }
}

/* What the asides leave, and between the rows of blocks the map. */
static struct district_room
place_map(const struct scene *scene, struct district_map *all) {
    const struct ui *ui = &scene->env.ui;
    const bool is_portrait = ui->layout.is_portrait;
    const bool has_asides = content_item_total(scene->env.slide, "aside") > 0;
    struct district_room room = is_portrait ? PORTRAIT_ROOM : LANDSCAPE_ROOM;
    struct rect at = LANDSCAPE_MAP;
    district_room_measure(ui, all->blocks, all->block_count, &room);
    if (has_asides) {
        all->asides_y = is_portrait ? ASIDES_PORTRAIT_Y : ASIDES_LANDSCAPE_Y;
        room.bottom = all->asides_y - 36.0f;
        at.h = room.bottom - at.y;
    }
    if (is_portrait) {
        const float top = room.top + room.first_h + 44.0f;
        at = (struct rect){ui->layout.margin, top, ui->layout.width - 2.0f * ui->layout.margin,
                           room.bottom - room.second_h - 44.0f - top};
    }
    all->map = map_view_fit(ui->model, &ui->model->maps[scene->env.slide->map],
                            layout_rect(&ui->layout, at.x, at.y, at.w, at.h));
    all->box = rect_inset(layout_rect(&ui->layout, at.x, at.y, at.w, at.h), layout_px(&ui->layout, -8.0f));
    return room;
}

static void
place_shapes(const struct scene *scene, struct district_map *all) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *area = content_item_at(scene->env.slide, "area", 0);
    const struct content_item *river = content_item_at(scene->env.slide, "river", 0);
    if (area != NULL) {
        all->areas =
            map_shapes(ui->model, &all->map, area->geometry_set, area->klass, ui->view, &all->area_count);
    }
    if (river != NULL) {
        size_t count = 0;
        struct map_shape *shapes =
            map_shapes(ui->model, &all->map, river->geometry_set, river->klass, ui->view, &count);
        for (size_t i = 0; i < count && i < RIVERS_MAX; i++) {
            all->rivers[all->river_count++] =
                map_line_smooth(shapes[i].points, shapes[i].geometry->vertex_count, ui->view);
        }
    }
}

static void
place_blocks(const struct ui *ui, struct district_map *all, const struct district_room *room) {
    double largest = 0.0;
    for (size_t i = 0; i < all->block_count; i++) {
        struct district_block *block = &all->blocks[i];
        const struct content_place *place = &ui->model->places[block->item->place];
        block->pin = map_project(&all->map, place->lon_deg, place->lat_deg);
        if (block->item->figure != CONTENT_NONE) {
            const struct content_figure *figure = &ui->model->figures[block->item->figure];
            largest = fmax(largest, figure->value * content_scale_factor(figure->scale));
        }
    }
    district_blocks_share_out(ui, all->blocks, all->block_count, room);
    for (size_t i = 0; i < all->block_count; i++) {
        district_block_fill(ui, &all->blocks[i], largest);
    }
}

/* Number and words side by side in landscape, words under the number in portrait. */
static void
place_asides(const struct scene *scene, struct district_map *all) {
    const struct ui *ui = &scene->env.ui;
    const bool is_portrait = ui->layout.is_portrait;
    const size_t count = content_item_total(scene->env.slide, "aside");
    const float pitch = (ui->layout.width - 2.0f * ui->layout.margin + ASIDE_GAP) /
                        (float)(count < ASIDES_MAX ? (count > 0 ? count : 1) : ASIDES_MAX);
    for (size_t i = 0; i < count && i < ASIDES_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "aside", i);
        const float start = ui->layout.margin + pitch * (float)i;
        if (item->figure == CONTENT_NONE) {
            continue;
        }
        struct aside *aside = &all->asides[all->aside_count++];
        const struct numeral_spec number = {.number = {.start = start,
                                                       .baseline = all->asides_y + 88.0f,
                                                       .px = 72.0f,
                                                       .weight = 900,
                                                       .color = ui_color(ui, THEME_TEXT)},
                                            .is_counting = true};
        aside->value = numeral_make(ui, &ui->model->figures[item->figure], &number);
        const float taken =
            is_portrait ? 0.0f : aside->value.number.block->width_px / ui->layout.scale + 24.0f;
        const struct label_spec label = {.start = start + taken,
                                         .baseline = all->asides_y + (is_portrait ? 136.0f : 58.0f),
                                         .px = 30.0f,
                                         .weight = 500,
                                         .color = ui_color(ui, THEME_MUTED),
                                         .wrap = pitch - ASIDE_GAP - taken,
                                         .px_min = 28.0f,
                                         .lines_max = 2,
                                         .line_height_em = 1.35f,
                                         .flags = TEXT_BALANCE};
        aside->label = label_make(ui, ui_cell(ui, &item->label), &label);
        if (!is_portrait && aside->label.block->line_count == 1) {
            aside->label.baseline += layout_px(&ui->layout, 20.0f);
        }
    }
}

static void
place_parts(const struct scene *scene, struct district_map *all) {
    const struct ui *ui = &scene->env.ui;
    const float margin = ui->layout.margin;
    const float top = all->asides_y - CAPTION_OVER;
    const float end = ui->layout.is_portrait ? CAPTION_END_PORTRAIT : CAPTION_END_LANDSCAPE;
    bool has_pages = false;
    for (size_t i = 0; i < all->block_count; i++) {
        has_pages = has_pages || all->blocks[i].slide != CONTENT_NONE;
    }
    if (has_pages || all->aside_count == 0) {
        return;
    }
    all->parts.place = (struct caption_place){{margin, top, 936.0f, end - top}, false};
    for (size_t i = 0; i < all->block_count; i++) {
        const struct district_block *block = &all->blocks[i];
        const struct content_item *item = block->item;
        const struct caption_spec spec = {
            .name = ui_cell(ui, &item->label),
            .color = block->color,
            .figure = item->figure == CONTENT_NONE ? NULL : &ui->model->figures[item->figure],
            .lines = {ui_cell(ui, &item->note)},
            .page = CONTENT_NONE,
        };
        const struct rect pin = {block->pin.x, block->pin.y, 0.0f, 0.0f};
        const int part = scene_parts_add(scene, &all->parts, &spec);
        scene_parts_add_spot(ui, &all->parts, part, item->key, block->box);
        scene_parts_add_spot(ui, &all->parts, part, str_format(ui->view, STR_FMT " pin", STR_ARG(item->key)),
                             pin);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct district_map *all = scene->state;
    find_marks(scene, all);
    if (scene->env.slide->map == CONTENT_NONE || all->block_count < 2) {
        err_set(err, ERR_CONTENT, 0, "a map of districts needs a map and two items `mark` with places");
        return STEP_FAILED;
    }
    const struct district_room room = place_map(scene, all);
    place_shapes(scene, all);
    place_blocks(&scene->env.ui, all, &room);
    place_asides(scene, all);
    place_parts(scene, all);
    all->key = hash_bytes(hash_bytes(HASH_SEED, &all->box, sizeof(all->box)), scene->env.slide->key.ptr,
                          scene->env.slide->key.len);
    return STEP_DONE;
}

/* ---- the map ---- */

/* Even-odd over all rings. */
static bool
shape_holds(const struct map_shape *shape, struct vec2 at) {
    bool is_in = false;
    for (size_t r = 0; r < shape->geometry->ring_count; r++) {
        const struct content_ring *ring = &shape->geometry->rings[r];
        const struct vec2 *points = &shape->points[ring->first];
        for (size_t i = 0; i < ring->count; i++) {
            const struct vec2 a = points[i];
            const struct vec2 b = points[(i + 1) % ring->count];
            const bool is_between = (a.y > at.y) != (b.y > at.y);
            if (is_between && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y)) {
                is_in = !is_in;
            }
        }
    }
    return is_in;
}

/* Painted once into the cached picture: the land, the districts that are told of, borders and rivers. */
static void
paint_map(const struct ui *ui, struct canvas *canvas, const struct district_map *all) {
    scene_map_outline(canvas, all->areas, all->area_count, layout_px(&ui->layout, 5.0f),
                      ui_color(ui, THEME_FOCUS_LINE));
    scene_map_fill(canvas, all->areas, all->area_count, ui_color(ui, THEME_NEIGHBOUR_FILL));
    for (size_t i = 0; i < all->area_count; i++) {
        for (size_t b = 0; b < all->block_count; b++) {
            if (shape_holds(&all->areas[i], all->blocks[b].pin)) {
                scene_map_fill(canvas, &all->areas[i], 1,
                               color_mix(ui_color(ui, THEME_CLASS_1), ui_color(ui, THEME_BAR_TOP), 0.6f));
                break;
            }
        }
    }
    scene_map_outline(canvas, all->areas, all->area_count, layout_px(&ui->layout, 1.6f),
                      ui_color(ui, THEME_INK));
    for (size_t i = 0; i < all->river_count; i++) {
        draw_polyline(canvas, all->rivers[i].points, all->rivers[i].count, layout_px(&ui->layout, 3.0f),
                      false, color_fade(ui_color(ui, THEME_SKY_TEXT), 0.7f));
    }
}

static void
draw_map(const struct ui *ui, struct canvas *canvas, const struct district_map *all, time_ns since) {
    const float shown = timeline_value((struct span){0, MAP_MS, EASE_OUT3}, since);
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (draw_layer_begin(canvas, all->key, all->box)) {
        paint_map(ui, canvas, all);
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
}

/* One pin at a time breathes, in the order of the sheet. */
static float
breath_of(const struct scene *scene, size_t index, time_ns since) {
    const struct district_map *all = scene->state;
    const time_ns ambient = since - TIME_MS(SETTLED_MS);
    if (scene->env.is_reduced_motion || ambient < 0 ||
        (size_t)(ambient / TIME_MS(BREATH_MS)) % all->block_count != index) {
        return 0.0f;
    }
    return timeline_breathe(BREATH_MS, ambient);
}

static void
draw_pin(const struct scene *scene, struct canvas *canvas, size_t index, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct district_map *all = scene->state;
    const struct district_block *block = &all->blocks[index];
    const float fallen =
        timeline_stagger((struct span){PIN_MS, FALL_MS, EASE_OUT3}, (int)index, PIN_STAGGER_MS, since);
    const float breath = breath_of(scene, index, since);
    const struct vec2 at = {block->pin.x, block->pin.y - layout_px(&ui->layout, FALL) * (1.0f - fallen)};
    if (fallen <= 0.0f) {
        return;
    }
    if (breath > 0.0f) {
        draw_glow(canvas, at, layout_px(&ui->layout, 52.0f), color_fade(block->color, 0.75f * breath));
    }
    star_draw(canvas, at, layout_px(&ui->layout, 18.0f), color_fade(ui_color(ui, THEME_INK), fallen));
    star_draw(canvas, at, layout_px(&ui->layout, 13.0f), color_fade(block->color, fallen));
}

/* Words come when the number stands still: while it runs its digits take more room. */
static void
draw_asides(const struct ui *ui, struct canvas *canvas, const struct district_map *all, time_ns since) {
    for (size_t i = 0; i < all->aside_count; i++) {
        const struct span count = {ASIDE_MS + 100 * (int)i, ASIDE_COUNT_MS, EASE_OUT5};
        const struct span words = {count.start_ms + ASIDE_COUNT_MS, 240, EASE_OUT3};
        numeral_draw(ui, canvas, &all->asides[i].value, count, since);
        label_draw(ui, canvas, &all->asides[i].label, timeline_value(words, since), 0.0f);
    }
    if (all->aside_count > 0) {
        scene_hairline(ui, canvas, ui->layout.margin, all->asides_y,
                       ui->layout.width - 2.0f * ui->layout.margin,
                       timeline_value((struct span){ASIDE_MS, 300, EASE_OUT3}, since));
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct district_map *all = scene->state;
    draw_map(ui, canvas, all, since);
    for (size_t i = 0; i < all->block_count; i++) {
        const int start_ms = PIN_MS + FALL_MS / 2 + PIN_STAGGER_MS * (int)i;
        const float run = timeline_value((struct span){start_ms, LEADER_MS, EASE_IN_OUT3}, since);
        scene_parts_push(scene, canvas, (int)i, since);
        district_leader_draw(ui, canvas, &all->blocks[i], run);
        draw_group_pop(canvas);
    }
    for (size_t i = 0; i < all->block_count; i++) {
        const int start_ms = PIN_MS + FALL_MS / 2 + LEADER_MS - 60 + PIN_STAGGER_MS * (int)i;
        scene_parts_push(scene, canvas, (int)i, since);
        draw_pin(scene, canvas, i, since);
        district_block_draw(ui, canvas, &all->blocks[i], (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
        draw_group_pop(canvas);
    }
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    draw_asides(ui, canvas, all, since);
    draw_group_pop(canvas);
    scene_parts_draw(scene, &all->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct district_map *all = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &all->parts, list);
    for (size_t i = 0; i < all->block_count; i++) {
        const struct district_block *block = &all->blocks[i];
        if (block->slide != CONTENT_NONE) {
            target_add_slide(list, block->name, block->box, block->slide);
        }
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const time_ns change = scene->env.is_reduced_motion ? scene_change_until(SETTLED_MS, since)
                                                        : scene_change_ambient(SETTLED_MS, AMBIENT_MS, since);
    return scene_select_next_change(&scene->select, change, since);
}

const struct scene_class scene_district_map_class = {
    .name = "district_map",
    .state_size = sizeof(struct district_map),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
