#pragma once

#include <sqlite3.h>

#include "stats/stats.h"

/* Private to stats/: what waits in memory, and the file it goes to. */

#define STATS_PATH_BYTES 1000
#define STATS_APPLICATION_ID 0x56545354 /* "VTST" */
#define STATS_SCHEMA 1

struct stats_count {
    int day; /* days since 1970; 0: unknown; below 0: a month, -(year * 100 + month) */
    enum stats_what what;
    char name[STATS_NAME_BYTES + 1];
    char lang[8];
    int64_t value;
};

struct store {
    sqlite3 *db; /* NULL: closed */
    char path[STATS_PATH_BYTES];
    int64_t bytes_max;
    int days_max;
    int recent_rows, last_day;
};

/* ---- stats_store.c ---- */
/* Opens or begins the file and sets a bad one aside. `ret_note` tells of that, or is empty. Errors: no file can be had for now. */
bool store_open(struct store *store, struct err *ret_note, struct err *err) WARN_UNUSED;
void store_close(struct store *store);
/* Is the open file no longer the one of that name? */
bool store_has_moved(struct store *store);
/* All counts or none. On failure the file is closed: the next store_open looks at it anew. */
bool store_write(struct store *store, const struct stats_count *counts, int count,
                 struct err *err) WARN_UNUSED;

/* ---- stats_file.c ---- */
enum store_verdict { STORE_OURS, STORE_FRESH, STORE_ALIEN, STORE_LATER };
/* Opens a file, hardened; `flags` are SQLite's. The connection is to be closed even on failure. */
bool store_connect(sqlite3 **ret_db, const char *path, int flags, struct err *err) WARN_UNUSED;
/* Before SQLite looks: plain files of a size that can be ours. */
bool store_may_open(const char *path, enum store_verdict *ret_verdict, struct err *err) WARN_UNUSED;
/* What the connection's last error says of the file: damaged, or not to be had for now. */
enum store_verdict store_fault(sqlite3 *db, struct err *err);
/* Is it ours and whole? The reason stands in err for STORE_ALIEN and STORE_LATER. */
enum store_verdict store_check(sqlite3 *db, struct err *err);
/* One whole number from a query; `otherwise` when there is none. Returns: false on an error of the database. */
bool store_number(sqlite3 *db, const char *sql, int64_t otherwise, int64_t *ret_value) WARN_UNUSED;
bool store_exec(sqlite3 *db, const char *sql, struct err *err) WARN_UNUSED;
bool store_create_tables(sqlite3 *db, struct err *err) WARN_UNUSED;
/* Renames a file and what SQLite keeps beside it. */
bool store_set_aside(const char *path, struct err *err) WARN_UNUSED;
