/* Slide kind `place_detail`: one place: where it lies among the shapes around it, up to four figures, one loud fact, what it
 * is known for, and the address of its first reference as a QR code.
 * Items: place (place, label = name on the map, color; class and note serve an overview), number (figure, label, color) x 0 to 4, fact (label,
 * note), statement (label) x 0 to 5, field (label) x 0 to 5; area, river (geometry_set) of this slide, or else of its parent. */

#include "scene/scene_registry.h"

#include <math.h>

#include "anim/timeline.h"
#include "base/hash.h"
#include "scene/scene_detail_map.h"
#include "scene/scene_statements.h"
#include "text/text_format.h"
#include "ui/numeral.h"
#include "ui/qr.h"
#include "ui/star.h"

#define NUMBERS_MAX 4
#define FIELDS_MAX 5
#define NUMBER_PX_MIN 54.0f
#define NUMBER_PX_FAIR 66.0f
#define UNIT_PX 36.0f
#define QUALIFIER_PX 34.0f
#define QUALIFIER_PX_MIN 30.0f
#define FIRST_MS 200
#define STAGGER_MS 120
#define COUNT_MS 1400
#define FACT_MS 1000
#define FACT_ALONE_PX 58.0f /* without figures the fact is the hero */
#define STATEMENTS_MS 1100
#define STATEMENTS_PX 32.0f
#define CLOSE_FACT 54.0f /* from the last rule to the fact, and on from there, where statements follow */
#define CLOSE_STATEMENT 58.0f
#define CLOSE_FIELD 14.0f
#define FIELD_PX 30.0f
#define FIELD_PX_MIN 28.0f
#define FIELD_PITCH 50.0f
/* What a full page may take off the four gaps above and between the rows of fields. */
#define TIGHT_FACT 8.0f
#define TIGHT_STATEMENT 10.0f
#define TIGHT_FIELD 8.0f
#define TIGHT_PITCH 6.0f
#define TIGHT_ALL (TIGHT_FACT + TIGHT_STATEMENT + TIGHT_FIELD + TIGHT_PITCH)
#define FIELD_MS 1200
#define SETTLED_MS 2600

struct composition {
    struct detail_map_place map;
    float number_start[2], number_y[2], number_px, number_room, label_gap, rule_start, rule_w, rule_gap;
    float fact_y, fact_px, fact_w;
    float field_y, field_end, field_last;       /* the last baseline that keeps clear of what is below */
    float crowded_y, crowded_pitch, crowded_px; /* of the numbers, where statements follow them */
    struct rect qr;
    float qr_words, qr_y;
    bool are_qr_words_at_end; /* else they begin at the margin */
};

static const struct composition LANDSCAPE = {
    {{1450.0f, 446.0f}, 484.0f, {1020.0f, 0.0f, 900.0f, 940.0f}, 320.0f, 260.0f},
    {96.0f, 550.0f},
    {362.0f, 586.0f},
    104.0f,
    400.0f,
    60.0f,
    96.0f,
    894.0f,
    106.0f,
    752.0f,
    46.0f,
    894.0f,
    888.0f,
    1040.0f,
    930.0f,
    320.0f,
    166.0f,
    84.0f,
    {1575.0f, 683.0f, 249.0f, 249.0f},
    1547.0f,
    862.0f,
    true};
static const struct composition PORTRAIT = {
    {{540.0f, 570.0f}, 520.0f, {0.0f, 250.0f, 1080.0f, 610.0f}, 0.0f, 150.0f},
    {72.0f, 580.0f},
    {976.0f, 1146.0f},
    96.0f,
    428.0f,
    54.0f,
    72.0f,
    936.0f,
    86.0f,
    1290.0f,
    44.0f,
    936.0f,
    1424.0f,
    790.0f,
    1486.0f,
    886.0f,
    146.0f,
    80.0f,
    {810.0f, 1420.0f, 198.0f, 198.0f},
    72.0f,
    1560.0f,
    false};

struct number {
    struct numeral value;
    struct label qualifier, label;
    bool has_qualifier;
};

struct field {
    struct label label;
    struct vec2 star;
};

