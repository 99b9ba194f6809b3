/* Slide kind `output_columns`: two to four products side by side: icon, name, volume, unit, and below them the growth of
 * each as bars on one common base line, so that the columns compare. In portrait they become rows with one common spine. A touched
 * one tells of itself over the others' bars.
 * Items: column (figure = volume, figure_2 = growth in per cent, label, icon, color for the one that stands out),
 * growth_label (label), spark (icon, color: a small filled sign at the outstanding column's icon). */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "scene/scene_parts.h"
#include "ui/icon.h"
#include "ui/numeral.h"

#define COLUMNS_MAX 4
#define ICON_MS 500
#define GROW_MS 900
#define GROW_LAST_EXTRA_MS 300
#define COUNT_MS 1400
#define STAGGER_MS 70
#define GLOW_PERIOD_MS 3300
#define GLOW_FRAME_MS 66

#define BASE_Y 900.0f /* common base line of the bars, landscape */
#define BAR_W 128.0f
#define BAR_FULL 245.4f  /* the greatest bar */
#define ROW_FIRST 290.0f /* portrait */
#define ROW_PITCH 332.0f
#define ROW_SPINE 330.0f
#define ROW_BAR_FULL 440.0f
#define ROW_BAR_H 48.0f
#define CAPTION_Y 650.0f
#define CAPTION_W 844.0f
#define CAPTION_H 260.0f

struct column {
    bool is_strong, has_icon;
    struct icon icon;
    struct rect icon_box, bar;
    struct label name;
    struct numeral volume, growth;
    struct label unit;
    int order; /* of growing: the strong one last */
};

struct output_columns {
    struct column columns[COLUMNS_MAX];
    size_t count;
    float pitch;
    bool has_growth_note;
    struct label growth_note;
    bool has_strong, has_spark;
    struct icon spark;
    struct rect spark_box;
    struct color spark_color;
    int settled_ms;
    struct scene_parts parts; /* the columns */
};

static void
place_icon(const struct ui *ui, struct column *column, const struct content_item *item, float start,
           float y) {
    if (item->icon == CONTENT_NONE) {
        return;
    }
    const struct content_icon *source = &ui->model->icons[item->icon];
    size_t bad = 0;
    column->has_icon = icon_parse(ui->view, source, &column->icon, &bad);
    column->icon_box = layout_rect(&ui->layout, start, y, source->width, source->height);
}

static struct numeral
make_growth(const struct ui *ui, const struct content_item *item, float start, float baseline,
            bool is_strong) {
    const struct numeral_spec spec = {
        .number = {.start = start,
                   .baseline = baseline,
                   .px = is_strong ? 72.0f : 56.0f,
                   .weight = 900,
                   .color = ui_color(ui, is_strong ? THEME_ACCENT : THEME_TEXT)},
        .is_counting = true,
    };
    return numeral_make(ui, &ui->model->figures[item->figure_2], &spec);
}

static void
place_column(const struct ui *ui, struct column *column, const struct content_item *item, float start,
             float growth_frac) {
    const struct content_figure *volume = &ui->model->figures[item->figure];
    const float top = BASE_Y - BAR_FULL * growth_frac;
    place_icon(ui, column, item, start,
               item->icon == CONTENT_NONE ? 256.0f : 392.0f - ui->model->icons[item->icon].height);
    column->bar = layout_rect(&ui->layout, start, top, BAR_W, BASE_Y - top);
    const struct label_spec name = {.start = start,
                                    .baseline = 452.0f,
                                    .px = 40.0f,
                                    .weight = column->is_strong ? 900 : 700,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = 396.0f,
                                    .px_min = 30.0f,
                                    .lines_max = 1};
    column->name = label_make(ui, ui_cell(ui, &item->label), &name);
    const struct numeral_spec number = {
        .number = {.start = start,
                   .baseline = 560.0f,
                   .px = 104.0f,
                   .weight = 900,
                   .color = ui_color(ui, column->is_strong ? THEME_ACCENT : THEME_TEXT)},
        .is_counting = true,
    };
    column->volume = numeral_make(ui, volume, &number);
    const struct label_spec unit = {
        .start = start, .baseline = 622.0f, .px = 34.0f, .weight = 500, .color = ui_color(ui, THEME_MUTED)};
    column->unit = label_make(ui, text_figure_unit(ui->view, ui->model, ui->lang, volume, &ui->words), &unit);
    column->growth =
        make_growth(ui, item, start + BAR_W + 24.0f, fminf(top + 54.0f, BASE_Y - 15.9f), column->is_strong);
}

