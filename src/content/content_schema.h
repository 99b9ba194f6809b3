#pragma once

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"

/* Private to content/: the tables this program knows (data/schema.sql, compiled in), and nothing beside them. */

/* For sqlite3_set_authorizer: lets SELECT read the known columns of the known tables and of the schema, count, and use the pragmas of the
 * opening; everything else is denied when it is prepared. */
int content_schema_authorize(void *nothing, int action, const char *first, const char *second,
                             const char *database, const char *by);
/* Compares the pack's own list of tables with the known one, letter by letter.
 * Errors: the first table, index, view or trigger that is too much, missing, or made otherwise. */
bool content_schema_check(sqlite3 *db, struct err *err) WARN_UNUSED;
