/* Words at the start side, codes at the end side; upright, words above codes. */

#include "deck/deck_figure.h"

#include <math.h>

#include "deck/deck_cover.h"
#include "deck/deck_sheet_list.h"
#include "deck/deck_take.h"
#include "ui/button.h"

#define RADIUS 24.0f
#define CODE_RADIUS 18.0f
#define RISE 24.0f
#define SCRIM 0.72f
#define UNIT_GAP_EM 0.16f
#define WAS_DROP 66.0f     /* below the value */
#define ORIGIN_SHIFT 32.0f /* of what stands below that */
#define COMPARE_SHIFT 24.0f

struct composition {
    struct rect panel, source, page, alone; /* from the start side; alone: the page without a figure */
    float words_start, words_w;
    float name_y, qualifier_y, value_y, origin_y, compare_y, value_px;
    struct vec2 close;
    float code_words_gap;
};

static const struct composition LANDSCAPE = {.panel = {72.0f, 60.0f, 1776.0f, 872.0f},
                                             .source = {1000.0f, 320.0f, 380.0f, 380.0f},
                                             .page = {1416.0f, 320.0f, 380.0f, 380.0f},
                                             .alone = {1160.0f, 216.0f, 560.0f, 560.0f},
                                             .words_start = 132.0f,
                                             .words_w = 800.0f,
                                             .name_y = 190.0f,
                                             .qualifier_y = 300.0f,
                                             .value_y = 424.0f,
                                             .origin_y = 516.0f,
                                             .compare_y = 612.0f,
                                             .value_px = 130.0f,
                                             .close = {132.0f, 792.0f},
                                             .code_words_gap = 100.0f};
static const struct composition PORTRAIT = {.panel = {48.0f, 250.0f, 984.0f, 1370.0f},
                                            .source = {88.0f, 960.0f, 440.0f, 440.0f},
                                            .page = {552.0f, 960.0f, 440.0f, 440.0f},
                                            .alone = {260.0f, 860.0f, 560.0f, 560.0f},
                                            .words_start = 96.0f,
                                            .words_w = 888.0f,
                                            .name_y = 328.0f,
                                            .qualifier_y = 424.0f,
                                            .value_y = 546.0f,
                                            .origin_y = 630.0f,
                                            .compare_y = 716.0f,
                                            .value_px = 130.0f,
                                            .close = {96.0f, 1496.0f},
                                            .code_words_gap = 100.0f};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

static struct label
line(const struct ui *ui, struct str words, float y, float px, int weight, enum theme_role role, int lines) {
    const struct composition *at = composition_of(ui);
    const struct label_spec spec = {.start = at->words_start,
                                    .baseline = y,
                                    .px = px,
                                    .weight = weight,
                                    .color = ui_color(ui, role),
                                    .wrap = at->words_w,
                                    .px_min = 28.0f,
                                    .lines_max = lines,
                                    .line_height_em = 1.5f};
    return label_make(ui, words, &spec);
}

/* The value as large as its room allows, the unit beside it or below. */
static void
place_value(struct deck_figure *card, const struct content_figure *figure) {
    const struct ui *ui = &card->ui;
    const struct composition *at = composition_of(ui);
    const struct str value = text_figure_value(ui->view, ui->model, ui->lang, figure);
    const struct str qualifier = ui_qualifier(ui, figure->qualifier);
    const struct str unit = text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
    struct label_spec spec = {.start = at->words_start,
                              .baseline = at->value_y,
                              .px = at->value_px,
                              .weight = 900,
                              .color = ui_color(ui, THEME_AMBER),
                              .wrap = at->words_w * 0.66f,
                              .px_min = 64.0f,
                              .lines_max = 1,
                              .flags = TEXT_NUMERAL};
    card->value = label_make(ui, value, &spec);
    const float used = label_box(&card->value).w / ui->layout.scale + UNIT_GAP_EM * at->value_px;
    spec = (struct label_spec){.start = at->words_start + used,
                               .baseline = at->value_y,
                               .px = 40.0f,
                               .weight = 600,
                               .color = ui_color(ui, THEME_TEXT),
                               .wrap = at->words_w - used,
                               .px_min = 28.0f,
                               .lines_max = 1};
    card->unit = label_make(ui, unit, &spec);
    card->qualifier = line(ui, qualifier, at->qualifier_y, 34.0f, 500, THEME_MUTED, 1);
    card->has_value = true;
}

