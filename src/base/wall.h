#pragma once

#include <stdbool.h>
#include <stdint.h>

/* The wall clock, for what has a date: opening hours, history, the days of statistics. Nothing that is drawn depends on it. */

#define WALL_LEAST_UTC_S 1735689600 /* 2025-01-01: a clock that says less has never been set */

/* Returns: seconds since 1970; 0 while the clock is not known: neither kept by the network nor by a clock of the machine's own that agrees with
 * it, or before WALL_LEAST_UTC_S. Cost: as wall_is_kept. */
int64_t wall_utc_s(void);
/* Does anybody vouch for utc_s, which is what the machine's clock says now? Cost: reading a clock on a slow bus, some ms. */
bool wall_is_kept(int64_t utc_s);
/* The rules alone. is_kept_by_any: by the network or a clock of the machine's own. */
int64_t wall_believe(int64_t utc_s, bool is_kept_by_any);
/* own_utc_s: what a clock says that runs on while the machine is off; one whose battery is empty says something else. */
bool wall_agrees(int64_t own_utc_s, int64_t utc_s);
