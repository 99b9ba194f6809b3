/* Slide kind `cluster_stacks`: groups of a series' points as stacks of their own members, the sum on top of each, a locator map
 * with a ring for each stack (its area follows the sum), and one figure below the map, in place of which a stack touched here or on
 * the map tells of itself.
 * Items: stack (series, class = keys of its points, from the base upward, label, note, place = centre of its ring, color for
 * the one that stands out), land (geometry_set), side (place, label, color), figure (figure, note). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_map.h"
#include "scene/scene_parts.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/star.h"

#define STACKS_MAX 4
#define BLOCKS_MAX 6
#define SIDES_MAX 2
#define BLOCK_GAP 3.0f
#define WORD_GAP 10.0f
#define BLOCK_PX_MIN 28.0f
#define SHADES 4.0f /* blocks from the full colour to the deep one */
#define FIRST_MS 200
#define STACK_STAGGER_MS 260
#define BLOCK_STAGGER_MS 90
#define BLOCK_MS 420
#define RISE 28.0f
#define RING_SCALE 9.3f /* radius of a ring by the root of the sum */
#define RING_PULSE 0.22f
#define FIGURE_MS 1000
#define SETTLED_MS 2600

struct composition {
    float first, pitch, w, base, height_max;
    float sum_px, name_px, note_px, text_px, inset;
    float rule_w;
    struct rect map;
    float figure_start, figure_y, figure_px, figure_rule_y, figure_w;
    struct caption_place caption;
};

static const struct composition LANDSCAPE = {
    96.0f,   284.0f, 236.0f, 835.0f, 522.0f,  72.0f,
    32.0f,   32.0f,  30.0f,  18.0f,  1112.0f, {1244.0f, 262.0f, 606.0f, 438.0f},
    1300.0f, 852.0f, 110.0f, 741.0f, 524.0f,  {{1300.0f, 710.0f, 524.0f, 230.0f}, false}};
static const struct composition PORTRAIT = {
    72.0f, 240.0f,  216.0f, 1016.0f, 600.0f, 60.0f,
    30.0f, 28.0f,   28.0f,  14.0f,   936.0f, {508.0f, 1190.0f, 500.0f, 400.0f},
    72.0f, 1400.0f, 116.0f, 1276.0f, 420.0f, {{72.0f, 1180.0f, 392.0f, 420.0f}, false}};

struct block {
    struct rect box;
    struct color color;
    struct label name, value;
};

struct stack {
    struct block blocks[BLOCKS_MAX];
    size_t count;
    double sum;
    int decimals;
    bool is_strong;
    struct label total, name, note;
    bool has_note;
    bool has_ring;
    struct vec2 ring;
    float radius_px;
};

/* Half of the land, named at one of its stacks. */
struct side {
    struct label label;
    bool has[STACKS_MAX]; /* the stacks that lie in it */
};

struct cluster_stacks {
    struct stack stacks[STACKS_MAX];
    size_t count;
    struct map_shape *land;
    size_t land_count;
    struct side sides[SIDES_MAX];
    size_t side_count;
    struct numeral figure;
    struct label figure_note;
    bool has_figure;
    struct scene_parts parts; /* the stacks, in the same order */
    uint64_t key;
};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static const struct content_point *
find_point(const struct content_series *series, struct str key) {
    for (size_t i = 0; i < series->point_count; i++) {
        if (str_equal(series->points[i].key, key)) {
            return &series->points[i];
        }
    }
    return NULL;
}

static double
sum_of(const struct content_series *series, struct str keys) {
    double sum = 0.0;
    struct str key;
    while (str_next(&keys, ' ', &key)) {
        const struct content_point *point = find_point(series, key);
        sum += point != NULL ? point->value : 0.0;
    }
    return sum;
}

static double
greatest_sum(const struct scene *scene) {
    double greatest = 0.0;
    for (size_t i = 0; i < content_item_total(scene->env.slide, "stack"); i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "stack", i);
        if (item->series != CONTENT_NONE) {
            greatest = fmax(greatest, sum_of(&scene->env.ui.model->series[item->series], item->klass));
        }
    }
    return greatest;
}

