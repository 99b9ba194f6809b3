/* Lesser figures in columns of one width. In portrait, where a name may take two lines, all names end on one baseline over their
 * numbers. */

#include "scene/scene_asides.h"

#include "anim/timeline.h"
#include "text/text_format.h"

#define GAP 32.0f
#define STAGGER_MS 120
#define COUNT_MS 1200

static void
place_aside(const struct ui *ui, struct aside *aside, const struct content_item *item, struct vec2 from,
            float px, float width) {
    const bool is_portrait = ui->layout.is_portrait;
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const struct label_spec name = {.start = from.x,
                                    .baseline = from.y,
                                    .px = is_portrait ? 30.0f : 34.0f,
                                    .weight = 600,
                                    .color = ui_color(ui, THEME_MUTED),
                                    .wrap = width,
                                    .px_min = is_portrait ? 30.0f : 28.0f,
                                    .lines_max = 2,
                                    .line_height_em = 1.3f,
                                    .flags = TEXT_BALANCE};
    aside->name = label_make(ui, ui_cell(ui, &item->label), &name);
    if (is_portrait) { /* one line or two: both end over the number */
        aside->name.baseline -= (float)(aside->name.block->line_count - 1) * aside->name.block->line_px;
    }
    const struct numeral_spec number = {
        .number = {.start = from.x,
                   .baseline = from.y + 1.06f * px,
                   .px = px,
                   .weight = 900,
                   .color = ui_color(ui, THEME_TEXT)},
        .unit_px = 36.0f,
        .unit_weight = 500,
        .unit_color = ui_color(ui, THEME_MUTED),
        .has_unit = !is_portrait,
        .room = width,
        .is_counting = true,
    };
    aside->number = numeral_make(ui, figure, &number);
    const struct str unit = text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
    aside->has_unit = is_portrait && !str_is_empty(unit);
    if (aside->has_unit) {
        const struct label_spec spec = {.start = from.x,
                                        .baseline = from.y + 1.06f * px + 50.0f,
                                        .px = 32.0f,
                                        .weight = 500,
                                        .color = ui_color(ui, THEME_MUTED),
                                        .wrap = width,
                                        .px_min = 28.0f,
                                        .lines_max = 1};
        aside->unit = label_make(ui, unit, &spec);
    }
}

void
scene_asides_place(const struct scene *scene, struct asides *ret_asides, const struct asides_spec *spec) {
    const struct ui *ui = &scene->env.ui;
    const size_t total = content_item_total(scene->env.slide, "aside");
    const size_t count = total < ASIDES_MAX ? total : ASIDES_MAX;
    const float pitch = (ui->layout.width - 2.0f * ui->layout.margin + GAP) / (float)(count > 0 ? count : 1);
    ret_asides->count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "aside", i);
        if (item->figure == CONTENT_NONE) {
            break;
        }
        const struct vec2 from = {ui->layout.margin + pitch * (float)i, spec->y};
        place_aside(ui, &ret_asides->items[ret_asides->count++], item, from, spec->px, pitch - GAP);
    }
}

void
scene_asides_draw(const struct ui *ui, struct canvas *canvas, const struct asides *asides, int start_ms,
                  time_ns since) {
    for (size_t i = 0; i < asides->count; i++) {
        const struct aside *aside = &asides->items[i];
        const struct span span = {start_ms + STAGGER_MS * (int)i, COUNT_MS, EASE_OUT5};
        const struct span name = {span.start_ms, 300, EASE_OUT3};
        const struct span unit = {span.start_ms + COUNT_MS, 240, EASE_LINEAR};
        label_draw(ui, canvas, &aside->name, timeline_value(name, since), 0.0f);
        numeral_draw(ui, canvas, &aside->number, span, since);
        if (aside->has_unit) {
            label_draw(ui, canvas, &aside->unit, timeline_value(unit, since), 0.0f);
        }
    }
}
