#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Which rows stayed when a list was put in another order: the fewest are taken for moved. `ranks[i]` is the new position of the row
 * that was i-th; all differ. ret_stayed (n of them, the caller's) is true for the rows of one longest rising run. */
void pack_order_stayed(const int *ranks, size_t n, struct arena *arena, bool *ret_stayed);