/* Name at the start, value at the end; a little smaller where they do not fit side by side. Returns: whether they fit. */
static bool
place_side_by_side(const struct ui *ui, struct block *block, struct str name, struct str number,
                   struct label_spec spec, float room) {
    const float start = spec.start;
    for (float px = spec.px;; px = BLOCK_PX_MIN) {
        spec.px = px;
        spec.start = start;
        spec.weight = 700;
        spec.anchor = TEXT_START;
        block->name = label_make(ui, name, &spec);
        spec.start = start + room;
        spec.weight = 600;
        spec.anchor = TEXT_END;
        block->value = label_make(ui, number, &spec);
        const float used = (block->value.block->width_px + block->name.block->width_px) / ui->layout.scale;
        if (used + WORD_GAP <= room || px <= BLOCK_PX_MIN) {
            return used + WORD_GAP <= room;
        }
    }
}

/* One above the other where they do not fit side by side and the block is high enough. */
static void
place_block_words(const struct ui *ui, struct block *block, const struct content_point *point,
                  struct rect units, struct color ink, struct str number) {
    const struct composition *at = composition_of(ui);
    const float middle = units.y + units.h / 2.0f;
    struct label_spec spec = {.start = units.x + at->inset,
                              .baseline = middle + 0.35f * at->text_px,
                              .px = at->text_px,
                              .color = ink};
    const struct str name = point->label.in[ui->lang];
    if (place_side_by_side(ui, block, name, number, spec, units.w - 2.0f * at->inset) ||
        units.h < 2.5f * at->text_px) {
        return;
    }
    spec.baseline = middle - 0.2f * at->text_px;
    spec.weight = 700;
    block->name = label_make(ui, name, &spec);
    spec.baseline = middle + 1.1f * at->text_px;
    spec.weight = 600;
    block->value = label_make(ui, number, &spec);
}

static void
place_block(const struct ui *ui, struct stack *stack, const struct content_point *point, struct rect units) {
    struct block *block = &stack->blocks[stack->count];
    const float shade = fminf((float)stack->count / SHADES, 1.0f);
    const bool is_loud = stack->is_strong && stack->count == 0;
    block->box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    block->color = stack->is_strong
                       ? ui_color(ui, is_loud ? THEME_ACCENT : THEME_ACCENT_DEEP)
                       : color_mix(ui_color(ui, THEME_STACK), ui_color(ui, THEME_STACK_DEEP), shade);
    place_block_words(ui, block, point, units, ui_color(ui, is_loud ? THEME_INK : THEME_TEXT),
                      format_number(ui->view, &ui->locale, point->value, stack->decimals, true));
    stack->count++;
}

static void
place_words(const struct ui *ui, struct stack *stack, const struct content_item *item, float start,
            float top) {
    const struct composition *at = composition_of(ui);
    const struct label_spec total = {.start = start + at->w / 2.0f,
                                     .baseline = top - 24.0f,
                                     .px = at->sum_px,
                                     .weight = 900,
                                     .color = ui_color(ui, stack->is_strong ? THEME_ACCENT : THEME_TEXT),
                                     .anchor = TEXT_CENTER,
                                     .flags = TEXT_NUMERAL};
    stack->total =
        label_make(ui, format_number(ui->view, &ui->locale, stack->sum, stack->decimals, true), &total);
    struct label_spec words = {.start = start + at->w / 2.0f,
                               .baseline = at->base + 49.0f,
                               .px = stack->is_strong ? at->name_px + 2.0f : at->name_px,
                               .weight = stack->is_strong ? 900 : 700,
                               .color = ui_color(ui, THEME_TEXT),
                               .anchor = TEXT_CENTER,
                               .wrap = at->pitch - 4.0f,
                               .px_min = 28.0f,
                               .lines_max = ui->layout.is_portrait ? 2 : 1,
                               .line_height_em = 1.3f,
                               .flags = TEXT_BALANCE};
    stack->name = label_make(ui, ui_cell(ui, &item->label), &words);
    words.baseline += 42.0f + (float)(stack->name.block->line_count - 1) * 1.3f * at->name_px;
    words.px = at->note_px;
    words.weight = stack->is_strong ? 900 : 500;
    words.color = ui_color(ui, stack->is_strong ? THEME_TEXT : THEME_MUTED);
    stack->has_note = !str_is_empty(ui_cell(ui, &item->note));
    stack->note = label_make(ui, ui_cell(ui, &item->note), &words);
}

