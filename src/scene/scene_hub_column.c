/* The counts are the legend as well: each is followed by lines with the sign that the map uses for what it counts. Where it stands
 * depends on the shape of the page alone. */

#include "scene/scene_hub_column.h"

#include "anim/timeline.h"
#include "ui/star.h"

static const struct span COUNT_SPAN = {300, 1100, EASE_OUT5};

struct composition {
    float column[HUB_NUMBERS], column_w, number_y[HUB_NUMBERS];
    float number_px, unit_px, key_first, key_pitch, key_px;
    float rule_y, statement_y, statement_px, statement_w;
};

static const struct composition LANDSCAPE = {
    .column = {96.0f, 96.0f},
    .column_w = 534.0f,
    .number_y = {400.0f, 720.0f},
    .number_px = 170.0f,
    .unit_px = 46.0f,
    .key_first = 68.0f,
    .key_pitch = 50.0f,
    .key_px = 32.0f,
    .rule_y = 564.0f,
    .statement_y = 880.0f,
    .statement_px = 32.0f,
    .statement_w = 600.0f,
};
static const struct composition PORTRAIT = {
    .column = {72.0f, 574.0f},
    .column_w = 434.0f,
    .number_y = {1300.0f, 1300.0f},
    .number_px = 140.0f,
    .unit_px = 40.0f,
    .key_first = 70.0f,
    .key_pitch = 54.0f,
    .key_px = 34.0f,
    .rule_y = 0.0f,
    .statement_y = 1546.0f,
    .statement_px = 38.0f,
    .statement_w = 880.0f,
};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static void
add_number(const struct ui *ui, struct hub_column *column, const struct content_item *item) {
    const struct composition *at = composition_of(ui);
    if (item->figure == CONTENT_NONE || column->number_count >= HUB_NUMBERS) {
        return;
    }
    const struct numeral_spec spec = {
        .number = {.start = at->column[column->number_count],
                   .baseline = at->number_y[column->number_count],
                   .px = at->number_px,
                   .weight = 900,
                   .color = ui_color(ui, THEME_TEXT)},
        .unit_px = at->unit_px,
        .unit_weight = 700,
        .unit_color = ui_color(ui, THEME_TEXT),
        .has_unit = true,
        .room = at->column_w,
        .is_counting = true,
    };
    column->numbers[column->number_count++] = numeral_make(ui, &ui->model->figures[item->figure], &spec);
}

/* A line of the legend below the number before it; `row` counts from that number. */
static void
add_key(const struct ui *ui, struct hub_column *column, const struct content_item *item, int row) {
    const struct composition *at = composition_of(ui);
    if (column->number_count == 0 || column->key_count >= HUB_KEYS_MAX) {
        return;
    }
    const size_t n = column->number_count - 1;
    const float baseline = at->number_y[n] + at->key_first + at->key_pitch * (float)row;
    struct hub_key *key = &column->keys[column->key_count++];
    key->is_star = str_is(item->role, "key_star");
    key->color = ui_color_named(ui, item->color, THEME_TEXT);
    key->sign = layout_point(&ui->layout, at->column[n] + 16.0f, baseline - 0.34f * at->key_px);
    const struct label_spec spec = {.start = at->column[n] + 48.0f,
                                    .baseline = baseline,
                                    .px = at->key_px,
                                    .weight = 500,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .wrap = at->column_w - 48.0f,
                                    .px_min = 28.0f,
                                    .lines_max = 1};
    key->label = label_make(ui, ui_cell(ui, &item->label), &spec);
}

void
scene_hub_column_place(const struct scene *scene, struct hub_column *ret_column) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    int row = 0;
    for (size_t i = 0; i < scene->env.slide->item_count; i++) {
        const struct content_item *item = &scene->env.slide->items[i];
        if (str_is(item->role, "number")) {
            add_number(ui, ret_column, item);
            row = 0;
        } else if (str_is(item->role, "key_ring") || str_is(item->role, "key_star")) {
            add_key(ui, ret_column, item, row++);
        }
    }
    const struct content_item *item = content_item_at(scene->env.slide, "statement", 0);
    ret_column->has_statement = item != NULL;
    if (item != NULL) {
        const struct label_spec spec = {.start = ui->layout.margin,
                                        .baseline = at->statement_y,
                                        .px = at->statement_px,
                                        .weight = 700,
                                        .color = ui_color_named(ui, item->color, THEME_ACCENT),
                                        .wrap = at->statement_w,
                                        .px_min = 28.0f,
                                        .lines_max = 1};
        ret_column->statement = label_make(ui, ui_cell(ui, &item->label), &spec);
    }
}

void
scene_hub_column_draw(const struct ui *ui, struct canvas *canvas, const struct hub_column *column,
                      time_ns since) {
    const struct composition *at = composition_of(ui);
    for (size_t n = 0; n < column->number_count; n++) {
        const struct span span = {COUNT_SPAN.start_ms + 300 * (int)n, COUNT_SPAN.duration_ms,
                                  COUNT_SPAN.ease};
        numeral_draw(ui, canvas, &column->numbers[n], span, since);
    }
    for (size_t k = 0; k < column->key_count; k++) {
        const struct hub_key *key = &column->keys[k];
        const float shown = timeline_stagger((struct span){700, 400, EASE_OUT3}, (int)k, 200, since);
        if (key->is_star) {
            star_draw(canvas, key->sign, layout_px(&ui->layout, 14.0f), color_fade(key->color, shown));
        } else {
            draw_ring(canvas, key->sign, layout_px(&ui->layout, 14.0f), layout_px(&ui->layout, 4.0f),
                      color_fade(key->color, shown));
        }
        label_draw(ui, canvas, &key->label, shown, 0.0f);
    }
    const float ruled = timeline_value((struct span){400, 400, EASE_OUT3}, since);
    if (at->rule_y > 0.0f) {
        scene_hairline(ui, canvas, ui->layout.margin, at->rule_y, at->column_w, ruled);
    } else {
        const float wide = ui->layout.width - 2.0f * ui->layout.margin;
        scene_hairline(ui, canvas, ui->layout.margin, at->statement_y - 76.0f, wide, ruled);
    }
    if (column->has_statement) {
        label_draw(ui, canvas, &column->statement, timeline_value((struct span){1600, 400, EASE_OUT3}, since),
                   0.0f);
    }
}