struct place_detail {
    struct detail_map map;
    struct number numbers[NUMBERS_MAX];
    size_t number_count;
    struct label fact_label, fact;
    bool has_fact, has_fact_label;
    struct statements statements;
    struct field fields[FIELDS_MAX];
    size_t field_count;
    float number_y[2], number_px, rule_gap; /* as the composition has them, or closer */
    struct qr qr;
    struct label qr_words, qr_address;
    bool has_qr;
};

static const struct composition *
composition_of(const struct ui *ui) {
    return ui->layout.is_portrait ? &PORTRAIT : &LANDSCAPE;
}

/* ---- words and figures ---- */

/* One size for the numbers of a page, one for their units, one for the words before them. */
struct number_fit {
    float px, unit_px, qualifier_px;
    bool is_scale_only[NUMBERS_MAX]; /* the unit is left to the label below */
};

static bool
is_too_wide(const struct ui *ui, const struct numeral *value, float room) {
    return value->number.block->width_px / ui->layout.scale > room ||
           (value->has_unit && value->unit.block->is_truncated);
}

/* Returns: does it fit? */
static bool
place_value(const struct ui *ui, struct number *number, const struct content_item *item, struct vec2 place,
            const struct number_fit *fit, bool is_scale_only) {
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const struct str qualifier = ui_qualifier(ui, figure->qualifier);
    float start = place.x;
    number->has_qualifier = !str_is_empty(qualifier);
    if (number->has_qualifier) {
        const struct label_spec spec = {.start = start,
                                        .baseline = place.y,
                                        .px = fit->qualifier_px,
                                        .weight = 600,
                                        .color = ui_color(ui, THEME_TEXT)};
        number->qualifier = label_make(ui, qualifier, &spec);
        start += number->qualifier.block->width_px / ui->layout.scale + 0.6f * fit->qualifier_px;
    }
    const struct numeral_spec spec = {
        .number = {.start = start,
                   .baseline = place.y,
                   .px = fit->px,
                   .weight = 900,
                   .color = ui_color_named(ui, item->color, THEME_TEXT)},
        .unit_px = fit->unit_px,
        .unit_weight = 600,
        .unit_color = ui_color(ui, THEME_TEXT),
        .has_unit = str_is_empty(ui_cell(ui, &item->label)) || figure->scale != SCALE_ONE,
        .is_scale_only = is_scale_only,
        .room = composition_of(ui)->number_room - (start - place.x),
        .is_counting = true,
    };
    number->value = numeral_make(ui, figure, &spec);
    return !is_too_wide(ui, &number->value, spec.room);
}

/* Makes the fit smaller until this number goes in with its unit, and beyond NUMBER_PX_FAIR rather without. */
static void
fit_number(const struct ui *ui, const struct content_item *item, size_t index, struct number_fit *fit) {
    const struct content_figure *figure = &ui->model->figures[item->figure];
    const bool may_leave_unit = figure->scale != SCALE_ONE && !str_is_empty(ui_cell(ui, &item->label));
    const float own_px = fit->px;
    struct number number = {0};
    while (!place_value(ui, &number, item, (struct vec2){0}, fit, fit->is_scale_only[index]) &&
           fit->px > NUMBER_PX_MIN) {
        fit->px *= 0.96f;
        if (may_leave_unit && !fit->is_scale_only[index] && fit->px < NUMBER_PX_FAIR) {
            fit->is_scale_only[index] = true;
            fit->px = own_px;
        }
    }
    if (number.value.has_unit) {
        fit->unit_px = fminf(fit->unit_px, number.value.unit.block->style.px / ui->layout.scale);
    }
}

static void
place_number(const struct ui *ui, struct number *number, const struct content_item *item, struct vec2 place,
             const struct number_fit *fit, bool is_scale_only) {
    const struct composition *at = composition_of(ui);
    const struct content_figure *figure = &ui->model->figures[item->figure];
    (void)place_value(ui, number, item, place, fit, is_scale_only);
    const struct str own = ui_cell(ui, &item->label);
    const struct label_spec label = {.start = place.x,
                                     .baseline = place.y + at->label_gap * fit->px / at->number_px,
                                     .px = 34.0f,
                                     .weight = 500,
                                     .color = ui_color(ui, THEME_MUTED),
                                     .wrap = at->number_room + 20.0f,
                                     .px_min = 28.0f,
                                     .lines_max = 1};
    number->label = label_make(ui, str_is_empty(own) ? ui_cell(ui, &figure->label) : own, &label);
}

