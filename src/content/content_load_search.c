/* The search table of a pack: every key is checked to be folded words already and to lead to a slide that is there; words are joined, and
 * where they begin is noted. */

#include <string.h>

#include "content/content_fold.h"
#include "content/content_internal.h"

#define WORDS_BYTES_MAX (8u << 20)

struct search_build {
    struct str_builder words; /* of all rows, with their spaces, each row ended by a line feed */
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
is_folded(struct str words) {
    char folded[CONTENT_KEY_BYTES_MAX];
    return words.len > 0 && words.len <= CONTENT_KEY_BYTES_MAX &&
           content_fold_words(words, folded) == words.len && memcmp(folded, words.ptr, words.len) == 0;
}

static bool
take_search(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct search_build *build = reader->search;
    struct content_search_row *out = &build->rows[index];
    const struct str words = {(const char *)sqlite3_column_text(row, 3),
                              (size_t)sqlite3_column_bytes(row, 3)};
    if (!kind_of(reader_str(reader, row, 0), &out->kind)) {
        return reader_fail(reader, "search row %zu: a kind is place, slide, figure or words", index + 1);
    }
    if (!is_folded(words)) {
        return reader_fail(reader, "search row %zu: its key is no folded text of 1 to %d bytes", index + 1,
                           CONTENT_KEY_BYTES_MAX);
    }
    if (build->words.len + words.len + 1 > WORDS_BYTES_MAX) {
        return reader_fail(reader, "search row %zu: the keys are more than %u bytes together", index + 1,
                           WORDS_BYTES_MAX);
    }
    if (!reader_ref(reader, content_find_slide, "slide", reader_str(reader, row, 1), &out->slide) ||
        !reader_ref(reader, content_find_figure, "figure", reader_str(reader, row, 2), &out->figure)) {
        return err_prefix(reader->err, "search row %zu", index + 1);
    }
    if (out->slide == CONTENT_NONE) {
        return reader_fail(reader, "search row %zu: it opens no slide", index + 1);
    }
    if ((out->kind == SEARCH_FIGURE) != (out->figure != CONTENT_NONE)) {
        return reader_fail(reader, "search row %zu: figures, and they alone, name a figure", index + 1);
    }
    out->first = (uint32_t)build->words.len;
    out->len = (uint32_t)words.len;
    str_builder_add(&build->words, words);
    str_builder_add_c(&build->words, "\n");
    return true;
}

/* Joins the words of each row to its key. */
static void
join_words(struct reader *reader, const struct search_build *build, struct content_search *search) {
    const size_t bytes = build->words.len + 1;
    char *keys = arena_alloc_array(reader->arena, bytes, 1);
    uint8_t *word_starts = arena_alloc_array(reader->arena, bytes / 8 + 1, 1);
    size_t used = 0;
    for (size_t i = 0; i < search->count; i++) {
        struct content_search_row *row = &build->rows[i];
        struct str words = {build->words.ptr + row->first, row->len};
        struct str word;
        row->first = (uint32_t)used;
        content_search_mark_words(word_starts, used, words);
        while (str_next(&words, ' ', &word)) {
            memcpy(keys + used, word.ptr, word.len);
            used += word.len;
        }
        row->len = (uint32_t)used - row->first;
        keys[used++] = '\n';
    }
    search->keys = keys;
    search->keys_bytes = used;
    search->word_starts = word_starts;
    search->rows = build->rows;
}

bool
content_load_search(struct reader *reader) {
    struct search_build build = {.rows = NULL};
    struct content_search *search = &reader->model->search;
    if (!reader_count_to(reader, "search", CONTENT_SEARCH_ROWS_MAX, &search->count)) {
        return false;
    }
    build.rows = arena_alloc_array(reader->arena, search->count + 1, sizeof(*build.rows));
    str_builder_init(&build.words, reader->arena);
    reader->search = &build;
    const bool is_read = reader_each(reader, "SELECT kind, slide, figure, key FROM search ORDER BY ord",
                                     search->count, take_search);
    reader->search = NULL;
    if (is_read) {
        join_words(reader, &build, search);
    }
    return is_read;
}
