/* Two packs side by side in one SQLite connection. A full join over the key columns of each table gives every row that either has;
 * the table of tables tells the columns, so a new sheet or column is compared without a line here. */

#include "tools/pack_diff.h"

#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/content_load.h"
#include "tools/pack_tables.h"

#define COLUMNS_MAX (TABLE_COLUMNS_MAX + 4)

struct diff {
    sqlite3 *db; /* packs a and b attached */
    struct arena arena;
    FILE *out;
    struct err *err;
    int changes;
    int tables; /* with a change */
};

/* A table as it is stored: key columns first. */
struct stored {
    const char *name;
    const char *keys[3];
    size_t key_count;
    const char *columns[COLUMNS_MAX];
    size_t column_count;
};

static bool
db_fail(struct diff *diff, const char *what) {
    return err_set(diff->err, ERR_IO, 0, "%s: %s", what, sqlite3_errmsg(diff->db));
}

static bool
attach(struct diff *diff, const char *path, const char *name) {
    sqlite3_stmt *stmt = NULL;
    const char *uri = str_format(&diff->arena, "file:%s?mode=ro&immutable=1", path).ptr;
    const char *sql = str_format(&diff->arena, "ATTACH ? AS %s", name).ptr;
    bool ok = sqlite3_prepare_v2(diff->db, sql, -1, &stmt, NULL) == SQLITE_OK;
    if (ok) {
        sqlite3_bind_text(stmt, 1, uri, -1, SQLITE_STATIC);
        ok = sqlite3_step(stmt) == SQLITE_DONE;
    }
    sqlite3_finalize(stmt);
    return ok || db_fail(diff, path);
}

/* ---- what is stored ---- */

static void
stored_of(const struct table_spec *spec, struct stored *ret_stored) {
    *ret_stored = (struct stored){.name = spec->name};
    for (size_t i = 0; i < pack_table_columns(spec); i++) {
        const struct column_spec *column = &spec->columns[i];
        const bool is_key = column->kind == COLUMN_KEY || (strcmp(spec->name, "route_stop") == 0 && i == 1);
        if (is_key && ret_stored->key_count < 3) {
            ret_stored->keys[ret_stored->key_count++] = column->name;
        } else if (column->is_kept) {
            ret_stored->columns[ret_stored->column_count++] = column->name;
        }
    }
    static const char *const BLOBS[][2] = {
        {"geometry", "vertices"}, {"geometry", "rings"}, {"art", "png"}, {"font", "bytes"}};
    for (size_t i = 0; i < ARRAY_LEN(BLOBS); i++) {
        if (strcmp(BLOBS[i][0], spec->name) == 0) {
            ret_stored->columns[ret_stored->column_count++] = BLOBS[i][1];
        }
    }
}

/* SELECT every key, whether a and b have it, and each column of both. */
static sqlite3_stmt *
prepare_join(struct diff *diff, const struct stored *t) {
    struct str_builder sql;
    sqlite3_stmt *stmt = NULL;
    str_builder_init(&sql, &diff->arena);
    str_builder_add_c(&sql, "SELECT x.\"");
    str_builder_add_format(&sql, "%s\" IS NOT NULL, y.\"%s\" IS NOT NULL, ''", t->keys[0], t->keys[0]);
    for (size_t i = 0; i < t->key_count; i++) {
        str_builder_add_format(&sql, " || '%s' || coalesce(x.\"%s\", y.\"%s\")", i > 0 ? "." : "", t->keys[i],
                               t->keys[i]);
    }
    for (size_t i = 0; i < t->column_count; i++) {
        str_builder_add_format(&sql, ", x.\"%s\", y.\"%s\"", t->columns[i], t->columns[i]);
    }
    str_builder_add_format(&sql, " FROM a.\"%s\" x FULL JOIN b.\"%s\" y ON ", t->name, t->name);
    for (size_t i = 0; i < t->key_count; i++) {
        str_builder_add_format(&sql, "%sx.\"%s\" = y.\"%s\"", i > 0 ? " AND " : "", t->keys[i], t->keys[i]);
    }
    /* the identity follows from the rest */
    str_builder_add_c(&sql, strcmp(t->name, "meta") == 0 ? " WHERE coalesce(x.key, y.key) <> 'pack_id'" : "");
    str_builder_add_c(&sql, " ORDER BY 3");
    return sqlite3_prepare_v2(diff->db, str_builder_view(&sql).ptr, -1, &stmt, NULL) == SQLITE_OK ? stmt
                                                                                                  : NULL;
}