static void
place_code(struct deck_figure *card, struct figure_code *code, struct rect units, struct str text,
           struct str words) {
    const struct ui *ui = &card->ui;
    code->box = layout_rect(&ui->layout, units.x, units.y, units.w, units.h);
    code->is_there =
        code == &card->page ? qr_make_words(ui->view, text, &code->qr) : qr_make(ui->view, text, &code->qr);
    const struct label_spec spec = {.start = units.x,
                                    .baseline = units.y - composition_of(ui)->code_words_gap + 34.0f,
                                    .px = 32.0f,
                                    .weight = 700,
                                    .color = ui_color(ui, THEME_TEXT),
                                    .wrap = units.w,
                                    .px_min = 28.0f,
                                    .lines_max = 2,
                                    .line_height_em = 1.35f};
    code->words = label_make(ui, words, &spec);
}

/* "previously about 12.5 million (2023)"; unit and year only where they were others. */
static struct str
was_words(const struct ui *ui, const struct content_figure *now, const struct content_figure *was) {
    struct str words = text_figure_value(ui->view, ui->model, ui->lang, was);
    const struct str qualifier = ui_qualifier(ui, was->qualifier);
    if (was->scale != now->scale) {
        words = format_with_unit(ui->view, &ui->locale, words,
                                 text_figure_unit(ui->view, ui->model, ui->lang, was, &ui->words));
    }
    if (!str_is_empty(qualifier)) {
        words = str_format(ui->view, STR_FMT " " STR_FMT, STR_ARG(qualifier), STR_ARG(words));
    }
    if (was->year != now->year && was->year != 0) {
        words = str_format(ui->view, STR_FMT " (" STR_FMT ")", STR_ARG(words),
                           STR_ARG(format_year(ui->view, &ui->locale, was->year)));
    }
    return str_format(ui->view, STR_FMT " " STR_FMT, STR_ARG(strings_get(STRING_PREVIOUSLY, ui->locale.code)),
                      STR_ARG(words));
}

static void
place_figure(struct deck_figure *card, const struct content_figure *figure) {
    const struct ui *ui = &card->ui;
    const struct composition *at = composition_of(ui);
    const struct str compare = ui_cell(ui, &figure->compare);
    const struct content_was *was = content_change_was(ui->changes, figure);
    const float origin_y = at->origin_y + (was != NULL ? ORIGIN_SHIFT : 0.0f);
    const float compare_y = at->compare_y + (was != NULL ? COMPARE_SHIFT : 0.0f);
    card->name = line(ui, ui_cell(ui, &figure->label), at->name_y, 46.0f, 800, THEME_TEXT, 2);
    place_value(card, figure);
    card->has_was = was != NULL;
    if (card->has_was) {
        card->was =
            line(ui, was_words(ui, figure, &was->figure), at->value_y + WAS_DROP, 36.0f, 600, THEME_TEXT, 1);
    }
    card->origin = line(ui, sheet_origin_words(ui, figure->year, figure->sources, figure->source_count),
                        origin_y, 32.0f, 400, THEME_MUTED, 1);
    card->has_compare = !str_is_empty(compare);
    card->compare = line(ui, compare, compare_y, 40.0f, 600, THEME_TEXT, 3);
    if (figure->source_count > 0) {
        const struct content_source *source = &ui->model->sources[figure->sources[0]];
        place_code(card, &card->source, at->source, source->url,
                   strings_get(STRING_FIGURE_SOURCE, ui->locale.code));
    }
}

