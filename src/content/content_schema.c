/* The gate of the schema. A pack's list of tables is compared with the statements compiled in, letter by letter, so that no view,
 * trigger, virtual table, generated column or index of a stranger is ever used; the authorizer says the same for every statement prepared.
 * Rows are not looked at here. */

#include "content/content_schema.h"

#include <stdint.h>
#include <string.h>

#include "base/macros.h"
#include "base/str.h"
#include "content/content_model.h"
#include "content/content_open.h"
#include "pack_schema.h"

#define NAME_BYTES_MAX 40 /* of a stranger's name in a sentence */

/* The indexes SQLite itself makes for a UNIQUE column. */
static const char *const AUTOINDEXES[] = {"sqlite_autoindex_source_2", "sqlite_autoindex_slide_2"};

/* The statement without its semicolon. Returns: empty when the line creates no table. */
static struct str
statement_at(size_t line) {
    const struct str whole = str_trim(str_from_c(PACK_SCHEMA[line]));
    return str_starts_with(whole, "CREATE TABLE ") ? (struct str){whole.ptr, whole.len - 1}
                                                   : (struct str){"", 0};
}

static struct str
name_of(struct str statement) {
    struct str rest = {statement.ptr + strlen("CREATE TABLE "), statement.len - strlen("CREATE TABLE ")};
    struct str name = {"", 0};
    (void)str_next(&rest, ' ', &name);
    return name;
}

/* Returns: -1 when the program knows no such table. */
static int
find_table(struct str name) {
    for (size_t i = 0; i < ARRAY_LEN(PACK_SCHEMA); i++) {
        const struct str statement = statement_at(i);
        if (statement.len > 0 && str_equal(name_of(statement), name)) {
            return (int)i;
        }
    }
    return -1;
}

/* Columns stand after the outer parenthesis or one of its commas. */
static bool
has_column(struct str statement, const char *column) {
    const size_t len = strlen(column);
    int depth = 0;
    for (size_t i = 0; i + len + 3 < statement.len; i++) {
        const char c = statement.ptr[i];
        const bool begins = depth == (c == '(' ? 0 : 1) && (c == '(' || c == ',');
        const char *word = statement.ptr + i + (c == ',' ? 2 : 1);
        word += *word == '"' ? 1 : 0;
        if (begins && strncmp(word, column, len) == 0 && (word[len] == ' ' || word[len] == '"')) {
            return true;
        }
        depth += (c == '(' ? 1 : 0) - (c == ')' ? 1 : 0);
    }
    return false;
}

static bool
can_read(const char *table, const char *column) {
    static const char *const OF_SCHEMA[] = {"", "type", "name", "tbl_name", "sql"};
    if (strcmp(table, "sqlite_master") == 0) {
        for (size_t i = 0; i < ARRAY_LEN(OF_SCHEMA); i++) {
            if (strcmp(column, OF_SCHEMA[i]) == 0) {
                return true;
            }
        }
        return false;
    }
    const int at = find_table(str_from_c(table));
    return at >= 0 && (column[0] == '\0' || has_column(statement_at((size_t)at), column));
}

int
content_schema_authorize(void *nothing, int action, const char *first, const char *second,
                         const char *database, const char *by) {
    static const char *const PRAGMAS[] = {"cell_size_check",  "mmap_size",  "foreign_keys",
                                          "query_only",       "temp_store", "integrity_check",
                                          "foreign_key_check"};
    UNUSED(nothing);
    bool is_allowed = action == SQLITE_SELECT;
    if (action == SQLITE_READ) {
        is_allowed = by == NULL && (database == NULL || strcmp(database, "main") == 0) &&
                     can_read(first, second != NULL ? second : "");
    } else if (action == SQLITE_FUNCTION) {
        is_allowed = second != NULL && strcmp(second, "count") == 0;
    } else if (action == SQLITE_PRAGMA) {
        for (size_t i = 0; i < ARRAY_LEN(PRAGMAS); i++) {
            is_allowed = is_allowed || strcmp(first, PRAGMAS[i]) == 0;
        }
    }
    return is_allowed ? SQLITE_OK : SQLITE_DENY;
}

