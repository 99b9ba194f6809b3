/* Two packs side by side in one SQLite connection. A full join over the key columns of each table gives every row that either has;
 * the table of tables tells the columns, so a new sheet or column is compared without a line here. The column `ord` is told as what
 * an author did, a row moved, and not as the numbers of all rows behind it. */

#include "tools/pack_diff.h"

#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/content_load.h"
#include "tools/pack_order.h"
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
    bool is_ordered; /* by a column `ord` that is no key: told by compare_order */
};

static bool
db_fail(struct diff *diff, const char *what) {
    return err_set(diff->err, ERR_IO, 0, "%s: %s", what, sqlite3_errmsg(diff->db));
}

static bool
attach(struct diff *diff, const char *path, const char *name) {
    sqlite3_stmt *stmt = NULL;
    const char *sql = str_format(&diff->arena, "ATTACH ? AS %s", name).ptr;
    bool ok = sqlite3_prepare_v2(diff->db, sql, -1, &stmt, NULL) == SQLITE_OK;
    if (ok) {
        sqlite3_bind_text(stmt, 1, path, -1, SQLITE_STATIC);
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
        } else if (strcmp(column->name, "ord") == 0) {
            ret_stored->is_ordered = true;
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
shown(struct diff *diff, sqlite3_stmt *row, int column) {
    if (sqlite3_column_type(row, column) == SQLITE_FLOAT) {
        return str_format(&diff->arena, "%.15g", sqlite3_column_double(row, column)).ptr;
    }
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text == NULL || text[0] == '\0' ? "nothing" : text;
}

/* " (thousand km2, 2023)": what the values of a figure or point count; empty for other rows. */
static struct str
measure_of(struct diff *diff, const char *table, const char *key) {
    static const char FIGURE[] = "SELECT scale, unit, year FROM b.figure WHERE figure = ?";
    static const char POINT[] =
        "SELECT scale, unit, year FROM b.series WHERE series = substr(?1, 1, instr(?1, '.') - 1)";
    const bool is_figure = strcmp(table, "figure") == 0;
    sqlite3_stmt *stmt = NULL;
    struct str measure = {"", 0};
    if ((!is_figure && strcmp(table, "point") != 0) ||
        sqlite3_prepare_v2(diff->db, is_figure ? FIGURE : POINT, -1, &stmt, NULL) != SQLITE_OK) {
        return measure;
    }
    sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *scale = (const char *)sqlite3_column_text(stmt, 0);
        const char *year = (const char *)sqlite3_column_text(stmt, 2);
        const bool is_plain = strcmp(scale, "one") == 0;
        measure = str_format(&diff->arena, " (%s%s%s%s%s)", is_plain ? "" : scale, is_plain ? "" : " ",
                             (const char *)sqlite3_column_text(stmt, 1), year == NULL ? "" : ", ",
                             year == NULL ? "" : year);
    }
    sqlite3_finalize(stmt);
    return measure;
}

static void
say_changes(struct diff *diff, const struct stored *t, sqlite3_stmt *row) {
    const char *key = (const char *)sqlite3_column_text(row, 2);
    struct str_builder line;
    int changed = 0;
    bool has_value = false;
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
            str_builder_add_format(&line, "%s %s → %s", t->columns[i], shown(diff, row, a),
                                   shown(diff, row, a + 1));
            has_value = has_value || sqlite3_column_type(row, a) == SQLITE_FLOAT;
        }
    }
    if (changed > 0) {
        str_builder_add(&line, has_value ? measure_of(diff, t->name, key) : STR_LIT(""));
        say_row(diff, t->name, key,
                str_format(&diff->arena, ": " STR_FMT, STR_ARG(str_builder_view(&line))).ptr);
    }
}

/* ---- order ---- */

/* SELECT key, the row before in a, the row before in b, place in b, is it the group's first, is it numbered anew, how many rows in
 * all. A group is what shares the first of two keys: the items of one slide; the whole table when there is one key. */
static sqlite3_stmt *
prepare_order(struct diff *diff, const struct stored *t) {
    sqlite3_stmt *stmt = NULL;
    const bool has_group = t->key_count > 1;
    const char *own = t->keys[t->key_count - 1];
    const char *group = has_group ? str_format(&diff->arena, "x.\"%s\"", t->keys[0]).ptr : "''";
    const char *joined =
        has_group ? str_format(&diff->arena, "x.\"%s\" = y.\"%s\" AND ", t->keys[0], t->keys[0]).ptr : "";
    const struct str sql =
        str_format(&diff->arena,
                   "WITH both AS (SELECT %s AS g, x.\"%s\" AS k, x.ord AS p, y.ord AS q "
                   "FROM a.\"%s\" x JOIN b.\"%s\" y ON %sx.\"%s\" = y.\"%s\") "
                   "SELECT iif(g = '', '', g || '.') || k, lag(k, 1, '') OVER in_a, lag(k, 1, '') OVER in_b, "
                   "row_number() OVER in_b, row_number() OVER in_a = 1, p <> q, count(*) OVER () FROM both "
                   "WINDOW in_a AS (PARTITION BY g ORDER BY p, k), in_b AS (PARTITION BY g ORDER BY q, k) "
                   "ORDER BY g, p, k",
                   group, own, t->name, t->name, joined, own, own);
    return sqlite3_prepare_v2(diff->db, sql.ptr, -1, &stmt, NULL) == SQLITE_OK ? stmt : NULL;
}

