/* The search table of a pack: every key is checked to be folded already and to lead to a slide that is there. */

#include <string.h>

#include "content/content_fold.h"
#include "content/content_internal.h"

#define KEYS_BYTES_MAX (8u << 20)

struct search_build {
    struct str_builder keys;
    struct content_search_row *rows;
};

static bool
kind_of(struct str word, enum content_search_kind *ret_kind) {
    static const char *const WORDS[] = {"place", "slide", "figure", "words"};
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (str_is(word, WORDS[i])) {
            *ret_kind = (enum content_search_kind)i;
            return true;
        }
    }
    return false;
}

static bool
is_folded(struct str key) {
    char folded[CONTENT_KEY_BYTES_MAX];
    return key.len > 0 && key.len <= CONTENT_KEY_BYTES_MAX && content_fold(key, folded) == key.len &&
           memcmp(folded, key.ptr, key.len) == 0;
}

static bool
take_search(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct search_build *build = reader->search;
    struct content_search_row *out = &build->rows[index];
    const struct str key = {(const char *)sqlite3_column_text(row, 3), (size_t)sqlite3_column_bytes(row, 3)};
    if (!kind_of(reader_str(reader, row, 0), &out->kind)) {
        return reader_fail(reader, "search row %zu: a kind is place, slide, figure or words", index + 1);
    }
    if (!is_folded(key) || build->keys.len + key.len > KEYS_BYTES_MAX) {
        return reader_fail(reader, "search row %zu: its key is no folded text of 1 to %d bytes", index + 1,
                           CONTENT_KEY_BYTES_MAX);
    }
    if (!reader_ref(reader, content_find_slide, "slide", reader_str(reader, row, 1), &out->slide) ||
        !reader_ref(reader, content_find_figure, "figure", reader_str(reader, row, 2), &out->figure)) {
        return err_prefix(reader->err, "search row %zu", index + 1);
    }
    if (out->slide == CONTENT_NONE) {
        return reader_fail(reader, "search row %zu: it opens no slide", index + 1);
    }
    out->first = (uint32_t)build->keys.len;
    out->len = (uint32_t)key.len;
    str_builder_add(&build->keys, key);
    str_builder_add_c(&build->keys, "\n");
    return true;
}

bool
content_load_search(struct reader *reader) {
    struct search_build *build = arena_alloc(reader->arena, sizeof(*build));
    struct content_search *search = &reader->model->search;
    if (!reader_count_to(reader, "search", CONTENT_SEARCH_ROWS_MAX, &search->count)) {
        return false;
    }
    build->rows = arena_alloc_array(reader->arena, search->count + 1, sizeof(*build->rows));
    str_builder_init(&build->keys, reader->arena);
    reader->search = build;
    if (!reader_each(reader, "SELECT kind, slide, figure, key FROM search ORDER BY ord", take_search)) {
        return false;
    }
    const struct str keys = str_builder_view(&build->keys);
    search->keys = keys.ptr;
    search->keys_bytes = keys.len;
    search->rows = build->rows;
    return true;
}
