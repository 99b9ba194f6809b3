/* The file of a pack opened: its header looked at before SQLite does, then read-only and immutable, hardened so that nothing in it can
 * act, its schema compared, and the whole file passed through SQLite's own checks. No row is read here. A pack may be signed and evil:
 * memory, steps and statements have limits besides. Follows "Defense Against The Dark Arts" of SQLite's documentation. */

#include "content/content_open.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "content/content_model.h"
#include "content/content_schema.h"

#define PATH_BYTES_MAX 1000
#define HEADER_BYTES 100
#define STEPS_AT_ONCE 1000
#define ROW_BYTES_MAX (int)(CONTENT_BLOB_BYTES_MAX + CONTENT_PATH_BYTES_MAX) /* a blob and its key */

bool
content_open_fail(sqlite3 *db, struct err *err) {
    const int status = sqlite3_errcode(db); /* its own words may quote the pack's bytes */
    switch (status) {
    case SQLITE_INTERRUPT:
        return err_set(err, ERR_LIMIT, 0, "reading it takes more than %lld steps",
                       (long long)CONTENT_STEPS_MAX);
    case SQLITE_NOMEM:
        return err_set(err, ERR_LIMIT, 0, "reading it takes more than %d MiB", CONTENT_HEAP_BYTES_MAX >> 20);
    case SQLITE_TOOBIG:
        return err_set(err, ERR_LIMIT, 0, "damaged (a row of more than %d bytes)", ROW_BYTES_MAX);
    default:
        return err_set(err, ERR_FORMAT, 0, "damaged (%s)", sqlite3_errstr(status));
    }
}

