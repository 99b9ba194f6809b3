/* Finding the cell behind a text. Cells hold markup and a scene may join what stands in several, so cells are expanded as the
 * show does, and compared whole first; then, among the slide's own, by the longest part. */

#include "tools/pack_trace.h"

#include <string.h>

#include "text/text_markup.h"
#include "ui/strings.h"

#define PART_BYTES_MIN 6 /* shorter parts are in too many texts to tell anything */

struct search {
    const struct workbook *book;
    const struct content_model *model;
    struct str slide; /* key */
    struct str shown;
    int lang;
    struct markup_words words;
    struct arena *arena;
    bool is_part_enough;
    struct trace best;
    size_t best_bytes;
};

static struct str
expanded(const struct search *search, struct str cell) {
    struct str text;
    struct err err = {0};
    return text_markup_expand(search->arena, cell, search->model, search->lang, &search->words, &text, &err)
               ? text
               : cell;
}

static void
offer(struct search *search, const struct sheet *sheet, size_t row, struct str column, struct str text) {
    size_t bytes = 0;
    if (str_is_empty(text)) {
        return;
    }
    if (str_equal(text, search->shown)) {
        bytes = SIZE_MAX;
    } else if (search->is_part_enough && text.len >= PART_BYTES_MIN &&
               memmem(search->shown.ptr, search->shown.len, text.ptr, text.len) != NULL) {
        bytes = text.len;
    }
    if (bytes > search->best_bytes) {
        search->best = (struct trace){sheet, row, column};
        search->best_bytes = bytes;
    }
}

static void
search_words(struct search *search, const struct sheet *sheet, size_t row) {
    const char *code = search->model->langs[search->lang].locale.code;
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        if (sheet->spec->columns[c].kind == COLUMN_TRANSLATED) {
            const struct str column = str_format(search->arena, "%s_%s", sheet->spec->columns[c].name, code);
            offer(search, sheet, row, column, expanded(search, sheet_named(sheet, row, column.ptr)));
        }
    }
}

static void
search_figure(struct search *search, struct str key) {
    const struct sheet *sheet = workbook_sheet(search->book, "figure");
    const int row = sheet_find(sheet, key);
    const int figure = content_find_figure(search->model, key);
    if (row < 0 || figure == CONTENT_NONE) {
        return;
    }
    const struct content_figure *f = &search->model->figures[figure];
    offer(search, sheet, (size_t)row, STR_LIT("value"),
          text_figure_value(search->arena, search->model, search->lang, f));
    offer(search, sheet, (size_t)row, STR_LIT("unit"),
          text_figure_unit(search->arena, search->model, search->lang, f, &search->words));
    search_words(search, sheet, (size_t)row);
}

/* The values of a series' points, which stand beside them as bare numbers. */
static void
search_points(struct search *search, struct str key) {
    const struct sheet *sheet = workbook_sheet(search->book, "point");
    const int index = content_find_series(search->model, key);
    if (index == CONTENT_NONE) {
        return;
    }
    const struct content_series *series = &search->model->series[index];
    const struct locale *locale = &search->model->langs[search->lang].locale;
    for (size_t row = 0, point = 0; row < sheet->row_count; row++) {
        if (str_equal(sheet_cell(sheet, row, 0), key) && point < series->point_count) {
            offer(
                search, sheet, row, STR_LIT("value"),
                format_number(search->arena, locale, series->points[point++].value, series->decimals, true));
            search_words(search, sheet, row);
        }
    }
}

static void
search_row(struct search *search, const char *table, struct str key) {
    const struct sheet *sheet = workbook_sheet(search->book, table);
    const int row = str_is_empty(key) ? -1 : sheet_find(sheet, key);
    if (row >= 0) {
        search_words(search, sheet, (size_t)row);
    }
}

/* What an item names: its numbers, and the words of its place and route. */
static void
search_named(struct search *search, const struct sheet *items, size_t row) {
    search_figure(search, sheet_named(items, row, "figure"));
    search_figure(search, sheet_named(items, row, "figure_2"));
    search_points(search, sheet_named(items, row, "series"));
    search_row(search, "place", sheet_named(items, row, "place"));
    search_row(search, "route", sheet_named(items, row, "route"));
}

/* The words of a slide and its items, and of what they name. */
static void
search_slide(struct search *search, struct str slide) {
    const struct sheet *slides = workbook_sheet(search->book, "slide");
    const struct sheet *items = workbook_sheet(search->book, "slide_item");
    const int own = sheet_find(slides, slide);
    if (own >= 0) {
        search_words(search, slides, (size_t)own);
    }
    for (size_t row = 0; row < items->row_count; row++) {
        if (str_equal(sheet_cell(items, row, 0), slide)) {
            search_words(search, items, row);
            search_named(search, items, row);
        }
    }
}

/* Detail pages show words of their overview, and an overview those of its detail pages. */
static void
search_family(struct search *search) {
    const struct sheet *slides = workbook_sheet(search->book, "slide");
    const int own = sheet_find(slides, search->slide);
    search_slide(search, search->slide);
    if (own >= 0 && !str_is_empty(sheet_named(slides, (size_t)own, "parent"))) {
        search_slide(search, sheet_named(slides, (size_t)own, "parent"));
    }
    for (size_t row = 0; row < slides->row_count; row++) {
        if (str_equal(sheet_named(slides, row, "parent"), search->slide)) {
            search_slide(search, sheet_cell(slides, row, 0));
        }
    }
}

static void
search_everywhere(struct search *search) {
    for (size_t t = 0; t < PACK_TABLE_COUNT; t++) {
        const struct sheet *sheet = &search->book->sheets[t];
        for (size_t row = 0; row < sheet->row_count; row++) {
            search_words(search, sheet, row);
        }
    }
}

struct trace
pack_trace_text(const struct workbook *book, const struct content_model *model, int slide, int lang,
                struct str shown, struct arena *arena) {
    struct search search = {
        .book = book,
        .model = model,
        .slide = model->slides[slide].key,
        .shown = shown,
        .lang = lang,
        .words = strings_markup_words(model->langs[lang].locale.code),
        .arena = arena,
    };
    search_family(&search);
    if (search.best.sheet == NULL) {
        search_everywhere(&search);
    }
    if (search.best.sheet == NULL) {
        search.is_part_enough = true;
        search_slide(&search, search.slide);
    }
    return search.best;
}

struct trace
pack_trace_slide(const struct workbook *book, const struct content_model *model, int slide) {
    const struct sheet *slides = workbook_sheet(book, "slide");
    const int row = sheet_find(slides, model->slides[slide].key);
    struct trace trace = {0};
    if (row >= 0) {
        trace = (struct trace){slides, (size_t)row, STR_LIT("slide")};
    }
    return trace;
}
