/* Statements stand on the page's own grid: a line takes 1.45 of its size, and the gap to the next statement is a third more.
 * All of a group are set in the size of the smallest. */

#include "scene/scene_statements.h"

#include <math.h>

#include "ui/star.h"

#define INDENT 34.0f
#define LINE_EM 1.45f
#define GAP_EM 0.32f
#define PX_MIN 28.0f
#define WIDE 600.0f
#define STAR_RADIUS 10.0f
#define STAR_RISE_EM 0.36f /* of the star's centre above the baseline */
#define STAGGER_MS 120

/* Returns: the size of the smallest, in design units. */
static float
lay(const struct scene *scene, struct statements *ret_statements, const struct statements_spec *spec,
    float px) {
    const struct ui *ui = &scene->env.ui;
    float smallest = px;
    float y = spec->y;
    ret_statements->count = 0;
    for (size_t i = 0; i < STATEMENTS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "statement", i);
        if (item == NULL) {
            break;
        }
        const struct label_spec words = {.start = spec->start + INDENT,
                                         .baseline = y,
                                         .px = px,
                                         .weight = 500,
                                         .color = ui_color(ui, THEME_TEXT),
                                         .wrap = spec->w - INDENT,
                                         .px_min =
                                             spec->w >= WIDE ? PX_MIN : 0.0f, /* a narrow column wraps */
                                         .lines_max = 2,
                                         .line_height_em = LINE_EM,
                                         .flags = TEXT_BALANCE};
        struct label *label = &ret_statements->labels[ret_statements->count];
        *label = label_make(ui, ui_cell(ui, &item->label), &words);
        smallest = fminf(smallest, label->block->style.px / ui->layout.scale);
        ret_statements->stars[ret_statements->count++] =
            layout_point(&ui->layout, spec->start + STAR_RADIUS, y - STAR_RISE_EM * px);
        y += label->block->height_px / ui->layout.scale + GAP_EM * px;
    }
    ret_statements->end_y = y;
    return smallest;
}

void
scene_statements_place(const struct scene *scene, struct statements *ret_statements,
                       const struct statements_spec *spec) {
    const float smallest = lay(scene, ret_statements, spec, spec->px);
    if (smallest < spec->px - 0.5f) {
        (void)lay(scene, ret_statements, spec, smallest);
    }
}

void
scene_statements_draw(const struct ui *ui, struct canvas *canvas, const struct statements *statements,
                      int start_ms, time_ns since) {
    for (size_t i = 0; i < statements->count; i++) {
        const float shown =
            timeline_stagger((struct span){start_ms, 300, EASE_OUT3}, (int)i, STAGGER_MS, since);
        star_draw(canvas, statements->stars[i], layout_px(&ui->layout, STAR_RADIUS) * shown,
                  ui_color(ui, THEME_SKY));
        label_draw(ui, canvas, &statements->labels[i], shown, 0.0f);
    }
}
