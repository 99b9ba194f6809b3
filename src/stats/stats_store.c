/* What is counted, in the file. A minute's counts are appended to `recent`: a few pages of 1 KiB, wherever they belong. When the day
 * changes, or there are many, `recent` is folded into `total`, and what is too old is thinned out there.
 *
 * WAL with synchronous=FULL: a transaction that has ended is on the disk. NORMAL would sync the log only when it is copied back, so
 * that a power cut could take an hour; one sync a minute is cheap. In both the file itself stays whole.
 * A wrong clock can only mislabel: what is old is told by counting the labels there are, never by the time it is. */

#include "stats/stats_internal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PAGE_BYTES 1024
#define RECENT_ROWS_MAX 40000 /* a day of heavy use; in a smaller file, a quarter of it */
#define RECENT_ROW_BYTES 48
#define VALUE_MAX "1000000000000"
#define LOG_BYTES_MAX (2 << 20) /* only somebody who reads for hours lets it grow so far */

/* ---- opening ---- */

void
store_close(struct store *store) {
    sqlite3_close(store->db);
    store->db = NULL;
}

bool
store_has_moved(struct store *store) {
    int has_moved = 0;
    return sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK &&
           has_moved != 0;
}

/* A journal_mode other than WAL (a file system that cannot) is slower and as safe. */
static bool
prepare(struct store *store, struct err *err) {
    char sql[256];
    int64_t rows = 0;
    int64_t last_day = 0;
    (void)snprintf(sql, sizeof(sql),
                   "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=256; "
                   "PRAGMA journal_size_limit=524288; PRAGMA max_page_count=%lld;",
                   (long long)store->bytes_max / PAGE_BYTES);
    if (!store_exec(store->db, sql, err)) {
        return false;
    }
    if (!store_number(store->db, "SELECT count(*) FROM recent", 0, &rows) ||
        !store_number(store->db, "SELECT day FROM recent ORDER BY rowid DESC LIMIT 1", 0, &last_day)) {
        return err_set(err, ERR_IO, 0, "%s", sqlite3_errmsg(store->db));
    }
    store->recent_rows = (int)rows;
    store->last_day = (int)last_day;
    return true;
}

static enum store_verdict
try_open(struct store *store, struct err *err) {
    enum store_verdict verdict = STORE_LATER;
    if (!store_may_open(store->path, &verdict, err)) {
        return verdict;
    }
    if (!store_connect(&store->db, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err)) {
        return store_fault(store->db, err);
    }
    verdict = store_check(store->db, err);
    if ((verdict == STORE_OURS || verdict == STORE_FRESH) && sqlite3_db_readonly(store->db, "main") == 1) {
        (void)err_set(err, ERR_IO, 0, "may not be written");
        return STORE_ALIEN;
    }
    if (verdict == STORE_FRESH) {
        verdict = store_create_tables(store->db, err) ? STORE_OURS : STORE_LATER;
    }
    if (verdict == STORE_OURS && !prepare(store, err)) {
        verdict = STORE_LATER;
    }
    return verdict;
}

bool
store_open(struct store *store, struct err *ret_note, struct err *err) {
    enum store_verdict verdict = try_open(store, err);
    if (verdict == STORE_ALIEN) {
        struct err why = *err;
        store_close(store);
        if (!store_set_aside(store->path, err)) {
            return false;
        }
        (void)err_set(ret_note, why.code, 0, "%s: %s; kept as %s.corrupt-1, counting begins anew",
                      store->path, why.text, store->path);
        verdict = try_open(store, err);
    }
    if (verdict != STORE_OURS) {
        store_close(store);
    }
    return verdict == STORE_OURS;
}

/* ---- thinning out ---- */

