#pragma once

#include <stdio.h>

#include "base/err.h"

/* Says in words what differs between two packs, table by table and row by row: one line a change, a summary at the end.
 * Both are opened as the show would open them. Returns: the number of changes, or -1 with err. */
int pack_diff(const char *path_a, const char *path_b, FILE *out, struct err *err);