static void
place_row(const struct ui *ui, struct column *column, const struct content_item *item, float y,
          float growth_frac) {
    const struct content_figure *volume = &ui->model->figures[item->figure];
    place_icon(ui, column, item, ui->layout.margin, y + 34.0f);
    const struct label_spec name = {.start = ROW_SPINE,
                                    .baseline = y + 46.0f,
                                    .px = 40.0f,
                                    .weight = column->is_strong ? 900 : 700,
                                    .color = ui_color(ui, THEME_TEXT)};
    column->name = label_make(ui, ui_cell(ui, &item->label), &name);
    const struct numeral_spec number = {
        .number = {.start = ROW_SPINE,
                   .baseline = y + 156.0f,
                   .px = 104.0f,
                   .weight = 900,
                   .color = ui_color(ui, column->is_strong ? THEME_ACCENT : THEME_TEXT)},
        .is_counting = true,
    };
    column->volume = numeral_make(ui, volume, &number);
    const struct rect box = label_box(&column->volume.number);
    const float sign = layout_end_sign(&ui->layout);
    const float x = (sign > 0.0f ? box.x + box.w : box.x) + sign * layout_px(&ui->layout, 16.0f);
    const struct label_spec unit = {.px = 36.0f, .weight = 500, .color = ui_color(ui, THEME_MUTED)};
    column->unit = label_make_at(ui, text_figure_unit(ui->view, ui->model, ui->lang, volume, &ui->words),
                                 &unit, (struct vec2){x, layout_y(&ui->layout, y + 156.0f)},
                                 sign > 0.0f ? TEXT_LEFT : TEXT_RIGHT);
    const float length = ROW_BAR_FULL * growth_frac;
    column->bar = layout_rect(&ui->layout, ROW_SPINE, y + 196.0f, length, ROW_BAR_H);
    column->growth = make_growth(ui, item, ROW_SPINE + length + 20.0f,
                                 y + 196.0f + (column->is_strong ? 48.0f : 43.0f), column->is_strong);
}

static bool
place_all(const struct scene *scene, struct output_columns *out) {
    const struct ui *ui = &scene->env.ui;
    double greatest = 0.0;
    for (size_t i = 0; i < COLUMNS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "column", i);
        if (item == NULL || item->figure == CONTENT_NONE || item->figure_2 == CONTENT_NONE) {
            break;
        }
        greatest = fmax(greatest, ui->model->figures[item->figure_2].value);
        out->count++;
    }
    if (out->count == 0 || !(greatest > 0.0)) {
        return false;
    }
    out->pitch = (ui->layout.width - 2.0f * ui->layout.margin + 48.0f) / (float)out->count;
    int order = 0;
    for (size_t i = 0; i < out->count; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "column", i);
        struct column *column = &out->columns[i];
        const float growth = (float)(ui->model->figures[item->figure_2].value / greatest);
        column->is_strong = !str_is_empty(item->color);
        out->has_strong = out->has_strong || column->is_strong;
        column->order = column->is_strong ? (int)out->count - 1 : order++;
        if (ui->layout.is_portrait) {
            place_row(ui, column, item, ROW_FIRST + ROW_PITCH * (float)i, growth);
        } else {
            place_column(ui, column, item, ui->layout.margin + out->pitch * (float)i, growth);
        }
    }
    return true;
}

