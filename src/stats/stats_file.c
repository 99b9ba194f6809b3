/* The statistics' file as a file: opened hardened, judged, begun, set aside. It does not know what is counted.
 *
 * The tables are made in one transaction of the old journal before the file turns to WAL: a power cut leaves either an empty file
 * or a whole one, and what the file is stands in its first page. Only a file whose tables are exactly ours is written to. */

#include "stats/stats_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

#define FILE_BYTES_MAX (64 << 20) /* nothing of ours is near it: a greater file is not even read */
#define BUSY_MS 50                /* a reader never blocks for long, and the show does not wait */
#define ASIDE_MAX 3

#define COLUMNS                                                                                              \
    "day INTEGER NOT NULL, what INTEGER NOT NULL, name TEXT NOT NULL, lang TEXT NOT NULL, "                  \
    "value INTEGER NOT NULL CHECK(value BETWEEN 0 AND 1000000000000)"

/* In the order in which sqlite_schema lists them. */
static const char *const TABLES[] = {
    "CREATE TABLE total(" COLUMNS ", PRIMARY KEY(day, what, name, lang)) STRICT, WITHOUT ROWID",
    "CREATE TABLE recent(" COLUMNS ") STRICT",
};

bool
store_exec(sqlite3 *db, const char *sql, struct err *err) {
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           err_set(err, ERR_IO, 0, "%s", sqlite3_errmsg(db));
}

bool
store_number(sqlite3 *db, const char *sql, int64_t otherwise, int64_t *ret_value) {
    sqlite3_stmt *statement = NULL;
    int status = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    int64_t value = otherwise;
    if (status == SQLITE_OK) {
        status = sqlite3_step(statement);
        if (status == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
            value = sqlite3_column_int64(statement, 0);
        }
    }
    sqlite3_finalize(statement);
    *ret_value = value;
    return status == SQLITE_ROW || status == SQLITE_DONE;
}

/* ---- opening ---- */

static bool
harden(sqlite3 *db) {
    static const int OFF[] = {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                              SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                              SQLITE_DBCONFIG_WRITABLE_SCHEMA};
    int is_on = 0;
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &is_on);
    bool ok = is_on == 1;
    for (size_t i = 0; i < ARRAY_LEN(OFF); i++) {
        (void)sqlite3_db_config(db, OFF[i], 0, &is_on);
        ok = ok && is_on == 0;
    }
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 16);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    (void)sqlite3_busy_timeout(db, BUSY_MS);
    return ok && sqlite3_exec(db,
                              "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-256; PRAGMA "
                              "temp_store=MEMORY;",
                              NULL, NULL, NULL) == SQLITE_OK;
}

bool
store_connect(sqlite3 **ret_db, const char *path, int flags, struct err *err) {
    if (sqlite3_open_v2(path, ret_db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK || !harden(*ret_db)) {
        return err_set(err, ERR_IO, 0, "%s", sqlite3_errmsg(*ret_db));
    }
    return true;
}

bool
store_create_tables(sqlite3 *db, struct err *err) {
    char sql[1024];
    (void)snprintf(sql, sizeof(sql),
                   "PRAGMA page_size=1024; PRAGMA synchronous=FULL; BEGIN IMMEDIATE; %s; %s; "
                   "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT",
                   TABLES[0], TABLES[1], STATS_APPLICATION_ID, STATS_SCHEMA);
    return store_exec(db, sql, err);
}

/* ---- judging ---- */

enum store_verdict
store_fault(sqlite3 *db, struct err *err) {
    const int code = sqlite3_errcode(db);
    const bool is_damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR;
    (void)err_set(err, is_damaged ? ERR_FORMAT : ERR_IO, 0, "%s", sqlite3_errmsg(db));
    return is_damaged ? STORE_ALIEN : STORE_LATER;
}

static enum store_verdict
alien(struct err *err, const char *why) {
    (void)err_set(err, ERR_FORMAT, 0, "%s", why);
    return STORE_ALIEN;
}

/* Are its tables ours to the letter, and nothing else? */
static enum store_verdict
check_tables(sqlite3 *db, struct err *err) {
    sqlite3_stmt *statement = NULL;
    int status = sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema ORDER BY rowid", -1, &statement, NULL);
    size_t count = 0;
    bool is_ours = true;
    while (status == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(statement, 0);
        is_ours = is_ours && count < ARRAY_LEN(TABLES) && sql != NULL && strcmp(sql, TABLES[count]) == 0;
        count++;
    }
    status = sqlite3_finalize(statement);
    if (status != SQLITE_OK) {
        return store_fault(db, err);
    }
    return is_ours && count == ARRAY_LEN(TABLES) ? STORE_OURS
                                                 : alien(err, "other tables than statistics have");
}

/* SQLite's own look at every page; its answer is one word, or what is wrong. */
static enum store_verdict
check_pages(sqlite3 *db, struct err *err) {
    sqlite3_stmt *statement = NULL;
    char answer[120] = "no answer";
    if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL) {
        (void)snprintf(answer, sizeof(answer), "%s", (const char *)sqlite3_column_text(statement, 0));
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) {
        return store_fault(db, err);
    }
    return strcmp(answer, "ok") == 0 ? STORE_OURS : alien(err, answer);
}

