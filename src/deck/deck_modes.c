/* A panel low on the picture, where every hand reaches it: four switches that tell what they are and whether they are on. */

#include "deck/deck_modes.h"

#include <math.h>

#include "deck/deck_cover.h"
#include "ui/button.h"

#define RADIUS 24.0f
#define RISE 24.0f
#define SCRIM 0.6f
#define TURN 6.2831853f

struct composition {
    struct rect panel, first; /* from the start side */
    struct vec2 pitch;
    int columns;
    struct vec2 heading, close;
};

static const struct composition LANDSCAPE = {.panel = {72.0f, 560.0f, 1776.0f, 372.0f},
                                             .first = {120.0f, 700.0f, 404.0f, 196.0f},
                                             .pitch = {426.0f, 0.0f},
                                             .columns = 4,
                                             .heading = {128.0f, 652.0f},
                                             .close = {1706.0f, 588.0f}};
static const struct composition PORTRAIT = {.panel = {48.0f, 1060.0f, 984.0f, 560.0f},
                                            .first = {88.0f, 1188.0f, 440.0f, 192.0f},
                                            .pitch = {464.0f, 212.0f},
                                            .columns = 2,
                                            .heading = {96.0f, 1146.0f},
                                            .close = {896.0f, 1076.0f}};

static const char *const NAMES[MODE_COUNT] = {"reach", "large", "contrast", "calm"};
static const enum ui_string WORDS[MODE_COUNT] = {STRING_MODE_REACH, STRING_MODE_LARGE, STRING_MODE_CONTRAST,
                                                 STRING_MODE_CALM};

int
deck_modes_bits(const struct deck_modes *modes) {
    int bits = 0;
    for (int i = 0; i < MODE_COUNT; i++) {
        bits |= modes->is_on[i] ? 1 << i : 0;
    }
    return bits;
}

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static void
prepare(void *state, const struct ui *ui, const struct cover_topic *topic) {
    struct deck_tools *tools = state;
    const struct composition *at = composition_of(ui);
    *tools = (struct deck_tools){.ui = *ui};
    tools->panel = layout_rect(&ui->layout, at->panel.x, at->panel.y, at->panel.w, at->panel.h);
    tools->close = layout_rect(&ui->layout, at->close.x, at->close.y, 96.0f, 96.0f);
    struct label_spec spec = {.start = at->heading.x,
                              .baseline = at->heading.y,
                              .px = 42.0f,
                              .weight = 800,
                              .color = ui_color(ui, THEME_TEXT)};
    tools->heading = label_make(ui, strings_get(STRING_TOOLS, ui->locale.code), &spec);
    for (int i = 0; i < MODE_COUNT; i++) {
        struct tools_switch *one = &tools->switches[i];
        const int row = i / at->columns;
        const float start = at->first.x + at->pitch.x * (float)(i % at->columns);
        const float top = at->first.y + at->pitch.y * (float)row;
        one->is_on = (topic->arg >> i & 1) != 0;
        one->box = layout_rect(&ui->layout, start, top, at->first.w, at->first.h);
        spec = (struct label_spec){.start = start + 28.0f,
                                   .baseline = top + 0.62f * at->first.h,
                                   .px = 34.0f,
                                   .weight = 700,
                                   .color = ui_color(ui, one->is_on ? THEME_INK : THEME_TEXT),
                                   .wrap = at->first.w - 56.0f,
                                   .px_min = 28.0f,
                                   .lines_max = 1};
        one->name = label_make(ui, strings_get(WORDS[i], ui->locale.code), &spec);
        spec.baseline = top + 0.86f * at->first.h;
        spec.px = 30.0f;
        spec.weight = 500;
        spec.color = ui_color(ui, one->is_on ? THEME_ON_LIGHT : THEME_MUTED);
        one->state = label_make(
            ui, strings_get(one->is_on ? STRING_MODE_ON : STRING_MODE_OFF, ui->locale.code), &spec);
    }
}

/* ---- signs ---- */

void
deck_tools_draw_sign(const struct ui *ui, struct canvas *canvas, struct vec2 m, struct color color) {
    const float u = layout_px(&ui->layout, 1.0f);
    const float stroke = 3.4f * u;
    draw_ring(canvas, m, 23.0f * u, 3.0f * u, color);
    draw_circle(canvas, (struct vec2){m.x, m.y - 12.0f * u}, 3.8f * u, color);
    const struct vec2 arms[3] = {
        {m.x - 12.0f * u, m.y - 4.0f * u}, {m.x, m.y - 2.0f * u}, {m.x + 12.0f * u, m.y - 4.0f * u}};
    const struct vec2 legs[5] = {{m.x - 7.0f * u, m.y + 14.0f * u},
                                 {m.x - 2.0f * u, m.y + 3.0f * u},
                                 {m.x, m.y - 2.0f * u},
                                 {m.x + 2.0f * u, m.y + 3.0f * u},
                                 {m.x + 7.0f * u, m.y + 14.0f * u}};
    draw_polyline(canvas, arms, 3, stroke, false, color);
    draw_polyline(canvas, legs, 5, stroke, false, color);
}

