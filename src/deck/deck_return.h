#pragma once

#include "base/clock.h"
#include "scene/scene.h"

/* The question that stands on the screen before a visitor's traces are cleared: a ring runs out, and any touch stops it. */

#define RETURN_NS TIME_S(20)
#define DECK_STAY "stay" /* name of its target */

/* Range: since 0..RETURN_NS, since the question came up. ui: over the slide; its view arena is a frame's. */
void deck_return_draw(const struct ui *ui, struct canvas *canvas, time_ns since);
/* Its panel takes the touches that fall on it, so that they only mean: yes. */
void deck_return_targets(const struct ui *ui, struct target_list *targets);
/* When its picture changes next. */
time_ns deck_return_next_change(time_ns since);
