/* A pack to memory: opened by content_open.c, read once and closed. Here is what every table's reader uses, and languages, texts and
 * meta; the other tables are in content_load_*.c. Every sentence names the file. */

#include "content/content_load.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/content_internal.h"
#include "content/content_meta.h"
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

/* The table a query reads, for sentences. */
static struct str
table_of(const char *sql) {
    const char *from = strstr(sql, " FROM ");
    struct str rest = str_from_c(from != NULL ? from + strlen(" FROM ") : NULL);
    struct str table = {"", 0};
    (void)str_next(&rest, ' ', &table);
    return table;
}

/* Nothing is larger than its named limit. Returns: what a cell is not; NULL when all is well. */
static const char *
fault_of_cell(const struct reader *reader, sqlite3_stmt *row, int column) {
    const char *declared = sqlite3_column_decltype(row, column);
    static const char *const TYPES[] = {"INTEGER", "REAL", "TEXT", "BLOB"}; /* from SQLITE_INTEGER on */
    const int type = sqlite3_column_type(row, column);
    if (declared == NULL || type == SQLITE_NULL) {
        return NULL;
    }
    if (strcmp(declared, TYPES[type - SQLITE_INTEGER]) != 0) {
        return "it is not of its column's type";
    }
    if (type == SQLITE_INTEGER) {
        const int64_t value = sqlite3_column_int64(row, column);
        return value >= -INT32_MAX && value <= INT32_MAX ? NULL : "the number is out of range";
    }
    if (type == SQLITE_FLOAT) {
        const double value = sqlite3_column_double(row, column);
        return fabs(value) <= CONTENT_NUMBER_MAX ? NULL : "the number is out of range";
    }
    if (type == SQLITE_TEXT) {
        const struct str text = {(const char *)sqlite3_column_text(row, column),
                                 (size_t)sqlite3_column_bytes(row, column)};
        return text.len > reader->cell_bytes_max  ? "it is too long"
               : !utf8_is_valid(text)             ? "it is not UTF-8"
               : memchr(text.ptr, '\0', text.len) ? "it holds a NUL"
                                                  : NULL;
    }
    return NULL;
}

static bool
check_row(struct reader *reader, const char *sql, sqlite3_stmt *row, size_t index) {
    for (int c = 0; c < sqlite3_column_count(row); c++) {
        const char *fault = fault_of_cell(reader, row, c);
        if (fault != NULL) {
            const struct str table = table_of(sql);
            return reader_fail(reader, "table " STR_FMT ", row %zu, column %s: %s", STR_ARG(table), index + 1,
                               sqlite3_column_name(row, c), fault);
        }
    }
    return true;
}