enum store_verdict
store_check(sqlite3 *db, struct err *err) {
    int64_t objects = 0;
    int64_t application = 0;
    int64_t schema = 0;
    if (!store_number(db, "SELECT count(*) FROM sqlite_schema", 0, &objects) ||
        !store_number(db, "PRAGMA application_id", 0, &application) ||
        !store_number(db, "PRAGMA user_version", 0, &schema)) {
        return store_fault(db, err);
    }
    if (objects == 0 && application == 0 && schema == 0) {
        return STORE_FRESH;
    }
    if (application != STATS_APPLICATION_ID) {
        return alien(err, "not a file of statistics");
    }
    if (schema != STATS_SCHEMA) {
        (void)err_set(err, ERR_FORMAT, 0, "made for schema %lld, this program knows %d", (long long)schema,
                      STATS_SCHEMA);
        return STORE_ALIEN;
    }
    const enum store_verdict tables = check_tables(db, err);
    return tables == STORE_OURS ? check_pages(db, err) : tables;
}

bool
store_may_open(const char *path, enum store_verdict *ret_verdict, struct err *err) {
    static const char *const PARTS[] = {"", "-wal", "-journal"};
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
        char part[STATS_PATH_BYTES + 16];
        struct stat st;
        (void)snprintf(part, sizeof(part), "%s%s", path, PARTS[i]);
        if (stat(part, &st) != 0) {
            continue;
        }
        if (!S_ISREG(st.st_mode)) {
            *ret_verdict = STORE_LATER;
            return err_set(err, ERR_IO, 0, "%s is no plain file", part);
        }
        if (st.st_size > FILE_BYTES_MAX) {
            *ret_verdict = STORE_ALIEN;
            return err_set(err, ERR_LIMIT, 0, "%lld bytes are not opened", (long long)st.st_size);
        }
    }
    return true;
}

/* ---- setting aside ---- */

static void
aside_name(char out[STATS_PATH_BYTES + 32], const char *path, int number, const char *part) {
    (void)snprintf(out, STATS_PATH_BYTES + 32, "%s.corrupt-%d%s", path, number, part);
}

bool
store_set_aside(const char *path, struct err *err) {
    static const char *const PARTS[] = {"", "-wal", "-journal"};
    char from[STATS_PATH_BYTES + 32];
    char to[STATS_PATH_BYTES + 32];
    for (int number = ASIDE_MAX; number > 1; number--) {
        aside_name(from, path, 1, "");
        if (!fs_exists(from)) {
            break; /* the first place is free: nobody has to move */
        }
        for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
            aside_name(from, path, number - 1, PARTS[i]);
            aside_name(to, path, number, PARTS[i]);
            (void)unlink(to);
            (void)rename(from, to);
        }
    }
    aside_name(to, path, 1, "");
    if (rename(path, to) != 0) {
        return err_set(err, ERR_IO, errno, "cannot be set aside: %s", strerror(errno));
    }
    for (size_t i = 1; i < ARRAY_LEN(PARTS); i++) {
        (void)snprintf(from, sizeof(from), "%s%s", path, PARTS[i]);
        aside_name(to, path, 1, PARTS[i]);
        (void)rename(from, to);
    }
    return true;
}
