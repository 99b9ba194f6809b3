#pragma once

#include <stdbool.h>
#include <stdint.h>

/* The wall clock, for what has a date: opening hours and history. Nothing that is drawn depends on it. */

#define WALL_LEAST_UTC_S 1735689600 /* 2025-01-01: a clock that says less has never been set */

/* Returns: seconds since 1970; 0 while the clock is not known: neither kept by the network nor by a clock of the machine's own, or before
 * WALL_LEAST_UTC_S. */
int64_t wall_utc_s(void);
/* The rule alone. is_kept_by_any: by the network or a clock of the machine's own. */
int64_t wall_believe(int64_t utc_s, bool is_kept_by_any);
