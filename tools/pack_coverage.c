/* Coverage: where each fact of the report is shown. A row is believed only as far as the pack bears it out: the place must exist, be
 * of the kind the row says, and carry every number the row names. */

#include "tools/pack_coverage.h"

#include <math.h>
#include <string.h>

#include "content/content_markup.h"

#define NUMBERS_MAX 256
#define TOLERANCE 1e-6

/* The numbers a reader can find at the places of one row. The years figures are of count too, unless a figure there is a year itself:
 * it could then be wrong unseen. */
struct numbers {
    double at[NUMBERS_MAX], years[NUMBERS_MAX];
    size_t count, year_count;
    bool has_year_figure;
};

struct place {
    bool has_something, is_sheet_only;
};

struct check {
    const struct content_model *model;
    const struct sheet *sheet;
    struct coverage *coverage;
    FILE *out;
};

static void
report(struct check *check, size_t row, const char *column, struct str cell, const char *sentence) {
    fprintf(check->out, "%s: row %zu, column %s: \"" STR_FMT "\": %s\n", check->sheet->path, row + 2, column,
            STR_ARG(cell), sentence);
    check->coverage->findings++;
}

/* ---- numbers of a place ---- */

static void
add_number(struct numbers *numbers, double value) {
    if (numbers->count < NUMBERS_MAX) {
        numbers->at[numbers->count++] = value;
    }
}

static void
add_figure(struct numbers *numbers, const struct content_model *model, int index) {
    if (index == CONTENT_NONE) {
        return;
    }
    const struct content_figure *figure = &model->figures[index];
    const double factor = content_scale_factor(figure->scale);
    add_number(numbers, figure->value * factor);
    if (figure->is_range) {
        add_number(numbers, figure->value_to * factor);
    }
    if (model->units[figure->unit].style == UNIT_YEAR) {
        numbers->has_year_figure = true;
    } else if (figure->year != 0 && numbers->year_count < NUMBERS_MAX) {
        numbers->years[numbers->year_count++] = (double)figure->year;
    }
}

static void
add_series(struct numbers *numbers, const struct content_model *model, int index) {
    if (index == CONTENT_NONE) {
        return;
    }
    const struct content_series *series = &model->series[index];
    for (size_t i = 0; i < series->point_count; i++) {
        add_number(numbers, series->points[i].value * content_scale_factor(series->scale));
        add_number(numbers, (double)content_series_rank(series, series->points[i].key));
    }
    add_number(numbers, (double)series->year);
}

static void
add_words(struct numbers *numbers, const struct content_model *model, const struct content_text *words) {
    struct str rest = words->in[0];
    struct markup_part part;
    struct err ignored = {0}; /* told by the rule of markup */
    while (content_markup_next(&rest, &part, &ignored)) {
        if (part.kind == MARKUP_FIGURE) {
            add_figure(numbers, model, content_find_figure(model, part.text));
        } else if (part.kind == MARKUP_NUMBER || part.kind == MARKUP_PERCENT || part.kind == MARKUP_RANGE) {
            add_number(numbers, part.from);
            add_number(numbers, part.to);
        } else if (part.kind == MARKUP_YEAR) {
            add_number(numbers, (double)part.year);
        } else if (part.kind == MARKUP_RANK) {
            const int series = content_find_series(model, part.text);
            add_number(numbers, series == CONTENT_NONE
                                    ? 0.0
                                    : (double)content_series_rank(&model->series[series], part.second));
        }
    }
}

/* Numbers the program counts itself: shapes of a class, and the detail pages a hero without a figure stands for. */
static void
add_counts(struct numbers *numbers, const struct content_model *model, const struct content_slide *slide,
           const struct content_item *item) {
    int shapes = 0;
    int pages = 0;
    for (size_t i = 0; i < model->geometries_count; i++) {
        const struct content_geometry *geometry = &model->geometries[i];
        shapes += str_equal(geometry->set, item->geometry_set) && str_equal(geometry->klass, item->klass);
    }
    for (size_t i = 0; i < model->slides_count; i++) {
        const int parent = model->slides[i].parent;
        pages += parent != CONTENT_NONE && &model->slides[parent] == slide ? 1 : 0;
    }
    if (shapes > 0) {
        add_number(numbers, (double)shapes);
    }
    if (pages > 0 && str_is(item->role, "hero") && item->figure == CONTENT_NONE) {
        add_number(numbers, (double)pages);
    }
}