static void
place_fact(const struct scene *scene, struct place_detail *detail, float y) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const struct content_item *item = content_item_at(scene->env.slide, "fact", 0);
    if (item == NULL) {
        return;
    }
    const struct str words = ui_cell(ui, &item->label);
    const struct label_spec small = {.start = ui->layout.margin,
                                     .baseline = y,
                                     .px = 32.0f,
                                     .weight = 600,
                                     .color = ui_color(ui, THEME_MUTED),
                                     .wrap = at->fact_w,
                                     .px_min = 28.0f,
                                     .lines_max = 1};
    const struct label_spec loud = {.start = ui->layout.margin,
                                    .baseline = y + (detail->number_count == 0 ? 78.0f : 60.0f),
                                    .px = detail->number_count == 0 ? FACT_ALONE_PX : at->fact_px,
                                    .weight = 800,
                                    .color = ui_color(ui, THEME_AMBER),
                                    .wrap = at->fact_w,
                                    .px_min = 30.0f,
                                    .lines_max = detail->number_count == 0 ? 2 : 1,
                                    .line_height_em = 1.35f,
                                    .flags = TEXT_BALANCE};
    detail->has_fact = true;
    detail->has_fact_label = !str_is_empty(words);
    if (detail->has_fact_label) {
        detail->fact_label = label_make(ui, words, &small);
    }
    detail->fact = label_make(ui, ui_cell(ui, &item->note), &loud);
}

struct field_row {
    float px, gap, pitch;
};

/* Returns: the last row's baseline. */
static float
lay_fields(const struct scene *scene, struct place_detail *detail, float y, struct field_row row) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    float start = ui->layout.margin;
    detail->field_count = 0;
    for (size_t i = 0; i < FIELDS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "field", i);
        if (item == NULL) {
            break;
        }
        struct field *field = &detail->fields[i];
        struct label_spec spec = {.start = start + 34.0f,
                                  .baseline = y,
                                  .px = row.px,
                                  .weight = 600,
                                  .color = ui_color(ui, THEME_TEXT)};
        field->label = label_make(ui, ui_cell(ui, &item->label), &spec);
        const float w = 34.0f + field->label.block->width_px / ui->layout.scale;
        if (start + w > at->field_end && start > ui->layout.margin) {
            start = ui->layout.margin;
            y += row.pitch;
            spec.start = start + 34.0f;
            spec.baseline = y;
            field->label = label_make(ui, ui_cell(ui, &item->label), &spec);
        }
        field->star = layout_point(&ui->layout, start + 11.0f, y - 11.0f);
        start += w + row.gap;
        detail->field_count++;
    }
    return y;
}

/* Fields stand in a row, in a smaller one where that is enough, and else in two. */
static float
place_fields(const struct scene *scene, struct place_detail *detail, float y, float tight) {
    const struct field_row own = {FIELD_PX, 30.0f, FIELD_PITCH - tight * TIGHT_PITCH};
    const struct field_row small = {FIELD_PX_MIN, 22.0f, own.pitch};
    const float last = lay_fields(scene, detail, y, own);
    return last > y && lay_fields(scene, detail, y, small) > y ? lay_fields(scene, detail, y, own)
           : last > y                                          ? y
                                                               : last;
}

/* Of the first figure that has one, else of the slide. */
static int
first_source(const struct scene *scene) {
    const struct content_slide *slide = scene->env.slide;
    for (size_t i = 0; i < slide->item_count; i++) {
        const int figure = slide->items[i].figure;
        if (figure != CONTENT_NONE && scene->env.ui.model->figures[figure].source_count > 0) {
            return scene->env.ui.model->figures[figure].sources[0];
        }
    }
    return slide->source_count > 0 ? slide->sources[0] : CONTENT_NONE;
}