/* ---- saying it ---- */

/* The row's own name in the first language of pack b, or of a where b has none; empty when it has no words. */
static struct str
name_of(struct diff *diff, const char *table, const char *key) {
    static const char SQL[] =
        "SELECT text FROM (SELECT text, 1 AS o FROM b.text WHERE key IN (?1, ?2, ?3) AND "
        "lang = (SELECT lang FROM b.lang ORDER BY ord LIMIT 1) UNION ALL SELECT text, 2 FROM "
        "a.text WHERE key IN (?1, ?2, ?3) AND lang = (SELECT lang FROM a.lang ORDER BY ord "
        "LIMIT 1)) WHERE text <> '' ORDER BY o LIMIT 1";
    static const char *const COLUMNS[] = {"title", "label", "name"};
    sqlite3_stmt *stmt = NULL;
    struct str name = {"", 0};
    if (sqlite3_prepare_v2(diff->db, SQL, -1, &stmt, NULL) != SQLITE_OK) {
        return name;
    }
    for (int i = 0; i < 3; i++) {
        const struct str text = str_format(&diff->arena, "%s.%s.%s", table, COLUMNS[i], key);
        sqlite3_bind_text(stmt, i + 1, text.ptr, (int)text.len, SQLITE_STATIC);
    }
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        name = str_copy(&diff->arena, str_from_c((const char *)sqlite3_column_text(stmt, 0)));
    }
    sqlite3_finalize(stmt);
    return name;
}

static const char *
word_of(const char *table) {
    static const char *const WORDS[][2] = {{"slide_item", "item"},
                                           {"slide_place", "placement of"},
                                           {"route_stop", "way point"},
                                           {"meta", "pack"}};
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (strcmp(WORDS[i][0], table) == 0) {
            return WORDS[i][1];
        }
    }
    return table;
}

static void
say_row(struct diff *diff, const char *table, const char *key, const char *what) {
    const struct str name = name_of(diff, table, key);
    fprintf(diff->out, "%s %s", word_of(table), key);
    if (!str_is_empty(name)) {
        fprintf(diff->out, " (“" STR_FMT "”)", STR_ARG(name));
    }
    fprintf(diff->out, "%s\n", what);
    diff->changes++;
}

static bool
is_same(sqlite3_stmt *row, int a, int b) {
    const int bytes = sqlite3_column_bytes(row, a);
    if (sqlite3_column_type(row, a) != sqlite3_column_type(row, b)) {
        return false;
    }
    if (sqlite3_column_type(row, a) == SQLITE_FLOAT) {
        return sqlite3_column_double(row, a) == sqlite3_column_double(row, b);
    }
    return bytes == sqlite3_column_bytes(row, b) &&
           (bytes == 0 ||
            memcmp(sqlite3_column_blob(row, a), sqlite3_column_blob(row, b), (size_t)bytes) == 0);
}

static const char *
shown(sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text == NULL || text[0] == '\0' ? "nothing" : text;
}