/* The label that is `nth` from the newest, among days or months; 0 when there are fewer. */
static bool
nth_label(struct store *store, bool is_month, int nth, int *ret_label) {
    char sql[320];
    int64_t label = 0;
    const char *newest = is_month ? "min" : "max";
    const char *sign = is_month ? "<" : ">";
    const char *older = is_month ? ">" : "<";
    (void)snprintf(sql, sizeof(sql),
                   "WITH RECURSIVE label(d) AS (SELECT %s(day) FROM total WHERE day %s 0 UNION ALL "
                   "SELECT (SELECT %s(day) FROM total WHERE day %s label.d AND day %s 0) FROM label "
                   "WHERE label.d IS NOT NULL) SELECT d FROM label LIMIT 1 OFFSET %d",
                   newest, sign, newest, older, sign, nth);
    const bool ok = store_number(store->db, sql, 0, &label);
    *ret_label = (int)label;
    return ok;
}

/* The month a day lies in, as a label. */
static int
month_of(int day) {
    /* days to civil date, after H. Hinnant */
    const int64_t z = (int64_t)day + 719468;
    const int64_t era = z / 146097;
    const int64_t doe = z - era * 146097;
    const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int64_t mp = (5 * doy + 2) / 153;
    const int64_t month = mp < 10 ? mp + 3 : mp - 9;
    const int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
    return -(int)(year * 100 + month);
}

/* One day into its month; what was searched for is forgotten. */
static bool
fold_day(struct store *store, int day, struct err *err) {
    char sql[640];
    (void)snprintf(
        sql, sizeof(sql),
        "INSERT INTO total SELECT %d, what, name, lang, value FROM total WHERE day = %d AND what <> %d "
        "ON CONFLICT(day, what, name, lang) DO UPDATE SET value = min(value + excluded.value, " VALUE_MAX
        "); DELETE FROM total WHERE day = %d",
        month_of(day), day, STATS_QUERY, day);
    return store_exec(store->db, sql, err);
}

static bool
fold_old_days(struct store *store, struct err *err) {
    int last = 0;
    bool ok = nth_label(store, false, store->days_max, &last);
    while (ok && last > 0) {
        ok = fold_day(store, last, err) && nth_label(store, false, store->days_max, &last);
    }
    ok = ok && nth_label(store, true, STATS_MONTHS_MAX, &last);
    if (ok && last < 0) {
        char sql[96];
        (void)snprintf(sql, sizeof(sql), "DELETE FROM total WHERE day < 0 AND day >= %d", last);
        ok = store_exec(store->db, sql, err);
    }
    return ok;
}

/* The oldest month, or else the oldest day but the newest. Returns: false when nothing is left to drop, or on an error. */
static bool
drop_oldest(struct store *store, struct err *err) {
    int64_t oldest = 0;
    int64_t newest = 0;
    char sql[96];
    bool ok = store_number(store->db, "SELECT max(day) FROM total WHERE day < 0", 0, &oldest);
    if (ok && oldest == 0) {
        ok = store_number(store->db, "SELECT min(day) FROM total WHERE day > 0", 0, &oldest) &&
             store_number(store->db, "SELECT max(day) FROM total", 0, &newest) && oldest < newest;
    }
    (void)snprintf(sql, sizeof(sql), "DELETE FROM total WHERE day = %lld", (long long)oldest);
    return ok && oldest != 0 && store_exec(store->db, sql, err);
}

static bool
pages_in_use(struct store *store, int64_t *ret_pages) {
    int64_t pages = 0;
    int64_t unused = 0;
    const bool ok = store_number(store->db, "PRAGMA page_count", 0, &pages) &&
                    store_number(store->db, "PRAGMA freelist_count", 0, &unused);
    *ret_pages = pages - unused;
    return ok;
}

/* Half the file is for totals, a quarter for what is recent: folding that has room in the rest. */
static bool
thin_out(struct store *store, struct err *err) {
    int64_t pages = 0;
    bool ok = fold_old_days(store, err) && pages_in_use(store, &pages);
    while (ok && pages > store->bytes_max / PAGE_BYTES / 2 && drop_oldest(store, err)) {
        ok = pages_in_use(store, &pages);
    }
    ok = ok && err->code == ERR_NONE;
    return ok || err->code != ERR_NONE || err_set(err, ERR_IO, 0, "%s", sqlite3_errmsg(store->db));
}

