#pragma once

#include <stdbool.h>

#include "base/clock.h"

/* A strip under a finger: it follows, runs on after a fling, snaps, and gives at its ends. All positions are closed forms of the
 * time: a velocity v fades as v * 0.94^(60 t), so it runs v * SCROLL_RUN_S far. Units: pixels. */

#define SCROLL_RUN_S 0.26936f

struct scroll {
    float from, to; /* where it glides */
    time_ns at;     /* since when */
    float grabbed;
    bool is_held;
    float max, pitch,
        give_px; /* range 0..max; rests on multiples of pitch (0: anywhere); how far its ends give */
};

/* How much of a glide is still ahead after `since`: 1 down to 0. */
float scroll_ahead(time_ns since);
/* `beyond` a limit, as it is shown: a rubber band that never gives more than give_px. */
float scroll_give(float beyond, float give_px);

float scroll_position(const struct scroll *scroll, time_ns now);
bool scroll_is_moving(const struct scroll *scroll, time_ns now);
/* A finger takes hold; it moved by `way_px` since; it let go at a velocity (way and velocity as the offset grows). */
void scroll_grab(struct scroll *scroll, time_ns now);
void scroll_drag(struct scroll *scroll, float way_px);
void scroll_release(struct scroll *scroll, float px_per_s, time_ns now);
/* Glides to a position (clamped to the range). */
void scroll_to(struct scroll *scroll, float position_px, time_ns now);
/* Ends a glide at once (calm motion). */
void scroll_settle(struct scroll *scroll);
/* A new range; what stands outside of it comes back at once. */
void scroll_limit(struct scroll *scroll, float max, time_ns now);
