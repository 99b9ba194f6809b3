#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "content/content_model.h"

/* Opens a pack (SQLite, read-only, immutable, hardened), passes the schema gate and loads everything into `arena`;
 * the file is closed again before this returns.
 * Errors: one sentence that names the file: missing, truncated, not a Vitrin pack, newer schema (says which), damaged,
 * a broken reference. Valid until: the arena is reset. Limits: CONTENT_*_MAX. */
bool content_load(struct arena *arena, const char *path, const struct content_model **ret_model,
                  struct err *err) WARN_UNUSED;