/* ---- writing ---- */

/* Thinned out before as well: a file that is full has no room to fold into. */
static bool
fold_recent(struct store *store, struct err *err) {
    static const char SQL[] =
        "INSERT INTO total SELECT day, what, name, lang, sum(value) FROM recent WHERE true "
        "GROUP BY day, what, name, lang ON CONFLICT(day, what, name, lang) "
        "DO UPDATE SET value = min(value + excluded.value, " VALUE_MAX "); DELETE FROM recent";
    const bool ok = thin_out(store, err) && store_exec(store->db, SQL, err);
    if (ok) {
        store->recent_rows = 0;
    }
    return ok && thin_out(store, err);
}

static bool
insert(struct store *store, const struct stats_count *counts, int count, struct err *err) {
    /* a query is kept while its day has room, or when the day knows it */
    static const char SQL[] =
        "INSERT INTO recent SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?2 <> ?6 OR ?3 IN (SELECT name FROM total WHERE "
        "day = ?1 AND what = ?6 UNION SELECT name FROM recent WHERE day = ?1 AND what = ?6) OR (SELECT "
        "count(*) "
        "FROM (SELECT name FROM total WHERE day = ?1 AND what = ?6 UNION SELECT name FROM recent WHERE day = "
        "?1 "
        "AND what = ?6)) < ?7";
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(store->db, SQL, -1, &statement, NULL) == SQLITE_OK;
    for (int i = 0; ok && i < count; i++) {
        sqlite3_bind_int(statement, 1, counts[i].day);
        sqlite3_bind_int(statement, 2, (int)counts[i].what);
        sqlite3_bind_text(statement, 3, counts[i].name, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 4, counts[i].lang, -1, SQLITE_STATIC);
        sqlite3_bind_int64(statement, 5, counts[i].value);
        sqlite3_bind_int(statement, 6, STATS_QUERY);
        sqlite3_bind_int(statement, 7, STATS_QUERIES_A_DAY);
        ok = sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
    }
    if (!ok) {
        (void)err_set(err, ERR_IO, 0, "%s", sqlite3_errmsg(store->db));
    }
    sqlite3_finalize(statement);
    return ok;
}

static bool
is_fold_due(const struct store *store, int day) {
    const int64_t room = store->bytes_max / 4 / RECENT_ROW_BYTES;
    return store->recent_rows >= (room < RECENT_ROWS_MAX ? room : RECENT_ROWS_MAX) ||
           (store->recent_rows > 0 && store->last_day != day);
}

static bool
write_once(struct store *store, const struct stats_count *counts, int count, struct err *err) {
    if (!store_exec(store->db, "BEGIN IMMEDIATE", err)) {
        return false;
    }
    const bool ok = (!is_fold_due(store, counts[count - 1].day) || fold_recent(store, err)) &&
                    insert(store, counts, count, err) && store_exec(store->db, "COMMIT", err);
    if (ok) {
        store->recent_rows += count;
        store->last_day = counts[count - 1].day;
        return true;
    }
    return false;
}

/* A log cannot be copied back while somebody reads what it stands for. */
static bool
has_log_room(struct store *store, struct err *err) {
    char log[STATS_PATH_BYTES + 16];
    struct stat st;
    (void)snprintf(log, sizeof(log), "%s-wal", store->path);
    if (stat(log, &st) != 0 || st.st_size < LOG_BYTES_MAX) {
        return true;
    }
    (void)sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return stat(log, &st) != 0 || st.st_size < LOG_BYTES_MAX ||
           err_set(err, ERR_LIMIT, 0, "somebody reads it for too long");
}

bool
store_write(struct store *store, const struct stats_count *counts, int count, struct err *err) {
    if (count == 0 || (has_log_room(store, err) && write_once(store, counts, count, err))) {
        return true;
    }
    store_close(store); /* nothing is tried again on a connection that failed */
    return false;
}
