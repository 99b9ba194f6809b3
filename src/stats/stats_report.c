/* The counts of a file, read only and row by row. A file that a show counts into at the moment is read as it was at its last write. */

#include "stats/stats_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/fs.h"

static const char *const WHAT_NAMES[STATS_WHAT_END] = {
    [STATS_LOOP_SHOWN] = "loop_shown",
    [STATS_OPENED] = "opened",
    [STATS_LOOKED_SECONDS] = "looked_seconds",
    [STATS_LEFT_BY_HAND] = "left_by_hand",
    [STATS_LEFT_IDLE] = "left_idle",
    [STATS_VISITS] = "visits",
    [STATS_VISIT_SECONDS] = "visit_seconds",
    [STATS_VISIT_SLIDES] = "visit_slides",
    [STATS_VISIT_HOUR] = "visit_hour",
    [STATS_LANGUAGE_CHOSEN] = "language_chosen",
    [STATS_SEARCHES] = "searches",
    [STATS_SEARCHES_EMPTY] = "searches_empty",
    [STATS_QUERY] = "query_empty",
    [STATS_TOUCH_LANDSCAPE] = "touch_landscape",
    [STATS_TOUCH_PORTRAIT] = "touch_portrait",
    [STATS_SCREEN_MINUTES] = "screen_minutes",
};

const char *
stats_what_name(enum stats_what what) {
    return WHAT_NAMES[what];
}

/* Days are numbered since 1970; months stand below nought. */
static const char SQL[] =
    "SELECT CASE WHEN day > 0 THEN date(day * 86400, 'unixepoch') WHEN day = 0 THEN 'unknown' "
    "ELSE printf('%04d-%02d', -day / 100, -day % 100) END, what, name, lang, sum(value) FROM "
    "(SELECT * FROM total UNION ALL SELECT * FROM recent) GROUP BY day, what, name, lang "
    "ORDER BY CASE WHEN day < 0 THEN -day ELSE day + 10000000 END, what, name, lang";

static bool
give_rows(sqlite3 *db, stats_row_fn take, void *context) {
    sqlite3_stmt *statement = NULL;
    int status = sqlite3_prepare_v2(db, SQL, -1, &statement, NULL);
    while (status == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        const struct stats_row row = {(const char *)sqlite3_column_text(statement, 0),
                                      (enum stats_what)sqlite3_column_int(statement, 1),
                                      (const char *)sqlite3_column_text(statement, 2),
                                      (const char *)sqlite3_column_text(statement, 3),
                                      sqlite3_column_int64(statement, 4)};
        const bool is_known = row.what > 0 && row.what < STATS_WHAT_END;
        if (is_known && row.day != NULL && row.name != NULL && row.lang != NULL) {
            take(context, &row);
        }
    }
    return sqlite3_finalize(statement) == SQLITE_OK && status == SQLITE_OK;
}

static bool
has_part(const char *path, const char *part) {
    char name[STATS_PATH_BYTES + 16];
    (void)snprintf(name, sizeof(name), "%s%s", path, part);
    return fs_exists(name);
}

/* A file that nobody has open has no log beside it. It is read as unchanging, so that no log is begun, on a medium that cannot be
 * written neither. */
static bool
connect_to_read(const char *path, sqlite3 **ret_db, struct err *err) {
    char uri[3 * STATS_PATH_BYTES + 64];
    if (has_part(path, "-wal") || has_part(path, "-journal")) {
        return store_connect(ret_db, path, SQLITE_OPEN_READONLY, err);
    }
    char *to = uri + sprintf(uri, "file:");
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        to += sprintf(to, *c == '%' || *c == '?' || *c == '#' ? "%%%02X" : "%c", *c);
    }
    (void)sprintf(to, "?immutable=1");
    return store_connect(ret_db, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
}

bool
stats_report(const char *path, stats_row_fn take, void *context, struct err *err) {
    sqlite3 *db = NULL;
    enum store_verdict verdict = STORE_LATER;
    if (strlen(path) >= STATS_PATH_BYTES || !fs_exists(path)) {
        return err_set(err, ERR_IO, 0, "%s: no such file of statistics", path);
    }
    bool ok = store_may_open(path, &verdict, err) && connect_to_read(path, &db, err);
    if (ok) {
        verdict = store_check(db, err);
        ok = verdict == STORE_OURS || verdict == STORE_FRESH;
    }
    if (ok && verdict == STORE_OURS && !give_rows(db, take, context)) {
        ok = err_set(err, ERR_IO, 0, "%s", sqlite3_errmsg(db));
    }
    sqlite3_close(db);
    return ok || err_prefix(err, "%s", path);
}
