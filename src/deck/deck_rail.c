/* Pips, the counter beside them, and the bubble over a finger that is drawn along them. */

#include "deck/deck_rail.h"

#include <math.h>

#include "text/text_format.h"

#define PIP_W_MAX 30.0f
#define PIP_W_MIN 12.0f
#define PIP_CURRENT_W 56.0f
#define PIP_GAP 10.0f
#define PIP_GROUP_GAP 22.0f
#define COUNTER_GAP 32.0f
#define BUBBLE_H 88.0f
#define BUBBLE_PADDING 32.0f
#define BUBBLE_GAP 16.0f
#define BUBBLE_RADIUS 20.0f
#define KNOB_RADIUS 13.0f

struct composition {
    float start, y, w, h, text_base, detail_start;
};

static const struct composition LANDSCAPE = {832.0f, 956.0f, 536.0f, 96.0f, 1014.0f, 1190.0f};
static const struct composition PORTRAIT = {72.0f, 1636.0f, 576.0f, 96.0f, 1694.0f, 432.0f};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static void
place_counter(struct deck_rail *rail) {
    const struct ui *ui = &rail->ui;
    const struct composition *at = composition_of(ui);
    struct str_builder b;
    str_builder_init(&b, ui->view);
    str_builder_add(&b, format_number(ui->view, &ui->locale, (double)(rail->position + 1), 0, false));
    str_builder_add_c(&b, " ");
    str_builder_add(&b, strings_get(STRING_OF, ui->locale.code));
    str_builder_add_c(&b, " ");
    str_builder_add(&b, format_number(ui->view, &ui->locale, (double)rail->total, 0, false));
    const struct label_spec spec = {.start = rail->is_detail ? at->detail_start : at->start,
                                    .baseline = at->text_base,
                                    .px = 30.0f,
                                    .weight = 600,
                                    .color = ui_color(ui, THEME_MUTED)};
    rail->counter = label_make(ui, str_builder_view(&b), &spec);
    const float used = rail->counter.block->width_px / ui->layout.scale + COUNTER_GAP;
    rail->first_x = at->start + used;
    rail->room = at->w - used;
}

/* Does a chapter begin with pip `index` (not the first)? */
static bool
is_new_chapter(const struct deck_rail *rail, int index) {
    const struct content_slide *slides = rail->ui.model->slides;
    return slides[rail->slides[index]].chapter != slides[rail->slides[index - 1]].chapter;
}

static float
pip_width(const struct deck_rail *rail) {
    int groups = 0;
    for (int i = 1; i < rail->total; i++) {
        groups += is_new_chapter(rail, i) ? 1 : 0;
    }
    const float others = (float)(rail->total - 1);
    const float room = rail->room - PIP_CURRENT_W - others * PIP_GAP - (float)groups * PIP_GROUP_GAP;
    return others > 0.0f ? float_clamp(room / others, 4.0f, PIP_W_MAX) : PIP_W_MAX;
}

/* Takes slides `first` to `end` (not included) of the run. */
static void
take_pips(struct deck_rail *rail, const struct deck_run *run, int first, int end) {
    rail->position = run->position - first;
    rail->total = end - first < RAIL_PIPS_MAX ? end - first : RAIL_PIPS_MAX;
    for (int i = 0; i < rail->total; i++) {
        rail->slides[i] = run->slides[first + i];
    }
    place_counter(rail);
}

static int
chapter_at(const struct deck_rail *rail, const struct deck_run *run, int index) {
    return rail->ui.model->slides[run->slides[index]].chapter;
}

void
deck_rail_prepare(struct deck_rail *rail, const struct ui *ui, const struct deck_run *run) {
    const struct composition *at = composition_of(ui);
    int first = run->position;
    int end = run->position + 1;
    rail->ui = *ui;
    rail->is_detail = run->is_detail;
    rail->box = layout_rect(&ui->layout, at->start, at->y, at->w, at->h);
    take_pips(rail, run, 0, run->count);
    if (run->is_detail || (run->count <= RAIL_PIPS_MAX && pip_width(rail) >= PIP_W_MIN)) {
        return;
    }
    const int chapter = chapter_at(rail, run, run->position);
    while (first > 0 && chapter_at(rail, run, first - 1) == chapter) {
        first--;
    }
    while (end < run->count && chapter_at(rail, run, end) == chapter) {
        end++;
    }
    take_pips(rail, run, first, end);
}

