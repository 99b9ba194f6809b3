/* Cells to search keys. Markup is read for its words and numbers only: a figure becomes its digits, a token itself. */

#include "tools/pack_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "content/content_fold.h"
#include "content/content_markup.h"
#include "content/content_search.h"

#define SEEN_SLOTS (1u << 18) /* more than twice the rows; a power of two */

struct collect {
    const struct workbook *book;
    struct arena *arena;
    struct search_row *rows;
    size_t count;
    uint64_t *seen; /* hashes of rows that are there */
    struct err *err;
};

/* ---- cells ---- */

/* The digits of a figure as it is shown, in Latin digits. */
static struct str
figure_digits(struct collect *c, struct str key) {
    const struct sheet *figures = workbook_sheet(c->book, "figure");
    const int row = sheet_find(figures, key);
    double value = 0.0;
    int decimals = 0;
    if (row < 0 || !str_to_double(sheet_named(figures, (size_t)row, "value"), &value) ||
        !str_to_int(sheet_named(figures, (size_t)row, "decimals"), &decimals)) {
        return (struct str){"", 0};
    }
    return str_format(c->arena, "%.*f", decimals, value);
}

static void
add_part(struct collect *c, struct str_builder *words, const struct markup_part *part) {
    switch (part->kind) {
    case MARKUP_TEXT:
    case MARKUP_TOKEN:
        str_builder_add(words, part->text);
        break;
    case MARKUP_FIGURE:
        str_builder_add(words,
                        part->form == MARKUP_FORM_UNIT ? (struct str){"", 0} : figure_digits(c, part->text));
        break;
    case MARKUP_NUMBER:
    case MARKUP_PERCENT:
        str_builder_add_format(words, "%.*f", part->decimals, part->from);
        break;
    case MARKUP_RANGE:
        str_builder_add_format(words, "%.*f%.*f", part->decimals, part->from, part->decimals, part->to);
        break;
    case MARKUP_YEAR:
        str_builder_add_format(words, "%d", part->year);
        break;
    case MARKUP_RANK:
        break;
    }
}

static bool
plain(struct collect *c, const struct sheet *sheet, size_t row, const char *column, struct str *ret_words) {
    struct str rest = sheet_named(sheet, row, column);
    struct str_builder words;
    struct markup_part part;
    struct err why = {0};
    str_builder_init(&words, c->arena);
    while (content_markup_next(&rest, &part, &why)) {
        add_part(c, &words, &part);
    }
    *ret_words = str_builder_view(&words);
    return why.code == ERR_NONE || sheet_fail(sheet, row, column, c->err, "%s", why.text);
}

/* ---- rows ---- */

static bool
is_new(struct collect *c, uint64_t hash) {
    size_t slot = (size_t)(hash & (SEEN_SLOTS - 1));
    while (c->seen[slot] != 0) {
        if (c->seen[slot] == hash) {
            return false;
        }
        slot = (slot + 1) & (SEEN_SLOTS - 1);
    }
    c->seen[slot] = hash;
    return true;
}

static void
add(struct collect *c, enum content_search_kind kind, struct str slide, struct str figure, struct str words) {
    static const char *const KINDS[] = {"place", "slide", "figure", "words"};
    char folded[CONTENT_KEY_BYTES_MAX];
    const struct str key = {folded, content_fold_words(words, folded)};
    if (key.len == 0 || c->count > CONTENT_SEARCH_ROWS_MAX) {
        return;
    }
    uint64_t hash = hash_bytes(HASH_SEED, key.ptr, key.len);
    hash = hash_bytes(hash_bytes(hash_u64(hash, slide.len), slide.ptr, slide.len), figure.ptr, figure.len);
    if (is_new(c, hash | 1)) {
        const int page = sheet_find(workbook_sheet(c->book, "slide"), slide);
        c->rows[c->count] =
            (struct search_row){KINDS[kind], slide, figure, str_copy(c->arena, key), page, c->count};
        c->count++;
    }
}