static void
place_stack(const struct scene *scene, struct cluster_stacks *all, const struct content_item *item,
            double greatest) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const struct content_series *series = &ui->model->series[item->series];
    struct stack *stack = &all->stacks[all->count];
    const float start = at->first + at->pitch * (float)all->count++;
    const float unit = at->height_max / (float)greatest;
    float y = at->base;
    struct str keys = item->klass;
    struct str key;
    stack->is_strong = !str_is_empty(item->color);
    stack->decimals = series->decimals;
    stack->sum = sum_of(series, item->klass);
    while (str_next(&keys, ' ', &key) && stack->count < BLOCKS_MAX) {
        const struct content_point *point = find_point(series, key);
        if (point != NULL) {
            const float h = unit * (float)point->value;
            place_block(ui, stack, point, (struct rect){start, y - h + BLOCK_GAP, at->w, h - BLOCK_GAP});
            y -= h;
        }
    }
    place_words(ui, stack, item, start, y + BLOCK_GAP);
}

/* ---- the map ---- */

/* A stack lies in the side that is named at its place, or at the place of one with the same note. */
static void
find_stacks(const struct scene *scene, const struct cluster_stacks *all, struct side *side, int place) {
    const struct content_slide *slide = scene->env.slide;
    struct str note = {"", 0};
    for (size_t i = 0; i < all->count; i++) {
        const struct content_item *item = content_item_at(slide, "stack", i);
        if (item->place == place) {
            note = ui_cell(&scene->env.ui, &item->note);
        }
    }
    for (size_t i = 0; i < all->count; i++) {
        const struct content_item *item = content_item_at(slide, "stack", i);
        const bool is_alike = !str_is_empty(note) && str_equal(note, ui_cell(&scene->env.ui, &item->note));
        side->has[i] = item->place == place || is_alike;
    }
}

static void
place_side(const struct scene *scene, struct cluster_stacks *all, const struct map_view *map,
           const struct content_item *item) {
    const struct ui *ui = &scene->env.ui;
    if (item->place == CONTENT_NONE || all->side_count == SIDES_MAX) {
        return;
    }
    const struct content_place *place = &ui->model->places[item->place];
    const bool is_accent = str_is(item->color, "accent");
    const struct label_spec spec = {.px = is_accent ? 38.0f : 34.0f,
                                    .weight = is_accent ? 900 : 800,
                                    .color = ui_color_named(ui, item->color, THEME_TEXT)};
    if (scene_map_label(scene, item, ui_cell(ui, &item->label),
                        map_project(map, place->lon_deg, place->lat_deg), &spec,
                        &all->sides[all->side_count].label)) {
        find_stacks(scene, all, &all->sides[all->side_count++], item->place);
    }
}

