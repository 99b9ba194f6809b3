#pragma once

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"

/* Private to content/: the file of a pack as a database that can only be read. */

/* Opens the file read-only and immutable, hardened and checked. Owns: the caller, sqlite3_close.
 * Errors: one sentence without the file's name. */
bool content_open(const char *path, sqlite3 **ret_db, struct err *err) WARN_UNUSED;
/* The sentence for a database that says no. Returns: false. */
bool content_open_fail(sqlite3 *db, struct err *err);
