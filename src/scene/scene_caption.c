/* Captions are laid out from the top down at the place of the slide's composition and then moved whole to its lower edge where it
 * asks for that. Unit and year stand beside the value, or below it where there is no room. Nothing here knows what a part is. */

#include "scene/scene_caption.h"

#include <math.h>
#include <string.h>

#include "text/text_format.h"

#define RADIUS 24.0f
#define PAD 32.0f
#define PAD_Y 26.0f
#define NAME_PX 36.0f
#define VALUE_PX 84.0f
#define UNIT_PX 34.0f
#define LINE_PX 30.0f
#define PX_MIN 28.0f
#define CAP_EM 0.72f     /* digits above the baseline */
#define DESCENT_EM 0.32f /* letters below it */
#define LINE_EM 1.42f
#define VALUE_GAP 24.0f
#define LINE_GAP 14.0f
#define UNIT_GAP_EM 0.18f
#define PILL_H 88.0f
#define PILL_PAD 30.0f
#define PILL_PX 32.0f
#define CHEVRON 34.0f /* room for the sign behind the word */
#define WIDE 720.0f   /* in a caption as wide as this the pill stands beside the words */

/* The next free height while a caption is laid out, in design units. */
struct cursor {
    const struct ui *ui;
    float start, y, room;
};

static struct label
add(struct cursor *at, struct str text, struct label_spec spec, float gap) {
    spec.start = at->start;
    spec.wrap = at->room;
    spec.px_min = PX_MIN;
    spec.line_height_em = LINE_EM;
    spec.baseline = at->y + gap + CAP_EM * spec.px;
    const struct label label = label_make(at->ui, text, &spec);
    at->y = spec.baseline +
            (float)(label.block->line_count - 1) * label.block->line_px / at->ui->layout.scale +
            DESCENT_EM * label.block->style.px / at->ui->layout.scale;
    return label;
}

static bool
is_own_value(const struct caption_spec *spec) {
    return spec->figure == NULL || !str_is_empty(spec->value);
}

/* Do its lines say the year already? */
static bool
says(const struct ui *ui, const struct caption_spec *spec, struct str year) {
    const char *wanted = str_to_c(ui->view, year);
    for (size_t i = 0; i < CAPTION_LINES_MAX; i++) {
        if (!str_is_empty(spec->lines[i]) && strstr(str_to_c(ui->view, spec->lines[i]), wanted) != NULL) {
            return true;
        }
    }
    return false;
}

static struct str
unit_words(const struct ui *ui, const struct caption_spec *spec) {
    const struct content_figure *figure = spec->figure;
    if (is_own_value(spec)) {
        return spec->unit;
    }
    struct str words = text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
    const struct str year = format_year(ui->view, &ui->locale, figure->year);
    if (figure->year != 0 && ui->model->units[figure->unit].style != UNIT_YEAR && !says(ui, spec, year)) {
        words = scene_caption_join(ui, words, year);
    }
    return scene_caption_join(ui, words, spec->unit);
}

/* Beside the value where there is room, else a line of its own. */
static void
add_unit(struct cursor *at, struct caption *caption, const struct caption_spec *of) {
    const struct ui *ui = at->ui;
    const struct str words = unit_words(ui, of);
    caption->has_unit = !str_is_empty(words);
    if (!caption->has_unit) {
        return;
    }
    struct label_spec spec = {
        .px = UNIT_PX, .weight = 500, .color = ui_color(ui, THEME_TEXT), .lines_max = 1};
    const struct rect value = label_box(&caption->value);
    const float gap = UNIT_GAP_EM * caption->value.block->style.px;
    const float left = layout_px(&ui->layout, at->room) - value.w - gap;
    const struct text_style style = {
        .px = layout_px(&ui->layout, PX_MIN), .weight = spec.weight, .locale = &ui->locale};
    if (text_measure(ui->text, words, &style) > left) {
        caption->unit = add(at, words, spec, LINE_GAP);
        return;
    }
    spec.wrap = left / ui->layout.scale;
    spec.px_min = PX_MIN;
    const float x = ui->layout.is_rtl ? value.x - gap : value.x + value.w + gap;
    caption->unit = label_make_at(ui, words, &spec, (struct vec2){x, caption->value.baseline},
                                  ui->layout.is_rtl ? TEXT_RIGHT : TEXT_LEFT);
}

static void
add_value(struct cursor *at, struct caption *caption, const struct caption_spec *spec) {
    const struct ui *ui = at->ui;
    const struct str value =
        is_own_value(spec) ? spec->value : text_figure_value(ui->view, ui->model, ui->lang, spec->figure);
    const struct label_spec loud = {
        .px = VALUE_PX, .weight = 900, .color = spec->color, .lines_max = 1, .flags = TEXT_NUMERAL};
    caption->has_value = !str_is_empty(value);
    if (!caption->has_value) {
        return;
    }
    caption->value = add(at, value, loud, VALUE_GAP);
    at->y = fmaxf(at->y, caption->value.baseline / ui->layout.scale); /* digits have no descent */
    add_unit(at, caption, spec);
}

