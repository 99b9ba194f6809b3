/* Building a pack. Rows go in in key order into an in-memory database, whose logical content is hashed into the pack's
 * identity; VACUUM INTO then lays the file out from the start, which makes its bytes repeatable. */

#include "tools/pack_build.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/hash.h"
#include "pack_schema.h"
#include "tools/pack_geo.h"
#include "tools/pack_search.h"

#define FILE_BYTES_MAX (8u << 20)

struct build {
    const struct workbook *book;
    sqlite3 *db;
    struct arena arena;
    struct err *err;
};

static bool
db_fail(struct build *b, const char *what) {
    return err_set(b->err, ERR_IO, 0, "%s: %s", what, sqlite3_errmsg(b->db));
}

static bool
run_sql(struct build *b, const char *sql) {
    return sqlite3_exec(b->db, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(b, "the pack's database");
}

static bool
create_tables(struct build *b) {
    bool ok = run_sql(b, "PRAGMA page_size=4096; PRAGMA foreign_keys=OFF;");
    for (size_t i = 0; ok && i < ARRAY_LEN(PACK_SCHEMA); i++) {
        ok = run_sql(b, PACK_SCHEMA[i]);
    }
    return ok;
}

static bool
insert_text(struct build *b, sqlite3_stmt *insert, struct str key, struct str lang, struct str text) {
    sqlite3_reset(insert);
    sqlite3_bind_text(insert, 1, key.ptr, (int)key.len, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, lang.ptr, (int)lang.len, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, text.ptr, (int)text.len, SQLITE_STATIC);
    return sqlite3_step(insert) == SQLITE_DONE || db_fail(b, "table text");
}

/* The translated cells of one row: table.column.rowkey for each language. */
static bool
insert_words(struct build *b, sqlite3_stmt *insert, const struct sheet *sheet, size_t row) {
    const struct str row_key = sheet_row_key(sheet, row, &b->arena);
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        const struct column_spec *column = &sheet->spec->columns[c];
        for (size_t l = 0; l < b->book->lang_count && column->kind == COLUMN_TRANSLATED; l++) {
            const struct str lang = b->book->langs[l];
            const char *name = str_format(&b->arena, "%s_" STR_FMT, column->name, STR_ARG(lang)).ptr;
            const struct str key =
                str_format(&b->arena, "%s.%s." STR_FMT, sheet->spec->name, column->name, STR_ARG(row_key));
            if (!insert_text(b, insert, key, lang, sheet_named(sheet, row, name))) {
                return false;
            }
        }
    }
    return true;
}

static void
bind_cell(sqlite3_stmt *insert, int at, const struct column_spec *column, struct str cell) {
    double number = 0.0;
    int whole = 0;
    if (cell.len == 0 && (column->kind == COLUMN_NUMBER_OR_EMPTY || column->kind == COLUMN_INT_OR_EMPTY)) {
        sqlite3_bind_null(insert, at);
    } else if ((column->kind == COLUMN_NUMBER || column->kind == COLUMN_NUMBER_OR_EMPTY) &&
               str_to_double(cell, &number)) {
        sqlite3_bind_double(insert, at, number);
    } else if ((column->kind == COLUMN_INT || column->kind == COLUMN_INT_OR_EMPTY) &&
               str_to_int(cell, &whole)) {
        sqlite3_bind_int(insert, at, whole);
    } else {
        sqlite3_bind_text(insert, at, cell.ptr, (int)cell.len, SQLITE_STATIC);
    }
}

