#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/geom.h"

/* Crowded marks of a map moved apart, so that each can be hit by a finger at any zoom. */

#define PINS_MAX 64
#define PINS_LEVELS 16
#define PINS_LEVEL_STEP 1.2f /* zoom from one level to the next, from 1 on */

/* How far each mark stands from its place, in screen pixels, for each level of zoom. A drawn map changes nothing of it, and a
 * growing one changes it smoothly. */
struct pins_spread {
    struct vec2 offset[PINS_LEVELS][PINS_MAX];
    size_t count;
    int levels_left; /* still to be computed, the nearest first */
};

/* Begins for `count` marks (at most PINS_MAX). */
void pins_spread_begin(struct pins_spread *spread, size_t count);
/* Computes one more level: `gap_px` between any two marks. `places`: where they are at zoom 1. Returns: false when all are done.
 * Cost: about 0.2 ms for 30 marks. */
bool pins_spread_step(struct pins_spread *spread, const struct vec2 *places, float gap_px);
/* Where a mark stands off its place. Range: zoom > 0. */
struct vec2 pins_spread_offset(const struct pins_spread *spread, size_t mark, float zoom);
