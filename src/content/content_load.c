/* A pack to memory: opened by content_open.c, read once and closed. Here is what every table's reader uses, and languages, texts and
 * meta; the other tables are in content_load_*.c. Every sentence names the file. */

#include "content/content_load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/content_internal.h"
#include "content/content_open.h"

bool
reader_fail(struct reader *reader, const char *fmt, ...) {
    char text[200];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    return err_set(reader->err, ERR_CONTENT, 0, "%s", text);
}

bool
reader_each(struct reader *reader, const char *sql, row_fn take) {
    sqlite3_stmt *statement = NULL;
    bool ok = true;
    if (sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        return content_open_fail(reader->db, reader->err);
    }
    int status = SQLITE_ROW;
    for (size_t index = 0; ok && (status = sqlite3_step(statement)) == SQLITE_ROW; index++) {
        ok = take(reader, statement, index);
    }
    if (ok && status != SQLITE_DONE) {
        ok = content_open_fail(reader->db, reader->err);
    }
    sqlite3_finalize(statement);
    return ok;
}

static bool
take_count(struct reader *reader, sqlite3_stmt *row, size_t index) {
    UNUSED(index);
    reader->text_count = (size_t)sqlite3_column_int64(row, 0);
    return true;
}

bool
reader_count(struct reader *reader, const char *table, size_t *ret_count) {
    return reader_count_to(reader, table, CONTENT_ROWS_MAX, ret_count);
}

bool
reader_count_to(struct reader *reader, const char *table, size_t most, size_t *ret_count) {
    char sql[96];
    const size_t kept = reader->text_count;
    (void)snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", table);
    if (!reader_each(reader, sql, take_count)) {
        return false;
    }
    *ret_count = reader->text_count;
    reader->text_count = kept;
    if (*ret_count > most) {
        return reader_fail(reader, "table %s: %zu rows, at most %zu are read", table, *ret_count, most);
    }
    return true;
}

struct str
reader_str(struct reader *reader, sqlite3_stmt *row, int column) {
    const unsigned char *bytes = sqlite3_column_text(row, column);
    const int len = sqlite3_column_bytes(row, column);
    return bytes == NULL ? (struct str){"", 0}
                         : str_copy(reader->arena, (struct str){(const char *)bytes, (size_t)len});
}