static bool
bind_geometry(struct build *b, sqlite3_stmt *insert, int at, const struct sheet *sheet, size_t row) {
    const struct str file = sheet_named(sheet, row, "file");
    const char *path = str_format(&b->arena, "%s/" STR_FMT, b->book->folder, STR_ARG(file)).ptr;
    const bool is_polygon = str_is(sheet_named(sheet, row, "kind"), "polygon");
    struct str wkt;
    struct geo_blobs blobs;
    struct err why = {0};
    if (!geo_read_feature(&b->arena, path, sheet_named(sheet, row, "feature"), &wkt, &why) ||
        !geo_build(&b->arena, wkt.ptr, is_polygon, &blobs, &why)) {
        return sheet_fail(sheet, row, "feature", b->err, "%s", why.text);
    }
    sqlite3_bind_blob(insert, at, blobs.vertices, (int)(blobs.vertex_count * 2 * sizeof(float)),
                      SQLITE_STATIC);
    sqlite3_bind_blob(insert, at + 1, blobs.triangles, (int)(blobs.triangle_count * 3 * sizeof(uint32_t)),
                      SQLITE_STATIC);
    sqlite3_bind_blob(insert, at + 2, blobs.rings, (int)(blobs.ring_count * 3 * sizeof(uint32_t)),
                      SQLITE_STATIC);
    return true;
}

static bool
bind_file(struct build *b, sqlite3_stmt *insert, int at, const struct sheet *sheet, size_t row) {
    const struct str file = sheet_named(sheet, row, "file");
    struct str bytes;
    struct err why = {0};
    if (!fs_read(&b->arena, str_format(&b->arena, "%s/" STR_FMT, b->book->folder, STR_ARG(file)).ptr,
                 FILE_BYTES_MAX, &bytes, &why)) {
        return sheet_fail(sheet, row, "file", b->err, "%s", why.text);
    }
    sqlite3_bind_blob(insert, at, bytes.ptr, (int)bytes.len, SQLITE_STATIC);
    return true;
}

/* INSERT INTO table (kept columns…) VALUES (?…), with room for blobs. */
static sqlite3_stmt *
prepare_insert(struct build *b, const struct table_spec *spec) {
    struct str_builder sql;
    int count = 0;
    const char *blobs = strcmp(spec->name, "geometry") == 0 ? "vertices, triangles, rings"
                        : strcmp(spec->name, "art") == 0    ? "png"
                        : strcmp(spec->name, "font") == 0   ? "bytes"
                                                            : "";
    str_builder_init(&sql, &b->arena);
    str_builder_add_format(&sql, "INSERT INTO %s (", spec->name);
    for (size_t c = 0; c < pack_table_columns(spec); c++) {
        if (spec->columns[c].is_kept) {
            str_builder_add_format(&sql, "%s\"%s\"", count++ > 0 ? ", " : "", spec->columns[c].name);
        }
    }
    if (blobs[0] != '\0') {
        str_builder_add_format(&sql, ", %s", blobs);
        count += blobs[0] == 'v' ? 3 : 1;
    }
    str_builder_add_c(&sql, ") VALUES (?");
    for (int i = 1; i < count; i++) {
        str_builder_add_c(&sql, ",?");
    }
    str_builder_add_c(&sql, ")");
    sqlite3_stmt *insert = NULL;
    return sqlite3_prepare_v2(b->db, str_builder_view(&sql).ptr, -1, &insert, NULL) == SQLITE_OK ? insert
                                                                                                 : NULL;
}

static bool
insert_row(struct build *b, sqlite3_stmt *insert, const struct sheet *sheet, size_t row) {
    int at = 1;
    sqlite3_reset(insert);
    for (size_t c = 0; c < pack_table_columns(sheet->spec); c++) {
        if (sheet->spec->columns[c].is_kept) {
            bind_cell(insert, at++, &sheet->spec->columns[c],
                      sheet_named(sheet, row, sheet->spec->columns[c].name));
        }
    }
    if (strcmp(sheet->spec->name, "geometry") == 0 && !bind_geometry(b, insert, at, sheet, row)) {
        return false;
    }
    const bool is_file = strcmp(sheet->spec->name, "art") == 0 || strcmp(sheet->spec->name, "font") == 0;
    if (is_file && !bind_file(b, insert, at, sheet, row)) {
        return false;
    }
    return sqlite3_step(insert) == SQLITE_DONE ||
           sheet_fail(sheet, row, sheet->spec->columns[0].name, b->err, "%s", sqlite3_errmsg(b->db));
}