/* Without a figure: the page's own words. */
static void
place_page(struct deck_figure *card, int slide) {
    const struct ui *ui = &card->ui;
    const struct composition *at = composition_of(ui);
    const struct content_slide *page = &ui->model->slides[slide];
    card->name = line(ui, ui_cell(ui, &page->title), at->name_y, 52.0f, 800, THEME_TEXT, 2);
    card->origin = line(ui, ui_cell(ui, &page->deck), at->qualifier_y + 20.0f, 34.0f, 400, THEME_MUTED, 2);
}

static void
prepare(void *state, const struct ui *ui, const struct cover_topic *topic) {
    struct deck_figure *card = state;
    const struct composition *at = composition_of(ui);
    *card = (struct deck_figure){.ui = *ui};
    card->panel = layout_rect(&ui->layout, at->panel.x, at->panel.y, at->panel.w, at->panel.h);
    card->close = layout_rect(&ui->layout, at->close.x, at->close.y, 96.0f, 96.0f);
    if (topic->arg != CONTENT_NONE) {
        place_figure(card, &ui->model->figures[topic->arg]);
    } else {
        place_page(card, topic->slide);
    }
    const bool is_alone = topic->arg == CONTENT_NONE;
    const size_t bytes_max = is_alone ? TAKE_ALONE_BYTES_MAX : TAKE_BYTES_MAX;
    place_code(card, &card->page, is_alone ? at->alone : at->page,
               deck_take_text(ui, topic->slide, bytes_max), strings_get(STRING_TAKE_PAGE, ui->locale.code));
}

static void
draw_code(const struct ui *ui, struct canvas *canvas, const struct figure_code *code) {
    if (code->is_there) {
        qr_draw(canvas, &code->qr, code->box, layout_px(&ui->layout, CODE_RADIUS), ui_color(ui, THEME_TEXT),
                ui_color(ui, THEME_INK));
        label_draw(ui, canvas, &code->words, 1.0f, 0.0f);
    }
}

static void
draw(const void *state, struct canvas *canvas, float shown, const char *pressed) {
    const struct deck_figure *card = state;
    const struct ui *ui = &card->ui;
    const struct rect page = {0.0f, 0.0f, (float)ui->layout.width_px,
                              layout_y(&ui->layout, ui->layout.is_portrait ? 1620.0f : 940.0f)};
    draw_rect(canvas, page, draw_solid(color_fade(ui_color(ui, THEME_INK), SCRIM * shown)));
    draw_group_push(canvas, 0.0f, roundf(layout_px(&ui->layout, RISE) * (1.0f - shown)), shown);
    draw_round_rect(canvas, card->panel, layout_px(&ui->layout, RADIUS),
                    draw_solid(ui_color(ui, THEME_SURFACE)));
    label_draw(ui, canvas, &card->name, 1.0f, 0.0f);
    label_draw(ui, canvas, &card->origin, 1.0f, 0.0f);
    if (card->has_value) {
        label_draw(ui, canvas, &card->qualifier, 1.0f, 0.0f);
        label_draw(ui, canvas, &card->value, 1.0f, 0.0f);
        label_draw(ui, canvas, &card->unit, 1.0f, 0.0f);
        label_draw(ui, canvas, &card->was, card->has_was ? 1.0f : 0.0f, 0.0f);
        label_draw(ui, canvas, &card->compare, card->has_compare ? 1.0f : 0.0f, 0.0f);
    }
    draw_code(ui, canvas, &card->source);
    draw_code(ui, canvas, &card->page);
    button_draw_close(ui, canvas, card->close, THEME_SURFACE_3, button_is_held(pressed, "close figure"));
    draw_group_pop(canvas);
}

static void
targets(const void *state, struct target_list *list) {
    const struct deck_figure *card = state;
    target_add(list, "close figure", card->close, ACTION_COVER_CLOSE);
}

const struct cover_class deck_figure_class = {
    .hides_page = true,
    .state_bytes = sizeof(struct deck_figure),
    .prepare = prepare,
    .draw = draw,
    .targets = targets,
};