static void
place_qr(const struct scene *scene, struct place_detail *detail) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const int index = first_source(scene);
    if (index == CONTENT_NONE) {
        return;
    }
    const struct content_source *source = &ui->model->sources[index];
    detail->has_qr = qr_make(ui->view, source->url, &detail->qr);
    if (!detail->has_qr) {
        return;
    }
    struct label_spec words = {.start = at->qr_words,
                               .baseline = at->qr_y,
                               .px = 36.0f,
                               .weight = 800,
                               .color = ui_color(ui, THEME_TEXT),
                               .anchor = at->are_qr_words_at_end ? TEXT_END : TEXT_START};
    detail->qr_words = label_make(ui, strings_get(STRING_QR_CONTINUE, ui->locale.code), &words);
    words.baseline += 52.0f;
    words.px = 32.0f;
    words.weight = 400;
    words.color = ui_color(ui, THEME_MUTED);
    const struct str number = format_number(ui->view, &ui->locale, (double)source->number, 0, false);
    detail->qr_address = label_make(
        ui, format_with_unit(ui->view, &ui->locale, strings_get(STRING_QR_ADDRESS, ui->locale.code), number),
        &words);
}

/* Returns: how many numbers there are. */
static size_t
fit_numbers(const struct scene *scene, struct number_fit *fit) {
    size_t count = 0;
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        const struct content_item *item = content_item_at(scene->env.slide, "number", i);
        if (item == NULL || item->figure == CONTENT_NONE) {
            break;
        }
        fit_number(&scene->env.ui, item, i, fit);
        count++;
    }
    return count;
}

static void
place_numbers(const struct scene *scene, struct place_detail *detail, bool is_crowded) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    detail->number_px = is_crowded ? at->crowded_px : at->number_px;
    detail->rule_gap = at->rule_gap * detail->number_px / at->number_px;
    detail->number_y[0] = is_crowded ? at->crowded_y : at->number_y[0];
    detail->number_y[1] = is_crowded ? at->crowded_y + at->crowded_pitch : at->number_y[1];
    struct number_fit fit = {.px = detail->number_px, .unit_px = UNIT_PX, .qualifier_px = QUALIFIER_PX};
    detail->number_count = fit_numbers(scene, &fit);
    if (fit.px < detail->number_px) { /* the words before them give way first */
        fit = (struct number_fit){
            .px = detail->number_px, .unit_px = UNIT_PX, .qualifier_px = QUALIFIER_PX_MIN};
        (void)fit_numbers(scene, &fit);
    }
    for (size_t i = 0; i < detail->number_count; i++) {
        const struct vec2 place = {at->number_start[i % 2], detail->number_y[i / 2]};
        place_number(ui, &detail->numbers[i], content_item_at(scene->env.slide, "number", i), place, &fit,
                     fit.is_scale_only[i]);
    }
}

/* Without statements the words stand where the design has them, and move up to where rows of numbers are missing. */
static void
place_words(const struct scene *scene, struct place_detail *detail) {
    const struct composition *at = composition_of(&scene->env.ui);
    const float pitch = at->number_y[1] - at->number_y[0];
    const size_t rows = (detail->number_count + 1) / 2;
    const float missing = pitch * (float)(2 - rows);
    place_fact(scene, detail, at->fact_y - missing);
    place_fields(scene, detail,
                 at->field_y - missing - (detail->has_fact ? 0.0f : 120.0f) +
                     (detail->number_count == 0 ? 30.0f : 0.0f),
                 0.0f);
}

/* Range: tight 0..1. Returns: the last baseline of the fields. */
static float
place_words_after(const struct scene *scene, struct place_detail *detail, float tight) {
    const struct ui *ui = &scene->env.ui;
    const struct composition *at = composition_of(ui);
    const size_t rows = (detail->number_count + 1) / 2;
    float y = rows == 0 ? at->crowded_y : detail->number_y[rows - 1] + detail->rule_gap + CLOSE_FACT;
    y -= tight * TIGHT_FACT;
    place_fact(scene, detail, y);
    if (detail->has_fact) {
        const float first = detail->number_count == 0 ? 78.0f : 60.0f;
        y += first +
             detail->fact.block->line_px / ui->layout.scale * (float)(detail->fact.block->line_count - 1);
        y += CLOSE_STATEMENT - tight * TIGHT_STATEMENT;
    }
    const struct statements_spec spec = {ui->layout.margin, y, at->fact_w, STATEMENTS_PX};
    scene_statements_place(scene, &detail->statements, &spec);
    return place_fields(scene, detail, detail->statements.end_y + CLOSE_FIELD - tight * TIGHT_FIELD, tight);
}