static bool
insert_sheet(struct build *b, sqlite3_stmt *words, const struct sheet *sheet) {
    sqlite3_stmt *insert = prepare_insert(b, sheet->spec);
    bool ok = insert != NULL || db_fail(b, sheet->spec->name);
    for (size_t row = 0; ok && row < sheet->row_count; row++) {
        ok = insert_row(b, insert, sheet, row) && insert_words(b, words, sheet, row);
        sqlite3_clear_bindings(insert);
    }
    sqlite3_finalize(insert);
    return ok;
}

static bool
insert_meta_row(struct build *b, struct str key, struct str value) {
    sqlite3_stmt *insert = NULL;
    bool ok = sqlite3_prepare_v2(b->db, "INSERT INTO meta (key, value) VALUES (?, ?)", -1, &insert, NULL) ==
              SQLITE_OK;
    if (ok) {
        sqlite3_bind_text(insert, 1, key.ptr, (int)key.len, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, value.ptr, (int)value.len, SQLITE_STATIC);
        ok = sqlite3_step(insert) == SQLITE_DONE;
    }
    sqlite3_finalize(insert);
    return ok || db_fail(b, "table meta");
}

/* title_fa, title_en… become texts; the rest stays as it is. */
static bool
insert_meta(struct build *b, sqlite3_stmt *words) {
    size_t titles = 0;
    for (size_t i = 0; i < b->book->meta_count; i++) {
        const struct str key = b->book->meta_keys[i];
        if (!str_starts_with(key, "title_")) {
            if (!insert_meta_row(b, key, b->book->meta_values[i])) {
                return false;
            }
            continue;
        }
        titles++;
        if (!insert_text(b, words, STR_LIT("meta.title.title"), (struct str){key.ptr + 6, key.len - 6},
                         b->book->meta_values[i])) {
            return false;
        }
    }
    return titles == b->book->lang_count ||
           err_set(b->err, ERR_CONTENT, 0, "%s/meta.csv: a title in every language is needed (title_fa, …)",
                   b->book->folder);
}

/* What visitors can search for. */
static bool
insert_search(struct build *b) {
    struct search_row *rows = NULL;
    size_t count = 0;
    sqlite3_stmt *insert = NULL;
    if (!pack_search_rows(b->book, &b->arena, &rows, &count, b->err)) {
        return false;
    }
    bool ok = sqlite3_prepare_v2(
                  b->db, "INSERT INTO search (ord, kind, slide, figure, \"key\") VALUES (?, ?, ?, ?, ?)", -1,
                  &insert, NULL) == SQLITE_OK;
    for (size_t i = 0; ok && i < count; i++) {
        sqlite3_reset(insert);
        sqlite3_bind_int64(insert, 1, (sqlite3_int64)i);
        sqlite3_bind_text(insert, 2, rows[i].kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, rows[i].slide.ptr, (int)rows[i].slide.len, SQLITE_STATIC);
        sqlite3_bind_text(insert, 4, rows[i].figure.ptr, (int)rows[i].figure.len, SQLITE_STATIC);
        sqlite3_bind_text(insert, 5, rows[i].key.ptr, (int)rows[i].key.len, SQLITE_STATIC);
        ok = sqlite3_step(insert) == SQLITE_DONE;
    }
    sqlite3_finalize(insert);
    return ok || db_fail(b, "table search");
}

static void
hash_value(struct hash_id_state *state, sqlite3_stmt *row, int column) {
    const int type = sqlite3_column_type(row, column);
    const void *bytes = sqlite3_column_blob(row, column);
    const int len = sqlite3_column_bytes(row, column);
    const int64_t head[2] = {type, len};
    hash_id_update(state, head, sizeof(head));
    if (type == SQLITE_FLOAT) {
        const double value = sqlite3_column_double(row, column);
        hash_id_update(state, &value, sizeof(value));
    } else if (len > 0) {
        hash_id_update(state, bytes, (size_t)len);
    }
}