static void
draw_reach(struct canvas *canvas, struct vec2 m, float u, struct color color) {
    const struct vec2 tip[3] = {
        {m.x - 11.0f * u, m.y - 2.0f * u}, {m.x, m.y + 9.0f * u}, {m.x + 11.0f * u, m.y - 2.0f * u}};
    draw_line(canvas, (struct vec2){m.x, m.y - 20.0f * u}, (struct vec2){m.x, m.y + 8.0f * u}, 4.0f * u,
              color);
    draw_polyline(canvas, tip, 3, 4.0f * u, false, color);
    draw_line(canvas, (struct vec2){m.x - 18.0f * u, m.y + 19.0f * u},
              (struct vec2){m.x + 18.0f * u, m.y + 19.0f * u}, 4.0f * u, color);
}

static void
draw_large(struct canvas *canvas, struct vec2 m, float u, struct color color) {
    const float size[2] = {1.0f, 0.6f};
    const float at[2] = {-10.0f, 16.0f};
    for (int i = 0; i < 2; i++) { /* two letters A, one larger */
        const float h = 34.0f * u * size[i];
        const float w = 26.0f * u * size[i];
        const struct vec2 foot = {m.x + at[i] * u, m.y + 17.0f * u};
        const struct vec2 legs[3] = {
            {foot.x - w / 2.0f, foot.y}, {foot.x, foot.y - h}, {foot.x + w / 2.0f, foot.y}};
        draw_polyline(canvas, legs, 3, 4.0f * u, false, color);
        draw_line(canvas, (struct vec2){foot.x - 0.3f * w, foot.y - 0.35f * h},
                  (struct vec2){foot.x + 0.3f * w, foot.y - 0.35f * h}, 3.4f * u, color);
    }
}

static void
draw_mode_sign(const struct ui *ui, struct canvas *canvas, enum deck_mode mode, struct vec2 m,
               struct color color) {
    const float u = layout_px(&ui->layout, 1.0f);
    switch (mode) {
    case MODE_REACH:
        draw_reach(canvas, m, u, color);
        break;
    case MODE_LARGE:
        draw_large(canvas, m, u, color);
        break;
    case MODE_CONTRAST:
        draw_ring(canvas, m, 19.0f * u, 4.0f * u, color);
        draw_ring_segment(canvas, m, 0.0f, 19.0f * u, 0.0f, TURN / 2.0f, color);
        break;
    case MODE_CALM:
        draw_ring(canvas, m, 19.0f * u, 4.0f * u, color);
        draw_line(canvas, (struct vec2){m.x - 6.0f * u, m.y - 7.0f * u},
                  (struct vec2){m.x - 6.0f * u, m.y + 7.0f * u}, 4.6f * u, color);
        draw_line(canvas, (struct vec2){m.x + 6.0f * u, m.y - 7.0f * u},
                  (struct vec2){m.x + 6.0f * u, m.y + 7.0f * u}, 4.6f * u, color);
        break;
    case MODE_COUNT:
        break;
    }
}

/* ---- drawing ---- */

static void
draw_switch(const struct deck_tools *tools, struct canvas *canvas, int mode, const char *pressed) {
    const struct ui *ui = &tools->ui;
    const struct tools_switch *one = &tools->switches[mode];
    const bool is_held = button_is_held(pressed, NAMES[mode]);
    const float inset = layout_px(&ui->layout, 54.0f);
    const float near = ui->layout.is_rtl ? one->box.x + one->box.w - inset : one->box.x + inset;
    button_draw(ui, canvas, one->box, one->is_on ? THEME_TEXT : THEME_SURFACE_2, is_held);
    draw_mode_sign(ui, canvas, (enum deck_mode)mode,
                   (struct vec2){near, one->box.y + layout_px(&ui->layout, 50.0f)},
                   ui_color(ui, one->is_on ? THEME_INK : THEME_TEXT));
    label_draw(ui, canvas, &one->name, 1.0f, 0.0f);
    label_draw(ui, canvas, &one->state, 1.0f, 0.0f);
}

static void
draw(const void *state, struct canvas *canvas, float shown, const char *pressed) {
    const struct deck_tools *tools = state;
    const struct ui *ui = &tools->ui;
    const float u = layout_px(&ui->layout, 1.0f);
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px, tools->panel.y + tools->panel.h};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM * shown)));
    draw_group_push(canvas, 0.0f, roundf(RISE * u * (1.0f - shown)), shown);
    draw_round_rect(canvas, tools->panel, RADIUS * u, draw_solid(ui_color(ui, THEME_SURFACE)));
    label_draw(ui, canvas, &tools->heading, 1.0f, 0.0f);
    for (int i = 0; i < MODE_COUNT; i++) {
        draw_switch(tools, canvas, i, pressed);
    }
    button_draw_close(ui, canvas, tools->close, THEME_SURFACE_2, button_is_held(pressed, "close tools"));
    draw_group_pop(canvas);
}

static void
targets(const void *state, struct target_list *list) {
    const struct deck_tools *tools = state;
    for (int i = 0; i < MODE_COUNT; i++) {
        target_add_arg(list, NAMES[i], tools->switches[i].box, ACTION_MODE, i);
    }
    target_add(list, "close tools", tools->close, ACTION_COVER_CLOSE);
}

static struct rect
panel(const void *state) {
    const struct deck_tools *tools = state;
    return tools->panel;
}

const struct cover_class deck_tools_class = {
    .state_bytes = sizeof(struct deck_tools),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
    .panel = panel,
};