static bool
add_cell(struct collect *c, enum content_search_kind kind, struct str slide, struct str figure,
         const struct sheet *sheet, size_t row, const char *column) {
    for (size_t l = 0; l < c->book->lang_count; l++) {
        struct str words;
        const char *name = str_format(c->arena, "%s_" STR_FMT, column, STR_ARG(c->book->langs[l])).ptr;
        if (!plain(c, sheet, row, name, &words)) {
            return false;
        }
        add(c, kind, slide, figure, words);
    }
    return true;
}

/* Every token of a cell on its own: the Chinese name within a deck line. */
static void
add_tokens(struct collect *c, enum content_search_kind kind, struct str slide, const struct sheet *sheet,
           size_t row, const char *column) {
    for (size_t l = 0; l < c->book->lang_count; l++) {
        const char *name = str_format(c->arena, "%s_" STR_FMT, column, STR_ARG(c->book->langs[l])).ptr;
        struct str rest = sheet_named(sheet, row, name);
        struct markup_part part;
        struct err ignored = {0};
        while (content_markup_next(&rest, &part, &ignored)) {
            if (part.kind == MARKUP_TOKEN) {
                add(c, kind, slide, (struct str){"", 0}, part.text);
            }
        }
    }
}

static const struct str NONE = {"", 0};

/* Attract and home open nothing that a visitor looks for. */
static bool
is_cover(const struct sheet *slides, int row) {
    const struct str kind = row < 0 ? NONE : sheet_named(slides, (size_t)row, "kind");
    return str_is(kind, "attract") || str_is(kind, "home");
}

static bool
add_slides(struct collect *c) {
    const struct sheet *slides = workbook_sheet(c->book, "slide");
    for (size_t row = 0; row < slides->row_count; row++) {
        const struct str slide = sheet_named(slides, row, "slide");
        const enum content_search_kind kind =
            str_is_empty(sheet_named(slides, row, "parent")) ? SEARCH_SLIDE : SEARCH_PLACE;
        if (is_cover(slides, (int)row)) {
            continue;
        }
        if (!add_cell(c, kind, slide, NONE, slides, row, "title") ||
            !add_cell(c, SEARCH_WORDS, slide, NONE, slides, row, "deck")) {
            return false;
        }
        add_tokens(c, kind, slide, slides, row, "deck");
    }
    return true;
}

static bool
add_place(struct collect *c, struct str slide, struct str place) {
    const struct sheet *places = workbook_sheet(c->book, "place");
    const int row = sheet_find(places, place);
    return row < 0 || add_cell(c, SEARCH_PLACE, slide, NONE, places, (size_t)row, "name");
}

static bool
add_figure(struct collect *c, struct str slide, struct str figure) {
    const struct sheet *figures = workbook_sheet(c->book, "figure");
    const int row = sheet_find(figures, figure);
    if (row < 0) {
        return true;
    }
    const struct str digits = figure_digits(c, figure);
    struct str rest = digits;
    struct str whole = {"", 0};
    add(c, SEARCH_FIGURE, slide, figure, digits);
    if (str_next(&rest, '.', &whole) && rest.len > 0) { /* as it is typed without the point */
        add(c, SEARCH_FIGURE, slide, figure,
            str_format(c->arena, STR_FMT STR_FMT, STR_ARG(whole), STR_ARG(rest)));
    }
    return add_cell(c, SEARCH_FIGURE, slide, figure, figures, (size_t)row, "label");
}

static bool
add_points(struct collect *c, struct str slide, struct str series) {
    const struct sheet *points = workbook_sheet(c->book, "point");
    for (size_t row = 0; row < points->row_count; row++) {
        if (str_equal(sheet_named(points, row, "series"), series) &&
            !add_cell(c, SEARCH_WORDS, slide, NONE, points, row, "label")) {
            return false;
        }
    }
    return true;
}