static void
place_map(const struct scene *scene, struct cluster_stacks *all) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const struct content_item *land = content_item_at(scene->env.slide, "land", 0);
    if (scene->env.slide->map == CONTENT_NONE || land == NULL) {
        return;
    }
    const struct rect box = layout_rect(&ui->layout, at->map.x, at->map.y, at->map.w, at->map.h);
    const struct map_view map = map_view_fit(ui->model, &ui->model->maps[scene->env.slide->map], box);
    all->land = map_shapes(ui->model, &map, land->geometry_set, land->klass, ui->view, &all->land_count);
    all->key =
        map_view_hash(hash_bytes(HASH_SEED, scene->env.slide->key.ptr, scene->env.slide->key.len), &map);
    for (size_t i = 0; i < all->count; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "stack", i);
        struct stack *stack = &all->stacks[i];
        if (item->place != CONTENT_NONE) {
            const struct content_place *place = &ui->model->places[item->place];
            stack->has_ring = true;
            stack->ring = map_project(&map, place->lon_deg, place->lat_deg);
            stack->radius_px = layout_px(&ui->layout, RING_SCALE * sqrtf((float)stack->sum));
        }
    }
    for (size_t i = 0; i < content_item_total(scene->env.slide, "side"); i++) {
        place_side(scene, all, &map, content_item_at(scene->env.slide, "side", i));
    }
}

static void
place_figure(const struct scene *scene, struct cluster_stacks *all) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const struct content_item *item = content_item_at(scene->env.slide, "figure", 0);
    if (item == NULL || item->figure == CONTENT_NONE) {
        return;
    }
    const struct numeral_spec spec = {
        .number = {.start = at->figure_start,
                   .baseline = at->figure_y,
                   .px = at->figure_px,
                   .weight = 900,
                   .color = ui_color(ui, THEME_TEXT)},
        .unit_px = 40.0f,
        .unit_weight = 500,
        .unit_color = ui_color(ui, THEME_TEXT),
        .has_unit = true,
        .room = at->figure_w,
        .is_counting = true,
    };
    const struct label_spec note = {.start = at->figure_start,
                                    .baseline = at->figure_y + 56.0f,
                                    .px = 34.0f,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .wrap = at->figure_w,
                                    .px_min = 28.0f,
                                    .lines_max = 2,
                                    .line_height_em = 1.35f,
                                    .flags = TEXT_BALANCE};
    all->has_figure = true;
    all->figure = numeral_make(ui, &ui->model->figures[item->figure], &spec);
    all->figure_note = label_make(ui, ui_cell(ui, &item->note), &note);
}

/* ---- captions ---- */

static int
rank_of(const struct cluster_stacks *all, size_t index) {
    int rank = 1;
    for (size_t i = 0; i < all->count; i++) {
        rank += all->stacks[i].sum > all->stacks[index].sum ? 1 : 0;
    }
    return rank;
}

static void
place_spots(const struct ui *ui, struct cluster_stacks *all, int part, const struct content_item *item) {
    const struct stack *stack = &all->stacks[part];
    struct rect column = rect_union(label_box(&stack->total), label_box(&stack->name));
    for (size_t i = 0; i < stack->count; i++) {
        column = rect_union(column, stack->blocks[i].box);
    }
    scene_parts_add_spot(ui, &all->parts, part, item->key, column);
    if (stack->has_ring) {
        const struct rect ring = {stack->ring.x, stack->ring.y, 0.0f, 0.0f};
        scene_parts_add_spot(ui, &all->parts, part,
                             str_format(ui->view, STR_FMT " on the map", STR_ARG(item->key)), ring);
    }
}

static void
place_parts(const struct scene *scene, struct cluster_stacks *all) {
    const struct ui *ui = &scene->env.ui;
    size_t next = 0;
    all->parts.place = composition_of(ui)->caption;
    for (size_t i = 0; i < content_item_total(scene->env.slide, "stack") && next < all->count; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "stack", i);
        if (item->series == CONTENT_NONE) {
            continue;
        }
        const struct stack *stack = &all->stacks[next];
        const struct str rank = scene_caption_rank(ui, rank_of(all, next), (int)all->count);
        const struct caption_spec spec = {
            .name = ui_cell(ui, &item->label),
            .color = ui_color(ui, stack->is_strong ? THEME_ACCENT : THEME_SKY_TEXT),
            .figure = scene_caption_value(ui, &ui->model->series[item->series], stack->sum),
            .lines = {scene_caption_join(ui, rank, ui_cell(ui, &item->note))},
            .page = CONTENT_NONE,
        };
        place_spots(ui, all, scene_parts_add(scene, &all->parts, &spec), item);
        next++;
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct cluster_stacks *all = scene->state;
    const double greatest = greatest_sum(scene);
    if (!(greatest > 0.0)) {
        err_set(err, ERR_CONTENT, 0, "no stack names a point of its series");
        return STEP_FAILED;
    }
    for (size_t i = 0; all->count < STACKS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "stack", i);
        if (item == NULL) {
            break;
        }
        if (item->series != CONTENT_NONE) {
            place_stack(scene, all, item, greatest);
        }
    }
    place_map(scene, all);
    place_figure(scene, all);
    place_parts(scene, all);
    return STEP_DONE;
}