static float
pill_width(const struct ui *ui, struct label *ret_details) {
    const struct label_spec spec = {.px = PILL_PX, .weight = 700, .color = ui_color(ui, THEME_INK)};
    *ret_details = label_make(ui, strings_get(STRING_DETAILS, ui->locale.code), &spec);
    return ret_details->block->width_px / ui->layout.scale + 2.0f * PILL_PAD + CHEVRON;
}

/* Its middle lies `end` and `y` (its top) in design units from the start side. */
static void
place_pill(const struct ui *ui, struct caption *caption, float end, float y, float w) {
    caption->pill = layout_rect(&ui->layout, end - w, y, w, PILL_H);
    const struct vec2 word = layout_point(&ui->layout, end - w + PILL_PAD, y + 0.5f * PILL_H + 11.0f);
    caption->details.x = word.x;
    caption->details.baseline = word.y;
}

static void
move(struct caption *caption, float dy_px) {
    caption->box.y += dy_px;
    caption->pill.y += dy_px;
    caption->name.baseline += dy_px;
    caption->value.baseline += dy_px;
    caption->unit.baseline += dy_px;
    caption->details.baseline += dy_px;
    for (size_t i = 0; i < caption->line_count; i++) {
        caption->lines[i].baseline += dy_px;
    }
}

struct caption
scene_caption_make(const struct ui *ui, const struct caption_spec *spec, const struct caption_place *place) {
    struct caption caption = {.figure = content_figure_index(ui->model, spec->figure)};
    const struct rect *box = &place->box;
    const bool has_pill = spec->page != CONTENT_NONE;
    const bool is_beside = has_pill && box->w >= WIDE;
    const float pill = has_pill ? pill_width(ui, &caption.details) : 0.0f;
    struct cursor at = {ui, box->x + PAD, box->y, box->w - 2.0f * PAD - (is_beside ? pill + PAD : 0.0f)};
    const struct label_spec name = {.px = NAME_PX,
                                    .weight = 800,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .lines_max = 2,
                                    .flags = TEXT_BALANCE};
    caption.name = add(&at, spec->name, name, PAD_Y);
    add_value(&at, &caption, spec);
    for (size_t i = 0; i < CAPTION_LINES_MAX; i++) {
        const struct label_spec line = {
            .px = LINE_PX, .weight = 500, .color = ui_color(ui, THEME_MUTED), .lines_max = 3};
        if (!str_is_empty(spec->lines[i])) {
            caption.lines[caption.line_count++] = add(&at, spec->lines[i], line, LINE_GAP);
        }
    }
    float bottom = at.y + PAD_Y - 6.0f;
    if (is_beside) {
        bottom = fmaxf(bottom, box->y + PILL_H + 2.0f * PAD_Y);
        place_pill(ui, &caption, box->x + box->w - PAD, bottom - PAD_Y - PILL_H, pill);
    } else if (has_pill) {
        place_pill(ui, &caption, box->x + PAD + pill, at.y + VALUE_GAP, pill);
        bottom = at.y + VALUE_GAP + PILL_H + PAD_Y;
    }
    caption.box = layout_rect(&ui->layout, box->x, box->y, box->w, bottom - box->y);
    if (!place->is_from_top) {
        move(&caption, layout_px(&ui->layout, box->y + box->h - bottom));
    }
    return caption;
}

const struct content_figure *
scene_caption_value(const struct ui *ui, const struct content_series *series, double value) {
    struct content_figure *figure = arena_alloc(ui->view, sizeof(*figure));
    figure->value = value;
    figure->decimals = series->decimals;
    figure->unit = series->unit;
    figure->scale = series->scale;
    figure->year = series->year;
    return figure;
}

struct str
scene_caption_rank(const struct ui *ui, int rank, int total) {
    const char *code = ui->locale.code;
    return str_format(ui->view, STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT,
                      STR_ARG(strings_get(STRING_RANK, code)),
                      STR_ARG(format_number(ui->view, &ui->locale, (double)rank, 0, false)),
                      STR_ARG(strings_get(STRING_OF, code)),
                      STR_ARG(format_number(ui->view, &ui->locale, (double)total, 0, false)));
}

struct str
scene_caption_difference(const struct ui *ui, const struct content_figure *figure,
                         const struct content_figure *other, struct str name) {
    const double steps = pow(10.0, (double)figure->decimals);
    const double by = (round(figure->value * steps) - round(other->value * steps)) / steps;
    const char *code = ui->locale.code;
    struct content_figure difference = *figure;
    difference.value = fabs(by);
    const struct str number = text_figure_value(ui->view, ui->model, ui->lang, &difference);
    const struct str unit = text_figure_unit(ui->view, ui->model, ui->lang, &difference, &ui->words);
    const struct str than = strings_get(by > 0.0 ? STRING_GREATER_THAN : STRING_LESS_THAN, code);
    const bool is_percent = ui->model->units[figure->unit].style == UNIT_PERCENT; /* points, not per cent */
    if (is_percent || fabs(by) * steps < 0.5) {
        return (struct str){"", 0};
    }
    return str_format(
        ui->view, STR_FMT " " STR_FMT " " STR_FMT,
        STR_ARG(str_is_empty(unit) ? number : format_with_unit(ui->view, &ui->locale, number, unit)),
        STR_ARG(than), STR_ARG(name));
}

