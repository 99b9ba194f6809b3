/* The file of a pack opened: its header looked at before SQLite does, then read-only and immutable, hardened so that nothing in it can
 * act, and passed through SQLite's own checks. Nothing is read out of it here. */

#include "content/content_open.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "content/content_model.h"

#define PATH_BYTES_MAX 1000
#define HEADER_BYTES 100

bool
content_open_fail(sqlite3 *db, struct err *err) {
    return err_set(err, ERR_FORMAT, 0, "damaged (%s)", sqlite3_errmsg(db));
}

/* What can be said before SQLite looks at the file. */
static bool
check_header(const char *path, struct err *err) {
    unsigned char h[HEADER_BYTES];
    struct stat st;
    FILE *file = fopen(path, "rb");
    if (file == NULL || stat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        if (file != NULL) {
            fclose(file);
        }
        return err_set(err, ERR_IO, 0, "no such pack file");
    }
    const size_t got = fread(h, 1, sizeof(h), file);
    fclose(file);
    if (got < sizeof(h) || memcmp(h, "SQLite format 3", 16) != 0) {
        return err_set(err, ERR_FORMAT, 0, "not a Vitrin pack");
    }
    if (st.st_size > (long)CONTENT_PACK_BYTES_MAX) {
        return err_set(err, ERR_LIMIT, 0, "%lld bytes, at most %u are opened", (long long)st.st_size,
                       CONTENT_PACK_BYTES_MAX);
    }
    const uint32_t page = (uint32_t)h[16] << 8 | h[17];
    const uint64_t pages = (uint64_t)h[28] << 24 | (uint64_t)h[29] << 16 | (uint64_t)h[30] << 8 | h[31];
    const uint64_t wanted = pages * (page == 1 ? 65536u : page);
    if ((uint64_t)st.st_size < wanted) {
        return err_set(err, ERR_FORMAT, 0, "truncated: %llu bytes of %llu", (unsigned long long)st.st_size,
                       (unsigned long long)wanted);
    }
    const uint32_t application = (uint32_t)h[68] << 24 | (uint32_t)h[69] << 16 | (uint32_t)h[70] << 8 | h[71];
    const uint32_t schema = (uint32_t)h[60] << 24 | (uint32_t)h[61] << 16 | (uint32_t)h[62] << 8 | h[63];
    if (application != CONTENT_APPLICATION_ID) {
        return err_set(err, ERR_FORMAT, 0, "not a Vitrin pack");
    }
    if (schema != CONTENT_SCHEMA) {
        return err_set(err, ERR_FORMAT, 0, "made for schema %u, this program knows schema %d", schema,
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
harden(sqlite3 *db, struct err *err) {
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
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, (int)CONTENT_BLOB_BYTES_MAX);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    ok = ok && sqlite3_exec(db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=OFF;",
                            NULL, NULL, NULL) == SQLITE_OK;
    return ok || content_open_fail(db, err);
}

/* Steps a check and looks at its first row, if there is one. */
static bool
first_row(sqlite3 *db, const char *sql, bool (*look)(sqlite3_stmt *row, struct err *err), struct err *err) {
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK;
    const int status = ok ? sqlite3_step(statement) : SQLITE_ERROR;
    if (status == SQLITE_ROW) {
        ok = look(statement, err);
    } else if (status != SQLITE_DONE) {
        ok = content_open_fail(db, err);
    }
    sqlite3_finalize(statement);
    return ok;
}

static bool
is_sound(sqlite3_stmt *row, struct err *err) {
    const char *word = (const char *)sqlite3_column_text(row, 0);
    return word != NULL && strcmp(word, "ok") == 0
               ? true
               : err_set(err, ERR_FORMAT, 0, "damaged (%.120s)", word != NULL ? word : "");
}

static bool
dangling(sqlite3_stmt *row, struct err *err) {
    return err_set(err, ERR_CONTENT, 0, "table %s: a row refers to something that is not there",
                   sqlite3_column_text(row, 0));
}

bool
content_open(const char *path, sqlite3 **ret_db, struct err *err) {
    char uri[3 * PATH_BYTES_MAX + 64];
    sqlite3 *db = NULL;
    if (strlen(path) >= PATH_BYTES_MAX) {
        return err_set(err, ERR_LIMIT, 0, "the file name is too long");
    }
    if (!check_header(path, err)) {
        return false;
    }
    uri_of(path, uri);
    const bool ok = (sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                                     NULL) == SQLITE_OK ||
                     content_open_fail(db, err)) &&
                    harden(db, err) && first_row(db, "PRAGMA quick_check(1)", is_sound, err) &&
                    first_row(db, "PRAGMA foreign_key_check", dangling, err);
    if (!ok) {
        sqlite3_close(db);
        return false;
    }
    *ret_db = db;
    return true;
}