/* Start of pip i, counted from the start side, when pip `current` is the long one. */
static float
pip_start(const struct deck_rail *rail, int index, float width, float current_w) {
    float at = rail->first_x;
    for (int i = 0; i < index; i++) {
        at += (i == rail->position ? current_w : width) + PIP_GAP;
        at += is_new_chapter(rail, i + 1) ? PIP_GROUP_GAP : 0.0f;
    }
    return at;
}

/* The middle of pip i, counted from the start side. */
static float
pip_middle(const struct deck_rail *rail, int index, float width) {
    const float own = index == rail->position ? PIP_CURRENT_W : width;
    return pip_start(rail, index, width, PIP_CURRENT_W) + own / 2.0f;
}

void
deck_rail_draw(const struct deck_rail *rail, struct canvas *canvas, float stretch) {
    const struct ui *ui = &rail->ui;
    const struct composition *at = composition_of(ui);
    const float middle = at->y + at->h / 2.0f;
    const float width = pip_width(rail);
    const float current = float_mix(width, PIP_CURRENT_W, stretch);
    label_draw(ui, canvas, &rail->counter, 1.0f, 0.0f);
    for (int i = 0; i < rail->total && !rail->is_detail; i++) {
        const bool is_current = i == rail->position;
        const float h = is_current ? 14.0f : 10.0f;
        const enum theme_role role = is_current           ? THEME_ACCENT
                                     : i < rail->position ? THEME_AMBER
                                                          : THEME_STEEL;
        const struct rect pip = layout_rect(&ui->layout, pip_start(rail, i, width, current),
                                            middle - h / 2.0f, is_current ? current : width, h);
        draw_round_rect(canvas, pip, pip.h / 2.0f, draw_solid(ui_color(ui, role)));
    }
}

int
deck_rail_pip_at(const struct deck_rail *rail, float x_px) {
    const float width = pip_width(rail);
    int best = 0;
    float least = 1e9f;
    for (int i = 0; i < rail->total; i++) {
        const float away = fabsf(layout_x(&rail->ui.layout, pip_middle(rail, i, width)) - x_px);
        if (away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

void
deck_rail_draw_bubble(const struct deck_rail *rail, struct canvas *canvas, int pip) {
    struct ui ui = rail->ui;
    const struct composition *at = composition_of(&ui);
    const float top = at->y - BUBBLE_GAP - BUBBLE_H;
    const float middle = pip_middle(rail, pip, pip_width(rail));
    ui.view = ui.frame;
    const struct label_spec number = {
        .baseline = top + 56.0f, .px = 36.0f, .weight = 800, .color = ui_color(&ui, THEME_AMBER)};
    const struct label_spec words = {.baseline = top + 56.0f,
                                     .px = 34.0f,
                                     .weight = 700,
                                     .color = ui_color(&ui, THEME_TEXT),
                                     .wrap =
                                         ui.layout.width - 2.0f * ui.layout.margin - 4.0f * BUBBLE_PADDING,
                                     .lines_max = 1};
    const struct str count = format_number(ui.frame, &ui.locale, (double)(pip + 1), 0, false);
    struct label numeral = label_make(&ui, count, &number);
    struct label title = label_make(&ui, ui_cell(&ui, &ui.model->slides[rail->slides[pip]].title), &words);
    const float numeral_w = numeral.block->width_px / ui.layout.scale + BUBBLE_PADDING / 2.0f;
    const float w = numeral_w + title.block->width_px / ui.layout.scale + 2.0f * BUBBLE_PADDING;
    const float start =
        float_clamp(middle - w / 2.0f, ui.layout.margin, ui.layout.width - ui.layout.margin - w);
    const struct rect box = layout_rect(&ui.layout, start, top, w, BUBBLE_H);
    draw_round_rect(canvas, box, layout_px(&ui.layout, BUBBLE_RADIUS),
                    draw_solid(ui_color(&ui, THEME_SURFACE_3)));
    numeral.x = layout_x(&ui.layout, start + BUBBLE_PADDING);
    title.x = layout_x(&ui.layout, start + BUBBLE_PADDING + numeral_w);
    label_draw(&ui, canvas, &numeral, 1.0f, 0.0f);
    label_draw(&ui, canvas, &title, 1.0f, 0.0f);
    draw_circle(canvas, layout_point(&ui.layout, middle, at->y + at->h / 2.0f),
                layout_px(&ui.layout, KNOB_RADIUS), ui_color(&ui, THEME_TEXT));
}