static int
compare_keys(struct str a, struct str b) {
    const size_t n = a.len < b.len ? a.len : b.len;
    const int order = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int
compare_text(const struct content_text_row *row, struct str key, struct str lang) {
    const int order = compare_keys(row->key, key);
    return order != 0 ? order : compare_keys(row->lang, lang);
}

/* Returns: NULL when the text does not stand in the language. */
static const struct content_text_row *
find_text(const struct reader *reader, struct str key, struct str lang) {
    size_t low = 0;
    size_t high = reader->text_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (compare_text(&reader->texts[middle], key, lang) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const bool is_there = low < reader->text_count && compare_text(&reader->texts[low], key, lang) == 0;
    return is_there ? &reader->texts[low] : NULL;
}

static bool
take_texts(struct reader *reader, struct str key, bool is_needed, struct content_text *ret_text) {
    size_t found = 0;
    for (size_t l = 0; l < reader->model->lang_count; l++) {
        const struct str lang = str_from_c(reader->model->langs[l].locale.code);
        const struct content_text_row *row = find_text(reader, key, lang);
        ret_text->in[l] = row != NULL ? row->text : (struct str){"", 0};
        found += row != NULL ? 1 : 0;
        if (row == NULL && (is_needed || found > 0)) {
            return reader_fail(reader, "text " STR_FMT " is missing in language " STR_FMT, STR_ARG(key),
                               STR_ARG(lang));
        }
    }
    return true;
}

/* table.column.row as the key of a text. */
static struct str
text_key(char bytes[512], const char *table_column, struct str row_key) {
    const int n = snprintf(bytes, 512, "%s." STR_FMT, table_column, STR_ARG(row_key));
    return (struct str){bytes, n < 0 || n >= 512 ? 0 : (size_t)n};
}

bool
reader_text(struct reader *reader, const char *table_column, struct str row_key,
            struct content_text *ret_text) {
    char bytes[512];
    return take_texts(reader, text_key(bytes, table_column, row_key), true, ret_text);
}

bool
reader_text_maybe(struct reader *reader, const char *table_column, struct str row_key,
                  struct content_text *ret_text) {
    char bytes[512];
    return take_texts(reader, text_key(bytes, table_column, row_key), false, ret_text);
}

bool
reader_sources(struct reader *reader, struct str cell, const int **ret_list, size_t *ret_count) {
    int *list = arena_alloc_array(reader->arena, cell.len / 2 + 1, sizeof(*list));
    size_t count = 0;
    struct str rest = cell;
    struct str word;
    while (str_next(&rest, ' ', &word)) {
        int number = 0;
        if (word.len == 0) {
            continue;
        }
        if (!str_to_int(word, &number)) {
            return reader_fail(reader, "`" STR_FMT "` is no number of a source", STR_ARG(word));
        }
        size_t found = 0;
        while (found < reader->model->sources_count && reader->model->sources[found].number != number) {
            found++;
        }
        if (found == reader->model->sources_count) {
            return reader_fail(reader, "there is no source %d", number);
        }
        list[count++] = (int)found;
    }
    *ret_list = list;
    *ret_count = count;
    return true;
}

bool
reader_ref(struct reader *reader, find_fn find, const char *what, struct str key, int *ret_index) {
    *ret_index = CONTENT_NONE;
    if (str_is_empty(key)) {
        return true;
    }
    *ret_index = find(reader->model, key);
    return *ret_index != CONTENT_NONE ||
           reader_fail(reader, "there is no %s `" STR_FMT "`", what, STR_ARG(key));
}

bool
reader_blob(struct reader *reader, sqlite3_stmt *row, int column, size_t item_bytes, const void **ret_data,
            size_t *ret_items) {
    const void *bytes = sqlite3_column_blob(row, column);
    const size_t len = (size_t)sqlite3_column_bytes(row, column);
    if (len > CONTENT_BLOB_BYTES_MAX || len % item_bytes != 0) {
        return reader_fail(reader, "a blob of %zu bytes does not fit", len);
    }
    void *copy = arena_alloc(reader->arena, len);
    if (len > 0) {
        memcpy(copy, bytes, len);
    }
    *ret_data = copy;
    *ret_items = len / item_bytes;
    return true;
}

bool
reader_scale(struct reader *reader, struct str word, enum content_scale *ret_scale) {
    static const char *const WORDS[] = {"one", "thousand", "million", "billion", "trillion"};
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (str_is(word, WORDS[i])) {
            *ret_scale = (enum content_scale)i;
            return true;
        }
    }
    return reader_fail(reader, "`" STR_FMT "` is no scale", STR_ARG(word));
}

/* ---- meta, languages, texts ---- */

static bool
take_lang(struct reader *reader, sqlite3_stmt *row, size_t index) {
    if (index >= CONTENT_LANGS_MAX) {
        return reader_fail(reader, "more than %d languages", CONTENT_LANGS_MAX);
    }
    struct content_lang *lang = &reader->model->langs[index];
    const struct str code = reader_str(reader, row, 0);
    const struct str direction = reader_str(reader, row, 3);
    const struct str digits = reader_str(reader, row, 4);
    const bool is_known = (str_is(direction, "rtl") || str_is(direction, "ltr")) &&
                          (str_is(digits, "persian") || str_is(digits, "latin"));
    if (code.len == 0 || code.len >= sizeof(lang->locale.code) || !is_known) {
        return reader_fail(reader, "language `" STR_FMT "`: direction is rtl or ltr, digits persian or latin",
                           STR_ARG(code));
    }
    memcpy(lang->locale.code, code.ptr, code.len + 1);
    lang->locale.is_rtl = str_is(direction, "rtl");
    lang->locale.digits = str_is(digits, "persian") ? DIGITS_PERSIAN : DIGITS_LATIN;
    lang->name = reader_str(reader, row, 1);
    lang->short_name = reader_str(reader, row, 2);
    reader->model->lang_count = index + 1;
    return true;
}

static bool
take_text(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_text_row *text = &reader->texts[index];
    *text = (struct content_text_row){reader_str(reader, row, 0), reader_str(reader, row, 1),
                                      reader_str(reader, row, 2)};
    if (text->text.len > CONTENT_CELL_BYTES_MAX || !utf8_is_valid(text->text)) {
        return reader_fail(reader, "text " STR_FMT ": longer than %d bytes or not UTF-8", STR_ARG(text->key),
                           CONTENT_CELL_BYTES_MAX);
    }
    return true;
}

static bool
take_meta(struct reader *reader, sqlite3_stmt *row, size_t index) {
    UNUSED(index);
    const struct str key = reader_str(reader, row, 0);
    const struct str value = reader_str(reader, row, 1);
    if (str_is(key, "pack_id")) {
        reader->model->pack_id = value;
    } else if (str_is(key, "target")) {
        reader->model->target = value;
    } else if (str_is(key, "updated")) {
        reader->model->updated = value;
    } else if (str_is(key, "seq")) {
        int seq = 0;
        if (!str_to_int(value, &seq)) {
            return reader_fail(reader, "meta seq: `" STR_FMT "` is not a whole number", STR_ARG(value));
        }
        reader->model->seq = seq;
    }
    return true;
}

static bool
load_all(struct reader *reader) {
    size_t text_count = 0;
    if (!reader_each(reader, "SELECT lang, name, short_name, direction, digits FROM lang ORDER BY ord, lang",
                     take_lang) ||
        !reader_count(reader, "text", &text_count)) {
        return false;
    }
    if (reader->model->lang_count == 0) {
        return reader_fail(reader, "no language");
    }
    reader->texts = arena_alloc_array(reader->arena, text_count, sizeof(*reader->texts));
    if (!reader_each(reader, "SELECT key, lang, text FROM text ORDER BY key, lang", take_text)) {
        return false;
    }
    reader->text_count = text_count;
    return reader_each(reader, "SELECT key, value FROM meta ORDER BY key", take_meta) &&
           reader_text(reader, "meta.title", STR_LIT("title"), &reader->model->title) &&
           content_load_figures(reader) && content_load_maps(reader) && content_load_slides(reader) &&
           content_load_search(reader);
}

bool
content_load(struct arena *arena, const char *path, const struct content_model **ret_model, struct err *err) {
    struct content_file file = {0};
    struct reader reader = {.arena = arena, .err = err};
    bool ok = content_open(&file, path, err);
    if (ok) {
        reader.db = file.db;
        reader.model = arena_alloc(arena, sizeof(*reader.model));
        ok = load_all(&reader);
    }
    content_close(&file);
    if (!ok) {
        return err_prefix(err, "%s", path);
    }
    *ret_model = reader.model;
    return true;
}