/* With statements everything follows on the one before, closer where that would end too low. */
static void
place_words_closely(const struct scene *scene, struct place_detail *detail) {
    const struct composition *at = composition_of(&scene->env.ui);
    const float over = place_words_after(scene, detail, 0.0f) - at->field_last;
    if (over > 0.0f) {
        (void)place_words_after(scene, detail, over < TIGHT_ALL ? over / TIGHT_ALL : 1.0f);
    }
}

static enum step
prepare(struct scene *scene, struct err *err) {
    struct place_detail *detail = scene->state;
    const bool is_crowded = content_item_at(scene->env.slide, "statement", 0) != NULL;
    UNUSED(err);
    scene_detail_map_prepare(scene, &detail->map, &composition_of(&scene->env.ui)->map);
    place_numbers(scene, detail, is_crowded);
    if (is_crowded) {
        place_words_closely(scene, detail);
    } else {
        place_words(scene, detail);
    }
    place_qr(scene, detail);
    return STEP_DONE;
}

/* ---- drawing ---- */

static void
draw_numbers(const struct ui *ui, struct canvas *canvas, const struct place_detail *detail, time_ns since) {
    const struct composition *at = composition_of(ui);
    for (size_t i = 0; i < detail->number_count; i++) {
        const struct number *number = &detail->numbers[i];
        const int start_ms = FIRST_MS + STAGGER_MS * (int)i;
        const float shown = timeline_value((struct span){start_ms, 300, EASE_OUT3}, since);
        if (number->has_qualifier) {
            label_draw(ui, canvas, &number->qualifier, shown, 0.0f);
        }
        numeral_draw(ui, canvas, &number->value, (struct span){start_ms, COUNT_MS, EASE_OUT5}, since);
        label_draw(ui, canvas, &number->label, shown, 0.0f);
        if (i % 2 == 0) {
            scene_hairline(ui, canvas, at->rule_start, detail->number_y[i / 2] + detail->rule_gap, at->rule_w,
                           shown);
        }
    }
}

static void
draw(const struct scene *scene, struct canvas *canvas, time_ns since) {
    const struct ui *ui = &scene->env.ui;
    const struct place_detail *detail = scene->state;
    const struct composition *at = composition_of(ui);
    const float found = timeline_value((struct span){0, 520, EASE_IN_OUT3}, since);
    scene_detail_map_draw(scene, canvas, &detail->map, found);
    draw_numbers(ui, canvas, detail, since);
    const float told = timeline_value((struct span){FACT_MS, 300, EASE_OUT3}, since);
    if (detail->has_fact_label) {
        label_draw(ui, canvas, &detail->fact_label, told, 0.0f);
    }
    if (detail->has_fact) {
        label_draw(ui, canvas, &detail->fact, told, 0.0f);
    }
    scene_statements_draw(ui, canvas, &detail->statements, STATEMENTS_MS, since);
    for (size_t i = 0; i < detail->field_count; i++) {
        const float shown =
            timeline_stagger((struct span){FIELD_MS, 300, EASE_OUT3}, (int)i, STAGGER_MS, since);
        star_draw(canvas, detail->fields[i].star, layout_px(&ui->layout, 11.0f) * shown,
                  ui_color(ui, THEME_JADE));
        label_draw(ui, canvas, &detail->fields[i].label, shown, 0.0f);
    }
    if (detail->has_qr) {
        const struct rect panel = layout_rect(&ui->layout, at->qr.x, at->qr.y, at->qr.w, at->qr.h);
        draw_group_push(canvas, 0.0f, 0.0f, told);
        if (draw_layer_begin(canvas, hash_u64(detail->map.key, 1), panel)) {
            qr_draw(canvas, &detail->qr, panel, layout_px(&ui->layout, 18.0f), ui_color(ui, THEME_TEXT),
                    ui_color(ui, THEME_INK));
            draw_layer_end(canvas);
        }
        draw_group_pop(canvas);
        label_draw(ui, canvas, &detail->qr_words, told, 0.0f);
        label_draw(ui, canvas, &detail->qr_address, told, 0.0f);
    }
}

static time_ns
next_change(const struct scene *scene, time_ns since) {
    UNUSED(scene);
    return scene_change_until(SETTLED_MS, since);
}

const struct scene_class scene_place_detail_class = {
    .name = "place_detail",
    .state_size = sizeof(struct place_detail),
    .prepare = prepare,
    .draw = draw,
    .next_change = next_change,
    .has_heading = true,
};
