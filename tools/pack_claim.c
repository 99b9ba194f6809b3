/* Claims of headlines, computed from the pack: a sentence that disagrees with its data does not pass. */

#include <math.h>
#include <string.h>

#include "tools/pack_lint.h"

#define TOLERANCE 1e-6

struct claim {
    struct str function, first, second;
    struct str comparison;
    double wanted;
};

static bool
parse(struct str text, struct claim *claim) {
    const char *open = text.len > 0 ? memchr(text.ptr, '(', text.len) : NULL;
    const char *close = open == NULL ? NULL : memchr(open, ')', (size_t)(text.ptr + text.len - open));
    if (close == NULL) {
        return false;
    }
    struct str arguments = {open + 1, (size_t)(close - open) - 1};
    claim->function = str_trim((struct str){text.ptr, (size_t)(open - text.ptr)});
    if (!str_next(&arguments, ',', &claim->first)) {
        return false;
    }
    claim->first = str_trim(claim->first);
    claim->second = str_trim(arguments);
    struct str rest = str_trim((struct str){close + 1, (size_t)(text.ptr + text.len - close) - 1});
    size_t n = 0;
    while (n < rest.len && strchr("<>=", rest.ptr[n]) != NULL) {
        n++;
    }
    claim->comparison = (struct str){rest.ptr, n};
    return n > 0 && str_to_double(str_trim((struct str){rest.ptr + n, rest.len - n}), &claim->wanted);
}

static double
full_value(const struct content_model *model, int figure) {
    return model->figures[figure].value * content_scale_factor(model->figures[figure].scale);
}

/* The sum of the points a stack names in its class. */
static double
stack_sum(const struct content_model *model, const struct content_item *item) {
    double sum = 0.0;
    struct str rest = item->klass;
    struct str key;
    while (item->series != CONTENT_NONE && str_next(&rest, ' ', &key)) {
        const struct content_series *series = &model->series[item->series];
        for (size_t i = 0; i < series->point_count; i++) {
            sum += str_equal(series->points[i].key, key) ? series->points[i].value : 0.0;
        }
    }
    return sum;
}

/* items(slide, role) counts; stack_rank(slide, item) ranks its sum among the slide's stacks, the greatest being 1. */
static bool
compute_of_slide(const struct content_model *model, const struct content_slide *slide,
                 const struct claim *claim, double *ret_value) {
    const struct content_item *asked = NULL;
    size_t count = 0;
    for (size_t i = 0; i < slide->item_count; i++) {
        asked = str_equal(slide->items[i].key, claim->second) ? &slide->items[i] : asked;
        count += str_equal(slide->items[i].role, claim->second) ? 1 : 0;
    }
    if (str_is(claim->function, "items")) {
        *ret_value = (double)count;
        return count > 0;
    }
    *ret_value = 1.0;
    for (size_t i = 0; asked != NULL && i < slide->item_count; i++) {
        const bool is_stack = str_is(slide->items[i].role, "stack");
        *ret_value += is_stack && stack_sum(model, &slide->items[i]) > stack_sum(model, asked) ? 1.0 : 0.0;
    }
    return asked != NULL;
}

static bool
compute(const struct content_model *model, const struct claim *claim, double *ret_value) {
    if (str_is(claim->function, "value")) {
        const int figure = content_find_figure(model, claim->first);
        *ret_value = figure == CONTENT_NONE            ? 0.0
                     : model->figures[figure].is_range ? model->figures[figure].value_to
                                                       : model->figures[figure].value;
        return figure != CONTENT_NONE;
    }
    if (str_is(claim->function, "ratio")) {
        const int a = content_find_figure(model, claim->first);
        const int b = content_find_figure(model, claim->second);
        const bool is_known = a != CONTENT_NONE && b != CONTENT_NONE;
        *ret_value = is_known ? full_value(model, a) / full_value(model, b) : 0.0;
        return is_known;
    }
    if (str_is(claim->function, "count")) {
        size_t count = 0;
        for (size_t i = 0; i < model->geometries_count; i++) {
            const struct content_geometry *g = &model->geometries[i];
            count += str_equal(g->set, claim->first) &&
                             (str_is_empty(claim->second) || str_equal(g->klass, claim->second))
                         ? 1
                         : 0;
        }
        *ret_value = (double)count;
        return count > 0;
    }
    if (str_is(claim->function, "items") || str_is(claim->function, "stack_rank")) {
        const int slide = content_find_slide(model, claim->first);
        return slide != CONTENT_NONE && compute_of_slide(model, &model->slides[slide], claim, ret_value);
    }
    const int index = content_find_series(model, claim->first);
    if (index == CONTENT_NONE) {
        return false;
    }
    const struct content_series *series = &model->series[index];
    if (str_is(claim->function, "rank")) {
        *ret_value = (double)content_series_rank(series, claim->second);
        return *ret_value > 0.0;
    }
    if (str_is(claim->function, "sum")) {
        *ret_value = 0.0;
        for (size_t i = 0; i < series->point_count; i++) {
            *ret_value += series->points[i].value;
        }
        return true;
    }
    return false;
}

static bool
compare(const struct claim *claim, double value) {
    const double difference = value - claim->wanted;
    if (str_is(claim->comparison, "=")) {
        return fabs(difference) <= TOLERANCE;
    }
    if (str_is(claim->comparison, "<")) {
        return difference < 0.0;
    }
    if (str_is(claim->comparison, ">")) {
        return difference > 0.0;
    }
    if (str_is(claim->comparison, "<=")) {
        return difference <= TOLERANCE;
    }
    return str_is(claim->comparison, ">=") && difference >= -TOLERANCE;
}

bool
pack_claim_holds(const struct content_model *model, struct str text, struct err *err) {
    struct claim claim = {0};
    double value = 0.0;
    if (!parse(str_trim(text), &claim)) {
        return err_set(err, ERR_CONTENT, 0, "the claim \"" STR_FMT "\" cannot be read", STR_ARG(text));
    }
    if (!compute(model, &claim, &value)) {
        return err_set(err, ERR_CONTENT, 0,
                       "the claim \"" STR_FMT "\" names something that is not in the pack", STR_ARG(text));
    }
    return compare(&claim, value) ||
           err_set(err, ERR_CONTENT, 0, "the claim \"" STR_FMT "\" is wrong: the data say %g", STR_ARG(text),
                   value);
}
