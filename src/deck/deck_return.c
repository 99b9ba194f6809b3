/* A panel above the controls, which stay live: the ring with the seconds left, the question, and what to do. It is laid out anew
 * for each of its few frames. */

#include "deck/deck_return.h"

#include "anim/timeline.h"
#include "text/text_format.h"
#include "ui/label.h"

#define APPEAR_MS 240
#define TURN 6.2831853f
#define SCRIM 0.45f

static struct rect
panel_of(const struct ui *ui) {
    return ui->layout.is_portrait ? layout_rect(&ui->layout, 90.0f, 1424.0f, 900.0f, 184.0f)
                                  : layout_rect(&ui->layout, 560.0f, 748.0f, 800.0f, 176.0f);
}

static void
draw_words(const struct ui *ui, struct canvas *canvas, float start, float top) {
    struct label_spec spec = {.start = start,
                              .baseline = top + 82.0f,
                              .px = 48.0f,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT)};
    const struct label question = label_make(ui, strings_get(STRING_STILL_HERE, ui->locale.code), &spec);
    spec.baseline = top + 136.0f;
    spec.px = 32.0f;
    spec.weight = 500;
    spec.color = ui_color(ui, THEME_MUTED);
    const struct label advice = label_make(ui, strings_get(STRING_TOUCH_TO_STAY, ui->locale.code), &spec);
    label_draw(ui, canvas, &question, 1.0f, 0.0f);
    label_draw(ui, canvas, &advice, 1.0f, 0.0f);
}

void
deck_return_draw(const struct ui *ui, struct canvas *canvas, time_ns since) {
    const float shown = timeline_value((struct span){0, APPEAR_MS, EASE_OUT3}, since);
    const time_ns left = since < RETURN_NS ? RETURN_NS - since : 0;
    const struct rect panel = panel_of(ui);
    const float start = ui->layout.is_portrait ? 90.0f : 560.0f;
    const float top = ui->layout.is_portrait ? 1424.0f : 748.0f;
    const struct vec2 middle = layout_point(&ui->layout, start + 100.0f, top + 88.0f);
    const float r = layout_px(&ui->layout, 52.0f);
    const float stroke = layout_px(&ui->layout, 10.0f);
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px,
                              layout_y(&ui->layout, ui->layout.is_portrait ? 1624.0f : 940.0f)};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM * shown)));
    draw_group_push(canvas, 0.0f, 0.0f, shown);
    draw_round_rect(canvas, panel, layout_px(&ui->layout, 32.0f), draw_solid(ui_color(ui, THEME_SURFACE_2)));
    draw_ring(canvas, middle, r, stroke, ui_color(ui, THEME_HAIRLINE));
    const float part = (float)left / (float)RETURN_NS;
    if (part > 0.0f) {
        draw_ring_segment(canvas, middle, r - stroke / 2.0f, r + stroke / 2.0f, TURN * (1.0f - part), TURN,
                          ui_color(ui, THEME_AMBER));
    }
    const int64_t whole_s = (left + TIME_S(1) - 1) / TIME_S(1);
    const double seconds = (double)whole_s;
    const struct label_spec spec = {
        .start = start + 100.0f, .px = 44.0f, .weight = 800, .color = ui_color(ui, THEME_TEXT)};
    const struct vec2 base = {middle.x, middle.y + layout_px(&ui->layout, 16.0f)};
    const struct label number =
        label_make_at(ui, format_number(ui->view, &ui->locale, seconds, 0, false), &spec, base, TEXT_CENTER);
    label_draw(ui, canvas, &number, 1.0f, 0.0f);
    draw_words(ui, canvas, start + 200.0f, top);
    draw_group_pop(canvas);
}

void
deck_return_targets(const struct ui *ui, struct target_list *targets) {
    target_add(targets, DECK_STAY, panel_of(ui), ACTION_NONE);
}

time_ns
deck_return_next_change(time_ns since) {
    return since + (since < TIME_MS(APPEAR_MS) ? TIME_S(1) / 60 : TIME_S(1) / 15);
}