static bool
hash_table(struct build *b, struct hash_id_state *state, const char *table) {
    sqlite3_stmt *row = NULL;
    const char *sql = str_format(&b->arena, "SELECT * FROM %s ORDER BY 1, 2", table).ptr;
    hash_id_update(state, table, strlen(table));
    if (strcmp(table, "route_stop") == 0 || strcmp(table, "slide_place") == 0) {
        sql = str_format(&b->arena, "SELECT * FROM %s ORDER BY 1, 2, 3", table).ptr;
    }
    if (sqlite3_prepare_v2(b->db, sql, -1, &row, NULL) != SQLITE_OK) {
        return db_fail(b, table);
    }
    while (sqlite3_step(row) == SQLITE_ROW) {
        for (int c = 0; c < sqlite3_column_count(row); c++) {
            hash_value(state, row, c);
        }
    }
    sqlite3_finalize(row);
    return true;
}

/* Identity: BLAKE2b of every table's rows in key order, independent of the file's layout. */
static bool
insert_identity(struct build *b) {
    struct hash_id_state state;
    uint8_t id[HASH_ID_BYTES];
    char hex[2 * HASH_ID_BYTES + 1];
    hash_id_init(&state);
    bool ok = hash_table(b, &state, "meta") && hash_table(b, &state, "text");
    for (size_t t = 0; ok && t < PACK_TABLE_COUNT; t++) {
        ok = hash_table(b, &state, PACK_TABLES[t].name);
    }
    ok = ok && hash_table(b, &state, "search");
    hash_id_final(&state, id);
    for (size_t i = 0; i < HASH_ID_BYTES; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", id[i]);
    }
    return ok && insert_meta_row(b, STR_LIT("pack_id"), str_from_c(hex));
}

static bool
write_file(struct build *b, const char *out_path) {
    const char *temporary = str_format(&b->arena, "%s.new", out_path).ptr;
    sqlite3_stmt *vacuum = NULL;
    (void)unlink(temporary);
    bool ok = sqlite3_prepare_v2(b->db, "VACUUM INTO ?", -1, &vacuum, NULL) == SQLITE_OK;
    if (ok) {
        sqlite3_bind_text(vacuum, 1, temporary, -1, SQLITE_STATIC);
        ok = sqlite3_step(vacuum) == SQLITE_DONE;
    }
    if (!ok) {
        db_fail(b, out_path);
    }
    sqlite3_finalize(vacuum);
    if (ok && rename(temporary, out_path) != 0) {
        ok = err_set(b->err, ERR_IO, 0, "%s: cannot be written", out_path);
    }
    return ok;
}

bool
pack_build(const struct workbook *book, const char *out_path, struct err *err) {
    struct build b = {.book = book, .err = err};
    sqlite3_stmt *words = NULL;
    arena_init(&b.arena, 1u << 20);
    bool ok = sqlite3_open(":memory:", &b.db) == SQLITE_OK && create_tables(&b) && run_sql(&b, "BEGIN");
    ok = ok && (sqlite3_prepare_v2(b.db, "INSERT INTO text (key, lang, text) VALUES (?, ?, ?)", -1, &words,
                                   NULL) == SQLITE_OK ||
                db_fail(&b, "table text"));
    for (size_t t = 0; ok && t < PACK_TABLE_COUNT; t++) {
        ok = insert_sheet(&b, words, &book->sheets[t]);
    }
    for (size_t row = 0; ok && row < book->compare.row_count; row++) {
        ok = insert_words(&b, words, &book->compare, row);
    }
    ok = ok && insert_meta(&b, words) && insert_search(&b);
    sqlite3_finalize(words);
    ok = ok && insert_identity(&b) && run_sql(&b, "COMMIT") && write_file(&b, out_path);
    sqlite3_close(b.db);
    arena_fini(&b.arena);
    return ok;
}