static bool
add_item(struct numbers *numbers, struct place *place, const struct content_model *model,
         const struct content_slide *slide, struct str key) {
    for (size_t i = 0; i < slide->item_count; i++) {
        const struct content_item *item = &slide->items[i];
        if (!str_equal(item->key, key)) {
            continue;
        }
        add_figure(numbers, model, item->figure);
        add_figure(numbers, model, item->figure_2);
        add_series(numbers, model, item->series);
        add_words(numbers, model, &item->label);
        add_words(numbers, model, &item->note);
        add_counts(numbers, model, slide, item);
        place->is_sheet_only = place->is_sheet_only || content_item_is_on_sheet_only(item);
        place->has_something = item->figure != CONTENT_NONE || item->series != CONTENT_NONE ||
                               item->place != CONTENT_NONE || item->route != CONTENT_NONE ||
                               !str_is_empty(item->geometry_set) || !str_is_empty(item->label.in[0]) ||
                               !str_is_empty(item->note.in[0]);
        return true;
    }
    return false;
}

/* ---- one row ---- */

static bool
is_among(const double *values, size_t count, double wanted) {
    for (size_t i = 0; i < count; i++) {
        if (fabs(values[i] - wanted) <= TOLERANCE * fmax(1.0, fabs(wanted))) {
            return true;
        }
    }
    return false;
}

static bool
is_carried(const struct numbers *numbers, double wanted) {
    return is_among(numbers->at, numbers->count, wanted) ||
           (!numbers->has_year_figure && is_among(numbers->years, numbers->year_count, wanted));
}

/* "16 thousand" to 16000. */
static bool
read_value(struct str words, double *ret_value) {
    static const struct {
        const char *word;
        enum content_scale scale;
    } SCALES[] = {{"thousand", SCALE_THOUSAND},
                  {"million", SCALE_MILLION},
                  {"billion", SCALE_BILLION},
                  {"trillion", SCALE_TRILLION}};
    struct str number = words;
    if (!str_next(&words, ' ', &number) || !str_to_double(number, ret_value)) {
        return false;
    }
    const struct str scale = str_trim(words);
    for (size_t i = 0; i < ARRAY_LEN(SCALES); i++) {
        if (str_is(scale, SCALES[i].word)) {
            *ret_value *= content_scale_factor(SCALES[i].scale);
            return true;
        }
    }
    return str_is_empty(scale);
}

static void
check_values(struct check *check, size_t row, const struct numbers *numbers) {
    struct str rest = sheet_named(check->sheet, row, "values");
    struct str part;
    double wanted = 0.0;
    while (str_next(&rest, ';', &part)) {
        const struct str value = str_trim(part);
        if (str_is_empty(value)) {
            continue;
        }
        if (!read_value(value, &wanted)) {
            report(check, row, "values", value, "expected numbers like `31.914 million; 2023`");
        } else if (!is_carried(numbers, wanted)) {
            report(check, row, "values", value,
                   "the place named in this row does not carry this value; correct the figure or the row");
        }
    }
}

static void
check_shown(struct check *check, size_t row, const struct content_slide *slide, bool is_sheet) {
    struct numbers numbers = {.count = 0};
    struct str items = sheet_named(check->sheet, row, "item");
    struct str key;
    if (str_is_empty(items)) {
        items = STR_LIT("title");
    }
    while (str_next(&items, ' ', &key)) {
        struct place place = {.has_something = false};
        if (str_is(key, "title")) {
            add_words(&numbers, check->model, &slide->title);
            add_words(&numbers, check->model, &slide->deck);
        } else if (!add_item(&numbers, &place, check->model, slide, key)) {
            report(check, row, "item", key, "the slide has no such item");
            return;
        } else if (!place.has_something) {
            report(check, row, "item", key, "the item shows nothing");
        } else if (place.is_sheet_only && !is_sheet) {
            report(check, row, "item", key, "the item stands on the sheet alone: shown is `sheet`");
        }
    }
    check_values(check, row, &numbers);
}

static void
check_row(struct check *check, size_t row) {
    const struct str shown = sheet_named(check->sheet, row, "shown");
    const struct str key = sheet_named(check->sheet, row, "slide");
    const struct str reason = sheet_named(check->sheet, row, "reason");
    if (str_is(shown, "none")) {
        check->coverage->left_out++;
        if (str_is_empty(reason) || !str_is_empty(key)) {
            report(check, row, "reason", reason, "a fact that is not shown has a reason and no slide");
        }
        return;
    }
    const bool is_sheet = str_is(shown, "sheet");
    const int slide = content_find_slide(check->model, key);
    if (!is_sheet && !str_is(shown, "face")) {
        report(check, row, "shown", shown, "expected face, sheet or none");
    } else if (slide == CONTENT_NONE) {
        report(check, row, "slide", key, "a fact that is shown names its slide");
    } else {
        check->coverage->on_faces += is_sheet ? 0 : 1;
        check->coverage->on_sheets += is_sheet ? 1 : 0;
        check_shown(check, row, &check->model->slides[slide], is_sheet);
    }
}

struct coverage
pack_coverage_check(const struct workbook *book, const struct content_model *model, FILE *out) {
    struct coverage coverage = {0};
    struct check check = {model, &book->coverage, &coverage, out};
    for (size_t row = 0; row < check.sheet->row_count; row++) {
        check_row(&check, row);
    }
    return coverage;
}
