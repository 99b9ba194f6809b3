/* Cells to shown text: figures looked up, numbers formatted, in one language. */

#include "text/text_markup.h"

#include <limits.h>
#include <math.h>

#include "base/geom.h"

static const struct locale *
locale_of(const struct content_model *model, int lang) {
    return &model->langs[lang].locale;
}

struct str
text_figure_value(struct arena *arena, const struct content_model *model, int lang,
                  const struct content_figure *figure) {
    const struct locale *locale = locale_of(model, lang);
    const bool is_percent = model->units[figure->unit].style == UNIT_PERCENT;
    if (model->units[figure->unit].style == UNIT_YEAR) {
        return format_year(arena, locale, int_clamp(figure->value, -INT_MAX, INT_MAX));
    }
    if (figure->is_range) {
        return is_percent
                   ? format_percent_range(arena, locale, figure->value, figure->value_to, figure->decimals)
                   : format_range(arena, locale, figure->value, figure->value_to, figure->decimals);
    }
    return is_percent ? format_percent(arena, locale, figure->value, figure->decimals)
                      : format_number(arena, locale, figure->value, figure->decimals, true);
}

struct str
text_figure_unit(struct arena *arena, const struct content_model *model, int lang,
                 const struct content_figure *figure, const struct markup_words *words) {
    const struct content_unit *unit = &model->units[figure->unit];
    const struct str scale = words->scale[figure->scale];
    const struct str label = unit->label.in[lang];
    if (unit->style != UNIT_WORD) {
        return (struct str){"", 0};
    }
    if (str_is_empty(scale) || str_is_empty(label)) {
        return str_is_empty(scale) ? label : scale;
    }
    struct str_builder b;
    str_builder_init(&b, arena);
    str_builder_add(&b, scale);
    str_builder_add_c(&b, " ");
    str_builder_add(&b, label);
    return str_builder_view(&b);
}

struct str
text_figure_running(struct arena *arena, const struct content_model *model, int lang,
                    const struct content_figure *figure, const struct content_was *was, float t) {
    if (t >= 1.0f) { /* exactly what is told, whatever rounding the way there took */
        return text_figure_value(arena, model, lang, figure);
    }
    const double from = was != NULL ? was->from : 0.0;
    const double from_to = was != NULL ? was->from_to : 0.0;
    struct content_figure running = *figure;
    running.value = from + (figure->value - from) * (double)t;
    running.value_to = from_to + (figure->value_to - from_to) * (double)t;
    return text_figure_value(arena, model, lang, &running);
}

struct expansion {
    struct arena *arena;
    const struct content_model *model;
    int lang;
    const struct markup_words *words;
    struct str_builder out;
};

static bool
expand_figure(struct expansion *e, const struct markup_part *part, struct err *err) {
    const int index = content_find_figure(e->model, part->text);
    if (index == CONTENT_NONE) {
        return err_set(err, ERR_CONTENT, 0, "there is no figure `" STR_FMT "`", STR_ARG(part->text));
    }
    const struct content_figure *figure = &e->model->figures[index];
    const struct str unit = text_figure_unit(e->arena, e->model, e->lang, figure, e->words);
    const struct str value = text_figure_value(e->arena, e->model, e->lang, figure);
    switch (part->form) {
    case MARKUP_FORM_FULL:
        str_builder_add(&e->out, format_with_unit(e->arena, locale_of(e->model, e->lang), value, unit));
        break;
    case MARKUP_FORM_VALUE:
        str_builder_add(&e->out, value);
        break;
    case MARKUP_FORM_UNIT:
        str_builder_add(&e->out, unit);
        break;
    case MARKUP_FORM_ORDINAL:
        str_builder_add(&e->out, format_ordinal(e->arena, locale_of(e->model, e->lang),
                                                int_clamp(round(figure->value), -INT_MAX, INT_MAX)));
        break;
    }
    return true;
}

static bool
expand_rank(struct expansion *e, const struct markup_part *part, struct err *err) {
    const int index = content_find_series(e->model, part->text);
    const int rank = index == CONTENT_NONE ? 0 : content_series_rank(&e->model->series[index], part->second);
    if (rank == 0) {
        return err_set(err, ERR_CONTENT, 0, "there is no point `" STR_FMT "` in a series `" STR_FMT "`",
                       STR_ARG(part->second), STR_ARG(part->text));
    }
    str_builder_add(&e->out, format_number(e->arena, locale_of(e->model, e->lang), (double)rank, 0, false));
    return true;
}

static bool
expand_part(struct expansion *e, const struct markup_part *part, struct err *err) {
    const struct locale *locale = locale_of(e->model, e->lang);
    switch (part->kind) {
    case MARKUP_TEXT:
        str_builder_add(&e->out, part->text);
        return true;
    case MARKUP_FIGURE:
        return expand_figure(e, part, err);
    case MARKUP_NUMBER:
        str_builder_add(&e->out, format_number(e->arena, locale, part->from, part->decimals, true));
        return true;
    case MARKUP_YEAR:
        str_builder_add(&e->out, format_year(e->arena, locale, part->year));
        return true;
    case MARKUP_TOKEN:
        str_builder_add(&e->out, format_token(e->arena, part->text));
        return true;
    case MARKUP_RANGE:
        str_builder_add(&e->out, format_range(e->arena, locale, part->from, part->to, part->decimals));
        return true;
    case MARKUP_PERCENT:
        str_builder_add(&e->out, format_percent(e->arena, locale, part->from, part->decimals));
        return true;
    case MARKUP_RANK:
        return expand_rank(e, part, err);
    }
    return true;
}

bool
text_markup_expand(struct arena *arena, struct str cell, const struct content_model *model, int lang,
                   const struct markup_words *words, struct str *ret_text, struct err *err) {
    struct expansion e = {.arena = arena, .model = model, .lang = lang, .words = words};
    struct markup_part part;
    struct str rest = cell;
    str_builder_init(&e.out, arena);
    while (content_markup_next(&rest, &part, err)) {
        if (!expand_part(&e, &part, err)) {
            return false;
        }
    }
    if (err->code != ERR_NONE) {
        return false;
    }
    *ret_text = str_builder_view(&e.out);
    return true;
}