/* The sign stands at the far upper corner of the outstanding column's icon. */
static void
place_spark(const struct scene *scene, struct output_columns *out) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *item = content_item_at(scene->env.slide, "spark", 0);
    if (item == NULL || item->icon == CONTENT_NONE) {
        return;
    }
    for (size_t i = 0; i < out->count; i++) {
        const struct column *column = &out->columns[i];
        if (!column->is_strong || !column->has_icon) {
            continue;
        }
        size_t bad = 0;
        const struct content_icon *source = &ui->model->icons[item->icon];
        const float w = layout_px(&ui->layout, source->width);
        const float h = layout_px(&ui->layout, source->height);
        const struct rect icon = column->icon_box;
        const float out_px =
            ui->layout.is_portrait ? -0.9f * w : 0.2f * w; /* rows have words beside the icon */
        const float x = ui->layout.is_rtl ? icon.x - out_px - w : icon.x + icon.w + out_px;
        out->has_spark = icon_parse(ui->view, source, &out->spark, &bad);
        out->spark_box = (struct rect){x, icon.y - 0.68f * h, w, h};
        out->spark_color = ui_color_named(ui, item->color, THEME_AMBER);
    }
}

/* ---- captions ---- */

/* In the half that the column does not stand in; in portrait in place of the last row, or of the one before it. */
static struct caption_place
caption_place_of(const struct ui *ui, const struct output_columns *out, size_t index) {
    const float far = ui->layout.width - ui->layout.margin - CAPTION_W;
    const size_t row = index + 1 < out->count || index == 0 ? out->count - 1 : index - 1;
    const float row_y = ROW_FIRST + ROW_PITCH * (float)row;
    if (ui->layout.is_portrait) {
        return (struct caption_place){
            {ui->layout.margin, row_y, ui->layout.width - 2.0f * ui->layout.margin, ROW_PITCH - 40.0f},
            false};
    }
    return (struct caption_place){
        {2 * index < out->count ? far : ui->layout.margin, CAPTION_Y, CAPTION_W, CAPTION_H}, false};
}

static struct rect
column_box(const struct column *column) {
    return rect_union(rect_union(label_box(&column->name), label_box(&column->volume.number)),
                      label_box(&column->unit));
}

static struct rect
bar_box(const struct column *column) {
    return rect_union(column->bar, label_box(&column->growth.number));
}

static int
growth_rank(const struct scene *scene, const struct output_columns *out, double growth) {
    int rank = 1;
    for (size_t i = 0; i < out->count; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "column", i);
        rank += scene->env.ui.model->figures[item->figure_2].value > growth ? 1 : 0;
    }
    return rank;
}

static void
place_parts(const struct scene *scene, struct output_columns *out) {
    const struct ui *ui = &scene->env.ui;
    const struct content_item *note = content_item_at(scene->env.slide, "growth_label", 0);
    const struct str growth_words = note != NULL ? ui_cell(ui, &note->label) : (struct str){"", 0};
    for (size_t i = 0; i < out->count; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "column", i);
        const struct column *column = &out->columns[i];
        const struct content_figure *growth = &ui->model->figures[item->figure_2];
        const struct str grown =
            str_format(ui->view, STR_FMT " " STR_FMT, STR_ARG(growth_words),
                       STR_ARG(text_figure_value(ui->view, ui->model, ui->lang, growth)));
        const struct caption_spec spec = {
            .name = ui_cell(ui, &item->label),
            .color = ui_color(ui, column->is_strong ? THEME_ACCENT : THEME_SKY_TEXT),
            .figure = &ui->model->figures[item->figure],
            .lines = {scene_caption_join(
                ui, grown, scene_caption_rank(ui, growth_rank(scene, out, growth->value), (int)out->count))},
            .page = CONTENT_NONE,
        };
        out->parts.place = caption_place_of(ui, out, i);
        const int part = scene_parts_add(scene, &out->parts, &spec);
        struct rect spot = rect_union(column_box(column), bar_box(column));
        spot = column->has_icon ? rect_union(spot, column->icon_box) : spot;
        scene_parts_add_spot(ui, &out->parts, part, item->key, spot);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    const struct ui *ui = &scene->env.ui;
    struct output_columns *out = scene->state;
    if (!place_all(scene, out)) {
        err_set(err, ERR_CONTENT, 0,
                "output columns need at least one item `column` with a volume and a growth above zero");
        return STEP_FAILED;
    }
    const struct content_item *note = content_item_at(scene->env.slide, "growth_label", 0);
    out->has_growth_note = note != NULL;
    if (note != NULL) {
        const bool is_portrait = ui->layout.is_portrait;
        const struct label_spec spec = {.start = is_portrait ? ROW_SPINE : ui->layout.margin + BAR_W + 24.0f,
                                        .baseline = is_portrait ? ROW_FIRST + 286.0f : 876.0f,
                                        .px = 32.0f,
                                        .weight = 500,
                                        .color = ui_color(ui, THEME_MUTED)};
        out->growth_note = label_make(ui, ui_cell(ui, &note->label), &spec);
    }
    place_spark(scene, out);
    place_parts(scene, out);
    out->settled_ms = 2600;
    return STEP_DONE;
}