bool
reader_each(struct reader *reader, const char *sql, size_t rows, row_fn take) {
    sqlite3_stmt *statement = NULL;
    bool ok = true;
    if (sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        return content_open_fail(reader->db, reader->err);
    }
    int status = SQLITE_ROW;
    size_t index = 0;
    while (ok && (status = sqlite3_step(statement)) == SQLITE_ROW && index < rows) {
        ok = check_row(reader, sql, statement, index) && take(reader, statement, index);
        index++;
    }
    if (ok && status != SQLITE_DONE && status != SQLITE_ROW) {
        ok = content_open_fail(reader->db, reader->err);
    } else if (ok && (status == SQLITE_ROW || index < rows)) {
        const struct str table = table_of(sql);
        ok = reader_fail(reader, "table " STR_FMT ": it does not hold the %zu rows it counts", STR_ARG(table),
                         rows);
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
    if (!reader_each(reader, sql, 1, take_count)) {
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
    const bool is_text = sqlite3_column_type(row, column) == SQLITE_TEXT;
    const unsigned char *bytes = is_text ? sqlite3_column_text(row, column) : NULL;
    const int len = bytes != NULL ? sqlite3_column_bytes(row, column) : 0;
    return bytes == NULL ? (struct str){"", 0}
                         : str_copy(reader->arena, (struct str){(const char *)bytes, (size_t)len});
}

static int
compare_text(const struct content_text_row *row, struct str key, struct str lang) {
    const int order = str_compare(row->key, key);
    return order != 0 ? order : str_compare(row->lang, lang);
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

static bool
find_source(struct reader *reader, struct str word, int *ret_index) {
    int number = 0;
    if (!str_to_int(word, &number)) {
        return reader_fail(reader, "`" STR_FMT "` is no number of a source", STR_ARG(word));
    }
    for (size_t i = 0; i < reader->model->sources_count; i++) {
        if (reader->model->sources[i].number == number) {
            *ret_index = (int)i;
            return true;
        }
    }
    return reader_fail(reader, "there is no source %d", number);
}

bool
reader_sources(struct reader *reader, struct str cell, const int **ret_list, size_t *ret_count) {
    int found[CONTENT_SOURCES_PER_CELL_MAX];
    size_t count = 0;
    struct str rest = cell;
    struct str word;
    while (str_next(&rest, ' ', &word)) {
        if (word.len == 0) {
            continue;
        }
        if (count == CONTENT_SOURCES_PER_CELL_MAX) {
            return reader_fail(reader, "more than %d sources in one cell", CONTENT_SOURCES_PER_CELL_MAX);
        }
        if (!find_source(reader, word, &found[count++])) {
            return false;
        }
    }
    int *list = arena_alloc_array(reader->arena, count, sizeof(*list));
    memcpy(list, found, count * sizeof(*list));
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
    const bool is_blob = sqlite3_column_type(row, column) == SQLITE_BLOB;
    const void *bytes = is_blob ? sqlite3_column_blob(row, column) : NULL;
    const size_t len = bytes != NULL ? (size_t)sqlite3_column_bytes(row, column) : 0;
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
    return true;
}

static bool
take_meta(struct reader *reader, sqlite3_stmt *row, size_t index) {
    UNUSED(index);
    return content_meta_take(reader->model, reader_str(reader, row, 0), reader_str(reader, row, 1),
                             reader->err) ||
           err_prefix(reader->err, "meta");
}

static bool
load_meta(struct reader *reader, size_t rows) {
    return reader_each(reader, "SELECT key, value FROM meta ORDER BY key", rows, take_meta) &&
           (content_meta_check(reader->model, reader->err) || err_prefix(reader->err, "meta")) &&
           reader_text(reader, "meta.title", STR_LIT("title"), &reader->model->title);
}

static bool
load_all(struct reader *reader) {
    size_t langs = 0;
    size_t metas = 0;
    size_t texts = 0;
    if (!reader_count_to(reader, "lang", CONTENT_LANGS_MAX, &langs) ||
        !reader_count_to(reader, "meta", CONTENT_META_ROWS_MAX, &metas) ||
        !reader_count(reader, "text", &texts) ||
        !reader_each(reader, "SELECT lang, name, short_name, direction, digits FROM lang ORDER BY ord, lang",
                     langs, take_lang)) {
        return false;
    }
    if (reader->model->lang_count == 0) {
        return reader_fail(reader, "no language");
    }
    reader->texts = arena_alloc_array(reader->arena, texts, sizeof(*reader->texts));
    if (!reader_each(reader, "SELECT key, lang, text FROM text ORDER BY key, lang", texts, take_text)) {
        return false;
    }
    reader->text_count = texts;
    return load_meta(reader, metas) && content_load_figures(reader) && content_load_maps(reader) &&
           content_load_slides(reader) && content_load_search(reader);
}

/* One line of whole characters: sentences quote cells, and cut them. */
static void
clean(struct err *err) {
    struct str text = str_from_c(err->text);
    for (size_t at = 0; at < text.len;) {
        const size_t first = at;
        const uint32_t cp = utf8_decode(text, &at);
        if (cp < ' ' || cp == 0x7f || cp == UTF8_REPLACEMENT) {
            memset(err->text + first, '?', at - first);
        }
    }
}

bool
content_load(struct arena *arena, const char *path, const struct content_model **ret_model, struct err *err) {
    struct content_file file = {0};
    struct reader reader = {.arena = arena, .err = err, .cell_bytes_max = CONTENT_CELL_BYTES_MAX};
    bool ok = content_open(&file, path, err);
    if (ok) {
        reader.db = file.db;
        reader.model = arena_alloc(arena, sizeof(*reader.model));
        ok = load_all(&reader);
    }
    content_close(&file);
    if (!ok) {
        (void)err_prefix(err, "%s", path);
        clean(err);
        return false;
    }
    *ret_model = reader.model;
    return true;
}
