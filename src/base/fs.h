#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Files. */

/* Reads a whole file into `arena`. Errors: ERR_IO, ERR_LIMIT above max_bytes. */
bool fs_read(struct arena *arena, const char *path, size_t max_bytes, struct str *ret_data,
             struct err *err) WARN_UNUSED;
/* The beginning of a file of /proc or /sys, which tells no size beforehand, into `room` bytes and a NUL after it. Returns: empty when it cannot
 * be read. Valid until: the text changes. */
struct str fs_read_kernel(const char *path, char *ret_text, size_t room);
/* Writes to a temporary neighbour, fsyncs, renames: old or new, never half. */
bool fs_write_atomic(const char *path, const void *data, size_t bytes, struct err *err) WARN_UNUSED;
bool fs_exists(const char *path);
/* Makes the folder and its parents. */
bool fs_make_dirs(const char *path, struct err *err) WARN_UNUSED;
