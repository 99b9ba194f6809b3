/* What moved between two packs. Values are compared as they are read: in the new scale, rounded to the decimals that are shown, so that a
 * figure never "moves" from 12.5 to 12.5. The old model is not kept: what is needed of it is copied. */

#include "content/content_change.h"

#include <math.h>

#include "content/content_markup.h"

#define PARTS_MAX 200 /* of one cell; a cell is at most CONTENT_CELL_BYTES_MAX long */

static bool
reads_alike(double a, double b, int decimals) {
    const double step = pow(10.0, (double)decimals);
    return round(a * step) == round(b * step);
}

/* Do both figures speak of the same thing? */
static bool
is_same_unit(const struct content_model *before, int unit_before, const struct content_model *now,
             int unit_now) {
    if (unit_before == CONTENT_NONE || unit_now == CONTENT_NONE) {
        return unit_before == unit_now;
    }
    const struct content_unit *a = &before->units[unit_before];
    const struct content_unit *b = &now->units[unit_now];
    return str_equal(a->key, b->key) && a->style == b->style;
}

static bool
compare_figure(const struct content_model *before, const struct content_model *now,
               const struct content_figure *figure, struct content_was *ret_was) {
    const int index = content_find_figure(before, figure->key);
    if (index == CONTENT_NONE || !is_same_unit(before, before->figures[index].unit, now, figure->unit)) {
        return false;
    }
    const struct content_figure *old = &before->figures[index];
    const double factor = content_scale_factor(old->scale) / content_scale_factor(figure->scale);
    const double from = old->value * factor;
    const double from_to = (old->is_range ? old->value_to : old->value) * factor;
    const double value_to = figure->is_range ? figure->value_to : figure->value;
    if (reads_alike(from, figure->value, figure->decimals) &&
        reads_alike(from_to, value_to, figure->decimals)) {
        return false;
    }
    *ret_was = (struct content_was){.figure = *figure, .from = from, .from_to = from_to};
    ret_was->figure.value = old->value;
    ret_was->figure.value_to = old->value_to;
    ret_was->figure.is_range = old->is_range;
    ret_was->figure.decimals = old->decimals;
    ret_was->figure.scale = old->scale;
    ret_was->figure.year = old->year;
    ret_was->figure.qualifier = old->qualifier;
    return true;
}

static const struct content_point *
find_point(const struct content_series *series, struct str key) {
    for (size_t i = 0; i < series->point_count; i++) {
        if (str_equal(series->points[i].key, key)) {
            return &series->points[i];
        }
    }
    return NULL;
}

/* Returns: how many points moved; `ret_values` then holds what each was. */
static int
compare_series(struct arena *arena, const struct content_model *before, const struct content_model *now,
               const struct content_series *series, const double **ret_values) {
    const int index = content_find_series(before, series->key);
    if (index == CONTENT_NONE || !is_same_unit(before, before->series[index].unit, now, series->unit)) {
        return 0;
    }
    const struct content_series *old = &before->series[index];
    const double factor = content_scale_factor(old->scale) / content_scale_factor(series->scale);
    double *values = arena_alloc_array(arena, series->point_count, sizeof(*values));
    int moved = 0;
    for (size_t i = 0; i < series->point_count; i++) {
        const struct content_point *point = find_point(old, series->points[i].key);
        const double from = point != NULL ? point->value * factor : series->points[i].value;
        const bool is_moved = !reads_alike(from, series->points[i].value, series->decimals);
        values[i] = is_moved ? from : series->points[i].value;
        moved += is_moved ? 1 : 0;
    }
    *ret_values = moved > 0 ? values : NULL;
    return moved;
}

const struct content_changes *
content_change_compare(struct arena *arena, const struct content_model *before,
                       const struct content_model *now) {
    struct content_changes *changes = arena_alloc(arena, sizeof(*changes));
    struct content_was *figures = arena_alloc_array(arena, now->figures_count, sizeof(*figures));
    const double **points = arena_alloc_array(arena, now->series_count, sizeof(*points));
    for (size_t i = 0; i < now->figures_count; i++) {
        changes->figures_moved += compare_figure(before, now, &now->figures[i], &figures[i]) ? 1 : 0;
    }
    for (size_t i = 0; i < now->series_count; i++) {
        changes->points_moved += compare_series(arena, before, now, &now->series[i], &points[i]);
    }
    changes->model = now;
    changes->figures = figures;
    changes->points = points;
    return changes->figures_moved + changes->points_moved > 0 ? changes : NULL;
}

const struct content_was *
content_change_was(const struct content_changes *changes, const struct content_figure *figure) {
    if (changes == NULL) {
        return NULL;
    }
    const struct content_model *model = changes->model;
    for (size_t i = 0; i < model->figures_count; i++) {
        if (figure == &model->figures[i]) {
            return str_is_empty(changes->figures[i].figure.key) ? NULL : &changes->figures[i];
        }
    }
    return NULL; /* a number made up on the way, as the sum of a stack */
}

static const double *
points_of(const struct content_changes *changes, const struct content_series *series) {
    for (size_t i = 0; changes != NULL && i < changes->model->series_count; i++) {
        if (series == &changes->model->series[i]) {
            return changes->points[i];
        }
    }
    return NULL;
}

double
content_change_point_was(const struct content_changes *changes, const struct content_series *series,
                         size_t point) {
    const double *values = points_of(changes, series);
    return values != NULL ? values[point] : series->points[point].value;
}

float
content_change_begin(const struct content_changes *changes, const struct content_series *series, size_t point,
                     double most) {
    const double now = series->points[point].value;
    const double was = content_change_point_was(changes, series, point);
    return was == now || now <= 0.0 || was <= 0.0 ? 0.0f : (float)(fmin(was, fmax(most, now)) / now);
}

static bool
figure_moved(const struct content_changes *changes, int figure) {
    return figure != CONTENT_NONE && content_change_was(changes, &changes->model->figures[figure]) != NULL;
}

static bool
series_moved(const struct content_changes *changes, int series) {
    return series != CONTENT_NONE && points_of(changes, &changes->model->series[series]) != NULL;
}

/* Figures and ranks within words; the languages tell the same, so the first stands for all. */
static bool
words_moved(const struct content_changes *changes, const struct content_text *cell) {
    struct str rest = cell->in[0];
    struct markup_part part;
    struct err err = {0};
    bool is_moved = false;
    for (int i = 0; i < PARTS_MAX && !is_moved && content_markup_next(&rest, &part, &err); i++) {
        is_moved = part.kind == MARKUP_FIGURE
                       ? figure_moved(changes, content_find_figure(changes->model, part.text))
                       : part.kind == MARKUP_RANK &&
                             series_moved(changes, content_find_series(changes->model, part.text));
    }
    return is_moved;
}

bool
content_change_touches(const struct content_changes *changes, const struct content_slide *slide) {
    if (changes == NULL) {
        return false;
    }
    bool is_moved = words_moved(changes, &slide->title) || words_moved(changes, &slide->deck);
    for (size_t i = 0; i < slide->item_count && !is_moved; i++) {
        const struct content_item *item = &slide->items[i];
        is_moved = !content_item_is_on_sheet_only(item) &&
                   (figure_moved(changes, item->figure) || figure_moved(changes, item->figure_2) ||
                    series_moved(changes, item->series) || words_moved(changes, &item->label) ||
                    words_moved(changes, &item->note));
    }
    return is_moved;
}