/* One part of a page: what it is called and what it says, its figures, the points of its series. */
static bool
add_item(struct collect *c, const struct sheet *items, size_t row, bool is_detail) {
    const struct str slide = sheet_named(items, row, "slide");
    const struct str figure = sheet_named(items, row, "figure");
    const struct str figure_2 = sheet_named(items, row, "figure_2");
    const bool is_name = is_detail && str_is(sheet_named(items, row, "role"), "place");
    const enum content_search_kind kind = str_is_empty(figure) ? SEARCH_WORDS : SEARCH_FIGURE;
    return (is_name ? add_cell(c, SEARCH_PLACE, slide, NONE, items, row, "label") &&
                          add_cell(c, SEARCH_WORDS, slide, NONE, items, row, "note") &&
                          add_place(c, slide, sheet_named(items, row, "place"))
                    : add_cell(c, kind, slide, figure, items, row, "label") &&
                          add_cell(c, kind, slide, figure, items, row, "note")) &&
           (str_is_empty(figure) || add_figure(c, slide, figure)) &&
           (str_is_empty(figure_2) || add_figure(c, slide, figure_2)) &&
           add_points(c, slide, sheet_named(items, row, "series"));
}

static bool
add_items(struct collect *c) {
    const struct sheet *items = workbook_sheet(c->book, "slide_item");
    const struct sheet *slides = workbook_sheet(c->book, "slide");
    for (size_t row = 0; row < items->row_count; row++) {
        const int owner = sheet_find(slides, sheet_named(items, row, "slide"));
        const bool is_detail = owner >= 0 && !str_is_empty(sheet_named(slides, (size_t)owner, "parent"));
        if (!is_cover(slides, owner) && !add_item(c, items, row, is_detail)) {
            return false;
        }
    }
    return true;
}

/* search.csv: other spellings, separated by /. */
static bool
add_spellings(struct collect *c) {
    const struct sheet *spellings = &c->book->search;
    const struct sheet *slides = workbook_sheet(c->book, "slide");
    for (size_t row = 0; row < spellings->row_count; row++) {
        const struct str slide = sheet_named(spellings, row, "slide");
        const int owner = sheet_find(slides, slide);
        const bool is_detail = owner >= 0 && !str_is_empty(sheet_named(slides, (size_t)owner, "parent"));
        struct str rest = sheet_named(spellings, row, "also");
        struct str word;
        if (is_cover(slides, owner)) {
            return sheet_fail(spellings, row, "slide", c->err,
                              "\"" STR_FMT "\" is nothing that one looks for", STR_ARG(slide));
        }
        while (str_next(&rest, '/', &word)) {
            char folded[CONTENT_KEY_BYTES_MAX];
            if (content_fold(word, folded) == 0) {
                return sheet_fail(spellings, row, "also", c->err,
                                  "\"" STR_FMT "\" has neither letters nor digits", STR_ARG(word));
            }
            add(c, is_detail ? SEARCH_PLACE : SEARCH_SLIDE, slide, NONE, word);
        }
    }
    return true;
}

static int
compare_rows(const void *a, const void *b) {
    const struct search_row *first = a;
    const struct search_row *second = b;
    return first->page != second->page ? (first->page < second->page ? -1 : 1)
                                       : (first->ord > second->ord) - (first->ord < second->ord);
}

bool
pack_search_rows(const struct workbook *book, struct arena *arena, struct search_row **ret_rows,
                 size_t *ret_count, struct err *err) {
    struct collect c = {.book = book, .arena = arena, .err = err};
    c.rows = arena_alloc_array(arena, CONTENT_SEARCH_ROWS_MAX + 1, sizeof(*c.rows));
    c.seen = arena_alloc_array(arena, SEEN_SLOTS, sizeof(*c.seen));
    if (!add_spellings(&c) || !add_slides(&c) || !add_items(&c)) {
        return false;
    }
    if (c.count > CONTENT_SEARCH_ROWS_MAX) {
        return err_set(err, ERR_CONTENT, 0, "there is more to search for than %d rows",
                       CONTENT_SEARCH_ROWS_MAX);
    }
    qsort(c.rows, c.count, sizeof(*c.rows), compare_rows);
    *ret_rows = c.rows;
    *ret_count = c.count;
    return true;
}
