/* Look-ups shared by all parts of a slide. */

#include "ui/ui.h"

struct str
ui_cell(const struct ui *ui, const struct content_text *cell) {
    const struct str raw = cell->in[ui->lang];
    struct str expanded;
    struct err err = {0};
    if (!text_markup_expand(ui->view, raw, ui->model, ui->lang, &ui->words, &expanded, &err)) {
        return raw;
    }
    return expanded;
}

struct color
ui_color(const struct ui *ui, enum theme_role role) {
    return ui->theme.color[role];
}

struct color
ui_color_named(const struct ui *ui, struct str name, enum theme_role fallback) {
    return theme_color_named(&ui->theme, name, fallback);
}

struct str
ui_qualifier(const struct ui *ui, enum content_qualifier qualifier) {
    switch (qualifier) {
    case QUALIFIER_ABOUT:
        return strings_get(STRING_ABOUT, ui->locale.code);
    case QUALIFIER_MORE_THAN:
        return strings_get(STRING_MORE_THAN, ui->locale.code);
    case QUALIFIER_LESS_THAN:
        return strings_get(STRING_LESS_THAN, ui->locale.code);
    case QUALIFIER_NEARLY:
        return strings_get(STRING_NEARLY, ui->locale.code);
    case QUALIFIER_NONE:
        break;
    }
    return (struct str){"", 0};
}

struct str
ui_figure_words(const struct ui *ui, const struct content_figure *figure) {
    const struct str qualifier = ui_qualifier(ui, figure->qualifier);
    const struct str words =
        format_with_unit(ui->view, &ui->locale, text_figure_value(ui->view, ui->model, ui->lang, figure),
                         text_figure_unit(ui->view, ui->model, ui->lang, figure, &ui->words));
    return str_is_empty(qualifier)
               ? words
               : str_format(ui->view, STR_FMT " " STR_FMT, STR_ARG(qualifier), STR_ARG(words));
}

void
ui_mark_figure(const struct ui *ui, const struct content_figure *figure, struct rect box,
               const struct figure_line *line) {
    struct ui_marks *marks = ui->marks;
    const int index = (int)(figure - ui->model->figures);
    int at = 0;
    if (marks == NULL) {
        return;
    }
    while (at < marks->count && marks->marks[at].figure != index) {
        at++;
    }
    if (at == UI_MARKS_MAX) {
        return;
    }
    if (at == marks->count) {
        marks->count++;
        marks->marks[at].name = str_format(ui->view, "figure " STR_FMT, STR_ARG(figure->key)).ptr;
    }
    marks->marks[at].figure = index;
    marks->marks[at].box = box;
    marks->marks[at].line = *line;
}
