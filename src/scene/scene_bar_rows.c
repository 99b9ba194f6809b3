/* Slide kind `bar_rows`: a few values as bars from the start side, each below its name, measured against one reference value.
 * A touched one tells of itself in place of the asides.
 * Items: series; reference (figure: a line across the bars; label); aside (figure, label) x 0 to 3. */

#include "scene/scene_registry.h"

#include <math.h>

#include "scene/scene_asides.h"
#include "scene/scene_parts.h"
#include "text/text_format.h"

#define ROWS_MAX 7
#define NAME_GAP 18.0f    /* from the name's baseline to the bar */
#define VALUE_ROOM 190.0f /* beyond the longest bar, at least */
#define VALUE_GAP 22.0f
#define LINE_GAP 14.0f /* between a value and the reference line */
#define RADIUS 6.0f
#define OVERHANG 8.0f /* of the reference line below a bar */
#define GROW_MS 1100
#define STAGGER_MS 110
#define REFERENCE_MS 900
#define ASIDES_MS 1100
#define GLOW_RADIUS 170.0f
#define GLOW_PERIOD_MS 3300
#define GLOW_FRAME_MS 66
#define SETTLED_MS 2600

struct composition {
    float top, bottom; /* design units, of the rows */
    float bar_h_max, name_px, value_px;
    float reference_y; /* baseline of the reference's words */
    float aside_y, aside_px;
    struct rect caption;
};

static const struct composition LANDSCAPE = {
    268.0f, 704.0f, 52.0f, 36.0f, 56.0f, 756.0f, 824.0f, 76.0f, {96.0f, 736.0f, 900.0f, 194.0f}};
static const struct composition PORTRAIT = {
    300.0f, 1220.0f, 84.0f, 40.0f, 68.0f, 1290.0f, 1450.0f, 72.0f, {72.0f, 1230.0f, 936.0f, 370.0f}};

struct row {
    struct rect box; /* grown, pixels */
    struct label name, value;
    bool is_strong;
    float begin; /* part of its length from which it grows */
};

struct bar_rows {
    struct row rows[ROWS_MAX];
    size_t count;
    float reference_x_px, reference_y_px; /* where its line stands and ends */
    struct label reference;
    bool has_reference;
    struct asides asides;
    struct scene_parts parts; /* the rows */
};

static double
greatest(const struct content_series *series, double floor_value) {
    double most = floor_value;
    for (size_t i = 0; i < series->point_count; i++) {
        most = fmax(most, series->points[i].value);
    }
    return most;
}

static struct str
value_words(const struct ui *ui, const struct content_series *series, double value) {
    const bool is_percent = ui->model->units[series->unit].style == UNIT_PERCENT;
    return is_percent ? format_percent(ui->view, &ui->locale, value, series->decimals)
                      : format_number(ui->view, &ui->locale, value, series->decimals, true);
}

/* What the widest value needs beyond the longest bar. */
static float
value_room(const struct ui *ui, const struct composition *at, const struct content_series *series) {
    float room = VALUE_ROOM;
    for (size_t i = 0; i < series->point_count; i++) {
        const struct label_spec spec = {.px = at->value_px, .weight = 900};
        const struct label value = label_make(ui, value_words(ui, series, series->points[i].value), &spec);
        room = fmaxf(room, VALUE_GAP + value.block->width_px / ui->layout.scale);
    }
    return room;
}

static void
place_row(const struct ui *ui, const struct composition *at, struct row *row,
          const struct content_series *series, const struct content_point *point, struct rect units) {
    row->is_strong = point->is_highlight;
    row->box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    const struct label_spec name = {.start = units.x,
                                    .baseline = units.y - NAME_GAP,
                                    .px = at->name_px,
                                    .weight = row->is_strong ? 800 : 500,
                                    .color = ui_color(ui, row->is_strong ? THEME_TEXT : THEME_MUTED)};
    row->name = label_make(ui, ui_cell(ui, &point->label), &name);
    const struct label_spec value = {.start = units.x + units.w + VALUE_GAP,
                                     .baseline = units.y + units.h / 2.0f + 0.34f * at->value_px,
                                     .px = at->value_px,
                                     .weight = 900,
                                     .color = ui_color(ui, row->is_strong ? THEME_ACCENT : THEME_TEXT)};
    row->value = label_make(ui, value_words(ui, series, point->value), &value);
}