static uint32_t
big_endian(const unsigned char *bytes, int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

/* The first bytes of a file, if it is one: a pipe would be waited for, a folder cannot be read. */
static bool
read_header(const char *path, unsigned char header[HEADER_BYTES], uint64_t *ret_bytes, struct err *err) {
    struct stat st;
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const bool is_file = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    const ssize_t got = is_file ? read(fd, header, HEADER_BYTES) : 0;
    if (fd >= 0) {
        (void)close(fd);
    }
    if (!is_file) {
        return err_set(err, ERR_IO, 0, "no such pack file");
    }
    *ret_bytes = (uint64_t)st.st_size;
    return got == HEADER_BYTES || err_set(err, ERR_FORMAT, 0, "not a Vitrin pack");
}

/* What can be said before SQLite looks at the file (its file format, section 1.3). */
static bool
check_header(const char *path, struct err *err) {
    unsigned char h[HEADER_BYTES];
    uint64_t bytes = 0;
    if (!read_header(path, h, &bytes, err)) {
        return false;
    }
    if (memcmp(h, "SQLite format 3", 16) != 0 || big_endian(h + 68, 4) != CONTENT_APPLICATION_ID) {
        return err_set(err, ERR_FORMAT, 0, "not a Vitrin pack");
    }
    if (bytes > CONTENT_PACK_BYTES_MAX) {
        return err_set(err, ERR_LIMIT, 0, "%llu bytes, at most %u are opened", (unsigned long long)bytes,
                       CONTENT_PACK_BYTES_MAX);
    }
    const uint32_t page = big_endian(h + 16, 2);
    const uint64_t wanted = (uint64_t)big_endian(h + 28, 4) * (page == 1 ? 65536u : page);
    if (bytes != wanted) {
        return err_set(err, ERR_FORMAT, 0,
                       bytes < wanted ? "truncated: %llu bytes of %llu" : "too long: %llu bytes, not %llu",
                       (unsigned long long)bytes, (unsigned long long)wanted);
    }
    const uint32_t schema = big_endian(h + 60, 4);
    if (schema != CONTENT_SCHEMA) {
        return err_set(err, ERR_FORMAT, 0, "made for schema %u, this program knows schema %d", schema,
                       CONTENT_SCHEMA);
    }
    const bool has_journal = h[18] != 1 || h[19] != 1;
    const bool is_vacuuming = big_endian(h + 52, 4) != 0 || big_endian(h + 64, 4) != 0;
    const bool is_utf8 = big_endian(h + 56, 4) == SQLITE_UTF8;
    if (has_journal || is_vacuuming || !is_utf8 || h[20] != 0) {
        return err_set(err, ERR_FORMAT, 0, "its header is not that of a finished pack");
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

/* What a database may do; read back, for a setting that does not hold is none. */
static bool
set_switches(sqlite3 *db) {
    static const struct {
        int what, value;
    } SWITCHES[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(SWITCHES); i++) {
        int now = -1;
        (void)sqlite3_db_config(db, SWITCHES[i].what, SWITCHES[i].value, NULL);
        if (sqlite3_db_config(db, SWITCHES[i].what, -1, &now) != SQLITE_OK || now != SWITCHES[i].value) {
            return false;
        }
    }
    return true;
}

/* As "Defense Against The Dark Arts" of SQLite's documentation advises, tighter where packs allow it. */
static bool
set_limits(sqlite3 *db) {
    static const struct {
        int what, most;
    } LIMITS[] = {
        {SQLITE_LIMIT_LENGTH, ROW_BYTES_MAX},
        {SQLITE_LIMIT_SQL_LENGTH, 4096},
        {SQLITE_LIMIT_COLUMN, 32},
        {SQLITE_LIMIT_EXPR_DEPTH, 10},
        {SQLITE_LIMIT_COMPOUND_SELECT, 3},
        {SQLITE_LIMIT_VDBE_OP, 25000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 10},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(LIMITS); i++) {
        (void)sqlite3_limit(db, LIMITS[i].what, LIMITS[i].most);
        if (sqlite3_limit(db, LIMITS[i].what, -1) != LIMITS[i].most) {
            return false;
        }
    }
    return true;
}

/* Returns: the pragma's value; -1 when it has none. */
static int
pragma_value(sqlite3 *db, const char *sql) {
    sqlite3_stmt *row = NULL;
    int value = -1;
    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
        value = sqlite3_column_int(row, 0);
    }
    sqlite3_finalize(row);
    return value;
}

static bool
set_pragmas(sqlite3 *db) {
    static const struct {
        const char *set, *get;
        int value;
    } PRAGMAS[] = {
        {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", 1},
        {"PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys", 0},
        {"PRAGMA query_only=ON", "PRAGMA query_only", 1},
        {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", 2},
    };
    bool is_set = sqlite3_exec(db, "PRAGMA mmap_size=0", NULL, NULL, NULL) == SQLITE_OK &&
                  pragma_value(db, "PRAGMA mmap_size") <= 0; /* no value where SQLite is built without it */
    for (size_t i = 0; is_set && i < ARRAY_LEN(PRAGMAS); i++) {
        is_set = sqlite3_exec(db, PRAGMAS[i].set, NULL, NULL, NULL) == SQLITE_OK &&
                 pragma_value(db, PRAGMAS[i].get) == PRAGMAS[i].value;
    }
    return is_set;
}

static int
count_steps(void *of_file) {
    struct content_file *file = of_file;
    file->steps_left -= STEPS_AT_ONCE;
    return file->steps_left < 0;
}

/* The heap's limit counts everything SQLite holds in this process, so it stands above what others hold now. */
static bool
set_heap_limit(struct content_file *file) {
    const int64_t most = sqlite3_memory_used() + CONTENT_HEAP_BYTES_MAX;
    file->heap_limit_before = sqlite3_hard_heap_limit64(most);
    file->has_heap_limit = true;
    return sqlite3_hard_heap_limit64(-1) == most;
}

/* Before anything is read of the file: the first statement that names a table reads the schema. */
static bool
harden(struct content_file *file, struct err *err) {
    sqlite3_progress_handler(file->db, STEPS_AT_ONCE, count_steps, file);
    const bool is_hard = set_switches(file->db) && set_limits(file->db) &&
                         sqlite3_set_authorizer(file->db, content_schema_authorize, NULL) == SQLITE_OK &&
                         set_pragmas(file->db) && sqlite3_db_readonly(file->db, "main") == 1;
    return is_hard || err_set(err, ERR_FORMAT, 0, "SQLite does not keep the settings a pack is opened with");
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
    return (word != NULL && strcmp(word, "ok") == 0) ||
           err_set(err, ERR_FORMAT, 0, "damaged (%.120s)", word != NULL ? word : "");
}

static bool
dangling(sqlite3_stmt *row, struct err *err) {
    return err_set(err, ERR_CONTENT, 0, "table %s: a row refers to something that is not there",
                   (const char *)sqlite3_column_text(row, 0));
}

bool
content_open(struct content_file *file, const char *path, struct err *err) {
    char uri[3 * PATH_BYTES_MAX + 64];
    if (strlen(path) >= PATH_BYTES_MAX) {
        return err_set(err, ERR_LIMIT, 0, "the file name is too long");
    }
    if (!check_header(path, err)) {
        return false;
    }
    uri_of(path, uri);
    *file = (struct content_file){.steps_left = CONTENT_STEPS_MAX};
    bool ok = set_heap_limit(file) ||
              err_set(err, ERR_FORMAT, 0, "SQLite does not keep the settings a pack is opened with");
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    ok =
        ok && (sqlite3_open_v2(uri, &file->db, flags, NULL) == SQLITE_OK || content_open_fail(file->db, err));
    ok = ok && harden(file, err) && content_schema_check(file->db, err) &&
         first_row(file->db, "PRAGMA integrity_check(1)", is_sound, err) &&
         first_row(file->db, "PRAGMA foreign_key_check", dangling, err);
    if (!ok) {
        content_close(file);
    }
    return ok;
}

void
content_close(struct content_file *file) {
    (void)sqlite3_close(file->db);
    if (file->has_heap_limit) {
        (void)sqlite3_hard_heap_limit64(file->heap_limit_before);
    }
    *file = (struct content_file){0};
}
