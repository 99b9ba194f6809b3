#pragma once

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Private to content/: the file of a pack as a database that can only be read, and in which nothing can act. */

#define CONTENT_HEAP_BYTES_MAX (24 << 20)   /* of SQLite, while a pack is open */
#define CONTENT_STEPS_MAX INT64_C(20000000) /* of SQLite's machine, for one pack */

struct content_file {
    sqlite3 *db;
    int64_t steps_left;
    int64_t heap_limit_before; /* the whole process shares one */
    bool has_heap_limit;
};

/* Opens the file read-only and immutable; sets and reads back every setting; compares its schema with the known one and has SQLite check
 * the whole file. Owns: the caller, content_close; `file` must not move before that.
 * Errors: one sentence without the file's name; nothing is open then. */
bool content_open(struct content_file *file, const char *path, struct err *err) WARN_UNUSED;
/* Accepts a zeroed file. */
void content_close(struct content_file *file);
/* The sentence for a database that says no. Returns: false. */
bool content_open_fail(sqlite3 *db, struct err *err);