struct str
scene_caption_part_of(const struct ui *ui, const struct content_figure *share,
                      const struct content_figure *total) {
    const struct content_unit *units = ui->model->units;
    struct content_figure part = *total;
    if (units[share->unit].style != UNIT_PERCENT || units[total->unit].style != UNIT_WORD ||
        share->is_range || total->is_range) {
        return (struct str){"", 0};
    }
    part.value = total->value * share->value / 100.0;
    part.decimals = total->decimals > 0 ? total->decimals - 1 : 0;
    const struct str whole =
        format_with_unit(ui->view, &ui->locale, text_figure_value(ui->view, ui->model, ui->lang, total),
                         text_figure_unit(ui->view, ui->model, ui->lang, total, &ui->words));
    return str_format(ui->view, STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT,
                      STR_ARG(ui_qualifier(ui, QUALIFIER_ABOUT)),
                      STR_ARG(text_figure_value(ui->view, ui->model, ui->lang, &part)),
                      STR_ARG(strings_get(STRING_OF, ui->locale.code)), STR_ARG(whole));
}

struct str
scene_caption_join(const struct ui *ui, struct str a, struct str b) {
    if (str_is_empty(a) || str_is_empty(b)) {
        return str_is_empty(a) ? b : a;
    }
    return str_format(ui->view, STR_FMT STR_FMT STR_FMT, STR_ARG(a), STR_ARG(ui->words.comma), STR_ARG(b));
}

struct rect
scene_caption_value_box(const struct ui *ui, const struct caption *caption) {
    const struct rect box = label_box(&caption->value);
    const float least = layout_px(&ui->layout, PILL_H);
    const float dx = fmaxf(0.0f, least - box.w) / 2.0f;
    const float dy = fmaxf(0.0f, least - box.h) / 2.0f;
    return (struct rect){box.x - dx, box.y - dy, box.w + 2.0f * dx, box.h + 2.0f * dy};
}

void
scene_caption_draw_panel(const struct ui *ui, struct canvas *canvas, struct rect box, float alpha) {
    if (alpha > 0.0f) {
        draw_round_rect(canvas, box, layout_px(&ui->layout, RADIUS),
                        draw_solid(color_fade(ui_color(ui, THEME_SURFACE), alpha)));
    }
}

/* A figure that answers is underlined as on the page. */
static void
draw_dots(const struct ui *ui, struct canvas *canvas, const struct caption *caption, float alpha) {
    if (caption->figure != CONTENT_NONE) {
        const struct figure_line line = figure_line_make(ui, &caption->value, label_box(&caption->value));
        figure_line_draw(ui, canvas, &line, alpha);
    }
}

static void
draw_pill(const struct ui *ui, struct canvas *canvas, const struct caption *caption, float alpha) {
    const struct rect *pill = &caption->pill;
    const float sign = layout_end_sign(&ui->layout);
    const float end = sign > 0.0f ? pill->x + pill->w : pill->x;
    const struct vec2 tip = {end - sign * layout_px(&ui->layout, PILL_PAD), pill->y + pill->h / 2.0f};
    const float dx = sign * layout_px(&ui->layout, 11.0f);
    const float dy = layout_px(&ui->layout, 11.0f);
    const struct vec2 chevron[3] = {{tip.x - dx, tip.y - dy}, tip, {tip.x - dx, tip.y + dy}};
    draw_round_rect(canvas, *pill, pill->h / 2.0f, draw_solid(color_fade(ui_color(ui, THEME_TEXT), alpha)));
    draw_polyline(canvas, chevron, 3, layout_px(&ui->layout, 3.6f), false,
                  color_fade(ui_color(ui, THEME_INK), alpha));
    label_draw(ui, canvas, &caption->details, alpha, 0.0f);
}

void
scene_caption_draw(const struct ui *ui, struct canvas *canvas, const struct caption *caption, float alpha) {
    if (alpha <= 0.0f) {
        return;
    }
    label_draw(ui, canvas, &caption->name, alpha, 0.0f);
    if (caption->has_value) {
        label_draw(ui, canvas, &caption->value, alpha, 0.0f);
        draw_dots(ui, canvas, caption, alpha);
    }
    if (caption->has_unit) {
        label_draw(ui, canvas, &caption->unit, alpha, 0.0f);
    }
    for (size_t i = 0; i < caption->line_count; i++) {
        label_draw(ui, canvas, &caption->lines[i], alpha, 0.0f);
    }
    if (caption->pill.w > 0.0f) {
        draw_pill(ui, canvas, caption, alpha);
    }
}