static void
draw_bar(const struct ui *ui, struct canvas *canvas, const struct column *column, float grown) {
    struct rect box = column->bar;
    const struct color top = ui_color(ui, column->is_strong ? THEME_ACCENT_BAR_TOP : THEME_BAR_TOP);
    const struct color bottom = ui_color(ui, column->is_strong ? THEME_ACCENT_BAR_BOTTOM : THEME_BAR_BOTTOM);
    struct paint paint =
        draw_gradient(top, bottom, (struct vec2){box.x, box.y}, (struct vec2){box.x, box.y + box.h});
    if (ui->layout.is_portrait) {
        const float far_x = ui->layout.is_rtl ? box.x : box.x + box.w;
        const float near_x = ui->layout.is_rtl ? box.x + box.w : box.x;
        paint = draw_gradient(top, bottom, (struct vec2){far_x, 0.0f}, (struct vec2){near_x, 0.0f});
        box.x = ui->layout.is_rtl ? box.x + box.w * (1.0f - grown) : box.x;
        box.w *= grown;
    } else {
        box.y += box.h * (1.0f - grown);
        box.h *= grown;
    }
    draw_round_rect(canvas, box, layout_px(&ui->layout, 6.0f), paint);
}

static void
draw_glow_of(const struct ui *ui, struct canvas *canvas, const struct column *column, time_ns since) {
    const float shown = timeline_value((struct span){1300, 700, EASE_OUT3}, since);
    const float alpha = shown * (0.30f + 0.07f * timeline_breathe(GLOW_PERIOD_MS, since));
    struct vec2 center = {column->bar.x + (ui->layout.is_rtl ? -1.0f : 1.0f) * layout_px(&ui->layout, 72.0f) +
                              (ui->layout.is_rtl ? 0.0f : column->bar.w),
                          column->bar.y};
    if (ui->layout.is_portrait) {
        center = (struct vec2){ui->layout.is_rtl ? column->bar.x : column->bar.x + column->bar.w,
                               column->bar.y + column->bar.h / 2.0f};
    }
    draw_glow(canvas, center, layout_px(&ui->layout, 180.0f), color_fade(ui_color(ui, THEME_ACCENT), alpha));
}

static void
draw_words(const struct ui *ui, struct canvas *canvas, const struct column *column, int index,
           time_ns since) {
    const int late = STAGGER_MS * index;
    const float shown = timeline_value((struct span){100 + late, 300, EASE_OUT3}, since);
    if (column->has_icon) {
        const float drawn = timeline_value((struct span){late, ICON_MS, EASE_IN_OUT3}, since);
        icon_draw(canvas, ui->frame, &column->icon, column->icon_box, layout_px(&ui->layout, 5.0f),
                  ui_color(ui, column->is_strong ? THEME_ACCENT : THEME_TEXT), drawn);
    }
    label_draw(ui, canvas, &column->name, shown, 0.0f);
    const struct span count = {200 + late, COUNT_MS, EASE_OUT5};
    numeral_draw(ui, canvas, &column->volume, count, since);
    label_draw(ui, canvas, &column->unit,
               timeline_value((struct span){count.start_ms + COUNT_MS, 240, EASE_LINEAR}, since), 0.0f);
}