/* A value that the line would run through steps past it. */
static void
step_past(const struct ui *ui, struct row *row, float line_x_px) {
    const struct rect box = label_box(&row->value);
    const float gap = layout_px(&ui->layout, LINE_GAP);
    const float near_px = box.x - gap;
    const float far_px = box.x + box.w + gap;
    if (line_x_px > near_px && line_x_px < far_px &&
        (line_x_px < row->box.x || line_x_px > row->box.x + row->box.w)) {
        row->value.x += line_x_px - (layout_end_sign(&ui->layout) > 0.0f ? near_px : far_px);
    }
}

static void
place_reference(const struct scene *scene, const struct composition *at, struct bar_rows *bars,
                const struct content_item *item, float length_a_value) {
    const struct ui *ui = &scene->env.ui;
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const float x = ui->layout.margin + length_a_value * (float)figure->value;
    bars->has_reference = true;
    bars->reference_x_px = layout_x(&ui->layout, x);
    for (size_t i = 0; i < bars->count; i++) {
        step_past(ui, &bars->rows[i], bars->reference_x_px);
    }
    bars->reference_y_px = layout_y(&ui->layout, at->bottom + 12.0f);
    const struct label_spec spec = {.start = x,
                                    .baseline = at->reference_y,
                                    .px = 34.0f,
                                    .weight = 600,
                                    .color = ui_color(ui, THEME_AMBER),
                                    .wrap = ui->layout.width - ui->layout.margin - x,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    bars->reference = label_make(ui, ui_cell(ui, &item->label), &spec);
}

static void
place_parts(const struct scene *scene, const struct composition *at, struct bar_rows *bars,
            const struct content_series *series) {
    const struct ui *ui = &scene->env.ui;
    bars->parts.place = (struct caption_place){at->caption, false};
    for (size_t i = 0; i < bars->count; i++) {
        const struct row *row = &bars->rows[i];
        const struct content_point *point = &series->points[i];
        const struct caption_spec spec = {
            .name = ui_cell(ui, &point->label),
            .color = ui_color(ui, row->is_strong ? THEME_ACCENT : THEME_SKY_TEXT),
            .figure = &series->values[i],
            .unit = scene_caption_rank(ui, content_series_rank(series, point->key), (int)series->point_count),
            .page = CONTENT_NONE,
        };
        const int part = scene_parts_add(scene, &bars->parts, &spec);
        scene_parts_add_spot(ui, &bars->parts, part, point->key,
                             rect_union(label_box(&row->name), rect_union(row->box, label_box(&row->value))));
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
    struct bar_rows *bars = scene->state;
    const struct content_item *item = content_item_at(scene->env.slide, "series", 0);
    const struct content_item *reference = content_item_at(scene->env.slide, "reference", 0);
    const bool has_reference = reference != NULL && reference->figure != CONTENT_NONE;
    if (item == NULL || item->series == CONTENT_NONE) {
        err_set(err, ERR_CONTENT, 0, "slide " STR_FMT ": an item `series` is needed",
                STR_ARG(scene->env.slide->key));
        return STEP_FAILED;
    }
    const struct content_series *series = &ui->model->series[item->series];
    const double most = greatest(series, has_reference ? ui->model->figures[reference->figure].value : 0.0);
    bars->count = series->point_count < ROWS_MAX ? series->point_count : ROWS_MAX;
    const float pitch = (at->bottom - at->top) / (float)bars->count;
    const float name_h = at->name_px + NAME_GAP;
    const float bar_h = fminf(pitch - name_h - 10.0f, at->bar_h_max);
    const float length_a_value =
        (ui->layout.width - 2.0f * ui->layout.margin - value_room(ui, at, series)) / (float)fmax(most, 1e-9);
    for (size_t i = 0; i < bars->count; i++) {
        const struct rect units = {ui->layout.margin, at->top + pitch * (float)i + name_h,
                                   length_a_value * (float)series->points[i].value, bar_h};
        place_row(ui, at, &bars->rows[i], series, &series->points[i], units);
        bars->rows[i].begin = content_change_begin(ui->changes, series, i, most);
    }
    if (has_reference) {
        place_reference(scene, at, bars, reference, length_a_value);
    }
    const struct asides_spec asides = {at->aside_y, at->aside_px};
    scene_asides_place(scene, &bars->asides, &asides);
    place_parts(scene, at, bars, series);
    return STEP_DONE;
}

static void
draw_row(const struct ui *ui, struct canvas *canvas, const struct row *row, int start_ms, time_ns since) {
    const float grown = timeline_value((struct span){start_ms, GROW_MS, EASE_OUT5}, since);
    const float told = timeline_value((struct span){start_ms + GROW_MS / 2, 300, EASE_OUT3}, since);
    const struct color light = ui_color(ui, row->is_strong ? THEME_ACCENT_BAR_TOP : THEME_BAR_TOP);
    const struct color deep = ui_color(ui, row->is_strong ? THEME_ACCENT_BAR_BOTTOM : THEME_BAR_BOTTOM);
    const bool is_rightward = layout_end_sign(&ui->layout) > 0.0f;
    struct rect box = row->box;
    box.w *= float_mix(row->begin, 1.0f, grown);
    box.x = is_rightward ? row->box.x : row->box.x + row->box.w - box.w;
    const struct vec2 root = {is_rightward ? row->box.x : row->box.x + row->box.w, row->box.y};
    const struct vec2 tip = {is_rightward ? row->box.x + row->box.w : row->box.x, row->box.y};
    if (row->is_strong) {
        const struct vec2 center = {tip.x, row->box.y + row->box.h / 2.0f};
        draw_glow(canvas, center, layout_px(&ui->layout, GLOW_RADIUS),
                  color_fade(light, told * (0.26f + 0.08f * timeline_breathe(GLOW_PERIOD_MS, since))));
    }
    if (box.w >= 1.0f && grown > 0.0f) {
        draw_group_push(canvas, 0.0f, 0.0f, row->begin > 0.0f ? float_clamp(grown * 4.0f, 0.0f, 1.0f) : 1.0f);
        draw_round_rect(canvas, box, layout_px(&ui->layout, RADIUS), draw_gradient(deep, light, root, tip));
        draw_group_pop(canvas);
    }
    label_draw(ui, canvas, &row->name, timeline_value((struct span){start_ms, 300, EASE_OUT3}, since), 0.0f);
    label_draw(ui, canvas, &row->value, told, 0.0f);
}

/* The line crosses the bars and leaves their names alone; below the last bar it runs down to its words. */
static void
draw_reference(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct bar_rows *bars = scene->state;
    const float shown = timeline_value((struct span){REFERENCE_MS, 500, EASE_IN_OUT3}, since);
    const float out = layout_px(&ui->layout, OVERHANG);
    for (size_t i = 0; i < bars->count && shown > 0.0f; i++) {
        const struct rect *box = &bars->rows[i].box;
        const float end = i + 1 == bars->count ? bars->reference_y_px : box->y + box->h + out;
        const struct vec2 line[2] = {{bars->reference_x_px, box->y},
                                     {bars->reference_x_px, float_mix(box->y, end, shown)}};
        draw_dotted(canvas, line, 2, layout_px(&ui->layout, 2.2f), layout_px(&ui->layout, 10.0f),
                    ui_color(ui, THEME_AMBER));
    }
    const float alpha =
        scene_parts_alpha(scene, &bars->parts, SCENE_PART_NONE, label_box(&bars->reference), since);
    label_draw(ui, canvas, &bars->reference, shown * alpha, 0.0f);
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct bar_rows *bars = scene->state;
    for (size_t i = 0; i < bars->count; i++) {
        scene_parts_push(scene, canvas, (int)i, since);
        draw_row(ui, canvas, &bars->rows[i], STAGGER_MS * (int)i, since);
        draw_group_pop(canvas);
    }
    if (bars->has_reference) {
        draw_reference(scene, canvas, since);
    }
    draw_group_push(canvas, 0.0f, 0.0f, scene_parts_rest(scene, since));
    scene_asides_draw(ui, canvas, &bars->asides, ASIDES_MS, since);
    draw_group_pop(canvas);
    scene_parts_draw(scene, &bars->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct bar_rows *bars = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &bars->parts, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    return scene_select_next_change(&scene->select, scene_change_ambient(SETTLED_MS, GLOW_FRAME_MS, since),
                                    since);
}

const struct scene_class scene_bar_rows_class = {
    .name = "bar_rows",
    .state_size = sizeof(struct bar_rows),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