struct comparison {
    bool is_seen[ARRAY_LEN(PACK_SCHEMA)];
    bool is_index_seen[ARRAY_LEN(AUTOINDEXES)];
};

static struct str
cell(sqlite3_stmt *row, int column) {
    const void *bytes = sqlite3_column_text(row, column);
    return bytes == NULL ? (struct str){"", 0}
                         : (struct str){bytes, (size_t)sqlite3_column_bytes(row, column)};
}

/* A stranger's name may be anything: what is not plain becomes `?`. */
static const char *
shown(struct str name, char ret_name[NAME_BYTES_MAX + 1]) {
    const size_t len = name.len < NAME_BYTES_MAX ? name.len : NAME_BYTES_MAX;
    for (size_t i = 0; i < len; i++) {
        ret_name[i] = name.ptr[i] >= ' ' && name.ptr[i] <= '~' ? name.ptr[i] : '?';
    }
    ret_name[len] = '\0';
    return ret_name;
}

static bool
check_table(struct comparison *seen, sqlite3_stmt *row, const char *name_shown, struct err *err) {
    const struct str name = cell(row, 1);
    const int at = find_table(name);
    if (at < 0) {
        return err_set(err, ERR_FORMAT, 0, "table `%s` is none of schema %d", name_shown, CONTENT_SCHEMA);
    }
    if (!str_equal(cell(row, 3), statement_at((size_t)at)) || !str_equal(cell(row, 2), name) ||
        seen->is_seen[at]) {
        return err_set(err, ERR_FORMAT, 0, "table %s: it is not made as schema %d says", name_shown,
                       CONTENT_SCHEMA);
    }
    seen->is_seen[at] = true;
    return true;
}

static bool
check_index(struct comparison *seen, sqlite3_stmt *row, const char *name_shown, struct err *err) {
    for (size_t i = 0; i < ARRAY_LEN(AUTOINDEXES); i++) {
        if (str_is(cell(row, 1), AUTOINDEXES[i]) && !seen->is_index_seen[i] &&
            sqlite3_column_type(row, 3) == SQLITE_NULL) {
            seen->is_index_seen[i] = true;
            return true;
        }
    }
    return err_set(err, ERR_FORMAT, 0, "index `%s` is none of schema %d", name_shown, CONTENT_SCHEMA);
}

static bool
check_object(struct comparison *seen, sqlite3_stmt *row, struct err *err) {
    char name[NAME_BYTES_MAX + 1];
    char type[NAME_BYTES_MAX + 1];
    const char *name_shown = shown(cell(row, 1), name);
    if (str_is(cell(row, 0), "table")) {
        return check_table(seen, row, name_shown, err);
    }
    if (str_is(cell(row, 0), "index")) {
        return check_index(seen, row, name_shown, err);
    }
    return err_set(err, ERR_FORMAT, 0, "%s `%s`: a pack holds tables only", shown(cell(row, 0), type),
                   name_shown);
}

static bool
check_missing(const struct comparison *seen, struct err *err) {
    for (size_t i = 0; i < ARRAY_LEN(PACK_SCHEMA); i++) {
        const struct str statement = statement_at(i);
        if (statement.len > 0 && !seen->is_seen[i]) {
            const struct str name = name_of(statement);
            return err_set(err, ERR_FORMAT, 0, "table " STR_FMT " is missing", STR_ARG(name));
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(AUTOINDEXES); i++) {
        if (!seen->is_index_seen[i]) {
            return err_set(err, ERR_FORMAT, 0, "index %s is missing", AUTOINDEXES[i]);
        }
    }
    return true;
}

bool
content_schema_check(sqlite3 *db, struct err *err) {
    struct comparison seen = {{false}, {false}};
    sqlite3_stmt *row = NULL;
    int status =
        sqlite3_prepare_v2(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema", -1, &row, NULL);
    bool ok = status == SQLITE_OK;
    while (ok && (status = sqlite3_step(row)) == SQLITE_ROW) {
        ok = check_object(&seen, row, err);
    }
    if (status != SQLITE_ROW && status != SQLITE_DONE) {
        ok = content_open_fail(db, err);
    }
    sqlite3_finalize(row);
    return ok && check_missing(&seen, err);
}