static void
draw_column(const struct scene *scene, struct canvas *canvas, int index, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct output_columns *out = scene->state;
    const struct column *column = &out->columns[index];
    const struct span grow = {600 + STAGGER_MS * column->order,
                              GROW_MS + (column->is_strong ? GROW_LAST_EXTRA_MS : 0), EASE_OUT3};
    const float grown = timeline_value(grow, since);
    draw_group_push(canvas, 0.0f, 0.0f,
                    scene_parts_alpha(scene, &out->parts, index, column_box(column), since));
    draw_words(ui, canvas, column, index, since);
    draw_group_pop(canvas);
    if (grown > 0.0f) {
        draw_group_push(canvas, 0.0f, 0.0f,
                        scene_parts_alpha(scene, &out->parts, index, bar_box(column), since));
        draw_bar(ui, canvas, column, grown);
        numeral_draw(ui, canvas, &column->growth, grow, since);
        draw_group_pop(canvas);
    }
}

static void
draw_lines(const struct ui *ui, struct canvas *canvas, const struct output_columns *out) {
    const float w = ui->layout.width - 2.0f * ui->layout.margin;
    for (size_t i = 1; i < out->count; i++) {
        if (ui->layout.is_portrait) {
            scene_hairline(ui, canvas, ui->layout.margin, ROW_FIRST - 24.0f + ROW_PITCH * (float)i, w, 1.0f);
        } else {
            draw_rect(canvas,
                      layout_rect(&ui->layout, ui->layout.margin - 25.0f + out->pitch * (float)i, 262.0f,
                                  2.0f, BASE_Y - 262.0f),
                      draw_solid(ui_color(ui, THEME_HAIRLINE)));
        }
    }
    if (!ui->layout.is_portrait) {
        draw_rect(canvas, layout_rect(&ui->layout, ui->layout.margin, BASE_Y - 1.0f, w, 2.0f),
                  draw_solid(ui_color(ui, THEME_AXIS)));
    }
}

/* The sign and the words that belong to the column that stands out. */
static void
draw_extras(const struct scene *scene, struct canvas *canvas, int index, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct output_columns *out = scene->state;
    if (out->has_spark) {
        const float shown = timeline_value((struct span){ICON_MS, 300, EASE_OUT3}, since) *
                            scene_parts_alpha(scene, &out->parts, index, out->spark_box, since);
        icon_fill(canvas, ui->frame, &out->spark, out->spark_box, color_fade(out->spark_color, shown));
    }
    if (out->has_growth_note) {
        const float alpha = scene_parts_alpha(scene, &out->parts, index, label_box(&out->growth_note), since);
        label_draw(ui, canvas, &out->growth_note,
                   alpha * timeline_value((struct span){1600, 400, EASE_OUT3}, since), 0.0f);
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct output_columns *out = scene->state;
    int strong = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (out->columns[i].is_strong) {
            strong = (int)i;
            scene_parts_push(scene, canvas, (int)i, since);
            draw_glow_of(ui, canvas, &out->columns[i], since);
            draw_group_pop(canvas);
        }
    }
    for (size_t i = 0; i < out->count; i++) {
        draw_column(scene, canvas, (int)i, since);
    }
    draw_lines(ui, canvas, out);
    draw_extras(scene, canvas, strong, since);
    scene_parts_draw(scene, &out->parts, canvas, since);
}

static enum scene_reply
action(struct scene *scene, const struct action *action, time_ns since) {
    return scene_parts_touch(scene, action, SCENE_PART_NONE, since);
}

static void
targets(const struct scene *scene, time_ns since, struct target_list *list) {
    const struct output_columns *out = scene->state;
    UNUSED(since);
    scene_parts_targets(scene, &out->parts, list);
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    const struct output_columns *out = scene->state;
    const time_ns change = out->has_strong ? scene_change_ambient(out->settled_ms, GLOW_FRAME_MS, since)
                                           : scene_change_until(out->settled_ms, since);
    return scene_select_next_change(&scene->select, change, since);
}

const struct scene_class scene_output_columns_class = {
    .name = "output_columns",
    .state_size = sizeof(struct output_columns),
    .prepare = prepare,
    .action = action,
    .draw = draw,
    .targets = targets,
    .next_change = next_change,
    .has_heading = true,
};
