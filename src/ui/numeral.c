/* Running numbers. While a number counts its digits stand in fixed cells; at the end it cross-fades to the proportional
 * form in 120 ms and the unit fades in (text specification, section 2). The last frame equals the formatted value. */

#include "ui/numeral.h"

#define SETTLE_MS 120
#define UNIT_FADE_MS 240
#define UNIT_GAP_EM 0.14f
#define UNIT_PX_MIN 28.0f

static struct label
unit_beside(const struct ui *ui, const struct label *number, struct str words,
            const struct numeral_spec *spec) {
    struct label_spec unit = spec->number;
    unit.px = spec->unit_px;
    unit.weight = spec->unit_weight;
    unit.color = spec->unit_color;
    unit.flags = 0;
    const struct rect box = label_box(number);
    const float gap = UNIT_GAP_EM * number->block->style.px;
    unit.wrap = spec->room > 0.0f ? spec->room - (box.w + gap) / ui->layout.scale : 0.0f;
    unit.px_min = spec->room > 0.0f ? UNIT_PX_MIN : 0.0f;
    unit.lines_max = 1;
    const float x = ui->layout.is_rtl ? box.x - gap : box.x + box.w + gap;
    return label_make_at(ui, words, &unit, (struct vec2){x, number->baseline},
                         ui->layout.is_rtl ? TEXT_RIGHT : TEXT_LEFT);
}

struct numeral
numeral_make(const struct ui *ui, const struct content_figure *figure, const struct numeral_spec *spec) {
    struct numeral numeral = {.figure = figure, .is_counting = spec->is_counting};
    numeral.was = content_change_was(ui->changes, figure);
    numeral.is_counting = spec->is_counting && ui->model->units[figure->unit].style != UNIT_YEAR;
    struct label_spec number = spec->number;
    number.flags |= TEXT_NUMERAL;
    numeral.number = label_make(ui, text_figure_value(ui->view, ui->model, ui->lang, figure), &number);
    if (spec->has_unit) {
        const struct str words = spec->is_scale_only
                                     ? ui->words.scale[figure->scale]
                                     : text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words);
        numeral.has_unit = !str_is_empty(words);
        if (numeral.has_unit) {
            numeral.unit = unit_beside(ui, &numeral.number, words, spec);
        }
    }
    const struct rect number_box = label_box(&numeral.number);
    const struct rect box = numeral.has_unit ? rect_union(number_box, label_box(&numeral.unit)) : number_box;
    const struct figure_line line = figure_line_make(ui, &numeral.number, box);
    ui_mark_figure(ui, figure, box, &line);
    return numeral;
}

void
numeral_draw(const struct ui *ui, struct canvas *canvas, const struct numeral *numeral, struct span span,
             time_ns since) {
    const float counted = timeline_value(span, since);
    const int end_ms = span.start_ms + span.duration_ms;
    const float settle = timeline_value((struct span){end_ms, SETTLE_MS, EASE_LINEAR}, since);
    const float appear = timeline_value((struct span){span.start_ms, SETTLE_MS, EASE_LINEAR}, since);
    const struct label *number = &numeral->number;
    if (!numeral->is_counting || settle >= 1.0f) {
        label_draw(ui, canvas, number, appear, 0.0f);
    } else if (appear > 0.0f) {
        const struct str running =
            text_figure_running(ui->frame, ui->model, ui->lang, numeral->figure, numeral->was, counted);
        const struct text_pen pen = {number->x, number->baseline, number->anchor,
                                     color_fade(number->color, appear)};
        text_draw_counter(ui->text, canvas, number->block, running, settle, &pen);
    }
    if (numeral->has_unit) {
        const int unit_ms = numeral->is_counting ? end_ms : span.start_ms;
        const float unit = timeline_value((struct span){unit_ms, UNIT_FADE_MS, EASE_LINEAR}, since);
        label_draw(ui, canvas, &numeral->unit, unit, 0.0f);
    }
}

int
numeral_end_ms(struct span span) {
    return span.start_ms + span.duration_ms + UNIT_FADE_MS;
}
