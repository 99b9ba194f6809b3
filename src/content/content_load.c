/* A pack to memory. The file is opened read-only and immutable, hardened so that nothing in it can act, passed through the
 * schema gate and SQLite's own checks, read once and closed. Every sentence names the file. */

#include "content/content_load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "content/content_internal.h"

#define PATH_BYTES_MAX 1000
#define HEADER_BYTES 100

bool
reader_fail(struct reader *reader, const char *fmt, ...) {
    char text[200];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    return err_set(reader->err, ERR_CONTENT, 0, "%s", text);
}

static bool
database_error(struct reader *reader) {
    return err_set(reader->err, ERR_FORMAT, 0, "damaged (%s)", sqlite3_errmsg(reader->db));
}

bool
reader_each(struct reader *reader, const char *sql, row_fn take) {
    sqlite3_stmt *statement = NULL;
    bool ok = true;
    if (sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        return database_error(reader);
    }
    int status = SQLITE_ROW;
    for (size_t index = 0; ok && (status = sqlite3_step(statement)) == SQLITE_ROW; index++) {
        ok = take(reader, statement, index);
    }
    if (ok && status != SQLITE_DONE) {
        ok = database_error(reader);
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
take_sequence(struct reader *reader, const char *key, struct str value, int64_t *ret_number) {
    int64_t number = 0;
    bool ok = value.len > 0 && value.len <= CONTENT_SEQ_DIGITS_MAX;
    for (size_t i = 0; ok && i < value.len; i++) {
        ok = value.ptr[i] >= '0' && value.ptr[i] <= '9';
        number = number * 10 + (value.ptr[i] - '0');
    }
    *ret_number = number;
    return (ok && number > 0) ||
           reader_fail(reader, "meta %s: `" STR_FMT "` is no whole number from 1 to %d digits", key,
                       STR_ARG(value), CONTENT_SEQ_DIGITS_MAX);
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
        return take_sequence(reader, "seq", value, &reader->model->seq);
    } else if (str_is(key, "replaces")) {
        return take_sequence(reader, "replaces", value, &reader->model->replaces);
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

/* ---- opening ---- */

/* What can be said before SQLite looks at the file. */
static bool
check_header(struct reader *reader) {
    unsigned char h[HEADER_BYTES];
    struct stat st;
    FILE *file = fopen(reader->path, "rb");
    if (file == NULL || stat(reader->path, &st) != 0 || !S_ISREG(st.st_mode)) {
        if (file != NULL) {
            fclose(file);
        }
        return err_set(reader->err, ERR_IO, 0, "no such pack file");
    }
    const size_t got = fread(h, 1, sizeof(h), file);
    fclose(file);
    if (got < sizeof(h) || memcmp(h, "SQLite format 3", 16) != 0) {
        return err_set(reader->err, ERR_FORMAT, 0, "not a Vitrin pack");
    }
    if (st.st_size > (long)CONTENT_PACK_BYTES_MAX) {
        return err_set(reader->err, ERR_LIMIT, 0, "%lld bytes, at most %u are opened", (long long)st.st_size,
                       CONTENT_PACK_BYTES_MAX);
    }
    const uint32_t page = (uint32_t)h[16] << 8 | h[17];
    const uint64_t pages = (uint64_t)h[28] << 24 | (uint64_t)h[29] << 16 | (uint64_t)h[30] << 8 | h[31];
    const uint64_t wanted = pages * (page == 1 ? 65536u : page);
    if ((uint64_t)st.st_size < wanted) {
        return err_set(reader->err, ERR_FORMAT, 0, "truncated: %llu bytes of %llu",
                       (unsigned long long)st.st_size, (unsigned long long)wanted);
    }
    const uint32_t application = (uint32_t)h[68] << 24 | (uint32_t)h[69] << 16 | (uint32_t)h[70] << 8 | h[71];
    const uint32_t schema = (uint32_t)h[60] << 24 | (uint32_t)h[61] << 16 | (uint32_t)h[62] << 8 | h[63];
    if (application != CONTENT_APPLICATION_ID) {
        return err_set(reader->err, ERR_FORMAT, 0, "not a Vitrin pack");
    }
    if (schema != CONTENT_SCHEMA) {
        return err_set(reader->err, ERR_FORMAT, 0, "made for schema %u, this program knows schema %d", schema,
                       CONTENT_SCHEMA);
    }
    return true;
}

/* Percent-encodes what a file: URI gives a meaning. */
static void
uri_of(const char *path, char out[3 * PATH_BYTES_MAX + 64]) {
    static const char HEX[] = "0123456789ABCDEF";
    static const char OPTIONS[] = "?mode=ro&immutable=1";
    char *to = out + sprintf(out, "file:");
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        if (*c == '%' || *c == '?' || *c == '#') {
            *to++ = '%';
            *to++ = HEX[*c >> 4];
            *to++ = HEX[*c & 15];
        } else {
            *to++ = (char)*c;
        }
    }
    memcpy(to, OPTIONS, sizeof(OPTIONS));
}

static bool
harden(struct reader *reader) {
    static const int OFF[] = {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                              SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                              SQLITE_DBCONFIG_WRITABLE_SCHEMA};
    int is_on = 0;
    (void)sqlite3_db_config(reader->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &is_on);
    bool ok = is_on == 1;
    for (size_t i = 0; i < ARRAY_LEN(OFF); i++) {
        (void)sqlite3_db_config(reader->db, OFF[i], 0, &is_on);
        ok = ok && is_on == 0;
    }
    sqlite3_limit(reader->db, SQLITE_LIMIT_LENGTH, (int)CONTENT_BLOB_BYTES_MAX);
    sqlite3_limit(reader->db, SQLITE_LIMIT_ATTACHED, 0);
    ok = ok &&
         sqlite3_exec(reader->db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=OFF;",
                      NULL, NULL, NULL) == SQLITE_OK;
    return ok || database_error(reader);
}

/* SQLite puts a heading on a line of its own before what it found. */
static struct str
last_line(struct str text) {
    struct str rest = text;
    struct str line = text;
    while (str_next(&rest, '\n', &line)) {
    }
    return line;
}

static bool
take_quick_check(struct reader *reader, sqlite3_stmt *row, size_t index) {
    UNUSED(index);
    const struct str word = last_line(reader_str(reader, row, 0));
    return str_is(word, "ok") || err_set(reader->err, ERR_FORMAT, 0, "damaged (" STR_FMT ")",
                                         (int)(word.len > 120 ? 120 : word.len), word.ptr);
}

static bool
take_foreign_key(struct reader *reader, sqlite3_stmt *row, size_t index) {
    UNUSED(index);
    const struct str table = reader_str(reader, row, 0);
    return reader_fail(reader, "table " STR_FMT ": a row refers to something that is not there",
                       STR_ARG(table));
}

bool
content_load(struct arena *arena, const char *path, const struct content_model **ret_model, struct err *err) {
    char uri[3 * PATH_BYTES_MAX + 64];
    struct reader reader = {
        .arena = arena, .path = path, .err = err, .model = arena_alloc(arena, sizeof(struct content_model))};
    bool ok = strlen(path) < PATH_BYTES_MAX || err_set(err, ERR_LIMIT, 0, "the file name is too long");
    ok = ok && check_header(&reader);
    if (ok) {
        uri_of(path, uri);
        ok = sqlite3_open_v2(uri, &reader.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                             NULL) == SQLITE_OK ||
             database_error(&reader);
    }
    ok = ok && harden(&reader) && reader_each(&reader, "PRAGMA quick_check(1)", take_quick_check) &&
         reader_each(&reader, "PRAGMA foreign_key_check", take_foreign_key) && load_all(&reader);
    sqlite3_close(reader.db);
    if (!ok) {
        return err_prefix(err, "%s", path);
    }
    *ret_model = reader.model;
    return true;
}
