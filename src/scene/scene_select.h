#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* Which part of a picture a visitor has brought forward: a pure value, read with the time since the slide's entry. */

#define SCENE_PART_NONE (-1)

struct scene_select {
    int part, before;   /* now, and until the last change */
    time_ns changed_at; /* since the slide's entry */
    bool is_calm;       /* reduced motion: changes are instant */
};

/* Nothing is selected. */
struct scene_select scene_select_none(bool is_calm);
/* A touch on a part brings it forward; on the one that stands forward, or on none (SCENE_PART_NONE), puts all back. */
void scene_select_touch(struct scene_select *select, int part, time_ns since);
/* The same selection with its movement over: for a page laid out anew. */
struct scene_select scene_select_settled(const struct scene_select *select);
/* Returns: 0 (among the others) to 1 (forward). */
float scene_select_forward(const struct scene_select *select, int part, time_ns since);
/* Returns: what is left of a part: 1, or down to .25 while another one stands forward. */
float scene_select_alpha(const struct scene_select *select, int part, time_ns since);
/* Returns: 0 (no part is forward) to 1 (one is): what gives way to the caption goes with it. */
float scene_select_any(const struct scene_select *select, time_ns since);
bool scene_select_is_moving(const struct scene_select *select, time_ns since);
/* A scene's next change, or every frame while the selection moves. */
time_ns scene_select_next_change(const struct scene_select *select, time_ns change, time_ns since);
