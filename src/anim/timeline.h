#pragma once

#include "anim/ease.h"
#include "base/clock.h"

/* The value at time t, never accumulated: a picture is a pure function of time. */

struct span {
    int start_ms, duration_ms;
    enum ease ease;
};

/* Returns: 0 before the span, 1 after it, eased between. `since` counts from the slide's entry. */
float timeline_value(struct span span, time_ns since);
/* As timeline_value, the start moved by index * stagger_ms. */
float timeline_stagger(struct span span, int index, int stagger_ms, time_ns since);
/* Returns: 0..1 saw of a period that repeats for ever, phase_ms later than 0. */
float timeline_cycle(int period_ms, int phase_ms, time_ns since);
/* Returns: 0..1..0 breathing (cosine) of a period. */
float timeline_breathe(int period_ms, time_ns since);