static void
say_changes(struct diff *diff, const struct stored *t, sqlite3_stmt *row) {
    struct str_builder line;
    int changed = 0;
    str_builder_init(&line, &diff->arena);
    for (size_t i = 0; i < t->column_count; i++) {
        const int a = 3 + 2 * (int)i;
        if (is_same(row, a, a + 1)) {
            continue;
        }
        str_builder_add_c(&line, changed++ > 0 ? ", " : "");
        if (sqlite3_column_type(row, a) == SQLITE_BLOB) {
            str_builder_add_format(&line, "%s changed (%d to %d bytes)", t->columns[i],
                                   sqlite3_column_bytes(row, a), sqlite3_column_bytes(row, a + 1));
        } else {
            str_builder_add_format(&line, "%s %s → %s", t->columns[i], shown(row, a), shown(row, a + 1));
        }
    }
    if (changed > 0) {
        const char *key = (const char *)sqlite3_column_text(row, 2);
        say_row(diff, t->name, key,
                str_format(&diff->arena, ": " STR_FMT, STR_ARG(str_builder_view(&line))).ptr);
    }
}

static bool
compare_table(struct diff *diff, const struct stored *t) {
    sqlite3_stmt *row = prepare_join(diff, t);
    const int before = diff->changes;
    int step = SQLITE_DONE;
    if (row == NULL) {
        return db_fail(diff, t->name);
    }
    while ((step = sqlite3_step(row)) == SQLITE_ROW) {
        const bool has_a = sqlite3_column_int(row, 0) != 0;
        const bool has_b = sqlite3_column_int(row, 1) != 0;
        const char *key = (const char *)sqlite3_column_text(row, 2);
        if (has_a && has_b) {
            say_changes(diff, t, row);
        } else {
            say_row(diff, t->name, key, has_b ? " is new" : " is gone");
        }
    }
    sqlite3_finalize(row);
    diff->tables += diff->changes > before ? 1 : 0;
    return step == SQLITE_DONE || db_fail(diff, t->name);
}

/* Words in each language: "slide.title.zones (fa): “…” → “…”". Rows that come or go were told with their tables. */
static bool
compare_words(struct diff *diff) {
    static const char SQL[] =
        "SELECT x.key, x.lang, x.text, y.text FROM a.text x JOIN b.text y ON x.key = y.key AND "
        "x.lang = y.lang WHERE x.text <> y.text ORDER BY 1, 2";
    sqlite3_stmt *row = NULL;
    const int before = diff->changes;
    if (sqlite3_prepare_v2(diff->db, SQL, -1, &row, NULL) != SQLITE_OK) {
        return db_fail(diff, "text");
    }
    while (sqlite3_step(row) == SQLITE_ROW) {
        fprintf(diff->out, "words %s (%s): “%s” → “%s”\n", shown(row, 0), shown(row, 1), shown(row, 2),
                shown(row, 3));
        diff->changes++;
    }
    sqlite3_finalize(row);
    diff->tables += diff->changes > before ? 1 : 0;
    return true;
}

static bool
compare(struct diff *diff, const char *path_a, const char *path_b) {
    const struct stored meta = {
        .name = "meta", .keys = {"key"}, .key_count = 1, .columns = {"value"}, .column_count = 1};
    if (sqlite3_open_v2(":memory:", &diff->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_MEMORY,
                        NULL) != SQLITE_OK) {
        return db_fail(diff, "the database");
    }
    bool ok = attach(diff, path_a, "a") && attach(diff, path_b, "b") && compare_table(diff, &meta);
    for (size_t i = 0; ok && i < PACK_TABLE_COUNT; i++) {
        struct stored stored;
        stored_of(&PACK_TABLES[i], &stored);
        ok = compare_table(diff, &stored);
    }
    return ok && compare_words(diff);
}

static bool
opens(struct diff *diff, const char *path) {
    const struct content_model *model = NULL;
    return content_load(&diff->arena, path, &model, diff->err);
}

int
pack_diff(const char *path_a, const char *path_b, FILE *out, struct err *err) {
    struct diff diff = {.out = out, .err = err};
    arena_init(&diff.arena, 1u << 20);
    const bool ok = opens(&diff, path_a) && opens(&diff, path_b) && compare(&diff, path_a, path_b);
    sqlite3_close(diff.db);
    arena_fini(&diff.arena);
    if (ok) {
        fprintf(out, diff.changes == 0 ? "no difference\n" : "%d changes in %d tables\n", diff.changes,
                diff.tables);
    }
    return ok ? diff.changes : -1;
}
