/* Look-ups in a loaded pack. Tables that may be long are searched by halves. */

#include "content/content_model.h"

#include <string.h>

#include "content/content_internal.h"

/* Tables in the order of the show. */
#define FIND(function, table)                                                                                \
    int function(const struct content_model *model, struct str key) {                                        \
        for (size_t i = 0; i < model->table##_count; i++) {                                                  \
            if (str_equal(model->table[i].key, key)) {                                                       \
                return (int)i;                                                                               \
            }                                                                                                \
        }                                                                                                    \
        return CONTENT_NONE;                                                                                 \
    }

/* Tables in the order of their keys' bytes, as the loader reads them. */
#define FIND_SORTED(function, table)                                                                         \
    int function(const struct content_model *model, struct str key) {                                        \
        size_t low = 0;                                                                                      \
        size_t high = model->table##_count;                                                                  \
        while (low < high) {                                                                                 \
            const size_t middle = (low + high) / 2;                                                          \
            if (str_compare(model->table[middle].key, key) < 0) {                                            \
                low = middle + 1;                                                                            \
            } else {                                                                                         \
                high = middle;                                                                               \
            }                                                                                                \
        }                                                                                                    \
        const bool is_there = low < model->table##_count && str_equal(model->table[low].key, key);           \
        return is_there ? (int)low : CONTENT_NONE;                                                           \
    }

FIND_SORTED(content_find_figure, figures)
FIND_SORTED(content_find_series, series)
FIND(content_find_slide, slides)
FIND_SORTED(content_find_place, places)
FIND_SORTED(content_find_unit, units)
FIND_SORTED(content_find_route, routes)
FIND_SORTED(content_find_map, maps)
FIND_SORTED(content_find_icon, icons)
FIND(content_find_chapter, chapters)

int
content_find_lang(const struct content_model *model, struct str code) {
    for (size_t i = 0; i < model->lang_count; i++) {
        if (str_is(code, model->langs[i].locale.code)) {
            return (int)i;
        }
    }
    return CONTENT_NONE;
}

const struct content_font *
content_find_font(const struct content_model *model, struct str key) {
    for (size_t i = 0; i < model->fonts_count; i++) {
        if (str_equal(model->fonts[i].key, key)) {
            return &model->fonts[i];
        }
    }
    return NULL;
}

const struct content_art *
content_find_art(const struct content_model *model, struct str key) {
    for (size_t i = 0; i < model->arts_count; i++) {
        if (str_equal(model->arts[i].key, key)) {
            return &model->arts[i];
        }
    }
    return NULL;
}

const struct content_color *
content_find_color(const struct content_model *model, struct str role) {
    for (size_t i = 0; i < model->colors_count; i++) {
        if (str_equal(model->colors[i].role, role)) {
            return &model->colors[i];
        }
    }
    return NULL;
}

const struct content_item *
content_item_at(const struct content_slide *slide, const char *role, size_t nth) {
    for (size_t i = 0; i < slide->item_count; i++) {
        if (str_is(slide->items[i].role, role) && nth-- == 0) {
            return &slide->items[i];
        }
    }
    return NULL;
}

size_t
content_item_total(const struct content_slide *slide, const char *role) {
    size_t total = 0;
    for (size_t i = 0; i < slide->item_count; i++) {
        total += str_is(slide->items[i].role, role) ? 1 : 0;
    }
    return total;
}

struct str
content_source_host(const struct content_source *source) {
    const struct str url = source->url;
    const char *slashes = url.len > 3 ? memmem(url.ptr, url.len, "://", 3) : NULL;
    const size_t skip = slashes != NULL ? (size_t)(slashes - url.ptr) + 3 : 0;
    struct str host = {url.ptr + skip, url.len - skip};
    const char *end = memchr(host.ptr, '/', host.len);
    host.len = end != NULL ? (size_t)(end - host.ptr) : host.len;
    return host;
}

bool
content_item_is_on_sheet_only(const struct content_item *item) {
    return str_is(item->role, "sheet");
}

const struct content_placement *
content_placement_of(const struct content_slide *slide, const struct content_item *item, bool is_portrait) {
    const int index = (int)(item - slide->items);
    for (size_t i = 0; i < slide->placement_count; i++) {
        if (slide->placements[i].item == index && slide->placements[i].is_portrait == is_portrait) {
            return &slide->placements[i];
        }
    }
    return NULL;
}

double
content_scale_factor(enum content_scale scale) {
    static const double FACTORS[] = {1.0, 1e3, 1e6, 1e9, 1e12};
    return FACTORS[scale];
}

int
content_figure_index(const struct content_model *model, const struct content_figure *figure) {
    const uintptr_t first = (uintptr_t)model->figures;
    const uintptr_t at = (uintptr_t)figure;
    const size_t count = model->figures_count + model->values_count;
    return at >= first && at < first + count * sizeof(*figure) ? (int)((at - first) / sizeof(*figure))
                                                               : CONTENT_NONE;
}

int
content_series_rank(const struct content_series *series, struct str point_key) {
    for (size_t i = 0; i < series->point_count; i++) {
        if (!str_equal(series->points[i].key, point_key)) {
            continue;
        }
        int rank = 1;
        for (size_t j = 0; j < series->point_count; j++) {
            rank += series->points[j].value > series->points[i].value ? 1 : 0;
        }
        return rank;
    }
    return 0;
}