/* ---- drawing ---- */

static int
stack_start_ms(size_t index) {
    return FIRST_MS + STACK_STAGGER_MS * (int)index;
}

static void
draw_stack_glow(const struct ui *ui, struct canvas *canvas, const struct stack *stack, int start_ms,
                time_ns since) {
    const struct composition *at = composition_of(ui);
    if (stack->is_strong && stack->count > 0) {
        const struct rect *foot = &stack->blocks[0].box;
        const float shown = timeline_value((struct span){start_ms, BLOCK_MS, EASE_OUT3}, since);
        draw_glow(canvas, (struct vec2){foot->x + foot->w / 2.0f, foot->y},
                  layout_px(&ui->layout, 1.1f * at->w),
                  color_fade(ui_color(ui, THEME_ACCENT), 0.34f * shown));
    }
}

static void
draw_stack(const struct ui *ui, struct canvas *canvas, const struct stack *stack, int start_ms,
           time_ns since) {
    for (size_t i = 0; i < stack->count; i++) {
        const struct block *block = &stack->blocks[i];
        const struct span span = {start_ms + BLOCK_STAGGER_MS * (int)i, BLOCK_MS, EASE_OUT3};
        const float shown = timeline_value(span, since);
        draw_group_push(canvas, 0.0f, -roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)), shown);
        draw_round_rect(canvas, block->box, layout_px(&ui->layout, 6.0f), draw_solid(block->color));
        label_draw(ui, canvas, &block->name, 1.0f, 0.0f);
        label_draw(ui, canvas, &block->value, 1.0f, 0.0f);
        draw_group_pop(canvas);
    }
    const struct span count = {start_ms, BLOCK_STAGGER_MS * (int)stack->count + BLOCK_MS, EASE_OUT3};
    const float counted = timeline_value(count, since);
    const float shown = timeline_value((struct span){start_ms, 240, EASE_LINEAR}, since);
    if (counted >= 1.0f) {
        label_draw(ui, canvas, &stack->total, 1.0f, 0.0f);
    } else if (shown > 0.0f) {
        const struct str running =
            format_number(ui->frame, &ui->locale, stack->sum * (double)counted, stack->decimals, true);
        const struct text_pen pen = {stack->total.x, stack->total.baseline, stack->total.anchor,
                                     color_fade(stack->total.color, shown)};
        text_draw_counter(ui->text, canvas, stack->total.block, running, 0.0f, &pen);
    }
    label_draw(ui, canvas, &stack->name, shown, 0.0f);
    if (stack->has_note) {
        label_draw(ui, canvas, &stack->note, shown, 0.0f);
    }
}

static void
draw_ring_of(const struct ui *ui, struct canvas *canvas, const struct stack *stack, int start_ms,
             time_ns since) {
    const float shown = timeline_value((struct span){start_ms, 300, EASE_OUT3}, since);
    const float beat = timeline_value((struct span){start_ms, 700, EASE_LINEAR}, since);
    const float radius = stack->radius_px * (1.0f + RING_PULSE * sinf(beat * 3.14159265f));
    const struct color color = ui_color(ui, stack->is_strong ? THEME_ACCENT : THEME_SKY);
    if (shown <= 0.0f) {
        return;
    }
    if (stack->is_strong) {
        draw_glow(canvas, stack->ring, layout_px(&ui->layout, 68.0f), color_fade(color, 0.5f * shown));
    }
    draw_circle(canvas, stack->ring, radius, color_fade(color, 0.25f * shown));
    draw_ring(canvas, stack->ring, radius, layout_px(&ui->layout, 2.5f), color_fade(color, shown));
    star_draw(canvas, stack->ring, layout_px(&ui->layout, stack->is_strong ? 15.0f : 10.0f),
              color_fade(color, shown));
}