struct ordered {
    const char *key, *before_a, *before_b;
};

static const char *
after(struct diff *diff, const char *key) {
    return key[0] == '\0' ? "first" : str_format(&diff->arena, "after %s", key).ptr;
}

/* Says which rows of one group moved. Returns: how many. */
static int
say_moves(struct diff *diff, const struct stored *t, const struct ordered *rows, const int *ranks, size_t n) {
    int moved = 0;
    if (n == 0) {
        return 0;
    }
    bool *stayed = arena_alloc_array(&diff->arena, n, sizeof(*stayed));
    pack_order_stayed(ranks, n, &diff->arena, stayed);
    for (size_t i = 0; i < n; i++) {
        if (!stayed[i]) {
            const struct str what = str_format(&diff->arena, " moved: %s → %s", after(diff, rows[i].before_a),
                                               after(diff, rows[i].before_b));
            say_row(diff, t->name, rows[i].key, what.ptr);
            moved++;
        }
    }
    return moved;
}

static const char *
kept(struct diff *diff, sqlite3_stmt *row, int column) {
    return str_copy(&diff->arena, str_from_c((const char *)sqlite3_column_text(row, column))).ptr;
}

static bool
compare_order(struct diff *diff, const struct stored *t) {
    struct ordered *rows = NULL;
    int *ranks = NULL;
    size_t n = 0;
    int moved = 0;
    int renumbered = 0;
    int step = SQLITE_DONE;
    sqlite3_stmt *row = prepare_order(diff, t);
    if (row == NULL) {
        return db_fail(diff, t->name);
    }
    while ((step = sqlite3_step(row)) == SQLITE_ROW) {
        if (rows == NULL) {
            const size_t count = (size_t)sqlite3_column_int(row, 6);
            rows = arena_alloc_array(&diff->arena, count, sizeof(*rows));
            ranks = arena_alloc_array(&diff->arena, count, sizeof(*ranks));
        }
        if (sqlite3_column_int(row, 4) != 0) {
            moved += say_moves(diff, t, rows, ranks, n);
            n = 0;
        }
        rows[n] = (struct ordered){kept(diff, row, 0), kept(diff, row, 1), kept(diff, row, 2)};
        ranks[n++] = sqlite3_column_int(row, 3);
        renumbered += sqlite3_column_int(row, 5);
    }
    moved += say_moves(diff, t, rows, ranks, n);
    sqlite3_finalize(row);
    if (moved == 0 && renumbered > 0) {
        fprintf(diff->out, "%s: other numbers in the column ord, %d in all, the order is the same\n", t->name,
                renumbered);
        diff->changes++;
    }
    return step == SQLITE_DONE || db_fail(diff, t->name);
}

/* ---- tables ---- */

static bool
compare_rows(struct diff *diff, const struct stored *t) {
    sqlite3_stmt *row = prepare_join(diff, t);
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
    return step == SQLITE_DONE || db_fail(diff, t->name);
}

static bool
compare_table(struct diff *diff, const struct stored *t) {
    const int before = diff->changes;
    const bool ok = compare_rows(diff, t) && (!t->is_ordered || compare_order(diff, t));
    diff->tables += diff->changes > before ? 1 : 0;
    return ok;
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
        fprintf(diff->out, "words %s (%s): “%s” → “%s”\n", shown(diff, row, 0), shown(diff, row, 1),
                shown(diff, row, 2), shown(diff, row, 3));
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
    /* read-only is inherited by what is attached; without URIs every file name means itself */
    if (sqlite3_open_v2(":memory:", &diff->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
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

static void
say_sum(const struct diff *diff) {
    if (diff->changes == 0) {
        fputs("no difference\n", diff->out);
        return;
    }
    fprintf(diff->out, "%d change%s in %d table%s\n", diff->changes, diff->changes == 1 ? "" : "s",
            diff->tables, diff->tables == 1 ? "" : "s");
}

int
pack_diff(const char *path_a, const char *path_b, FILE *out, struct err *err) {
    struct diff diff = {.out = out, .err = err};
    arena_init(&diff.arena, 1u << 20);
    const bool ok = opens(&diff, path_a) && opens(&diff, path_b) && compare(&diff, path_a, path_b);
    sqlite3_close(diff.db);
    arena_fini(&diff.arena);
    if (ok) {
        say_sum(&diff);
    }
    return ok ? diff.changes : -1;
}