/* A side stays with the stack that stands forward in it. */
static float
side_alpha(const struct scene *scene, const struct side *side, time_ns since) {
    const int parts[] = {scene->select.part, scene->select.before};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (parts[i] >= 0 && parts[i] < STACKS_MAX && side->has[parts[i]]) {
            return scene_select_alpha(&scene->select, parts[i], since);
        }
    }
    return scene_select_alpha(&scene->select, SCENE_PART_NONE, since);
}

static void
draw_map(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct cluster_stacks *all = scene->state;
    const float shown = timeline_value((struct span){0, 480, EASE_OUT3}, since);
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, (float)ui->layout.height_px};
    if (all->land_count == 0) {
        return;
    }
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    if (draw_layer_begin(canvas, all->key, page)) {
        scene_map_outline(canvas, all->land, all->land_count, layout_px(&ui->layout, 3.0f),
                          color_fade(ui_color(ui, THEME_FOCUS_LINE), 0.8f));
        scene_map_fill(canvas, all->land, all->land_count, ui_color(ui, THEME_LAND));
        draw_layer_end(canvas);
    }
    draw_group_pop(canvas);
    for (size_t i = 0; i < all->count; i++) {
        if (all->stacks[i].has_ring) {
            scene_parts_push(scene, canvas, (int)i, since);
            draw_ring_of(ui, canvas, &all->stacks[i], stack_start_ms(i), since);
            draw_group_pop(canvas);
        }
    }
    const float named = timeline_value((struct span){FIGURE_MS, 300, EASE_OUT3}, since);
    for (size_t i = 0; i < all->side_count; i++) {
        label_draw(ui, canvas, &all->sides[i].label, named * side_alpha(scene, &all->sides[i], since), 0.0f);
    }
}

static void
draw_figure(const struct ui *ui, struct canvas *canvas, const struct cluster_stacks *all, time_ns since) {
    const struct composition *at = composition_of(ui);
    const float shown = timeline_value((struct span){FIGURE_MS, 300, EASE_OUT3}, since);
    if (all->has_figure) {
        scene_hairline(ui, canvas, at->figure_start, at->figure_rule_y, at->figure_w, shown);
        numeral_draw(ui, canvas, &all->figure, (struct span){FIGURE_MS, 1200, EASE_OUT5}, since);
        label_draw(ui, canvas, &all->figure_note, shown, 0.0f);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct cluster_stacks *all = scene->state;
    const struct composition *at = composition_of(ui);
    draw_map(scene, canvas, since);
    for (size_t i = 0; i < all->count; i++) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_stack_glow(ui, canvas, &all->stacks[i], stack_start_ms(i), since);
        draw_group_pop(canvas);
    }
    for (size_t i = 0; i < all->count; i++) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_stack(ui, canvas, &all->stacks[i], stack_start_ms(i), since);
        draw_group_pop(canvas);
    }
    draw_rect(canvas, layout_rect(&ui->layout, at->first, at->base, at->rule_w, 2.0f),
              draw_solid(ui_color(ui, THEME_AXIS)));
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    draw_figure(ui, canvas, all, since);
    draw_group_pop(canvas);
    scene_parts_draw(scene, &all->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct cluster_stacks *all = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &all->parts, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    return scene_select_next_change(&scene->select, scene_change_until(SETTLED_MS, since), since);
}

const struct scene_class scene_cluster_stacks_class = {
    .name = "cluster_stacks",
    .state_size = sizeof(struct cluster_stacks),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
